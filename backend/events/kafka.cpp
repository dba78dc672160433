#include "backend/events/kafka.hpp"

#include "backend/events/event.hpp"
#include "backend/events/kafka_client.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>

namespace cachedeck::events {
namespace {

constexpr int watermarksWithin = 5000, pollEvery = 50; // milliseconds
constexpr auto joinsWithin = std::chrono::seconds(30);
constexpr auto lettersWithin = std::chrono::seconds(5);

class KafkaSender final : public Sender {
public:
    explicit KafkaSender(BrokerUrl url, std::string topic = {})
        : m_url(std::move(url)), m_topic(topic.empty() ? m_url.path : std::move(topic)), m_client(m_url)
    {}

    Result<void> open() override
    {
        auto settings = m_client.settings({{"enable.idempotence", "true"},
                                           {"linger.ms", "5"},
                                           {"message.timeout.ms", "0"}}); // it waits as long as we do
        if (!settings)
            return settings.error();
        rd_kafka_conf_set_dr_msg_cb(settings->get(), [](rd_kafka_t*, const rd_kafka_message_t* message, void*) {
            auto& fate = *static_cast<Fate*>(message->_private);
            fate = message->err == RD_KAFKA_RESP_ERR_NO_ERROR ? Fate::Confirmed : Fate::Failed;
        });
        if (const auto made = m_client.create(RD_KAFKA_PRODUCER, std::move(*settings)); !made)
            return made;
        return m_client.findTopic(m_topic);
    }

    ~KafkaSender() override
    {
        if (m_client.handle() != nullptr)
            m_client.purge(); // its reports come while the fates are there
    }

    Sent send(std::span<const Message> messages, Clock::time_point deadline) override
    {
        Sent sent;
        m_client.lastError.clear();
        // What is in flight is the front of `messages`, as Sender has it; a deque leaves its elements where they are.
        for (auto i = m_inFlight.size(); i < messages.size() && !sent.error; ++i)
            if (const auto produced = produce(messages[i]); !produced)
                sent.error = produced.error();
        while (isFrontOpen(messages.size()) && Clock::now() < deadline)
            rd_kafka_poll(m_client.handle(), pollEvery);
        while (!m_inFlight.empty() && m_inFlight.front() == Fate::Confirmed) {
            m_inFlight.pop_front();
            ++sent.confirmed;
        }
        if (sent.error || sent.confirmed == messages.size())
            return sent;
        if (!m_inFlight.empty() && m_inFlight.front() == Fate::Failed)
            sent.error = m_client.error(ErrorKind::Unreachable, "it gave a message up");
        else
            sent.error = m_client.error(ErrorKind::Timeout,
                                        m_client.lastError.empty() ? "it did not confirm in time" : m_client.lastError);
        return sent;
    }

    Result<void> check() override
    {
        m_client.lastError.clear();
        rd_kafka_poll(m_client.handle(), 0);
        if (m_client.lastError.empty())
            return {};
        return m_client.error(ErrorKind::Timeout, m_client.lastError);
    }

    Result<void> produce(const Message& message, const std::string& reason = {})
    {
        m_inFlight.push_back(Fate::Open);
        rd_kafka_headers_t* headers = rd_kafka_headers_new(2);
        rd_kafka_header_add(headers, "content-type", -1, "application/cloudevents+json", -1);
        if (!reason.empty())
            rd_kafka_header_add(headers, "reason", -1, reason.data(), static_cast<ssize_t>(reason.size()));
        const auto code = rd_kafka_producev(
            m_client.handle(), RD_KAFKA_V_TOPIC(m_topic.c_str()), RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
            RD_KAFKA_V_KEY(message.key.data(), message.key.size()),
            RD_KAFKA_V_VALUE(const_cast<char*>(message.body.data()), message.body.size()), RD_KAFKA_V_HEADERS(headers),
            RD_KAFKA_V_OPAQUE(&m_inFlight.back()), RD_KAFKA_V_END);
        if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
            return {};
        rd_kafka_headers_destroy(headers);
        m_inFlight.pop_back();
        if (code == RD_KAFKA_RESP_ERR__QUEUE_FULL)
            return m_client.error(ErrorKind::Full, "librdkafka's queue is full");
        return m_client.error(code, "sending");
    }

private:
    enum class Fate : std::uint8_t { Open, Confirmed, Failed };

    bool isFrontOpen(std::size_t count) const
    {
        return std::any_of(m_inFlight.begin(),
                           m_inFlight.begin() + static_cast<std::ptrdiff_t>(std::min(count, m_inFlight.size())),
                           [](Fate fate) { return fate == Fate::Open; });
    }

