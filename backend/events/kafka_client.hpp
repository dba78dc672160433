#pragma once
// A handle of librdkafka, producer or consumer, and the texts of its errors. Private to the room.
//
// Threads: one, but for the library's own, which call nothing of ours.

#include "backend/events/carrier.hpp"

#include <functional>
#include <librdkafka/rdkafka.h>
#include <memory>
#include <utility>
#include <vector>

namespace cachedeck::events {

struct KafkaDeleter {
    void operator()(rd_kafka_topic_partition_list_t* list) const { rd_kafka_topic_partition_list_destroy(list); }
    void operator()(rd_kafka_message_t* message) const { rd_kafka_message_destroy(message); }
    void operator()(rd_kafka_conf_t* settings) const { rd_kafka_conf_destroy(settings); }
};
using KafkaPartitions = std::unique_ptr<rd_kafka_topic_partition_list_t, KafkaDeleter>;
using KafkaMessage = std::unique_ptr<rd_kafka_message_t, KafkaDeleter>;
using KafkaSettings = std::unique_ptr<rd_kafka_conf_t, KafkaDeleter>;

class KafkaClient {
public:
    explicit KafkaClient(const BrokerUrl& url) : m_url(url) {}
    ~KafkaClient();
    KafkaClient(const KafkaClient&) = delete;
    KafkaClient& operator=(const KafkaClient&) = delete;

    using Settings = std::vector<std::pair<const char*, std::string>>;
    // Where the broker is, how to enter it, and these; errors of the whole client are noted in `lastError`.
    Result<KafkaSettings> settings(const Settings& more);
    Result<void> create(rd_kafka_type_t type, KafkaSettings settings);
    // Asks the broker for the topic, which makes it where the broker allows that.
    Result<void> findTopic(const std::string& topic);
    // Drops what is in flight at once; before destruction.
    void purge();

    rd_kafka_t* handle() const noexcept { return m_handle; }
    Error error(rd_kafka_resp_err_t code, std::string_view doing) const;
    Error error(ErrorKind kind, std::string message, std::string advice = {}) const;
    // A consumer's share of its topics is new; called within poll(), where it has to call rd_kafka_assign(). Set it
    // before settings().
    std::function<void(rd_kafka_topic_partition_list_t*)> onAssign;
    std::string lastError;  // of the client as a whole, as its callback told; set in poll()
    bool isShutOut = false; // it was one that waiting does not mend: login or certificate

private:
    const BrokerUrl& m_url;
    rd_kafka_t* m_handle = nullptr;
};

} // namespace cachedeck::events
