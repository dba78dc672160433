#include "tests/cli/process.hpp"
#include "tests/support/catch.hpp"

#include <boost/json/parse.hpp>

#include <csignal>

using namespace cachedeck;

namespace {

struct Watched { // one primary and one sentinel
    test::RedisServer primary;
    test::RedisServer sentinel;

    Watched() : sentinel(optionsFor(primary)) {}

    static test::RedisServerOptions optionsFor(const test::RedisServer& primary)
    {
        test::RedisServerOptions options;
        options.sentinel = true;
        options.config = {"sentinel monitor films 127.0.0.1 " + std::to_string(primary.port()) + " 1",
                          "sentinel down-after-milliseconds films 300"};
        return options;
    }
    test::Arguments command(std::initializer_list<std::string> more) const
    {
        test::Arguments arguments{"sentinel", "--sentinel", "127.0.0.1:" + std::to_string(sentinel.port()), "--primary",
                                  "films"};
        arguments.insert(arguments.end(), more);
        return arguments;
    }
};

} // namespace

TEST_CASE("sentinel shows each view, and says when nobody knows the name")
{
    const Watched watched;
    // A server has a tenth of a second to answer; one that was late is shown as not known.
    boost::json::value json;
    for (int attempt = 0; attempt < 5; ++attempt) {
        const auto view = test::runCli(watched.command({"--json"}));
        REQUIRE(view.code == 0);
        json = view.json();
        if (json.at("servers").as_array().at(0).at("role").as_string() == "primary")
            break;
    }
    CHECK(json.at("primary").as_string() == "127.0.0.1:" + std::to_string(watched.primary.port()));
    REQUIRE(json.at("sentinels").as_array().size() == 1);
    CHECK(json.at("sentinels").as_array().at(0).at("reachable").as_bool());
    CHECK(json.at("servers").as_array().at(0).at("role").as_string() == "primary");

    auto other = watched.command({});
    other[4] = "nobody";
    const auto unknown = test::runCli(other);
    CHECK(unknown.code == 3);
    CHECK(unknown.err.find("nobody") != std::string::npos);
}

TEST_CASE("sentinel --follow prints each event as it comes, and nothing else")
{
    Watched watched;
    test::Process process(watched.command({"--follow", "--json"}));
    // It is subscribed once the sentinel has a subscriber.
    while (watched.sentinel.command({"PUBSUB", "NUMPAT"}) == "0")
        ;
    watched.primary.kill();
    std::string event;
    for (std::size_t line = 0; event != "+sdown"; ++line) {
        const auto json = boost::json::parse(process.waitForLine(line));
        event = std::string(json.at("event").as_string());
        for (const auto* field : {"at", "sentinel", "primary", "detail"})
            CHECK(json.at(field).is_string());
    }
    process.signal(SIGINT);
    CHECK(process.wait().code == 130);
}

TEST_CASE("sentinel says which sentinels do not answer, followed or not")
{
    Watched watched;
    watched.sentinel.kill();
    for (const auto& command : {watched.command({}), watched.command({"--follow"})}) {
        const auto result = test::runCli(command);
        CHECK(result.code == 3);
        CHECK(result.err.find("127.0.0.1:" + std::to_string(watched.sentinel.port())) != std::string::npos);
    }
}
