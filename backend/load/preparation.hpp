#pragma once
// Everything that a run needs before its first operation: the world's data, a private copy of the store for each path,
// the sequence, threads, users and their connections.
//
// Threads: the coordinator's; prepare() blocks, and gives up soon after `cancel` is set.

#include "backend/load/path.hpp"
#include "backend/load/run.hpp"
#include "backend/load/user.hpp"
#include "backend/runtime/io_thread.hpp"
#include "backend/stores/copies_folder.hpp"
#include "backend/stores/world_data.hpp"

#include <boost/system/result.hpp>

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace cachedeck::load {

template<class T>
using Prepared = boost::system::result<T, RunFailure>;

struct Ground { // what the paths stand on
    Ground() = default;
    Ground(Ground&&) = default;
    Ground& operator=(Ground&&) = delete;
    ~Ground(); // closes the copies, and then removes them

    std::string dataDescription; // "100,000 movies in SQLite, seed 20240611", of each kind of store
    std::string size;
    std::string otherSize; // a size that is wanted and not made yet; empty: none
    std::map<std::string, std::string> versions;
    std::vector<std::string> simulated;
    std::unique_ptr<workload::Sequence> sequence;
    std::unique_ptr<stores::CopiesFolder> copies;
    std::vector<std::unique_ptr<stores::Store>> stores; // a copy for each path
    bool storesBlock = false;                           // one of them does
};

using TellProgress = std::function<void(const std::string& text, double done)>;
Prepared<Ground> prepareGround(const Scenario& scenario, const RunTargets& targets, const std::string& runName,
                               const TellProgress& tell, const std::atomic<bool>& cancel);

// The crew: paths with their users, on threads that outlive them.
class Crew {
public:
    // Paths run by turns share their threads, as only one works at a time.
    Crew(RunShared& shared, Ground& ground, const std::string& runName);
    ~Crew();
    Prepared<void> open(const std::atomic<bool>& cancel);

    std::vector<std::unique_ptr<Path>>& paths() noexcept { return m_paths; }
    std::uint64_t commandsSent() const;
    std::uint64_t connections() const;

private:
    RunShared& m_shared;
    std::vector<std::unique_ptr<runtime::IoThread>> m_threads;
    std::vector<std::unique_ptr<Path>> m_paths;
};

// Makes data in the background with the least priority, until it is done or the object goes.
class BackgroundData {
public:
    BackgroundData(std::shared_ptr<const workload::Workload> workload, std::string size,
                   std::filesystem::path directory);
    ~BackgroundData();

private:
    std::atomic<bool> m_cancel{false};
    std::thread m_thread;
};

} // namespace cachedeck::load
