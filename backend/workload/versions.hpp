#pragma once
// The versions of entities as an application knows them: what "{model|version}" in a key stands for. An application
// that publishes a new version of something from then on asks for keys of that version; those of earlier ones are
// orphans. This is invalidation without a command to the cache, and it closes the race of cache-aside: what a slow
// reader took from the store before a write, it fills under the old version's key.
//
// Threads: of() and raise() may be called from any, and take no lock.

#include "backend/workload/value.hpp"

#include <atomic>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cachedeck::workload {

// Parameter → its entities and their versions, as a workload's "versions" query gave them.
using KnownVersions = std::map<std::string, std::vector<std::pair<Value, std::int64_t>>>;

class Versions {
public:
    explicit Versions(const KnownVersions& known = {});

    // 0 for what was not known at the beginning.
    std::int64_t of(std::string_view parameter, const Value& entity) const noexcept;
    void raise(std::string_view parameter, const Value& entity) noexcept;
    std::uint64_t raised() const noexcept { return m_raised.load(std::memory_order_relaxed); } // how often, in all
    std::vector<std::pair<Value, std::int64_t>> all(std::string_view parameter) const;

private:
    std::atomic<std::int64_t>* find(std::string_view parameter, const Value& entity) const noexcept;

    // The nodes never move and none is added later.
    using Entities = std::map<Value, std::atomic<std::int64_t>>;
    mutable std::map<std::string, Entities, std::less<>> m_parameters;
    std::atomic<std::uint64_t> m_raised{0};
};

} // namespace cachedeck::workload
