#pragma once
// A ranking in a sorted set: members by score, the highest first. The store would sort all rows; the set is sorted. The
// rest of a row comes from the members' documents (documents.hpp).
//
//   read(key, n):           members = ZREVRANGE key 0 n-1 WITHSCORES; return members with their documents
//   fill(key):              ZADD key score member score member …
//   count(key, member):     ZINCRBY key by member
//
// Members of the same score: a sorted set orders them by their bytes, the store by the member's value. So a few more
// are asked for than are wanted, and put in the store's order here; where they all have the last one's score, all
// members are asked for.

#include "backend/strategies/structure.hpp"

namespace cachedeck::strategies {

class RankingCode final : public StructureCode {
public:
    void ask(const workload::Call& call, std::string_view key, bool all, resp::Request& request) const override;
    Found read(const workload::Call& call, std::span<const resp::Reply> replies, bool all,
               Answer& answer) const override;
    void fill(const workload::Call& call, std::string_view key, const Answer& answer,
              Commands& commands) const override;
    void count(const workload::Count& count, const workload::Call& write, std::string_view key,
               Commands& commands) const override;
};

} // namespace cachedeck::strategies
