#pragma once
// Compares answers with the truth: what the path's own store says right after the read.
//
// Stale or concurrent? The log of writes knows for each entity how many writes had begun and when each completed. A
// write raises its entity's version by one, so with V versions in the store when at most B writes had begun, the write
// that made version v + 1 had surely completed with the k-th completion, k = B - (V - v) + 1. Where that was before the
// read began, an answer with version v is stale; else the write ran beside the read and nothing can be said.
//
// Threads: any; a striped lock for each write, none for reads that are not checked.

#include "backend/runtime/clock.hpp"
#include "backend/workload/sequence.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace cachedeck::load {

using runtime::Clock;

class WriteLog {
public:
    struct History {
        std::uint64_t begun = 0, completed = 0;
        // Completion times of the last few writes: the i-th completion (from 1) at (i - 1) % size.
        std::array<Clock::time_point, 8> times{};

        // When the k-th completion was, at the latest; empty: it has not been yet.
        std::optional<Clock::time_point> completion(std::uint64_t k) const noexcept;
        void completeNow() noexcept;
    };

    void begin(const std::string& entity);
    void complete(const std::string& entity); // a write whose effect is unknown never completes
    History of(const std::string& entity) const;
    History all() const; // of all entities together

private:
    struct Stripe {
        mutable std::mutex mutex;
        std::unordered_map<std::string, History> entities;
    };
    static constexpr std::size_t stripes = 64;
    const Stripe& stripeOf(const std::string& entity) const noexcept
    {
        return m_stripes[std::hash<std::string>{}(entity) % stripes];
    }
    std::array<Stripe, stripes> m_stripes;
    mutable std::mutex m_allMutex;
    History m_all;
};

// The entity that a write changes, as WriteLog knows it; empty: the operation names none.
std::string entityOf(const workload::Call& call);

struct Finding {
    // In order of weight: the worst of an answer's rows decides.
    enum class Kind : std::uint8_t { Fine, Inconclusive, Stale, Missing, Wrong } kind = Kind::Fine;
    std::chrono::nanoseconds age{0}; // stale: for at least so long before the read began
    std::uint64_t versions = 0;      // stale: so many versions behind, at least
};

// `answer` and `truth` are the canonical JSON of a read (empty: not found). `began` is the answer's read's beginning;
// the truth was read after it.
Finding compare(const workload::Operation& operation, std::string_view answer, std::string_view truth,
                Clock::time_point began, const WriteLog& writes);

} // namespace cachedeck::load
