#pragma once
// A strategy: the way a read takes through cache and store. One small file pair each that reads like the pseudo-code of
// a textbook; a new one is a file pair and one line in registry.cpp.
//
// Threads: a Strategy belongs to one virtual user, on one IoThread. What the users of a path share, on their different
// threads, is a PathShared.

#include "backend/runtime/task.hpp"
#include "backend/strategies/answer.hpp"
#include "backend/strategies/cache.hpp"
#include "backend/strategies/options.hpp"
#include "backend/strategies/path_shared.hpp"
#include "backend/strategies/primary.hpp"
#include "backend/workload/sequence.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::strategies {

class Strategy {
public:
    virtual ~Strategy() = default;
    // Fills `answer`; a failure leaves it unspecified.
    virtual runtime::Task<Result<void>> read(const workload::Call& call, Answer& answer) = 0;
    virtual runtime::Task<Result<void>> write(const workload::Call& call) = 0;
};

// What a user's strategy works with. All of it outlives the strategy.
struct Surroundings {
    Cache& cache;
    Primary& primary;
    const Options& options;
    PathShared* shared; // what `share` of the strategy's entry made for the path
    runtime::IoThread& thread;
    std::uint64_t seed; // of this user's own chance
};

struct StrategyEntry {
    std::string_view name;                 // "cache-aside": also the default name of a path, [a-z0-9-]+
    std::string_view explanation;          // one sentence for a student, English; the window translates it
    bool usesCache = true;                 // the others touch no cache and make no connection to one
    std::vector<std::string_view> options; // what can be set, by name (options.hpp)
    std::unique_ptr<Strategy> (*make)(const Surroundings& surroundings);
    std::unique_ptr<PathShared> (*share)(const PathSurroundings& surroundings); // nullptr: nothing is shared
    bool writesStoreFirst = true; // a write that the cache failed is in the store; else nobody knows
};
const std::vector<StrategyEntry>& registry();
const StrategyEntry* find(std::string_view name);
// How a path of this strategy keeps what it fills; `usualJitter` holds where its options say nothing.
Keeping keepingOf(const StrategyEntry& strategy, const Options& options, double usualJitter);

} // namespace cachedeck::strategies
