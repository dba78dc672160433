#pragma once
// The run's conductor: prepares, lets the paths work in turns or at once, drains what they recorded, and reports.
//
// Threads: run() is the coordinator thread; the observer is called there. The other public members may be called from
// any thread.

#include "backend/load/cache_control.hpp"
#include "backend/load/event_feed.hpp"
#include "backend/load/expiry_watch.hpp"
#include "backend/load/fault_log.hpp"
#include "backend/load/in_system_sampler.hpp"
#include "backend/load/ingestion.hpp"
#include "backend/load/ledger.hpp"
#include "backend/load/limit_search.hpp"
#include "backend/load/machine.hpp"
#include "backend/load/preparation.hpp"
#include "backend/load/primary_finder.hpp"
#include "backend/load/result_builder.hpp"
#include "backend/load/run.hpp"
#include "backend/load/server_cost.hpp"
#include "backend/load/steadiness.hpp"
#include "backend/load/watchers.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace cachedeck::load {

class Coordinator {
public:
    Coordinator(Scenario scenario, RunTargets targets, Observer observer);
    ~Coordinator();

    void run();
    void stop();
    void mark(std::string kind, std::string text);
    void invalidate(const std::string& glob, const CacheControl::Changed& done);
    void expire(const std::string& glob, std::chrono::milliseconds in, const CacheControl::Changed& done);
    const Scenario& scenario() const noexcept { return m_scenario; }
    std::string keyPrefix(std::string_view path) const;

private:
    // A path's books beside it.
    struct Books {
        explicit Books(std::size_t operations) : ledger(operations) {}
        Ledger ledger;
        RecoveryWatch recovery;
        double position = 0;          // of an open loop, on the clock of arrivals
        std::uint64_t arrived = 0;    // and how many arrivals there were
        std::unique_ptr<Ledger> step; // of a search for the limit, while it is being made
        Clock::time_point drainedAt;
        std::unique_ptr<FaultLog> storeFaults;
        std::uint64_t recomputationsSeen = 0;
        Steadiness steadiness;                           // of the warm-up
        std::optional<double> steadyAfter;               // seconds of warm-up
        double serverSeconds = 0, serverWallSeconds = 0; // since the last drain
        std::vector<ThreadTime> servers;
    };

    // Phases
    bool prepare();
    bool connectCache();
    void warmUp();
    void measure();
    bool openEvents(); // coordinator_stream.cpp
    void watchExpiries();
    bool openIngestion(); // once the paths are open
    void finishEvents();
    void keepEvents(Result& result) const;
    std::uint64_t commandsOfRun() const; // of its users and of its stream's events
    void readServer(bool atStart);
    void serverChanged(ServerChange change, const std::string& what);
    void finish();
    void fail(RunFailure failure);
    void tell(Phase phase, const std::string& text, double done);

    // Schedules
    void workInterleaved(std::chrono::milliseconds length);
    void workTogether(const std::vector<std::size_t>& paths, std::chrono::milliseconds length, int stageScale);
    void phaseOf(std::chrono::milliseconds length, bool measuring);
    bool stopping() const noexcept { return m_shared->stop.load(std::memory_order_relaxed); }

    // One segment of some paths: from the start of their users until the last of them has finished.
    struct Stretch {
        std::vector<std::size_t> paths;
        std::chrono::nanoseconds length;
        std::chrono::milliseconds measured; // where in the stages it begins
        int stageScale = 1;                 // the stages go by so many times faster
        bool drainsBetween = false;         // and emits samples
        std::optional<double> rate = {};    // in place of the stages' own
    };
    void work(const Stretch& stretch);
    void beginWork(const Stretch& stretch);
    void attend(const Stretch& stretch);
    void advanceArrivals(std::size_t path);
    void cutOff();
    void noteUnserved(std::size_t path);
    bool resting(const std::vector<std::size_t>& paths) const;
    void watchQueues(const std::vector<std::size_t>& paths);
    void noteStage(const Demand& demand);

    // The search for the limit, and thresholds that end the run (coordinator_limit.cpp)
    void searchLimits(std::chrono::milliseconds most);
    void tryRate(std::size_t path, double rate);
    void endWhenBroken();

