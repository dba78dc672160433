#pragma once
// A counter: one integer under a key. The store would count rows; the counter knows.
//
//   read(key):    return GET key
//   fill(key):    SET key n
//   count(key):   INCRBY key by
//
// Counters are several of them in one hash, read by HMGET (codec.hpp) and counted by HINCRBY key field by.

#include "backend/strategies/structure.hpp"

namespace cachedeck::strategies {

class CounterCode final : public StructureCode {
public:
    void ask(const workload::Call& call, std::string_view key, bool all, resp::Request& request) const override;
    Found read(const workload::Call& call, std::span<const resp::Reply> replies, bool all,
               Answer& answer) const override;
    void fill(const workload::Call& call, std::string_view key, const Answer& answer,
              Commands& commands) const override;
    void count(const workload::Count& count, const workload::Call& write, std::string_view key,
               Commands& commands) const override;
};

class CountersCode final : public StructureCode {
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
