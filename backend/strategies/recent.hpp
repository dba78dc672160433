#pragma once
// Recent rows in a capped list: the newest at its head, and what falls off its end was asked for by nobody. The store
// would sort.
//
//   read(key):         return LRANGE key 0 keep-1, newest first, cut to so many rows
//   fill(key):         RPUSH key row row row …
//   count(key, row):   LPUSH key row; LTRIM key 0 keep-1
//
// Two writers may push in another order than their rows have, so some more are kept than are given, and a reader puts
// them in order.

#include "backend/strategies/structure.hpp"

namespace cachedeck::strategies {

class RecentCode final : public StructureCode {
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
