#pragma once
// A carrier of events: in our own process, or a broker. One file pair each; a new one is a file pair, a scheme in
// broker_url.cpp and a line in carrier.cpp.
//
// Delivery is at least once, everywhere: a message is kept by its sender until the carrier has confirmed it, and by the
// carrier until its receiver has accepted it. Who applies events recognises a second delivery by the event's id.
//
// Threads: a Carrier is shared and thread-safe. A Sender and a Receiver belong to one thread each, whose calls block
// no longer than they are told to; only Publisher and Consumer use them.

#include "backend/events/broker_url.hpp"
#include "backend/runtime/clock.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cachedeck::events {

using runtime::Clock;

struct Message {
    std::string id;   // the event's
    std::string type; // what receivers choose by: words with dots between them
    std::string key;  // messages of one key stay in order
    std::string body; // the event as JSON
};

struct Delivery {
    Message message;
    bool again = false;     // the carrier says that it has delivered this before
    std::uint64_t mark = 0; // the carrier's own
    std::int32_t part = 0;
};

// What became of the messages given to Sender::send().
struct Sent {
    std::size_t confirmed = 0; // so many from the front are the carrier's now
    // Why not all. Full and Timeout: the connection holds, go on. Else it is gone.
    std::optional<Error> error;
};

class Sender {
public:
    virtual ~Sender() = default;
    virtual Result<void> open() = 0;
    // Hands messages over and waits until they are confirmed, at most until `deadline`. Call it again with what was not
    // confirmed at the front: what the carrier still holds of it is waited for and not sent twice, as long as the
    // connection lasts.
    virtual Sent send(std::span<const Message> messages, Clock::time_point deadline) = 0;
    // Between messages, several times a second: is it still there?
    virtual Result<void> check() { return {}; }
};

// Which events a receiver gets. Receivers of one group share them; each group gets all.
struct Subscription {
    std::string group; // [a-z0-9-]+
    std::string type;  // a prefix that ends with a dot, "io.github.cachedeck."; empty: all
    // For a carrier that keeps messages for each group (RabbitMQ): so many wait at most. Of more, a group that may miss
    // some loses the oldest; for one that may not, senders are told that the carrier takes no more.
    std::int32_t most = 250'000;
    bool mayMiss = false;
};

class Receiver {
public:
    virtual ~Receiver() = default;
    // What is sent from its return on is delivered.
    virtual Result<void> open() = 0;
    virtual Result<std::optional<Delivery>> receive(std::chrono::milliseconds atMost) = 0;
    virtual Result<void> accept(const Delivery& delivery) = 0;
    // To the dead letters: nobody can apply it.
    virtual Result<void> reject(const Delivery& delivery, const std::string& why) = 0;
    // Messages that wait at the carrier for this group, or are delivered and not accepted; empty: not known.
    virtual std::optional<std::uint64_t> lag() = 0;
};

// The group whose messages are the dead letters.
inline constexpr std::string_view deadLetters = "dead-letters";

class Carrier {
public:
    virtual ~Carrier() = default;
    virtual CarrierKind kind() const noexcept = 0;
    virtual std::string place() const = 0; // "amqp://127.0.0.1:5672", without password
    virtual std::unique_ptr<Sender> sender() = 0;
    virtual std::unique_ptr<Receiver> receiver(const Subscription& subscription) = 0;
};

// NotBuiltIn where the carrier's library was not there when this was built. Connects nowhere yet.
Result<std::shared_ptr<Carrier>> makeCarrier(const BrokerUrl& url);

} // namespace cachedeck::events
