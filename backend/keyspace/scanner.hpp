#pragma once
// Walks a keyspace with SCAN and fills a KeyStore, with progress, pause and cancel. SCAN's guarantee (redis.io, SCAN):
// a key that is there from start to end is returned at least once; one that comes or goes meanwhile may or may not be.
// So the list is exact for a keyspace at rest, and complete for whatever did not change.
//
// A lost connection is made again, and the scan goes on at its cursor when the server is the same process (run_id);
// when it is another one, cursors mean nothing any more and the scan ends as incomplete, with the reason.
//
// Threads: a Scanner is used from one thread of yours (any); the work and the handler run on the client's IoThread.
// progress() may be called from any thread. Destroy the Scanner before its Client; the destructor cancels.

#include "backend/keyspace/key_store.hpp"
#include "backend/redis/client.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <string>

namespace cachedeck::keyspace {

struct ScanOptions {
    std::string match;        // glob for the server; empty: all
    std::string type;         // "string", "hash", "list", "set", "zset", "stream"; empty: all (Redis 6 and later)
    std::size_t count = 1000; // COUNT of the first SCAN; adapted so that a batch takes about 2 to 5 ms
    bool adaptive = true;
    double share = 1.0; // of the time the server may be kept busy: 1 at full speed, 0.5 for foreign servers
    std::chrono::milliseconds deadline{5000}; // of one SCAN
    std::chrono::milliseconds reportEvery{50};
    std::chrono::seconds giveUpAfter{30}; // without a connection: the scan ends as incomplete
};

enum class ScanState : std::uint8_t { Idle, Running, Paused, Reconnecting, Complete, Incomplete, Cancelled };

struct ScanProgress {
    ScanState state = ScanState::Idle;
    std::uint64_t returned = 0; // keys in replies, duplicates included
    std::uint64_t keys = 0;     // different ones, in the store
    std::uint64_t total = 0;    // DBSIZE at the start and refreshed each second; 0 where not permitted
    std::uint64_t scans = 0;    // SCAN commands sent
    double seconds = 0;         // since the start, without pauses
    std::string trouble;        // why incomplete or reconnecting; one sentence
    bool ended() const noexcept { return state >= ScanState::Complete; }
    // 0 to 1, by the cursor's place in the hash table's order where that can be told, else keys / total; 1 when
    // complete.
    double fraction = 0;
};

// Pause, resume and cancel from any thread, for the coroutine below.
struct ScanControl {
    std::atomic<bool> paused{false};
    std::atomic<bool> cancelled{false};
};

// Runs until the scan has ended. `report` is called at most every options.reportEvery and at the end. All on the
// connection's thread. `control` and `store` must outlive it.
runtime::Task<ScanProgress> scan(runtime::IoThread& thread, redis::Connection& connection, KeyStore& store,
                                 ScanOptions options, std::shared_ptr<ScanControl> control,
                                 std::function<void(const ScanProgress&)> report);

class Scanner {
public:
    Scanner(redis::Client& client, std::shared_ptr<KeyStore> store);
    ~Scanner();
    Scanner(const Scanner&) = delete;
    Scanner& operator=(const Scanner&) = delete;

    using Handler = std::function<void(const ScanProgress&)>; // on the IoThread
    // Clears the store and begins; a scan that still runs is cancelled, and its handler is not called any more.
    void start(ScanOptions options, Handler handler);
    void pause();
    void resume();
    void cancel(); // when it returns the handler is not running and will not be called again
    ScanProgress progress() const;
    const std::shared_ptr<KeyStore>& store() const noexcept { return m_store; }

private:
    struct Run;
    redis::Client& m_client;
    std::shared_ptr<KeyStore> m_store;
    std::shared_ptr<Run> m_run;
};

} // namespace cachedeck::keyspace
