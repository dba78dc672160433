#include "backend/cli/server.hpp"

#include "backend/cli/terminal.hpp"
#include "backend/redis/url_file.hpp"
#include "backend/sentinel/resolve.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace cachedeck::cli {
namespace {

constexpr std::string_view advice =
    "Put it into CACHEDECK_REDIS_PASSWORD, into a URL in CACHEDECK_REDIS_URL or in a file that only you "
    "can read (--redis @FILE), or leave it out to be asked for it.";

bool namesAddress(const CommandLine& line)
{
    return line.has("host") || line.has("port") || line.has("socket");
}

redis::Url urlFromParts(const CommandLine& line)
{
    if (line.has("redis") || (line.has("socket") && (line.has("host") || line.has("port"))))
        failUsage("name the server once: --redis URL, or -h and -p, or -s");
    redis::Address address;
    address.host = line.has("host") ? line.text("host") : "127.0.0.1";
    address.port = static_cast<std::uint16_t>(line.integer("port", 6379, 1, 65535));
    address.unixPath = line.text("socket");
    redis::Url url;
    url.addresses.push_back(std::move(address));
    return url;
}

// What redis-benchmark says beside the address, on top of what a URL said.
redis::Url withParts(redis::Url url, const CommandLine& line)
{
    url.database = static_cast<int>(line.integer("dbnum", url.database, 0, 1'000'000));
    if (line.has("user"))
        url.credentials.user = line.text("user");
    if (line.has("tls") && !url.tls)
        url.tls.emplace();
    const auto file = [&](const char* option, std::string redis::Tls::*field) {
        if (!line.has(option))
            return;
        if (!url.tls)
            failUsage(fmt::format("--{} needs --tls or a rediss:// URL", option));
        *url.tls.*field = line.text(option);
    };
    file("cacert", &redis::Tls::caFile);
    file("cert", &redis::Tls::certificateFile);
    if (line.has("cert")) // other commands' --key is a key in Redis
        file("key", &redis::Tls::keyFile);
    file("sni", &redis::Tls::serverName);
    if (url.credentials.password.empty())
        url.credentials.password = serverPassword();
    return url;
}

redis::Url givenUrl(const CommandLine& line)
{
    if (namesAddress(line))
        return withParts(urlFromParts(line), line);
    auto text = line.text("redis");
    bool onCommandLine = !text.empty();
    if (text.empty())
        text = environmentVariable("CACHEDECK_REDIS_URL");
    if (text.empty())
        failUsage("no server: give --redis URL, for example redis://127.0.0.1:6379, or set CACHEDECK_REDIS_URL");
    std::error_code ignored;
    const bool isFile = text.find("://") == std::string::npos && std::filesystem::is_regular_file(text, ignored);
    if (text.front() == '@' || isFile) {
        const auto kept = redis::urlInPrivateFile(text.front() == '@' ? text.substr(1) : text);
        if (kept.has_error())
            failUsage("--redis: " + kept.error().text());
        text = *kept;
        onCommandLine = false;
    }
    if (onCommandLine)
        refusePassword("--redis", text);
    auto url = redis::parseUrl(text);
    if (url.has_error())
        failUsage(url.error().text());
    return withParts(*url, line);
}

redis::Environment environmentGiven(const CommandLine& line, const redis::Address& address)
{
    if (!line.has("environment"))
        return redis::environmentOf(address);
    const auto text = line.text("environment");
    // Demo is what CacheDeck has started, and nothing that anybody says is.
    for (const auto one : {redis::Environment::Development, redis::Environment::Production})
        if (redis::name(one) == text)
            return one;
    failUsage(fmt::format("--environment: expected development or production, found \"{}\"", text));
}

void requireUnlock(const CommandLine& line, const redis::Address& address)
{
    const auto named = line.text("unlock");
    if (named.empty())
        failUsage(fmt::format(
            "{} is a production server, and this changes it or puts load on it. If that is what you want, name it "
            "once more: --unlock {}. If it is not production: --environment development",
            address.text(), address.text()));
    const auto parsed = redis::parseAddress(named, 6379);
    const bool same = address.unixPath.empty() ? parsed.has_value() && *parsed == address : named == address.text();
    if (!same)
        failUsage(fmt::format("--unlock names {}, but the server is {}: nothing was done", named, address.text()));
}

bool needsPassword(const redis::Error& error)
{
    return error.kind == redis::ErrorKind::Authentication;
}

struct Found {
    redis::Endpoint endpoint;
    std::function<redis::Result<redis::Endpoint>()> again;
};

Found findServer(const redis::Url& url, runtime::IoThread& thread)
{
    if (!url.primary)
        return {url.endpoint(), {}};
    std::optional<redis::Credentials> sentinels; // otherwise the URL's own
    if (const auto password = sentinelPassword(); !password.empty())
        sentinels = redis::Credentials{"", password};
    const auto resolving = sentinel::resolveOptions(url, sentinels);
    const auto resolve = [resolving, &thread]() -> redis::Result<redis::Endpoint> {
        auto found = sentinel::resolvePrimaryNow(thread, resolving);
        if (found.has_error())
            return found.error();
        return found->endpoint;
    };
    auto endpoint = resolve();
    if (endpoint.has_error())
        failServer(endpoint.error().text());
    return {*endpoint, resolve};
}

// The flags of every command, as this server has them; without permission the gate's own table of reads serves.
void teach(redis::Gate& gate, redis::Client& client)
{
    const auto commands = client.call({"COMMAND"});
    if (commands.has_value() && commands->root().isAggregate())
        gate.learn(commands->root());
}

} // namespace

