#pragma once
// The generated data of a world: made once, kept in the user's cache directory, checked whenever it is opened.
//
// A data set is one SQLite file beside its checksum ("<name>.sha256", the format of sha256sum). Its name holds the
// world, the size and a fingerprint of all that decides its bytes (generator version, seed, schema). It is made under a
// temporary name and renamed when whole; a lock file makes other processes wait instead of making it twice. A file that
// no longer has its checksum is set aside as "<name>.corrupt" and made again.
//
// Threads: WorldData is immutable; every member may be called from any thread. prepare() blocks, for seconds where data
// has to be made: call it on a thread of its own. Its callback runs on the calling thread.

#include "backend/workload/generators/generator.hpp"
#include "backend/workload/workload.hpp"

#include <boost/system/result.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace cachedeck::stores {

struct DataError {
    enum class Kind : std::uint8_t {
        Cancelled,
        NoData,     // the workload names no generator, or not this size
        NoSpace,    // the disk is full, or has less left than the data needs
        Unwritable, // the directory cannot be made or written
        Failed,     // anything else the store said
    } kind = Kind::Failed;
    std::string message; // what happened, to what
    std::string advice;  // what to do; may be empty
    std::string text() const { return advice.empty() ? message : message + " " + advice; }
};
template<class T>
using DataResult = boost::system::result<T, DataError>;

struct DataProgress {
    enum class Phase : std::uint8_t {
        Waiting /* for another process that makes it */,
        Checking,
        Rows,
        Indexes,
        Finishing
    };
    Phase phase = Phase::Checking;
    std::uint64_t done = 0;  // rows written so far
    std::uint64_t total = 0; // rows expected, exact to a few percent; 0 where not known
};
std::string_view name(DataProgress::Phase phase) noexcept; // "rows"

struct PreparedData {
    std::string url; // "sqlite:/…/movies-full-1f2e3d4c.sqlite", for openStore()
    std::filesystem::path file;
    std::string size;                  // "quick" or "full"
    std::int64_t items = 0;            // movies
    bool made = false;                 // now, not found:
    std::uint64_t rows = 0;            // how many rows were written …
    std::chrono::milliseconds took{0}; // … and in what time, with indexes
    std::filesystem::path setAside;    // a corrupt predecessor; empty: none
};

// Fails where a generator's own files are wrong, with what is wrong about them; before any data is made of them.
DataResult<void> checkFiles(const workload::Generator& generator, const workload::DataSource& data);

class WorldData {
public:
    explicit WorldData(std::filesystem::path directory = defaultDirectory());

    // The user's cache directory: $XDG_CACHE_HOME or ~/.cache, ~/Library/Caches, %LOCALAPPDATA%, each with "cachedeck".
    static std::filesystem::path defaultDirectory();

    // Whether the data set is there, without checking its bytes: quick enough for any thread.
    bool isReady(const workload::Workload& workload, std::string_view size) const;
    std::filesystem::path file(const workload::Workload& workload, std::string_view size) const;

    // Gives the data set, checked, and makes it first where needed. `cancel` is looked at every few milliseconds; what
    // was begun is removed then.
    using Progress = std::function<void(const DataProgress&)>;
    DataResult<PreparedData> prepare(const workload::Workload& workload, std::string_view size,
                                     const Progress& progress, const std::atomic<bool>& cancel) const;

private:
    std::filesystem::path m_directory;
};

} // namespace cachedeck::stores
