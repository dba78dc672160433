#pragma once
// Makes a world's events at their rates, as trainings and other systems would, and offers them to a publisher. Batches
// leave when they are full or their time is over, whichever is first.
//
// Threads: any; it works on one of its own from start() to stop().

#include "backend/events/publisher.hpp"
#include "backend/runtime/clock.hpp"
#include "backend/workload/sequence.hpp"

#include <atomic>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace cachedeck::load {

class EventProducer {
public:
    EventProducer(const workload::Sequence& sequence, std::string runName,
                  std::shared_ptr<events::Publisher> publisher);
    ~EventProducer();

    void start();
    void stop(); // unfinished batches leave now
    std::uint64_t produced() const noexcept { return m_produced.load(std::memory_order_relaxed); }
    // When an event of this id was made: of a batch, when the last thing in it happened. Once for each.
    std::optional<runtime::Clock::time_point> takeMadeAt(const std::string& id);

private:
    struct Kind {
        const workload::DomainEvent* event;
        std::unique_ptr<workload::Sequence> sequence; // of the write alone
        std::uint64_t happened = 0;                   // since the start
        std::uint64_t number = 0;                     // of the next message
        std::int64_t inBatch = 0;
        runtime::Clock::time_point batchBegan;
    };
    void work();
    runtime::Clock::time_point step(Kind& kind, runtime::Clock::time_point now);
    void send(Kind& kind);

    const std::string m_runName, m_world;
    const std::shared_ptr<events::Publisher> m_publisher;
    std::vector<Kind> m_kinds;
    runtime::Clock::time_point m_begin;
    std::atomic<std::uint64_t> m_produced{0};
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_ending = false;
    std::map<std::string, runtime::Clock::time_point, std::less<>> m_madeAt;
    std::thread m_thread;
};

} // namespace cachedeck::load
