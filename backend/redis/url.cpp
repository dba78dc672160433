#include "backend/redis/endpoint.hpp"

#include <boost/url/encode.hpp>
#include <boost/url/grammar/lut_chars.hpp>
#include <boost/url/pct_string_view.hpp>
#include <fmt/format.h>

#include <charconv>
#include <utility>

namespace cachedeck::redis {
namespace {

constexpr std::uint16_t redisPort = 6379;
constexpr std::uint16_t sentinelPort = 26379;
constexpr int mostDatabase = 1'000'000; // the server knows its own limit; this one catches nonsense

Error bad(std::string message, std::string advice = "Write it as redis://[user:password@]host[:port][/db].")
{
    return {ErrorKind::BadUrl, {}, {}, std::move(message), std::move(advice)};
}

Result<std::string> decode(std::string_view text, std::string_view part)
{
    const auto valid = boost::urls::make_pct_string_view(text);
    if (!valid)
        return bad(fmt::format("the {} has a % that is not followed by two hexadecimal digits", part),
                   "Write special characters as %XX, a % itself as %25.");
    return valid->decode();
}

// '/' stays readable: it needs no escape where this is used.
std::string encode(std::string_view text)
{
    constexpr auto plain =
        boost::urls::grammar::lut_chars("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/");
    return boost::urls::encode(text, plain);
}

std::string encodedAddress(const Address& address)
{
    if (address.host.find(':') != std::string::npos)
        return address.text();
    return fmt::format("{}:{}", encode(address.host), address.port);
}

Result<int> number(std::string_view text, std::string_view what, int least, int most)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size() || value < least || value > most)
        return bad(fmt::format("the {} \"{}\" is not a number from {} to {}", what, text, least, most));
    return value;
}

struct Scheme {
    std::string_view text;
    bool tls, sentinel, socket;
};
constexpr Scheme schemes[] = {{"redis://", false, false, false},
                              {"rediss://", true, false, false},
                              {"unix://", false, false, true},
                              {"redis+sentinel://", false, true, false},
                              {"rediss+sentinel://", true, true, false}};

Result<Scheme> schemeOf(std::string_view text)
{
    for (const auto& scheme : schemes) {
        if (text.starts_with(scheme.text))
            return scheme;
    }
    // The text may hold a password: only what stands before "://" is repeated.
    const auto end = text.find("://");
    if (end == std::string_view::npos)
        return bad("the address has no scheme", "Begin with redis://, rediss://, redis+sentinel:// or unix://.");
    return bad(fmt::format("the scheme \"{}\" is unknown", text.substr(0, end)),
               "Begin with redis://, rediss://, redis+sentinel:// or unix://.");
}

Result<void> readCredentials(std::string_view text, Url& url)
{
    const auto colon = text.find(':');
    const auto user = decode(colon == std::string_view::npos ? std::string_view() : text.substr(0, colon), "user");
    if (!user)
        return user.error();
    const auto password = decode(colon == std::string_view::npos ? text : text.substr(colon + 1), "password");
    if (!password)
        return password.error();
    url.credentials.user = *user;
    url.credentials.password = Secret(*password);
    url.hasPassword = !password->empty();
    return {};
}

Result<void> readParameter(std::string_view field, const std::string& value, Url& url)
{
    if (field == "primary" && !value.empty()) {
        url.primary = value;
    } else if (field == "db") {
        const auto database = number(value, "database", 0, mostDatabase);
        if (!database)
            return database.error();
        url.database = *database;
    } else if (url.tls && field == "ca") {
        url.tls->caFile = value;
    } else if (url.tls && field == "cert") {
        url.tls->certificateFile = value;
    } else if (url.tls && field == "key") {
        url.tls->keyFile = value;
    } else if (url.tls && field == "name") {
        url.tls->serverName = value;
    } else {
        return bad(fmt::format("the parameter \"{}\" is unknown here", field),
                   "Known are db, primary, and over TLS ca, cert, key and name.");
    }
    return {};
}

Result<void> readParameters(std::string_view text, Url& url)
{
    while (!text.empty()) {
        const auto end = std::min(text.find('&'), text.size());
        const auto pair = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const auto equals = std::min(pair.find('='), pair.size());
        const auto value = decode(pair.substr(std::min(equals + 1, pair.size())), "parameter");
        if (!value)
            return value.error();
        const auto read = readParameter(pair.substr(0, equals), *value, url);
        if (!read)
            return read;
    }
    return {};
}

Result<void> readHosts(std::string_view text, bool many, Url& url)
{
    while (true) {
        const auto comma = many ? std::min(text.find(','), text.size()) : text.size();
        const auto address = parseAddress(text.substr(0, comma), many ? sentinelPort : redisPort);
        if (!address)
            return address.error();
        url.addresses.push_back(*address);
        if (comma == text.size())
            return {};
        text.remove_prefix(comma + 1);
    }
}

