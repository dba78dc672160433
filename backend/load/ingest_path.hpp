#pragma once
// The receiving end of a world's events on one path: applies each one's write by the path's own strategy (to the store,
// and to the cache exactly what the write makes old), and then reads through the strategy until the answer shows the
// news. It has a thread, a connection and a session of its own, so no user's operation waits for it.
//
// While the store is away a write is tried on and on, and what comes after it waits. What the store has is not written
// a second time: where the cache failed the write, the invalidation alone is done again, for as long as a failover
// takes, and after one at the new primary. In a longer outage each is tried once, so that the events go on.
//
// Threads: any; what apply() gives is ready when the write is done or has failed.

#include "backend/events/consumer.hpp"
#include "backend/latency/histogram.hpp"
#include "backend/load/path.hpp"
#include "backend/strategies/background.hpp"

#include <condition_variable>
#include <deque>
#include <future>
#include <optional>
#include <thread>
#include <vector>

namespace cachedeck::load {

struct IngestFigures {
    latency::Histogram applied, fresh;    // since the event was made
    std::uint64_t writes = 0, failed = 0; // failed: refused, or written with the cache not knowing of it
    std::uint64_t waiting = 0;            // whose news no read has shown yet
};

class IngestPath {
public:
    explicit IngestPath(Path& path);
    ~IngestPath();
    strategies::Result<void> open(); // blocks

    struct Work {
        workload::Call write;
        std::optional<workload::Call> fresh;
        std::optional<Clock::time_point> made; // empty: nobody knows, and nothing is measured
    };
    // Done: the store has it. Impossible: it was refused several times. Unfinished: the end came before.
    std::future<events::Applied> apply(Work work);
    // Nothing more is applied; what waits is unfinished.
    void end();
    IngestFigures figures() const;
    bool isQuiet() const; // nothing to apply, no news that is not read yet
    std::uint64_t commandsSent() const noexcept { return m_behind.commandsSent(); }

private:
    struct Job {
        Work work;
        std::promise<events::Applied> done;
    };
    struct Probe { // a read that looks for the news
        workload::Call read;
        std::int64_t version = 0; // that the store had after the write
        Clock::time_point made, due;
        Clock::duration pause;
    };
    void run();
    // How a write went: what became of it, and whether the cache knows.
    struct Written {
        events::Applied store = events::Applied::Unfinished;
        bool cache = false;
    };
    void makeStrategy();
    void followCache(); // on the thread of m_behind
    events::Applied applyNow(const Work& work);
    Written writeNow(const workload::Call& call);
    bool rest(Clock::duration pause); // false: the end has come
    runtime::Task<strategies::Result<void>> write(const workload::Call& call);
    runtime::Task<strategies::Result<void>> invalidate(const workload::Call& call);
    runtime::Task<std::optional<std::int64_t>> storedVersion(const workload::Call& read);
    runtime::Task<std::optional<std::int64_t>> readVersion(const workload::Call& read);
    void look(Probe& probe);
    std::optional<Clock::time_point> nextProbe() const;
    void lookWhereDue();

    Path& m_path;
    strategies::Background m_behind;
    std::unique_ptr<strategies::Strategy> m_strategy;
    std::uint32_t m_generation = 0; // of the cache's place
    strategies::Answer m_answer;
    std::vector<Probe> m_probes;                         // the thread's
    std::optional<Clock::time_point> m_cacheFailedSince; // the thread's; an outage's beginning
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Job> m_jobs;
    IngestFigures m_figures;
    bool m_busy = false, m_ending = false;
    std::thread m_thread;
};

} // namespace cachedeck::load
