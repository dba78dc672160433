#include "backend/redis/endpoint.hpp"
#include "tests/support/catch.hpp"

using namespace cachedeck;
using redis::parseUrl;

namespace {

redis::Url good(std::string_view text)
{
    const auto url = parseUrl(text);
    INFO(text);
    REQUIRE(url.has_value());
    return *url;
}

std::string bad(std::string_view text)
{
    const auto url = parseUrl(text);
    INFO(text);
    REQUIRE(url.has_error());
    CHECK(url.error().kind == redis::ErrorKind::BadUrl);
    return url.error().message;
}

} // namespace

TEST_CASE("The forms of redis-cli and lettuce are read")
{
    CHECK(good("redis://localhost").endpoint().address.text() == "localhost:6379");
    CHECK(good("redis://db.example:6380/7").database == 7);
    CHECK(good("redis://db.example/").database == 0);
    CHECK(good("redis://[::1]:7000").addresses[0] == redis::Address{"::1", 7000, {}});
    CHECK(good("redis://[::1]").endpoint().address.text() == "[::1]:6379");
    CHECK_FALSE(good("redis://localhost").tls);
    CHECK(good("rediss://localhost").tls);

    const auto full = good("rediss://alice:p%40ss%3Aword@db.example:6380/2?ca=/etc/ca.pem&name=other.example");
    CHECK(full.credentials.user == "alice");
    CHECK(full.credentials.password.reveal() == "p@ss:word");
    CHECK(full.hasPassword);
    CHECK(full.tls->caFile == "/etc/ca.pem");
    CHECK(full.endpoint().tls->serverName == "other.example");

    CHECK(good("redis://secret@localhost").credentials.password.reveal() == "secret");
    CHECK(good("redis://:secret@localhost").credentials.user.empty());
    CHECK_FALSE(good("redis://alice:@localhost").hasPassword);

    const auto socket = good("unix:///run/redis%20one.sock?db=4");
    CHECK(socket.addresses[0].unixPath == "/run/redis one.sock");
    CHECK(socket.database == 4);
}

TEST_CASE("Sentinels come as a list, with the primary's name")
{
    const auto url = good("redis+sentinel://:pw@a.example:26380,b.example,[::1]:1/3?primary=my%20primary");
    REQUIRE(url.addresses.size() == 3);
    CHECK(url.addresses[0].port == 26380);
    CHECK(url.addresses[1].port == 26379);
    CHECK(url.addresses[2].host == "::1");
    CHECK(url.primary == "my primary");
    CHECK(url.database == 3);
    CHECK(url.credentials.password.reveal() == "pw");
}

TEST_CASE("What is shown of an address never holds the password, and can be read again")
{
    for (const auto* text :
         {"redis://alice:hunter2@db.example:6380/2", "redis://hunter2@[::1]/0", "unix:///run/a%3Fb.sock?db=4",
          "rediss+sentinel://al%20ice:hunter2@a.example,b.example:7/3?primary=my%26p&ca=/etc/ca.pem"}) {
        const auto url = good(text);
        const auto shown = url.withoutPassword();
        CAPTURE(shown);
        CHECK(shown.find("hunter2") == std::string::npos);
        const auto again = good(shown);
        CHECK(again.addresses == url.addresses);
        CHECK(again.credentials.user == url.credentials.user);
        CHECK(again.primary == url.primary);
        CHECK(again.database == url.database);
        CHECK(again.tls.has_value() == url.tls.has_value());
        CHECK(again.credentials.password.empty());
    }
}

TEST_CASE("A text that is no address is refused with the part that is wrong, and its password is not repeated")
{
    CHECK(bad("localhost:6379").find("scheme") != std::string::npos);
    CHECK(bad("http://localhost").find("\"http\"") != std::string::npos);
    CHECK(bad("redis://").find("host") != std::string::npos);
    CHECK(bad("redis://localhost:99999").find("port \"99999\"") != std::string::npos);
    CHECK(bad("redis://localhost:").find("port") != std::string::npos);
    CHECK(bad("redis://localhost:0").find("port") != std::string::npos);
    CHECK(bad("redis://localhost/x").find("database \"x\"") != std::string::npos);
    CHECK(bad("redis://localhost/-1").find("database") != std::string::npos);
    CHECK(bad("redis://::1").find("colons") != std::string::npos);
    CHECK(bad("redis://[::1").find("bracket") != std::string::npos);
    CHECK(bad("redis://localhost?colour=red").find("\"colour\"") != std::string::npos);
    CHECK(bad("redis+sentinel://localhost").find("primary") != std::string::npos);
    CHECK(bad("redis://localhost?primary=x").find("sentinels") != std::string::npos);
    CHECK(bad("unix://").find("path") != std::string::npos);
    CHECK(bad("redis://a:hunter2%zz@localhost").find("hunter2") == std::string::npos);
}

TEST_CASE("Loopback is development, everything else production")
{
    CHECK(redis::environmentOf({"127.0.0.1", 6379, {}}) == redis::Environment::Development);
    CHECK(redis::environmentOf({"127.8.8.8", 6379, {}}) == redis::Environment::Development);
    CHECK(redis::environmentOf({"::1", 6379, {}}) == redis::Environment::Development);
    CHECK(redis::environmentOf({"localhost", 6379, {}}) == redis::Environment::Development);
    CHECK(redis::environmentOf({{}, 6379, "/run/redis.sock"}) == redis::Environment::Development);
    CHECK(redis::environmentOf({"10.0.0.1", 6379, {}}) == redis::Environment::Production);
    CHECK(redis::environmentOf({"127.0.0.1.example", 6379, {}}) == redis::Environment::Production);
    CHECK(redis::environmentOf({"0.0.0.0", 6379, {}}) == redis::Environment::Production);
}