    BrokerUrl m_url;
    std::string m_topic;
    std::deque<Fate> m_inFlight; // before the client: its reports are written here
    KafkaClient m_client;
};

class KafkaReceiver final : public Receiver {
public:
    KafkaReceiver(BrokerUrl url, Subscription subscription)
        : m_url(std::move(url)), m_subscription(std::move(subscription)), m_topic(m_url.path), m_client(m_url)
    {
        if (m_subscription.group == deadLetters)
            m_topic += "." + std::string(deadLetters);
    }

    ~KafkaReceiver() override
    {
        if (m_client.handle() != nullptr)
            rd_kafka_consumer_close(m_client.handle()); // commits, and leaves the group
    }

    Result<void> open() override
    {
        m_client.onAssign = [this](rd_kafka_topic_partition_list_t* parts) { assign(parts); };
        auto settings =
            m_client.settings({{"group.id", "cachedeck." + m_subscription.group},
                               {"enable.auto.commit", "true"},
                               {"auto.commit.interval.ms", "1000"},
                               {"enable.auto.offset.store", "false"},
                               {"auto.offset.reset", m_subscription.group == deadLetters ? "earliest" : "latest"},
                               {"allow.auto.create.topics", "true"},
                               {"session.timeout.ms", "10000"},
                               {"fetch.wait.max.ms", "100"}});
        if (!settings)
            return settings.error();
        if (const auto made = m_client.create(RD_KAFKA_CONSUMER, std::move(*settings)); !made)
            return made;
        if (const auto found = m_client.findTopic(m_topic); !found)
            return found;
        rd_kafka_poll_set_consumer(m_client.handle());
        return join();
    }

    Result<std::optional<Delivery>> receive(std::chrono::milliseconds atMost) override
    {
        if (m_early)
            return std::optional<Delivery>(deliveryOf(*std::exchange(m_early, nullptr)));
        const auto end = Clock::now() + atMost;
        m_client.lastError.clear();
        while (true) {
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
            KafkaMessage message(
                rd_kafka_consumer_poll(m_client.handle(), static_cast<int>(std::max<std::int64_t>(0, left))));
            if (m_beginning)
                return *std::exchange(m_beginning, std::nullopt);
            if (!message)
                return m_client.lastError.empty() ? Result<std::optional<Delivery>>(std::optional<Delivery>())
                                                  : Result<std::optional<Delivery>>(
                                                        m_client.error(ErrorKind::Unreachable, m_client.lastError));
            if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF)
                continue;
            if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR)
                return m_client.error(message->err, "receiving");
            auto delivery = deliveryOf(*message);
            if (m_subscription.type.empty() || delivery.message.type.starts_with(m_subscription.type))
                return std::optional<Delivery>(std::move(delivery));
            if (const auto passed = accept(delivery); !passed)
                return passed.error();
        }
    }

    Result<void> accept(const Delivery& delivery) override
    {
        const KafkaPartitions offsets(rd_kafka_topic_partition_list_new(1));
        rd_kafka_topic_partition_list_add(offsets.get(), m_topic.c_str(), delivery.part)->offset =
            static_cast<std::int64_t>(delivery.mark) + 1;
        const auto code = rd_kafka_offsets_store(m_client.handle(), offsets.get());
        if (code == RD_KAFKA_RESP_ERR_NO_ERROR || code == RD_KAFKA_RESP_ERR__STATE) // another member has it by now
            return {};
        return m_client.error(code, "accepting");
    }

    Result<void> reject(const Delivery& delivery, const std::string& why) override
    {
        if (!m_letters) {
            auto letters = std::make_unique<KafkaSender>(m_url, m_topic + "." + std::string(deadLetters));
            if (const auto opened = letters->open(); !opened)
                return opened;
            m_letters = std::move(letters);
        }
        if (const auto produced = m_letters->produce(delivery.message, why); !produced)
            return produced;
        const Message* first = &delivery.message;
        const auto sent = m_letters->send(std::span(first, 1), Clock::now() + lettersWithin);
        if (sent.error)
            return *sent.error;
        return accept(delivery);
    }

