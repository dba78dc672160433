#include "backend/events/rabbitmq_line.hpp"

#if __has_include(<rabbitmq-c/amqp.h>)
#include <rabbitmq-c/ssl_socket.h>
#include <rabbitmq-c/tcp_socket.h>
#else
#include <amqp_ssl_socket.h>
#include <amqp_tcp_socket.h>
#endif

#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <string>

namespace cachedeck::events {
namespace {

constexpr timeval connectWithin{5, 0};
constexpr timeval answerWithin{10, 0};
constexpr int heartbeat = 10; // seconds
constexpr int mostFrame = 131072;
constexpr int channels = 2; // ours, and one beside it for what may be refused
constexpr std::int32_t mostDeadLetters = 10'000;
constexpr std::int32_t deadLettersUnusedFor = 7 * 24 * 60 * 60 * 1000; // milliseconds

// Where distributions keep the certificates that they trust; rabbitmq-c does not ask OpenSSL for its own place.
std::string systemCertificates()
{
    for (const char* file :
         {"/etc/ssl/certs/ca-certificates.crt", "/etc/ssl/cert.pem", "/opt/homebrew/etc/openssl@3/cert.pem"})
        if (std::filesystem::exists(file))
            return file;
    return {};
}

// 406 of a declaration: what it names is there with other arguments, and no other try helps.
bool isThereOtherwise(const Error& error)
{
    return error.message.find("PRECONDITION_FAILED") != std::string::npos;
}

} // namespace

RabbitLine::~RabbitLine()
{
    if (m_state != nullptr)
        amqp_destroy_connection(m_state);
}

Error RabbitLine::error(ErrorKind kind, std::string message, std::string advice) const
{
    return {kind, m_url.withoutPassword(), std::move(message), std::move(advice)};
}

Result<void> RabbitLine::checked(int status, std::string_view doing) const
{
    if (status == AMQP_STATUS_OK)
        return {};
    return error(status == AMQP_STATUS_TIMEOUT ? ErrorKind::Timeout : ErrorKind::Unreachable,
                 fmt::format("{}: {}", doing, amqp_error_string2(status)));
}

Result<void> RabbitLine::replied(std::string_view doing)
{
    const auto reply = amqp_get_rpc_reply(m_state);
    if (reply.reply_type == AMQP_RESPONSE_NORMAL)
        return {};
    if (reply.reply_type == AMQP_RESPONSE_LIBRARY_EXCEPTION)
        return checked(reply.library_error, doing);
    if (reply.reply_type == AMQP_RESPONSE_SERVER_EXCEPTION) {
        amqp_frame_t frame{};
        frame.frame_type = AMQP_FRAME_METHOD;
        frame.payload.method = reply.reply;
        if (auto closed = closedBy(frame))
            return *closed;
    }
    return error(ErrorKind::Unreachable, fmt::format("{}: no answer", doing));
}

std::optional<Error> RabbitLine::closedBy(const amqp_frame_t& frame) const
{
    if (frame.frame_type != AMQP_FRAME_METHOD)
        return std::nullopt;
    std::uint16_t code = 0;
    std::string text;
    if (frame.payload.method.id == AMQP_CHANNEL_CLOSE_METHOD) {
        const auto* close = static_cast<amqp_channel_close_t*>(frame.payload.method.decoded);
        code = close->reply_code;
        text = textOf(close->reply_text);
    } else if (frame.payload.method.id == AMQP_CONNECTION_CLOSE_METHOD) {
        const auto* close = static_cast<amqp_connection_close_t*>(frame.payload.method.decoded);
        code = close->reply_code;
        text = textOf(close->reply_text);
    } else {
        return std::nullopt;
    }
    // 320: an operator closed it, or the broker is going down; 5xx and 4xx else are refusals (AMQP 0-9-1, 1.2).
    return error(code == AMQP_CONNECTION_FORCED ? ErrorKind::Unreachable : ErrorKind::Refused,
                 fmt::format("the broker says {} {}", code, text));
}

Result<void> RabbitLine::openTls()
{
    auto* socket = amqp_ssl_socket_new(m_state);
    if (socket == nullptr)
        return error(ErrorKind::Unreachable, "no memory for a socket");
    const auto authority = m_url.caFile.empty() ? systemCertificates() : m_url.caFile;
    if (amqp_ssl_socket_set_cacert(socket, authority.c_str()) != AMQP_STATUS_OK)
        return error(ErrorKind::Refused, fmt::format("the certificates in {} cannot be read", authority),
                     "Give a PEM file with ?ca=FILE.");
    if (!m_url.certificateFile.empty() &&
        amqp_ssl_socket_set_key(socket, m_url.certificateFile.c_str(), m_url.keyFile.c_str()) != AMQP_STATUS_OK)
        return error(ErrorKind::Refused,
                     fmt::format("the certificate {} and its key cannot be used", m_url.certificateFile));
    amqp_ssl_socket_set_verify_peer(socket, 1);
    amqp_ssl_socket_set_verify_hostname(socket, 1);
    amqp_ssl_socket_set_ssl_versions(socket, AMQP_TLSv1_2, AMQP_TLSvLATEST);
    const auto status = amqp_socket_open_noblock(socket, m_url.host.c_str(), m_url.port, &connectWithin);
    if (status == AMQP_STATUS_SSL_PEER_VERIFY_FAILED || status == AMQP_STATUS_SSL_HOSTNAME_VERIFY_FAILED)
        return error(ErrorKind::Refused,
                     fmt::format("its certificate was not accepted: {}", amqp_error_string2(status)),
                     "Name the authority with ?ca=FILE, and the host as its certificate has it.");
    return checked(status, "connecting over TLS");
}

Result<void> RabbitLine::openSocket()
{
    m_state = amqp_new_connection();
    amqp_set_rpc_timeout(m_state, &answerWithin);
    amqp_set_handshake_timeout(m_state, &answerWithin);
    if (m_url.tls)
        return openTls();
    auto* socket = amqp_tcp_socket_new(m_state);
    if (socket == nullptr)
        return error(ErrorKind::Unreachable, "no memory for a socket");
    return checked(amqp_socket_open_noblock(socket, m_url.host.c_str(), m_url.port, &connectWithin), "connecting");
}

Result<void> RabbitLine::login()
{
    const auto user = m_url.user.empty() ? std::string("guest") : m_url.user;
    const auto password = m_url.password.empty() && m_url.user.empty() ? std::string("guest") : m_url.password.reveal();
    const auto reply = amqp_login(m_state, m_url.path.c_str(), channels, mostFrame, heartbeat, AMQP_SASL_METHOD_PLAIN,
                                  user.c_str(), password.c_str());
    if (reply.reply_type == AMQP_RESPONSE_NORMAL)
        return {};
    if (reply.reply_type == AMQP_RESPONSE_SERVER_EXCEPTION) {
        amqp_frame_t frame{};
        frame.frame_type = AMQP_FRAME_METHOD;
        frame.payload.method = reply.reply;
        auto closed = closedBy(frame);
        auto refusal = closed ? *closed : error(ErrorKind::Refused, "the broker refused to let us in");
        refusal.advice = "Check user, password (CACHEDECK_BROKER_PASSWORD) and virtual host.";
        return refusal;
    }
    return checked(reply.library_error, "entering");
}

Result<void> RabbitLine::connect()
{
    if (const auto opened = openSocket(); !opened)
        return opened;
    if (const auto entered = login(); !entered)
        return entered;
    amqp_channel_open(m_state, channel);
    return replied("opening a channel");
}

Result<void> RabbitLine::declareQueue(amqp_channel_t on, std::string_view name, std::span<amqp_table_entry_t> arguments)
{
    const amqp_table_t table{static_cast<int>(arguments.size()), arguments.data()};
    amqp_queue_declare(m_state, on, bytesOf(name), 0, 1, 0, 0, table);
    const auto declared = replied("declaring a queue");
    // The broker's words name the queue.
    if (declared || !isThereOtherwise(declared.error()))
        return declared;
    auto refusal = declared.error();
    refusal.advice = "The queue is there with other arguments, of another version of CacheDeck or somebody's own: "
                     "delete it (rabbitmqctl delete_queue) when nobody needs it.";
    return refusal;
}

Result<void> RabbitLine::declareBasics()
{
    const std::pair<const char*, const char*> exchanges[] = {{"cachedeck", "topic"}, {"cachedeck.dead", "fanout"}};
    for (const auto& [name, type] : exchanges) {
        amqp_exchange_declare(m_state, channel, amqp_cstring_bytes(name), amqp_cstring_bytes(type), 0, 1, 0, 0,
                              amqp_empty_table);
        if (const auto declared = replied("declaring an exchange"); !declared)
            return declared;
    }
    return declareDeadLetters();
}

// Where somebody has made the queue with limits of their own, it serves as it is.
Result<void> RabbitLine::declareDeadLetters()
{
    static constexpr amqp_channel_t aside = channel + 1; // a refusal closes it
    amqp_channel_open(m_state, aside);
    if (const auto opened = replied("opening a channel"); !opened)
        return opened;
    const char* queue = "cachedeck.dead-letters";
    std::array<amqp_table_entry_t, 2> limits{entry("x-max-length", mostDeadLetters),
                                             entry("x-expires", deadLettersUnusedFor)};
    const auto declared = declareQueue(aside, queue, limits);
    if (!declared && !isThereOtherwise(declared.error()))
        return declared;
    if (declared) {
        amqp_channel_close(m_state, aside, AMQP_REPLY_SUCCESS);
    } else {
        amqp_channel_close_ok_t seen{};
        amqp_send_method(m_state, aside, AMQP_CHANNEL_CLOSE_OK_METHOD, &seen);
    }
    amqp_queue_bind(m_state, channel, amqp_cstring_bytes(queue), amqp_cstring_bytes("cachedeck.dead"), amqp_empty_bytes,
                    amqp_empty_table);
    return replied("binding the dead letters");
}

} // namespace cachedeck::events
