#pragma once
// A Redis structure that answers a read by itself: what is asked of it, how its replies become the answer, how it is
// filled, and how a write counts into it. One file pair each, without I/O; the conversation is the cache's
// (cache_structures.cpp, cache_counts.cpp).
//
//   read:    ask the structure; where it is there, that is the answer; else read the store and fill it
//   count:   once the write is in the store, add it to the structure, where that is there
//
// Threads: stateless; what they work on belongs to the caller.

#include "backend/resp/reply.hpp"
#include "backend/resp/request.hpp"
#include "backend/strategies/answer.hpp"
#include "backend/strategies/commands.hpp"
#include "backend/workload/sequence.hpp"

#include <span>
#include <string_view>

namespace cachedeck::strategies {

class StructureCode {
public:
    virtual ~StructureCode() = default;

    enum class Found : std::uint8_t {
        Absent,
        Answer,  // in answer.json
        Members, // in answer.draft, without their rows
        AskAll   // there, but what was asked for does not tell the answer
    };
    // Commands whose replies read() takes. `all`: after AskAll.
    virtual void ask(const workload::Call& call, std::string_view key, bool all, resp::Request& request) const = 0;
    virtual Found read(const workload::Call& call, std::span<const resp::Reply> replies, bool all,
                       Answer& answer) const = 0;
    // Members only, once every row is there: their order, and how many are given.
    virtual void finish(const workload::Call& /*call*/, Draft& draft) const { draft.given = draft.count; }
    // What makes `key` hold the store's answer, after a DEL; without the expiry.
    virtual void fill(const workload::Call& call, std::string_view key, const Answer& answer,
                      Commands& commands) const = 0;
    virtual void count(const workload::Count& /*count*/, const workload::Call& /*write*/, std::string_view /*key*/,
                       Commands& /*commands*/) const
    {}
};

// Not for Kind::None.
const StructureCode& codeOf(workload::Structure::Kind kind);

// How much a write adds.
std::int64_t amountOf(const workload::Count& count, const workload::Call& write);
// A value as a structure's member: an integer's digits, or the text.
void memberText(const workload::Value& value, std::string& text);

} // namespace cachedeck::strategies
