#pragma once
// The generated data of a world in a database server: made once, in a schema (database, keyspace) of its own whose name
// holds the world, the size and a fingerprint of all that decides its rows.
//
// Threads: prepareServerData() blocks, for minutes where data has to be made. Its callback runs on the calling thread.

#include "backend/stores/store.hpp"
#include "backend/stores/world_data.hpp"

namespace cachedeck::stores {

struct PreparedServer {
    std::unique_ptr<Store> store;      // the server, with the data as what its statements find
    std::string name;                  // "cachedeck_movies_full_1f2e3d4c"
    std::int64_t items = 0;            // movies
    bool made = false;                 // now, not found
    std::uint64_t rows = 0;            // where made: rows written …
    std::chrono::milliseconds took{0}; // … and in what time, with indexes
};

// Whether the workload has data for this store, which then has to be asked for with prepareServerData().
bool hasServerData(const Store& server, const workload::Workload& workload);

// The size of "auto" in a server: the full one, as it is made only once there; the smallest in a stand-in, which may be
// many times slower than what it stands for.
std::string usualSize(const Store& server, const workload::DataSource& data);

// Gives the world's data in that server, and makes it first where needed. `cancel` is looked at every few thousand
// rows; nothing is left of what was begun then.
DataResult<PreparedServer> prepareServerData(Store& server, const workload::Workload& workload, std::string_view size,
                                             const WorldData::Progress& progress, const std::atomic<bool>& cancel);

} // namespace cachedeck::stores
