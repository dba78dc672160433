#pragma once
// The stream of a run's cache operations: hit, miss, fill, invalidate, expire, on every path that has a cache.
//
// A user notes an operation in a tap of its own: a few stores into a ring, no lock, no allocation, no signal; where the
// ring is full the note is dropped and counted. As operation number i is a pure function of (seed, i), a note holds no
// key: the feed's own thread works it out again later, makes events of it and offers them to a publisher.
//
// One operation in `oneIn` is noted, by its number. What strategies do behind their users' backs (a refresh, a drain)
// is not in the stream.
//
// Threads: tap() on the run's own thread, before the users work; EventTap::note() on its user's; the rest on any.

#include "backend/events/publisher.hpp"
#include "backend/events/spsc_ring.hpp"
#include "backend/runtime/clock.hpp"
#include "backend/workload/sequence.hpp"

#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace cachedeck::load {

using runtime::Clock;

struct Sighting {
    enum Deed : std::uint8_t { Hit = 1, Miss = 2, Fill = 4, Invalidate = 8 };
    std::uint64_t number = 0; // of the operation
    Clock::time_point ended;
    Clock::duration service{0};
    std::uint8_t deeds = 0;
};

class EventTap {
public:
    EventTap(std::uint64_t oneIn, std::size_t capacity) : m_oneIn(oneIn), m_ring(capacity) {}
    bool wants(std::uint64_t number) const noexcept { return number % m_oneIn == 0; }
    void note(const Sighting& sighting) noexcept { m_ring.push(sighting); }

private:
    friend class EventFeed;
    const std::uint64_t m_oneIn;
    events::SpscRing<Sighting> m_ring;
};

class EventFeed {
public:
    // `lanes`: how many taps there will be.
    EventFeed(const workload::Sequence& sequence, std::string runName, int oneIn, std::size_t lanes,
              std::shared_ptr<events::Publisher> publisher);
    ~EventFeed();

    EventTap& tap(const std::string& path);
    // A key of a path has expired, as its server told; `key` is the workload's. It is sampled too.
    void expired(const std::string& path, const std::string& key);
    void start();
    // Takes what is left and ends; after the last operation.
    void finish();
    std::uint64_t dropped() const noexcept;                                                  // notes that found no room
    std::uint64_t taken() const noexcept { return m_taken.load(std::memory_order_relaxed); } // events made

private:
    struct Source {
        std::string path;
        std::unique_ptr<EventTap> tap;
    };
    void work();
    std::size_t collect(); // how many events it made
    void expand(const std::string& path, const Sighting& sighting, std::vector<events::Event>& out);
    events::Event event(const std::string& path, events::Kind kind, const Sighting& sighting) const;
    std::chrono::system_clock::time_point wallTime(Clock::time_point time) const;

    const workload::Sequence& m_sequence;
    const std::string m_runName;
    const std::uint64_t m_oneIn;
    const std::size_t m_capacity;
    const std::shared_ptr<events::Publisher> m_publisher;
    std::deque<Source> m_sources;
    const Clock::time_point m_zero = Clock::now();
    const std::chrono::system_clock::time_point m_wallZero = std::chrono::system_clock::now();
    std::atomic<std::uint64_t> m_expiries{0}, m_taken{0};
    std::atomic<bool> m_ending{false};
    workload::Call m_call; // the thread's
    std::vector<Sighting> m_notes;
    std::thread m_thread;
};

} // namespace cachedeck::load
