// TLS against a real server, with certificates made for the test.
#include "backend/redis/line_set.hpp"
#include "tests/backend/redis/fixture.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/certificates.hpp"

using namespace cachedeck;
using namespace std::chrono_literals;
using redis::ErrorKind;
using test::Certificates;
using test::kindOf;
using test::said;

namespace {

test::RedisServerOptions serverOptions(test::TlsFiles files)
{
    test::RedisServerOptions options;
    options.password = "pw";
    options.tls = std::move(files);
    return options;
}

redis::ConnectionOptions tlsOptions(const test::RedisServer& server, const Certificates& certificates)
{
    auto options = test::optionsFor(server);
    options.endpoint.address.port = server.tlsPort();
    options.endpoint.tls = redis::Tls{certificates.path("ca.crt"), {}, {}, {}};
    return options;
}

} // namespace

TEST_CASE("A server with a good certificate is entered over TLS, by address and by name")
{
    Certificates certificates;
    test::RedisServer server(serverOptions(certificates.server("DNS:localhost,IP:127.0.0.1", "-days 2")));
    runtime::IoThread thread("test");
    auto options = tlsOptions(server, certificates);
    options.endpoint.address.host = GENERATE("127.0.0.1", "localhost");
    redis::Client client(thread, options);
    CHECK(said(client.call({"ECHO", "hello"})) == "\"hello\"");
    CHECK(client.facts().protocol == 3);
    const std::string value(3'000'000, 'v'); // many records each way
    REQUIRE(client.call({"SET", "large", value}, 10s));
    const auto back = client.call({"GET", "large"}, 10s);
    REQUIRE(back);
    CHECK(back->root().text() == value);

    server.kill();
    CHECK_FALSE(client.call({"PING"}, 100ms));
    server.start();
    CHECK(said(client.call({"PING"}, 10s)) == "PONG");
}

TEST_CASE("A certificate that does not hold is refused, with the reason")
{
    Certificates certificates;
    runtime::IoThread thread("test");
    const auto refusal = [&](const test::RedisServer& server, redis::ConnectionOptions options) {
        redis::Client client(thread, std::move(options));
        const auto refused = test::connectError(client);
        REQUIRE(kindOf(refused) == ErrorKind::Tls);
        CHECK_FALSE(refused.error().retryable());
        CHECK(server.pid() > 0);
        return refused.error().text();
    };
    SECTION("expired")
    {
        const test::RedisServer server(serverOptions(certificates.expired()));
        CHECK(refusal(server, tlsOptions(server, certificates)).find("has expired") != std::string::npos);
    }
    SECTION("self-signed")
    {
        const test::RedisServer server(serverOptions(certificates.selfSigned()));
        CHECK(refusal(server, tlsOptions(server, certificates)).find("self-signed") != std::string::npos);
        auto options = tlsOptions(server, certificates);
        options.endpoint.tls->caFile = certificates.path("server.crt"); // told to trust it
        redis::Client client(thread, options);
        CHECK(said(client.call({"PING"})) == "PONG");
    }
    SECTION("another name")
    {
        const test::RedisServer server(serverOptions(certificates.server("DNS:other.example", "-days 2")));
        CHECK(refusal(server, tlsOptions(server, certificates)).find("for another name than 127.0.0.1") !=
              std::string::npos);
        auto options = tlsOptions(server, certificates);
        options.endpoint.address.host = "localhost";
        CHECK(refusal(server, options).find("for another name than localhost") != std::string::npos);
        options.endpoint.tls->serverName = "other.example";
        redis::Client client(thread, options);
        CHECK(said(client.call({"PING"})) == "PONG");
    }
    SECTION("an authority that is not trusted")
    {
        const test::RedisServer server(serverOptions(certificates.server("IP:127.0.0.1", "-days 2")));
        auto options = tlsOptions(server, certificates);
        options.endpoint.tls->caFile.clear(); // the system's store does not know it
        CHECK(refusal(server, options).find("certificate") != std::string::npos);
    }
    SECTION("files that are not there")
    {
        const test::RedisServer server(serverOptions(certificates.server("IP:127.0.0.1", "-days 2")));
        auto options = tlsOptions(server, certificates);
        options.endpoint.tls->caFile = "/nonexistent/ca.pem";
        CHECK(refusal(server, options).find("/nonexistent/ca.pem") != std::string::npos);
    }
}

TEST_CASE("Plain against TLS and TLS against plain each get a hint")
{
    Certificates certificates;
    const test::RedisServer server(serverOptions(certificates.server("IP:127.0.0.1", "-days 2")));
    runtime::IoThread thread("test");
    SECTION("a plain client at a TLS port")
    {
        auto options = test::optionsFor(server);
        options.endpoint.address.port = server.tlsPort();
        redis::Client client(thread, options);
        const auto refused = test::connectError(client);
        REQUIRE_FALSE(refused);
        INFO(refused.error().text());
        CHECK(refused.error().text().find("rediss://") != std::string::npos);
    }
    SECTION("a TLS client at a plain port")
    {
        auto options = tlsOptions(server, certificates);
        options.endpoint.address.port = server.port();
        options.connectTimeout = 300ms;
        redis::Client client(thread, options);
        const auto refused = test::connectError(client);
        REQUIRE_FALSE(refused);
        INFO(refused.error().text());
        CHECK(refused.error().text().find("redis://") != std::string::npos);
    }
}

TEST_CASE("A server that asks for a certificate gets ours, over TLS 1.2 too")
{
    Certificates certificates;
    auto options = serverOptions(certificates.server("IP:127.0.0.1", "-days 2"));
    options.config = {"tls-protocols \"TLSv1.2\"", "tls-auth-clients yes"};
    const test::RedisServer server(options);
    runtime::IoThread thread("test");
    auto clientOptions = tlsOptions(server, certificates);
    redis::Client without(thread, clientOptions);
    CHECK_FALSE(without.connect()); // this server asks for a certificate
    clientOptions.endpoint.tls->certificateFile = certificates.path("server.crt");
    clientOptions.endpoint.tls->keyFile = certificates.path("server.key");
    redis::Client with(thread, clientOptions);
    CHECK(said(with.call({"PING"})) == "PONG");
}

TEST_CASE("A line set speaks TLS, with values of many records each way")
{
    struct Counter final : redis::LineSet::Listener {
        void answered(std::size_t, const resp::Tally& tally, std::string_view, runtime::Clock::time_point) override
        {
            replies += tally.replies;
        }
        void lost(std::size_t, const redis::Error& why) override { FAIL(why.text()); }
        void opened(std::size_t) override {}
        void failed(std::size_t, const redis::Error&) override {}
        std::uint64_t replies = 0;
    } counter;
    Certificates certificates;
    const test::RedisServer server(serverOptions(certificates.server("DNS:localhost,IP:127.0.0.1", "-days 2")));
    runtime::IoThread connector("test");
    redis::LineSet lines(connector, tlsOptions(server, certificates), 2, false);
    REQUIRE(lines.open());
    resp::Request request;
    request.append({"SET", "large", std::string(3'000'000, 'v')}).append({"GET", "large"});
    for (std::size_t line : {0, 1})
        lines.send(line, request.bytes());
    const auto limit = runtime::Clock::now() + 20s;
    while (counter.replies < 4 && runtime::Clock::now() < limit)
        lines.turn(runtime::Clock::now() + 50ms, counter);
    CHECK(counter.replies == 4);
}
