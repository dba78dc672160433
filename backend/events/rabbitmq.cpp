#include "backend/events/rabbitmq.hpp"

#include "backend/events/rabbitmq_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <vector>

namespace cachedeck::events {
namespace {

constexpr const char* exchange = "cachedeck";
constexpr std::int32_t unusedFor = 30 * 60 * 1000; // milliseconds
constexpr std::uint16_t prefetch = 100;
constexpr auto betweenAsks = std::chrono::milliseconds(500); // of a queue that is full

timeval intervalOf(Clock::duration duration)
{
    const auto micros =
        std::max<std::int64_t>(0, std::chrono::duration_cast<std::chrono::microseconds>(duration).count());
    return {static_cast<decltype(timeval::tv_sec)>(micros / 1'000'000),
            static_cast<decltype(timeval::tv_usec)>(micros % 1'000'000)};
}

class RabbitSender final : public Sender {
public:
    explicit RabbitSender(BrokerUrl url) : m_url(std::move(url)), m_line(m_url) {}

    Result<void> open() override
    {
        if (const auto connected = m_line.connect(); !connected)
            return connected;
        if (const auto declared = m_line.declareBasics(); !declared)
            return declared;
        amqp_confirm_select(m_line.state(), RabbitLine::channel);
        return m_line.replied("asking for confirms");
    }

    Sent send(std::span<const Message> messages, Clock::time_point deadline) override
    {
        Sent sent;
        if (m_isFull) { // one message asks whether there is room
            sent.error = rest(std::min(deadline, Clock::now() + betweenAsks));
            messages = messages.first(std::min<std::size_t>(messages.size(), 1));
        }
        // What is in flight is the front of `messages`, as Sender has it.
        for (auto i = m_inFlight.size(); i < messages.size() && !sent.error; ++i)
            if (const auto published = publish(messages[i]); !published)
                sent.error = published.error();
        while (!sent.error && isAnyOpen())
            if (const auto waited = waitForFrame(deadline); !waited)
                sent.error = waited.error();
        if (sent.error && sent.error->kind == ErrorKind::Timeout)
            sent.error->kind = ErrorKind::Unreachable; // what is in flight is sent anew, over a new connection
        while (!m_inFlight.empty() && m_inFlight.front() == Fate::Confirmed) {
            m_inFlight.pop_front();
            ++m_firstTag;
            ++sent.confirmed;
        }
        if (!sent.error)
            sent.error = refusal();
        return sent;
    }

    Result<void> check() override
    {
        const auto waited = waitForFrame(Clock::now());
        if (!waited && waited.error().kind == ErrorKind::Timeout)
            return {};
        return waited;
    }

private:
    enum class Fate : std::uint8_t { Open, Confirmed, Refused };

    bool isAnyOpen() const { return std::count(m_inFlight.begin(), m_inFlight.end(), Fate::Open) > 0; }

    // What a full queue refused, and what came behind it, is not in flight any more.
    std::optional<Error> refusal()
    {
        m_isFull = !m_inFlight.empty();
        m_firstTag += m_inFlight.size();
        m_inFlight.clear();
        if (!m_isFull)
            return std::nullopt;
        return m_line.error(ErrorKind::Full, "a queue is full, and takes no more",
                            "Its reader is behind, or gone: the broker deletes it after half an hour without one.");
    }

    // Hears meanwhile when the connection ends.
    std::optional<Error> rest(Clock::time_point until)
    {
        while (Clock::now() < until)
            if (const auto waited = waitForFrame(until); !waited && waited.error().kind != ErrorKind::Timeout)
                return waited.error();
        return std::nullopt;
    }

    Result<void> publish(const Message& message)
    {
        amqp_basic_properties_t properties{};
        properties._flags = AMQP_BASIC_CONTENT_TYPE_FLAG | AMQP_BASIC_DELIVERY_MODE_FLAG | AMQP_BASIC_MESSAGE_ID_FLAG |
                            AMQP_BASIC_TYPE_FLAG | AMQP_BASIC_APP_ID_FLAG;
        properties.content_type = amqp_cstring_bytes("application/cloudevents+json");
        properties.delivery_mode = AMQP_DELIVERY_PERSISTENT;
        properties.message_id = bytesOf(message.id);
        properties.type = bytesOf(message.type);
        properties.app_id = amqp_cstring_bytes("cachedeck");
        const auto status = amqp_basic_publish(m_line.state(), RabbitLine::channel, amqp_cstring_bytes(exchange),
                                               bytesOf(message.type), 0, 0, &properties, bytesOf(message.body));
        if (status == AMQP_STATUS_OK)
            m_inFlight.push_back(Fate::Open);
        return m_line.checked(status, "sending");
    }