    std::optional<std::uint64_t> lag() override
    {
        rd_kafka_topic_partition_list_t* raw = nullptr;
        if (rd_kafka_assignment(m_client.handle(), &raw) != RD_KAFKA_RESP_ERR_NO_ERROR)
            return std::nullopt;
        const KafkaPartitions assigned(raw);
        if (rd_kafka_position(m_client.handle(), assigned.get()) != RD_KAFKA_RESP_ERR_NO_ERROR)
            return std::nullopt;
        std::uint64_t lag = 0;
        for (int i = 0; i < assigned->cnt; ++i) {
            const auto& part = assigned->elems[i];
            std::int64_t low = 0, high = 0;
            rd_kafka_get_watermark_offsets(m_client.handle(), m_topic.c_str(), part.partition, &low, &high);
            const auto at = part.offset >= 0 ? part.offset : m_began;
            if (high >= 0 && at >= 0 && high > at)
                lag += static_cast<std::uint64_t>(high - at);
        }
        return lag;
    }

private:
    // Until the group has given us our share of the topic: what is sent from then on is ours.
    Result<void> join()
    {
        const KafkaPartitions topics(rd_kafka_topic_partition_list_new(1));
        rd_kafka_topic_partition_list_add(topics.get(), m_topic.c_str(), RD_KAFKA_PARTITION_UA);
        if (const auto code = rd_kafka_subscribe(m_client.handle(), topics.get()); code != RD_KAFKA_RESP_ERR_NO_ERROR)
            return m_client.error(code, "joining the group");
        const auto end = Clock::now() + joinsWithin;
        while (!m_isAssigned) {
            KafkaMessage message(rd_kafka_consumer_poll(m_client.handle(), pollEvery));
            if (m_beginning)
                return *std::exchange(m_beginning, std::nullopt);
            if (message && message->err == RD_KAFKA_RESP_ERR_NO_ERROR)
                m_early = std::move(message); // it came with the assignment
            if (Clock::now() >= end)
                return m_client.error(ErrorKind::Timeout, "the group did not take us in time");
        }
        return {};
    }

    // Called within poll(): whoever polls looks for `m_beginning` next, and does not go on with what is not known.
    void assign(rd_kafka_topic_partition_list_t* parts)
    {
        if (const auto known = findBeginning(parts); !known) {
            m_beginning = known.error();
            rd_kafka_assign(m_client.handle(), nullptr);
            return;
        }
        rd_kafka_assign(m_client.handle(), parts);
        m_isAssigned = true;
    }

    // A new group begins at the end as it is now, and not as it is when the first fetch comes to it. That is committed
    // at once: whoever joins again before anything was accepted goes on from there.
    Result<void> findBeginning(rd_kafka_topic_partition_list_t* parts)
    {
        if (const auto code = rd_kafka_committed(m_client.handle(), parts, watermarksWithin);
            code != RD_KAFKA_RESP_ERR_NO_ERROR)
            return m_client.error(code, "asking where the group is");
        const KafkaPartitions begun(rd_kafka_topic_partition_list_new(std::max(1, parts->cnt)));
        for (int i = 0; i < parts->cnt; ++i) {
            auto& part = parts->elems[i];
            if (part.err != RD_KAFKA_RESP_ERR_NO_ERROR)
                return m_client.error(part.err, "asking where the group is");
            if (part.offset >= 0 || m_subscription.group == deadLetters)
                continue;
            std::int64_t low = 0, high = 0;
            if (const auto code = rd_kafka_query_watermark_offsets(m_client.handle(), part.topic, part.partition, &low,
                                                                   &high, watermarksWithin);
                code != RD_KAFKA_RESP_ERR_NO_ERROR)
                return m_client.error(code, "asking where the topic ends");
            part.offset = m_began = high;
            rd_kafka_topic_partition_list_add(begun.get(), part.topic, part.partition)->offset = high;
        }
        if (begun->cnt == 0)
            return {};
        if (const auto code = rd_kafka_commit(m_client.handle(), begun.get(), 0); code != RD_KAFKA_RESP_ERR_NO_ERROR)
            return m_client.error(code, "noting where the group begins");
        return {};
    }

    Delivery deliveryOf(const rd_kafka_message_t& message) const
    {
        Delivery delivery;
        delivery.message.body.assign(static_cast<const char*>(message.payload), message.len);
        if (message.key != nullptr)
            delivery.message.key.assign(static_cast<const char*>(message.key), message.key_len);
        if (const auto event = parseEvent(delivery.message.body)) {
            delivery.message.id = event->id;
            delivery.message.type = event->type;
        } else {
            delivery.message.type = m_subscription.type; // whoever listens finds out, and rejects it
        }
        delivery.mark = static_cast<std::uint64_t>(message.offset);
        delivery.part = message.partition;
        return delivery;
    }

    BrokerUrl m_url;
    Subscription m_subscription;
    std::string m_topic;
    KafkaClient m_client;
    std::unique_ptr<KafkaSender> m_letters;
    KafkaMessage m_early;
    std::int64_t m_began = -1;
    std::optional<Error> m_beginning; // why it is not known where to begin in a new share of the topic
    bool m_isAssigned = false;
};

} // namespace

std::unique_ptr<Sender> Kafka::sender()
{
    return std::make_unique<KafkaSender>(m_url);
}

std::unique_ptr<Receiver> Kafka::receiver(const Subscription& subscription)
{
    return std::make_unique<KafkaReceiver>(m_url, subscription);
}

} // namespace cachedeck::events
