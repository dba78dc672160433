#include "backend/events/kafka_client.hpp"

#include <fmt/format.h>

#include <thread>

namespace cachedeck::events {
namespace {

constexpr int replyMilliseconds = 5000;
constexpr auto topicWithin = std::chrono::seconds(15);

void noteError(rd_kafka_t*, int number, const char* reason, void* client)
{
    auto& noting = *static_cast<KafkaClient*>(client);
    const auto code = static_cast<rd_kafka_resp_err_t>(number);
    if (code == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN && !noting.lastError.empty())
        return; // it follows the cause, which says more
    noting.lastError = fmt::format("{} ({})", reason, rd_kafka_err2name(code));
    // A handshake also fails where a broker goes down in it; a certificate does not get better by waiting.
    noting.isShutOut =
        code == RD_KAFKA_RESP_ERR__AUTHENTICATION ||
        (code == RD_KAFKA_RESP_ERR__SSL && noting.lastError.find("certificate verify failed") != std::string::npos);
}

void rebalance(rd_kafka_t* handle, rd_kafka_resp_err_t code, rd_kafka_topic_partition_list_t* parts, void* client)
{
    if (code == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS)
        static_cast<KafkaClient*>(client)->onAssign(parts);
    else
        rd_kafka_assign(handle, nullptr);
}

bool isRefusal(rd_kafka_resp_err_t code)
{
    switch (code) {
    case RD_KAFKA_RESP_ERR__AUTHENTICATION:
    case RD_KAFKA_RESP_ERR__SSL:
    case RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED:
    case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_TOPIC_EXCEPTION:
        return true;
    default:
        return false;
    }
}

} // namespace

KafkaClient::~KafkaClient()
{
    if (m_handle == nullptr)
        return;
    purge();
    rd_kafka_destroy(m_handle);
}

void KafkaClient::purge()
{
    if (rd_kafka_type(m_handle) == RD_KAFKA_PRODUCER) {
        rd_kafka_purge(m_handle, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
        rd_kafka_poll(m_handle, 0);
    }
}

Error KafkaClient::error(ErrorKind kind, std::string message, std::string advice) const
{
    return {kind, m_url.withoutPassword(), std::move(message), std::move(advice)};
}

Error KafkaClient::error(rd_kafka_resp_err_t code, std::string_view doing) const
{
    auto message = fmt::format("{}: {}", doing, rd_kafka_err2str(code));
    if (!lastError.empty())
        message += "; " + lastError;
    // What fails then is told as the transport's failure; the cause came by the callback.
    const bool refused = isRefusal(code) || isShutOut;
    return error(refused ? ErrorKind::Refused : ErrorKind::Unreachable, message,
                 refused ? "Check user, password (CACHEDECK_BROKER_PASSWORD), topic and certificates." : "");
}

Result<KafkaSettings> KafkaClient::settings(const Settings& more)
{
    const auto place = m_url.host.find(',') != std::string::npos   ? m_url.host
                       : m_url.host.find(':') != std::string::npos ? fmt::format("[{}]:{}", m_url.host, m_url.port)
                                                                   : fmt::format("{}:{}", m_url.host, m_url.port);
    Settings all{{"bootstrap.servers", place},
                 {"client.id", "cachedeck"},
                 {"reconnect.backoff.ms", "100"},
                 {"reconnect.backoff.max.ms", "2000"},
                 {"log_level", "0"}};
    const bool entersAsUser = !m_url.user.empty();
    all.emplace_back("security.protocol",
                     m_url.tls ? (entersAsUser ? "sasl_ssl" : "ssl") : (entersAsUser ? "sasl_plaintext" : "plaintext"));
    if (entersAsUser) {
        all.emplace_back("sasl.mechanisms", m_url.mechanism);
        all.emplace_back("sasl.username", m_url.user);
        all.emplace_back("sasl.password", m_url.password.reveal());
    }
    for (const auto& [name, value] : {std::pair("ssl.ca.location", m_url.caFile),
                                      {"ssl.certificate.location", m_url.certificateFile},
                                      {"ssl.key.location", m_url.keyFile}})
        if (!value.empty())
            all.emplace_back(name, value);
    all.insert(all.end(), more.begin(), more.end());
    KafkaSettings made(rd_kafka_conf_new());
    char text[512];
    for (const auto& [name, value] : all)
        if (rd_kafka_conf_set(made.get(), name, value.c_str(), text, sizeof text) != RD_KAFKA_CONF_OK)
            return error(ErrorKind::Refused, fmt::format("librdkafka refuses {}", name));
    rd_kafka_conf_set_opaque(made.get(), this);
    rd_kafka_conf_set_error_cb(made.get(), noteError);
    if (onAssign)
        rd_kafka_conf_set_rebalance_cb(made.get(), rebalance);
    return made;
}

Result<void> KafkaClient::create(rd_kafka_type_t type, KafkaSettings settings)
{
    char text[512];
    m_handle = rd_kafka_new(type, settings.get(), text, sizeof text);
    if (m_handle == nullptr)
        return error(ErrorKind::Refused, std::string(text));
    (void)settings.release(); // the handle's now
    return {};
}

Result<void> KafkaClient::findTopic(const std::string& topic)
{
    const auto end = Clock::now() + topicWithin;
    auto* named = rd_kafka_topic_new(m_handle, topic.c_str(), nullptr);
    auto code = RD_KAFKA_RESP_ERR_NO_ERROR;
    while (true) {
        const rd_kafka_metadata_t* facts = nullptr;
        code = rd_kafka_metadata(m_handle, 0, named, &facts, replyMilliseconds);
        if (code == RD_KAFKA_RESP_ERR_NO_ERROR) {
            code = facts->topic_cnt == 1 ? facts->topics[0].err : RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART;
            rd_kafka_metadata_destroy(facts);
        }
        // It is being made.
        const bool isMade =
            code != RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART && code != RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE;
        if (isMade || Clock::now() >= end)
            break;
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    rd_kafka_topic_destroy(named);
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
        return {};
    rd_kafka_poll(m_handle, 0); // the cause waits to be told
    return error(code, fmt::format("looking for the topic {}", topic));
}

} // namespace cachedeck::events