void addServerOptions(options::options_description& description, bool writes)
{
    description.add_options()(
        "redis", options::value<std::string>()->value_name("URL"),
        "the server; CACHEDECK_REDIS_URL where it is left out, @FILE for a URL in a private file");
    description.add_options()("environment", options::value<std::string>()->value_name("E"),
                              "demo, development or production, instead of judging by the address");
    if (writes)
        description.add_options()("unlock", options::value<std::string>()->value_name("HOST:PORT"),
                                  "needed on a production server: its address once more");
}

void addAddressOptions(options::options_description& description)
{
    const auto add = [&](const char* name, const char* value, const char* text) {
        description.add_options()(name, options::value<std::string>()->value_name(value), text);
    };
    add("host,h", "HOST", "the server's host, instead of --redis (127.0.0.1)");
    add("port,p", "PORT", "its port (6379)");
    add("socket,s", "PATH", "its Unix socket");
    add("user", "NAME", "the user to enter as; the password comes from CACHEDECK_REDIS_PASSWORD");
    add("dbnum", "N", "the database (0)");
    description.add_options()("tls", "over TLS");
    add("cacert", "FILE", "what the server's certificate is verified with");
    add("cert", "FILE", "our own certificate");
    add("key", "FILE", "its key");
    add("sni", "NAME", "the name that the certificate must carry");
}

bool namesServer(const CommandLine& line)
{
    return line.has("redis") || !environmentVariable("CACHEDECK_REDIS_URL").empty();
}

Server openServer(const CommandLine& line, runtime::IoThread& thread, Access access)
{
    const auto url = givenUrl(line);
    if (access == Access::Write && !url.primary &&
        environmentGiven(line, url.endpoint().address) == redis::Environment::Production)
        requireUnlock(line, url.endpoint().address); // before anything is sent anywhere
    auto found = findServer(url, thread);
    Server server;
    server.connection.endpoint = std::move(found.endpoint);
    server.resolvePrimary = std::move(found.again);
    const auto& address = server.connection.endpoint.address;
    server.environment = environmentGiven(line, address);
    const bool locked = server.environment == redis::Environment::Production;
    if (access == Access::Write && locked)
        requireUnlock(line, address);
    const auto gate = std::make_shared<redis::Gate>(server.environment);
    if (access == Access::Write && locked)
        gate->unlock(std::chrono::hours(24));
    server.connection.gate = gate;

    auto client = std::make_unique<redis::Client>(thread, server.connection);
    auto entered = client->connect();
    if (entered.has_error() && needsPassword(entered.error())) {
        if (const auto password = askPassword(fmt::format("Password for {}: ", address.text()))) {
            server.connection.endpoint.credentials.password = redis::Secret(*password);
            client = std::make_unique<redis::Client>(thread, server.connection);
            entered = client->connect();
        }
    }
    if (entered.has_error())
        failServer(entered.error().text());
    teach(*gate, *client);
    return server;
}

std::unique_ptr<redis::Client> connect(runtime::IoThread& thread, const Server& server)
{
    auto client = std::make_unique<redis::Client>(thread, server.connection);
    if (const auto entered = client->connect(); entered.has_error())
        failServer(entered.error().text());
    return client;
}

void refusePassword(std::string_view option, std::string_view url)
{
    // By the text alone where it is wrong otherwise, or a store's.
    const auto looksLikeIt = [&] {
        const auto at = url.rfind('@');
        const auto scheme = url.find("://");
        if (at == std::string_view::npos || scheme == std::string_view::npos || at < scheme + 3)
            return false;
        const auto login = url.substr(scheme + 3, at - scheme - 3);
        const auto colon = login.find(':');
        return colon != std::string_view::npos && colon + 1 < login.size();
    };
    const auto parsed = redis::parseUrl(url);
    if (parsed ? parsed->hasPassword : looksLikeIt())
        failUsage(fmt::format(
            "{}: a password on the command line is refused: every user of this machine can read it there. {}", option,
            advice));
}

redis::Secret serverPassword()
{
    const auto own = environmentVariable("CACHEDECK_REDIS_PASSWORD");
    return redis::Secret(own.empty() ? environmentVariable("CACHEDECK_SENTINEL_PASSWORD") : own);
}

redis::Secret sentinelPassword()
{
    const auto own = environmentVariable("CACHEDECK_SENTINEL_PASSWORD");
    return redis::Secret(own.empty() ? environmentVariable("CACHEDECK_REDIS_PASSWORD") : own);
}

} // namespace cachedeck::cli
