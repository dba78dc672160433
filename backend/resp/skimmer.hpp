#pragma once
// Counts replies without building their values: for a load generator that asks for what it does not read. It accepts,
// refuses and limits exactly what Parser does on the same bytes (tests/backend/resp and a fuzzer hold them together);
// replies of the few common shapes that lie whole in the bytes are walked over, all others go through a Parser.
//
// Threads: a value of one thread. Allocates nothing in steady state.

#include "backend/resp/parser.hpp"

#include <cstdint>
#include <string_view>

namespace cachedeck::resp {

// Replies of one piece of a stream. Pushes are no replies.
struct Tally {
    std::uint64_t replies = 0;
    std::uint64_t nulls = 0;  // among them
    std::uint64_t errors = 0; // among them: 0, or 1, and then it is the last one
    std::uint64_t pushes = 0;
};

class Skimmer {
public:
    enum class Status : std::uint8_t {
        NeedMore,
        Error, // stopped behind an error reply: its text is errorText(); call again for what follows
        Failed // the stream has no meaning any more: parseError() says why
    };
    struct Progress {
        Status status = Status::NeedMore;
        std::size_t consumed = 0; // bytes that need not be given again
        Tally tally;
    };

    explicit Skimmer(Limits limits = {}) : m_limits(limits), m_parser(limits) {}

    // Reads on in `bytes`, which continue where the last call's consumed bytes ended.
    Progress skim(std::string_view bytes);

    std::string_view errorText() const noexcept { return m_reply.root().text(); } // after Error, until the next call
    ParseError parseError() const noexcept { return m_parser.error(); }
    // Forgets everything, for a new stream.
    void reset() noexcept;

private:
    bool skipWhole(const char*& at, const char* end, Tally& tally) const noexcept;

    Limits m_limits;
    Parser m_parser;
    Reply m_reply;
    bool m_parsing = false; // a reply is partly in the parser
};

} // namespace cachedeck::resp
