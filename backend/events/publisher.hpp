#pragma once
// Between whoever has events and a carrier: a bounded queue and a thread that empties it, so that nobody who offers an
// event ever waits for a broker. While the carrier is down events wait here, in order; those that find no room, and
// those that are still here at the end, are counted as lost. offered = delivered + waiting + lost.
//
// Threads: any; offer() takes a mutex for the time of a push. The destructor waits for the carrier's call under way.

#include "backend/events/carrier.hpp"
#include "backend/events/event.hpp"
#include "backend/latency/histogram.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace cachedeck::events {

struct PublisherOptions {
    std::size_t capacity = 10'000; // events that wait here at most
    std::size_t batch = 500;       // handed over together
    std::chrono::milliseconds confirmWithin{5000};
    std::chrono::milliseconds firstPause{100}, longestPause{2000}; // between attempts while the carrier is down
};

enum class LinkState : std::uint8_t { Connecting, Connected, Down };

struct PublisherStatus {
    LinkState state = LinkState::Connecting;
    std::string trouble;   // why it is down, or connected and takes no more, plain English; empty otherwise
    bool hopeless = false; // trying again will not help by itself: a refusal
    std::uint64_t offered = 0, delivered = 0, lost = 0, waiting = 0;
    std::uint64_t mostWaiting = 0;
    std::uint64_t outages = 0; // times that a connection was lost
};

// What a publisher has done since its last mark(): of one user after another.
struct PublisherSpan {
    std::uint64_t mostWaiting = 0;
    latency::Histogram latency; // from handing over to confirmation
};

class Publisher {
public:
    explicit Publisher(std::shared_ptr<Carrier> carrier, PublisherOptions options = {});
    ~Publisher();
    Publisher(const Publisher&) = delete;
    Publisher& operator=(const Publisher&) = delete;

    // False: there was no room, and it is lost.
    bool offer(Event event);
    // The same for many; gives how many found room.
    std::size_t offer(std::vector<Event> events);
    // Waits until all that was offered is delivered; false: some is waiting still.
    bool drain(std::chrono::milliseconds atMost);
    // Waits until the carrier has answered for the first time, well or badly.
    PublisherStatus waitUntilKnown(std::chrono::milliseconds atMost);

    PublisherStatus status() const;
    // From handing over to confirmation, of all deliveries so far; and of those since the last call.
    latency::Histogram latency() const;
    latency::Histogram takeRecentLatency();
    // Begins a new span, and gives the status at that moment.
    PublisherStatus mark();
    PublisherSpan sinceMark() const;
    const std::shared_ptr<Carrier>& carrier() const noexcept { return m_carrier; }

private:
    void work();
    bool openNow(Sender& sender);
    void deliver(Sender& sender);
    void isUp(const std::string& trouble);
    void note(const Error& error);
    bool pause(std::chrono::milliseconds duration);

    const std::shared_ptr<Carrier> m_carrier;
    const PublisherOptions m_options;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Event> m_queue;
    PublisherStatus m_status;
    latency::Histogram m_latency, m_recent;
    PublisherSpan m_span;
    bool m_ending = false;
    std::vector<Message> m_batch; // the thread's: the first of the queue, as messages
    std::thread m_thread;
};

} // namespace cachedeck::events
