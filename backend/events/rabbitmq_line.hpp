#pragma once
// A connection with RabbitMQ and its one channel. Private to the room.
//
// Threads: one.

#include "backend/events/carrier.hpp"

#if __has_include(<rabbitmq-c/amqp.h>)
#include <rabbitmq-c/amqp.h>
#else
#include <amqp.h>
#endif

#include <optional>
#include <span>

namespace cachedeck::events {

class RabbitLine {
public:
    static constexpr amqp_channel_t channel = 1;
    explicit RabbitLine(const BrokerUrl& url) : m_url(url) {}
    ~RabbitLine();
    RabbitLine(const RabbitLine&) = delete;
    RabbitLine& operator=(const RabbitLine&) = delete;

    Result<void> connect();
    // Exchanges and the dead letters' queue, as rabbitmq.hpp has them.
    Result<void> declareBasics();
    // A durable queue. Refused where it is there with other arguments: the error says what to do about it.
    Result<void> declareQueue(std::string_view name, std::span<amqp_table_entry_t> arguments)
    {
        return declareQueue(channel, name, arguments);
    }
    amqp_connection_state_t state() const noexcept { return m_state; }

    // What the last call to the broker came to.
    Result<void> replied(std::string_view doing);
    // The same of a library's status.
    Result<void> checked(int status, std::string_view doing) const;
    // A method that nobody asked for: the channel or the connection is being closed.
    std::optional<Error> closedBy(const amqp_frame_t& frame) const;
    Error error(ErrorKind kind, std::string message, std::string advice = {}) const;

private:
    // A refusal closes the channel that it was asked on.
    Result<void> declareQueue(amqp_channel_t on, std::string_view name, std::span<amqp_table_entry_t> arguments);
    Result<void> declareDeadLetters();
    Result<void> openSocket();
    Result<void> openTls();
    Result<void> login();

    const BrokerUrl& m_url;
    amqp_connection_state_t m_state = nullptr;
};

inline amqp_bytes_t bytesOf(std::string_view text)
{
    return {text.size(), const_cast<char*>(text.data())};
}
inline amqp_table_entry_t entry(const char* key, const char* text)
{
    amqp_table_entry_t made{};
    made.key = amqp_cstring_bytes(key);
    made.value.kind = AMQP_FIELD_KIND_UTF8;
    made.value.value.bytes = amqp_cstring_bytes(text);
    return made;
}
inline amqp_table_entry_t entry(const char* key, std::int32_t number)
{
    amqp_table_entry_t made{};
    made.key = amqp_cstring_bytes(key);
    made.value.kind = AMQP_FIELD_KIND_I32;
    made.value.value.i32 = number;
    return made;
}
inline std::string textOf(amqp_bytes_t bytes)
{
    return {static_cast<const char*>(bytes.bytes), bytes.len};
}

} // namespace cachedeck::events
