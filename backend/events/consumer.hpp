#pragma once
// Takes events from a carrier and gives them to a handler, one at a time, in the order in which they come. What was
// accepted is not delivered again; what the handler cannot apply goes to the dead letters, as does what is no event.
//
// Threads: any. The handler runs on the consumer's own thread. The destructor waits for it.

#include "backend/events/carrier.hpp"
#include "backend/events/event.hpp"
#include "backend/events/publisher.hpp"

#include <atomic>
#include <functional>
#include <set>

namespace cachedeck::events {

// Unfinished: the listener is ending; the event stays with the carrier, neither accepted nor rejected.
enum class Applied : std::uint8_t { Done, Impossible, Unfinished };

struct ConsumerStatus {
    LinkState state = LinkState::Connecting;
    std::string trouble;
    std::uint64_t received = 0, accepted = 0, rejected = 0; // rejected: to the dead letters
    std::uint64_t again = 0;                                // of received: the carrier says that it came before
    std::optional<std::uint64_t> lag;                       // as it was within the last second
    std::uint64_t mostLag = 0;
};

class Consumer {
public:
    using Handler = std::function<Applied(const Event& event, bool again)>;
    Consumer(std::shared_ptr<Carrier> carrier, Subscription subscription, Handler handler);
    ~Consumer();
    Consumer(const Consumer&) = delete;
    Consumer& operator=(const Consumer&) = delete;

    // Waits until it listens; false: not yet.
    bool waitUntilListening(std::chrono::milliseconds atMost);
    ConsumerStatus status() const;

private:
    void work();
    bool openNow(Receiver& receiver);
    void listen(Receiver& receiver);
    Result<void> take(Receiver& receiver, const Delivery& delivery);
    void askLag(Receiver& receiver);
    void note(const Error& error);

    const std::shared_ptr<Carrier> m_carrier;
    const Subscription m_subscription;
    const Handler m_handler;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    ConsumerStatus m_status;
    std::atomic<bool> m_ending{false};
    Clock::time_point m_lagAt;
    std::thread m_thread;
};

// The newest ids, to recognise a second delivery. Threads: none of its own.
class SeenIds {
public:
    explicit SeenIds(std::size_t most = 10'000) : m_most(most) {}
    // Whether it is new; it is remembered from now on.
    bool add(const std::string& id);

private:
    std::size_t m_most;
    std::deque<std::string> m_order;
    std::set<std::string, std::less<>> m_ids;
};

} // namespace cachedeck::events