    // Invalidations and expiries (coordinator_events.cpp)
    void withControl(const CacheControl::Changed& done, const std::function<void(CacheControl&)>& use);
    void markKeys(double at, double goneAt, std::string kind, std::string text);
    void scheduleEvents();
    void holdAppointments();

    // Books
    void drain(std::size_t path);
    void takeCounters(std::size_t path);
    void emitSample();
    void watch(std::size_t path, const Counts& counts, double at);
    void watchFaults(std::size_t path, const Counts& counts, double at);
    void keepFaults(Result& result, bool final) const;
    void keepServer(Result& result) const;
    void serveRequests(std::unique_lock<std::mutex>& lock);
    void interimWhenDue();
    void tellProgressWhenDue();
    std::shared_ptr<Result> resultSoFar(bool final);
    std::vector<PathFacts> facts() const;
    void addMark(Mark mark);
    double now() const { return secondsAt(Clock::now()); }
    double secondsAt(Clock::time_point time) const
    {
        return std::chrono::duration<double>(time - m_start.load()).count();
    }
    std::vector<std::string> cachedPrefixes() const;

    Scenario m_scenario;
    RunTargets m_targets;
    Observer m_observer;
    std::string m_runName;

    std::unique_ptr<CachePlace> m_cache;
    std::unique_ptr<Ground> m_ground;
    std::shared_ptr<events::Publisher> m_publisher;                        // of the run's events, where it has any
    std::optional<events::PublisherStatus> m_publishedBefore, m_published; // at the run's beginning and end
    std::unique_ptr<RunShared> m_shared;
    std::unique_ptr<EventFeed> m_feed;
    std::unique_ptr<ExpiryWatch> m_expiries; // which tells the feed
    std::unique_ptr<BackgroundData> m_background;
    std::unique_ptr<CacheControl> m_control;
    std::unique_ptr<Crew> m_crew;
    std::unique_ptr<Ingestion> m_ingestion; // of the world's own events
    std::unique_ptr<PrimaryFinder> m_finder;
    std::unique_ptr<InSystemSampler> m_sampler; // of open loops; ends before the crew whose counters it looks at
    std::vector<std::unique_ptr<Books>> m_books;
    ArrivalClock m_arrivals;
    std::vector<LimitSearch> m_searches; // by path, where the scenario searches for the limit
    struct Appointment {
        Clock::time_point at;
        const ScheduledEvent* event;
    };
    std::deque<Appointment> m_agenda; // the scenario's events, in order; those that are over are gone
    bool m_broken = false;            // a threshold has ended the run
    Clock::time_point m_thresholdsAt;

    std::atomic<Clock::time_point> m_start; // zero of the time axis
    std::chrono::system_clock::time_point m_startedWall;
    Clock::time_point m_phaseStart, m_phaseEnd;
    bool m_measuring = false;
    double m_measuredSeconds = 0;
    double m_sampleFrom = 0;
    PathDrain m_drain; // of one path after the other: their histograms are as wide as the latencies
    SampleStore m_samples;
    int m_samplesSinceThinned = 0;
    std::vector<Mark> m_marks;
    FaultLog m_cacheFaults;
    std::atomic<bool> m_demoted{false}; // the cache's server takes no writes: where is the primary?
    ServerReading m_serverStart, m_serverEnd;
    std::uint64_t m_ownCommandsStart = 0, m_controlCommandsStart = 0, m_ownCommandsEnd = 0, m_controlCommandsEnd = 0;
    double m_measuredUntil = 0;
    std::atomic<bool> m_stoppedByServer{false};
    std::vector<Footprint> m_footprints; // by path, at the end
    std::size_t m_stage = 0;
    CpuReading m_cpuStart, m_cpuEnd;
    std::vector<Comparison> m_lastComparisons;
    Clock::time_point m_interimAt, m_comparedAt, m_progressAt;

    struct Request { // from other threads
        Mark mark;
        std::optional<double> keysGoneAt; // the hit ratio dips from then on
    };
    mutable std::mutex m_mutex;
    std::condition_variable m_woken;
    std::deque<Request> m_requests;
    bool m_stopAsked = false;
    std::optional<Clock::time_point> m_stopAt;
    std::atomic<bool> m_cancel{false};
    bool m_closed = false; // the control is going
};

} // namespace cachedeck::load