    Result<void> waitForFrame(Clock::time_point deadline)
    {
        amqp_maybe_release_buffers(m_line.state());
        const auto interval = intervalOf(deadline - Clock::now());
        amqp_frame_t frame;
        const auto status = amqp_simple_wait_frame_noblock(m_line.state(), &frame, &interval);
        if (status == AMQP_STATUS_TIMEOUT)
            return m_line.error(ErrorKind::Timeout, "it did not confirm in time");
        if (status != AMQP_STATUS_OK)
            return m_line.checked(status, "waiting for it");
        if (frame.frame_type != AMQP_FRAME_METHOD)
            return {};
        if (auto closed = m_line.closedBy(frame))
            return *closed;
        if (frame.payload.method.id == AMQP_BASIC_ACK_METHOD) {
            const auto* ack = static_cast<amqp_basic_ack_t*>(frame.payload.method.decoded);
            settle(ack->delivery_tag, ack->multiple != 0, Fate::Confirmed);
        } else if (frame.payload.method.id == AMQP_BASIC_NACK_METHOD) {
            const auto* nack = static_cast<amqp_basic_nack_t*>(frame.payload.method.decoded);
            settle(nack->delivery_tag, nack->multiple != 0, Fate::Refused);
        }
        return {};
    }

    void settle(std::uint64_t tag, bool andBefore, Fate fate)
    {
        if (tag < m_firstTag)
            return;
        const auto last = std::min<std::size_t>(tag - m_firstTag, m_inFlight.empty() ? 0 : m_inFlight.size() - 1);
        for (std::size_t i = andBefore ? 0 : last; i <= last && i < m_inFlight.size(); ++i)
            if (m_inFlight[i] == Fate::Open)
                m_inFlight[i] = fate;
    }

    BrokerUrl m_url;
    RabbitLine m_line;
    std::deque<Fate> m_inFlight;  // sent and not taken off the front yet
    std::uint64_t m_firstTag = 1; // of the front's, as the broker counts
    bool m_isFull = false;        // the broker has refused the last message
};

class RabbitReceiver final : public Receiver {
public:
    RabbitReceiver(BrokerUrl url, Subscription subscription)
        : m_url(std::move(url)),
          m_subscription(std::move(subscription)),
          m_queue("cachedeck." + m_subscription.group),
          m_line(m_url)
    {}

    Result<void> open() override
    {
        if (const auto connected = m_line.connect(); !connected)
            return connected;
        if (const auto declared = m_line.declareBasics(); !declared)
            return declared;
        if (m_subscription.group != deadLetters)
            if (const auto bound = bind(); !bound)
                return bound;
        amqp_basic_qos(m_line.state(), RabbitLine::channel, 0, prefetch, 0);
        if (const auto set = m_line.replied("limiting what comes ahead"); !set)
            return set;
        amqp_basic_consume(m_line.state(), RabbitLine::channel, bytesOf(m_queue), amqp_empty_bytes, 0, 0, 0,
                           amqp_empty_table);
        return m_line.replied("receiving");
    }

    Result<std::optional<Delivery>> receive(std::chrono::milliseconds atMost) override
    {
        amqp_maybe_release_buffers(m_line.state());
        const auto interval = intervalOf(atMost);
        amqp_envelope_t envelope{};
        const auto reply = amqp_consume_message(m_line.state(), &envelope, &interval, 0);
        if (reply.reply_type == AMQP_RESPONSE_NORMAL) {
            auto delivery = deliveryOf(envelope);
            amqp_destroy_envelope(&envelope);
            ++m_unaccepted;
            return std::optional<Delivery>(std::move(delivery));
        }
        if (reply.reply_type == AMQP_RESPONSE_LIBRARY_EXCEPTION && reply.library_error == AMQP_STATUS_TIMEOUT)
            return std::optional<Delivery>();
        if (reply.reply_type == AMQP_RESPONSE_LIBRARY_EXCEPTION && reply.library_error == AMQP_STATUS_UNEXPECTED_STATE)
            return closing();
        return m_line.error(ErrorKind::Unreachable,
                            fmt::format("receiving: {}", amqp_error_string2(reply.library_error)));
    }

