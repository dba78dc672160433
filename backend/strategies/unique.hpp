#pragma once
// Unique members, counted by a HyperLogLog: at most 12 kB however many there are, and an estimate with a standard error
// of 0.81 % (https://redis.io/docs/latest/develop/data-types/probabilistic/hyperloglogs). The store would look at every
// row and remember every member.
//
//   read(key):            return PFCOUNT key        (0 where there is no key: EXISTS tells)
//   fill(key):            PFADD key m m m …
//   count(key, member):   PFADD key member

#include "backend/strategies/structure.hpp"

namespace cachedeck::strategies {

class UniqueCode final : public StructureCode {
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
