#include "backend/events/broker_url.hpp"

#include <boost/url/encode.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <boost/url/url_view.hpp>
#include <fmt/format.h>

#include <cstdlib>
#include <optional>
#include <utility>

namespace cachedeck::events {
namespace {

constexpr std::string_view forms =
    "Write it as amqp://[user@]host[:port][/vhost] or kafka://[user@]host[:port]/topic (amqps and kafkas over TLS).";

struct Scheme {
    std::string_view name;
    CarrierKind carrier;
    bool tls;
    std::uint16_t port;
};
constexpr Scheme schemes[] = {{"amqp", CarrierKind::RabbitMq, false, 5672},
                              {"amqps", CarrierKind::RabbitMq, true, 5671},
                              {"kafka", CarrierKind::Kafka, false, 9092},
                              {"kafkas", CarrierKind::Kafka, true, 9093}};

Error badUrl(std::string message, std::string_view advice = forms)
{
    return {ErrorKind::BadUrl, {}, std::move(message), std::string(advice)};
}

const Scheme* schemeOf(std::string_view text) noexcept
{
    for (const auto& scheme : schemes)
        if (text.starts_with(scheme.name) && text.substr(scheme.name.size()).starts_with("://"))
            return &scheme;
    return nullptr;
}

Result<void> readOption(std::string_view field, const std::string& value, BrokerUrl& url)
{
    if (url.tls && field == "ca")
        url.caFile = value;
    else if (url.tls && field == "cert")
        url.certificateFile = value;
    else if (url.tls && field == "key")
        url.keyFile = value;
    else if (url.carrier == CarrierKind::Kafka && field == "mechanism")
        url.mechanism = value;
    else
        return badUrl(fmt::format("the parameter \"{}\" is unknown here", field),
                      "Known are ca, cert and key over TLS, and mechanism for Kafka.");
    return {};
}

// Several hosts are no URL: all but the first are taken out before it is read as one.
std::string takeOtherHosts(std::string& text)
{
    const auto begin = text.find("://") + 3;
    const auto end =
        std::min(text.find_first_of("/?", text.find('@', begin) == std::string::npos ? begin : text.find('@', begin)),
                 text.size());
    const auto comma = text.find(',', begin);
    if (comma == std::string::npos || comma > end)
        return {};
    auto others = text.substr(comma, end - comma);
    text.erase(comma, end - comma);
    return others;
}

// Kafka's own rule, so that a wrong name is told before the broker says so.
bool isTopic(std::string_view name) noexcept
{
    return !name.empty() && name.size() <= 200 &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-") ==
               std::string_view::npos;
}

std::string encode(std::string_view text)
{
    return boost::urls::encode(text, boost::urls::unreserved_chars);
}

} // namespace

std::string_view name(CarrierKind kind) noexcept
{
    switch (kind) {
    case CarrierKind::RabbitMq:
        return "rabbitmq";
    case CarrierKind::Kafka:
        return "kafka";
    default:
        return "in-process";
    }
}

Result<BrokerUrl> parseBrokerUrl(std::string_view text)
{
    BrokerUrl url;
    if (text.empty() || text == "in-process:" || text == "in-process")
        return url;
    const auto* scheme = schemeOf(text);
    if (scheme == nullptr) // what was meant may hold a password: it is not repeated
        return badUrl("the broker's address has no scheme that is known");
    url.carrier = scheme->carrier;
    url.tls = scheme->tls;
    std::string one(text);
    const auto others = scheme->carrier == CarrierKind::Kafka ? takeOtherHosts(one) : std::string();
    const auto parsed = boost::urls::parse_uri(one);
    if (!parsed || parsed->host().empty() || (parsed->has_port() && parsed->port_number() == 0)) // or no number at all
        return badUrl("this is no address of a broker");
    url.user = parsed->user();
    url.hasPassword = parsed->has_password() && !parsed->password().empty();
    url.password = redis::Secret(parsed->password());
    url.port = parsed->port_number() != 0 ? parsed->port_number() : scheme->port;
    url.host = parsed->host_address();
    if (!others.empty())
        url.host = fmt::format("{}:{}{}", url.host, url.port, others);
    url.path = parsed->path();
    if (url.path.starts_with('/'))
        url.path.erase(0, 1);
    for (const auto& option : parsed->params()) {
        const auto read = readOption(option.key, option.value, url);
        if (!read)
            return read.error();
    }
    if (url.carrier == CarrierKind::Kafka && !isTopic(url.path))
        return badUrl(url.path.empty() ? "the topic is missing"
                                       : fmt::format("\"{}\" is no name of a topic", url.path));
    if (url.carrier == CarrierKind::RabbitMq && url.path.empty())
        url.path = "/";
    return url;
}

Result<BrokerUrl> brokerUrlWithEnvironment(std::string_view text)
{
    auto url = parseBrokerUrl(text);
    if (url && url->password.empty())
        if (const char* password = std::getenv("CACHEDECK_BROKER_PASSWORD"); password != nullptr)
            url->password = redis::Secret(password);
    return url;
}

std::string BrokerUrl::withoutPassword() const
{
    if (carrier == CarrierKind::InProcess)
        return "in-process:";
    std::string out;
    for (const auto& scheme : schemes)
        if (scheme.carrier == carrier && scheme.tls == tls)
            out = fmt::format("{}://", scheme.name);
    if (!user.empty())
        out += encode(user) + '@';
    if (host.find(',') != std::string::npos)
        out += host; // with its ports
    else
        out +=
            host.find(':') != std::string::npos ? fmt::format("[{}]:{}", host, port) : fmt::format("{}:{}", host, port);
    if (carrier == CarrierKind::Kafka || path != "/")
        out += '/' + encode(path);
    char separator = '?';
    const auto add = [&](std::string_view field, const std::string& value) {
        if (!value.empty())
            out += fmt::format("{}{}={}", std::exchange(separator, '&'), field, encode(value));
    };
    add("ca", caFile);
    add("cert", certificateFile);
    add("key", keyFile);
    add("mechanism", mechanism == "PLAIN" ? std::string() : mechanism);
    return out;
}

} // namespace cachedeck::events