    Result<void> accept(const Delivery& delivery) override
    {
        --m_unaccepted;
        return m_line.checked(amqp_basic_ack(m_line.state(), RabbitLine::channel, delivery.mark, 0), "accepting");
    }

    // The queue's dead-letter exchange takes it.
    Result<void> reject(const Delivery& delivery, const std::string&) override
    {
        --m_unaccepted;
        return m_line.checked(amqp_basic_reject(m_line.state(), RabbitLine::channel, delivery.mark, 0), "rejecting");
    }

    // Asked on a connection of its own: on this one, deliveries would stand in the way of the answer. The broker does
    // not tell how many of the at most 100 that it sends ahead are on their way: these are not in it.
    std::optional<std::uint64_t> lag() override
    {
        if (!m_asking) {
            m_asking = std::make_unique<RabbitLine>(m_url);
            if (!m_asking->connect()) {
                m_asking.reset();
                return std::nullopt;
            }
        }
        const auto* queue =
            amqp_queue_declare(m_asking->state(), RabbitLine::channel, bytesOf(m_queue), 1, 0, 0, 0, amqp_empty_table);
        if (queue == nullptr || !m_asking->replied("asking for the queue's length")) {
            m_asking.reset();
            return std::nullopt;
        }
        const std::uint64_t waiting = queue->message_count;
        amqp_maybe_release_buffers(m_asking->state());
        return waiting + m_unaccepted;
    }

private:
    Result<void> bind()
    {
        std::vector<amqp_table_entry_t> arguments{
            entry("x-expires", unusedFor), entry("x-max-length", m_subscription.most),
            entry("x-overflow", m_subscription.mayMiss ? "drop-head" : "reject-publish")};
        if (!m_subscription.mayMiss) // what is dropped at the head would go there too
            arguments.push_back(entry("x-dead-letter-exchange", "cachedeck.dead"));
        if (const auto declared = m_line.declareQueue(m_queue, arguments); !declared)
            return declared;
        const auto pattern = m_subscription.type + "#";
        amqp_queue_bind(m_line.state(), RabbitLine::channel, bytesOf(m_queue), amqp_cstring_bytes(exchange),
                        bytesOf(pattern), amqp_empty_table);
        return m_line.replied("binding a queue");
    }

    static Delivery deliveryOf(const amqp_envelope_t& envelope)
    {
        Delivery delivery;
        const auto& properties = envelope.message.properties;
        if (properties._flags & AMQP_BASIC_MESSAGE_ID_FLAG)
            delivery.message.id = textOf(properties.message_id);
        delivery.message.type = textOf(envelope.routing_key);
        delivery.message.body = textOf(envelope.message.body);
        delivery.again = envelope.redelivered != 0;
        delivery.mark = envelope.delivery_tag;
        return delivery;
    }

    // Something else than a message stands in front: mostly the end.
    Result<std::optional<Delivery>> closing()
    {
        amqp_frame_t frame;
        const timeval now{0, 0};
        const auto status = amqp_simple_wait_frame_noblock(m_line.state(), &frame, &now);
        if (status == AMQP_STATUS_TIMEOUT)
            return std::optional<Delivery>();
        if (status != AMQP_STATUS_OK)
            return m_line.checked(status, "receiving").error();
        if (auto closed = m_line.closedBy(frame))
            return *closed;
        if (frame.frame_type == AMQP_FRAME_METHOD && frame.payload.method.id == AMQP_BASIC_CANCEL_METHOD)
            return m_line.error(ErrorKind::Unreachable, "its queue is gone");
        return std::optional<Delivery>();
    }

    BrokerUrl m_url;
    Subscription m_subscription;
    std::string m_queue;
    RabbitLine m_line;
    std::unique_ptr<RabbitLine> m_asking;
    std::uint64_t m_unaccepted = 0;
};

} // namespace

std::unique_ptr<Sender> RabbitMq::sender()
{
    return std::make_unique<RabbitSender>(m_url);
}

std::unique_ptr<Receiver> RabbitMq::receiver(const Subscription& subscription)
{
    return std::make_unique<RabbitReceiver>(m_url, subscription);
}

} // namespace cachedeck::events