// host[:port][,host…][/db], or the path of a Unix socket.
Result<void> readPlace(std::string_view text, const Scheme& scheme, Url& url)
{
    if (scheme.socket) {
        const auto path = decode(text, "path");
        if (!path)
            return path.error();
        if (path->empty())
            return bad("the path of the Unix socket is missing", "Write it as unix:///run/redis.sock.");
        url.addresses.push_back(Address{{}, redisPort, *path});
        return {};
    }
    const auto slash = std::min(text.find('/'), text.size());
    const auto database = text.substr(std::min(slash + 1, text.size()));
    if (!database.empty()) {
        const auto value = number(database, "database", 0, mostDatabase);
        if (!value)
            return value.error();
        url.database = *value;
    }
    return readHosts(text.substr(0, slash), scheme.sentinel, url);
}

} // namespace

Result<Address> parseAddress(std::string_view text, std::uint16_t defaultPort)
{
    Address address;
    std::string_view host = text, port;
    if (text.starts_with('[')) {
        const auto end = text.find(']');
        if (end == std::string_view::npos)
            return bad(fmt::format("the address \"{}\" opens a bracket and does not close it", text));
        host = text.substr(1, end - 1);
        const auto rest = text.substr(end + 1);
        if (!rest.empty() && rest[0] != ':')
            return bad(fmt::format("behind \"{}\" a colon and a port are expected", text.substr(0, end + 1)));
        port = rest;
    } else if (const auto colon = text.find(':'); colon != std::string_view::npos) {
        host = text.substr(0, colon);
        port = text.substr(colon);
        if (port.find(':', 1) != std::string_view::npos)
            return bad(fmt::format("the address \"{}\" has several colons", text),
                       "Write an IPv6 address in brackets: [::1]:6379.");
    }
    const auto decoded = decode(host, "host");
    if (!decoded)
        return decoded.error();
    address.host = *decoded;
    address.port = defaultPort;
    if (address.host.empty())
        return bad("the host is missing");
    if (address.host.find_first_of(" \t\r\n/@") != std::string::npos || address.host.find('\0') != std::string::npos)
        return bad("the host holds a character that no host name has");
    if (!port.empty()) {
        const auto value = number(port.substr(1), "port", 1, 65535);
        if (!value)
            return value.error();
        address.port = static_cast<std::uint16_t>(*value);
    }
    return address;
}

Result<Url> parseUrl(std::string_view text)
{
    const auto scheme = schemeOf(text);
    if (!scheme)
        return scheme.error();
    Url url;
    if (scheme->tls)
        url.tls.emplace();
    auto rest = text.substr(scheme->text.size());
    std::string_view parameters;
    // A password may hold a '?' or a '/': what follows the last '@' is the place.
    const auto at = rest.rfind('@');
    if (at != std::string_view::npos && !scheme->socket) {
        const auto read = readCredentials(rest.substr(0, at), url);
        if (!read)
            return read.error();
        rest.remove_prefix(at + 1);
    }
    if (const auto question = rest.find('?'); question != std::string_view::npos) {
        parameters = rest.substr(question + 1);
        rest = rest.substr(0, question);
    }
    const auto place = readPlace(rest, *scheme, url);
    if (!place)
        return place.error();
    const auto read = readParameters(parameters, url);
    if (!read)
        return read.error();
    if (scheme->sentinel && !url.primary)
        return bad("the name of the primary is missing", "Add ?primary=NAME, the name that the sentinels know it by.");
    if (!scheme->sentinel && url.primary)
        return bad("only sentinels know a primary by its name", "Use redis+sentinel:// with ?primary=NAME.");
    return url;
}

Endpoint Url::endpoint() const
{
    return {addresses.empty() ? Address{} : addresses.front(), credentials, database, tls};
}

std::string Url::withoutPassword() const
{
    std::string out = primary ? (tls ? "rediss+sentinel://" : "redis+sentinel://") : (tls ? "rediss://" : "redis://");
    const bool socket = !addresses.empty() && !addresses.front().unixPath.empty();
    if (socket)
        out = "unix://" + encode(addresses.front().unixPath);
    else if (!credentials.user.empty())
        out += encode(credentials.user) + ":@"; // without the colon it would be read as a password
    for (std::size_t i = 0; i < addresses.size() && !socket; ++i)
        out += (i != 0 ? "," : "") + encodedAddress(addresses[i]);
    char separator = '?';
    const auto add = [&](std::string_view field, const std::string& value) {
        if (!value.empty())
            out += fmt::format("{}{}={}", std::exchange(separator, '&'), field, encode(value));
    };
    if (database != 0 && !socket)
        out += fmt::format("/{}", database);
    else if (database != 0)
        add("db", std::to_string(database));
    add("primary", primary.value_or(std::string()));
    if (tls) {
        add("ca", tls->caFile);
        add("cert", tls->certificateFile);
        add("key", tls->keyFile);
        add("name", tls->serverName);
    }
    return out;
}

} // namespace cachedeck::redis
