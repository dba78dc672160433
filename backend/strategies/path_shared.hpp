#pragma once
// What the users of a path share, on their different threads: a table of loads under way, a near cache, a drain. It
// also owns what goes on behind the users' backs, which ends with the run and whose time no operation pays for.
//
// Order: made before the first user of the path and start()ed; finish()ed after the last operation; destroyed after the
// users are closed.

#include "backend/redis/connection.hpp"
#include "backend/stores/store.hpp"
#include "backend/strategies/answer.hpp"
#include "backend/strategies/cache.hpp"
#include "backend/strategies/figure.hpp"
#include "backend/strategies/options.hpp"
#include "backend/strategies/primary.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::strategies {

// What a path's shared part stands on. All of it outlives it.
struct PathSurroundings {
    stores::Store& store;
    const Statements& statements;
    const workload::Workload& workload;
    std::function<redis::ConnectionOptions()> connection; // to the cache, wherever that is now; any thread
    std::string prefix;
    workload::Encoding encoding = workload::Encoding::Json;
    Keeping keeping;
    std::chrono::milliseconds cacheDeadline{50}, storeDeadline{5000};
    Options options;
    ReadsInFlight& reads;
    stores::Distance cacheDistance = {}; // added, simulated
};

// Threads: start() and finish() block, on the run's own thread; the others may be called from any.
class PathShared {
public:
    PathShared() = default;
    virtual ~PathShared() = default;
    PathShared(const PathShared&) = delete;
    PathShared& operator=(const PathShared&) = delete;

    virtual Result<void> start() { return {}; }
    // Brings to its end what is still to be done behind, as far as that is possible in the time.
    virtual void finish(std::chrono::milliseconds) {}
    virtual std::vector<Figure> figures() const { return {}; }
    // What a reader of the result has to know, plain English: "2 acknowledged writes were lost".
    virtual std::vector<std::string> remarks() const { return {}; }
    // Own cost, beside the users'.
    virtual std::uint64_t commandsSent() const { return 0; }
    virtual std::uint64_t connections() const { return 0; }
};

} // namespace cachedeck::strategies
