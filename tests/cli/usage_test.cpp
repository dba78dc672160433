#include "tests/cli/process.hpp"
#include "tests/support/catch.hpp"

#include <fstream>
#include <sys/stat.h>

using namespace cachedeck;
using test::runCli;

namespace {

bool contains(const std::string& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

std::string urlOf(const test::RedisServer& server)
{
    return "redis://127.0.0.1:" + std::to_string(server.port());
}

} // namespace

TEST_CASE("help and version are results")
{
    const auto help = runCli({"--help"});
    CHECK(help.code == 0);
    CHECK(help.err.empty());
    for (const auto* command : {"demo", "run", "seed", "bench", "stack", "keys", "sentinel", "invalidate", "compare"}) {
        CHECK(contains(help.out, command));
        const auto own = runCli({command, "--help"});
        CHECK(own.code == 0);
        CHECK(contains(own.out, std::string("usage: cachedeck-cli ") + command));
    }
    const auto version = runCli({"--version"});
    CHECK(version.code == 0);
    CHECK(contains(version.out, "cachedeck-cli "));
}

TEST_CASE("wrong usage is told on standard error and is a 2")
{
    const std::vector<test::Arguments> wrong{
        {},
        {"fly"},
        {"keys", "--nonsense"},
        {"seed"},
        {"seed", "no-such-world"},
        {"seed", "movies", "--size", "huge"},
        {"seed", "movies", "--store", "oracle://127.0.0.1/x"},
        {"seed", "movies", "--store", "postgresql://me:secret@127.0.0.1/x"},
        {"keys"},
        {"keys", "--redis", "http://127.0.0.1"},
        {"keys", "--red", "redis://127.0.0.1"}, // no abbreviations
        {"keys", "--redis", "redis://127.0.0.1", "--count", "many"},
        {"bench", "--redis", "redis://127.0.0.1", "-c", "0"},
        {"bench", "--redis", "redis://127.0.0.1", "-t", "get,fly"},
        {"bench", "--redis", "redis://127.0.0.1", "-n", "1", "--seconds", "1"},
        {"bench", "--redis", "redis://127.0.0.1", "-p", "6379"},
        {"bench", "-h", "127.0.0.1", "-p", "0"},
        {"bench", "-h", "127.0.0.1", "-k", "0"},
        {"bench", "-h", "127.0.0.1", "--csv", "--json"},
        {"bench", "-h", "127.0.0.1", "--cacert", "x"},
        {"compare", "one", "two", "--fail-if", "p98 > 1"},
        {"compare", "one", "two", "--fail-if", "p99 = 1"},
        {"compare", "one", "two", "--fail-if", "p99 > much"},
        {"invalidate", "--redis", "redis://127.0.0.1"},
        {"invalidate", "--redis", "redis://127.0.0.1", "--key", "a", "--pattern", "b"},
        {"invalidate", "--redis", "redis://127.0.0.1", "--key-base64", "?"},
        {"sentinel", "--primary", "x"},
        {"compare", "one"},
        {"run", "movies"},
        {"run", "--out", "x"}};
    for (const auto& arguments : wrong) {
        const auto outcome = runCli(arguments);
        CAPTURE(arguments);
        CHECK(outcome.code == 2);
        CHECK(outcome.out.empty());
        CHECK_FALSE(outcome.err.empty());
    }
}

TEST_CASE("a password on the command line is refused, and not repeated")
{
    const std::vector<test::Arguments> wrong{
        {"keys", "--redis", "redis://:hunter2@127.0.0.1:1"},
        {"keys", "--redis", "redis://hunter2@127.0.0.1:1"}, // alone it is the password, as redis-cli reads it
        {"keys", "--redis", "redis://someone:hunter2@127.0.0.1:1"},
        {"bench", "--redis", "redis+sentinel://u:hunter2@127.0.0.1:1,127.0.0.1:2?primary=x"},
        {"keys", "--redis", "redis://127.0.0.1", "--password", "hunter2"},
        {"keys", "--redis", "redis://127.0.0.1", "-a", "hunter2"},
        {"bench", "-h", "127.0.0.1", "-p", "1", "-a", "hunter2"},
        {"run", "movies", "--out", "x", "--store", "postgresql://u:hunter2@h/db"}};
    for (const auto& arguments : wrong) {
        const auto outcome = runCli(arguments);
        CAPTURE(arguments);
        CHECK(outcome.code == 2);
        CHECK(contains(outcome.err, "password on the command line is refused"));
        CHECK_FALSE(contains(outcome.err + outcome.out, "hunter2"));
    }
    CHECK(runCli({"keys", "--redis", "redis://someone:@127.0.0.1:1"}).code == 3); // none
    // A user alone is none either, with a port and without.
    for (const char* store : {"clickhouse://someone@127.0.0.1/db", "postgresql://someone@127.0.0.1:1/db"}) {
        const auto outcome = runCli({"seed", "analytics", "--store", store});
        CAPTURE(store, outcome.err);
        CHECK_FALSE(contains(outcome.err, "password on the command line"));
    }
}

TEST_CASE("a password comes from the environment or from a private file")
{
    test::RedisServerOptions options;
    options.password = "correct horse";
    const test::RedisServer server(options);
    const auto url = urlOf(server);
    const auto withPassword = "redis://:correct%20horse@127.0.0.1:" + std::to_string(server.port());

    CHECK(runCli({"keys", "--redis", url, "--json"}, {{"CACHEDECK_REDIS_PASSWORD", "correct horse"}}).code == 0);
    CHECK(runCli({"keys", "--json"}, {{"CACHEDECK_REDIS_URL", withPassword}}).code == 0);
    const auto without = runCli({"keys", "--redis", url, "--json"});
    CHECK(without.code == 3);
    CHECK_FALSE(without.err.empty());
    const auto wrong = runCli({"keys", "--redis", url, "--json"}, {{"CACHEDECK_REDIS_PASSWORD", "battery staple"}});
    CHECK(wrong.code == 3);
    CHECK_FALSE(contains(wrong.err, "battery staple"));

    const test::TemporaryFolder folder;
    const auto file = (folder.path() / "url").string();
    std::ofstream(file) << withPassword << "\n";
    ::chmod(file.c_str(), 0644);
    const auto open = runCli({"keys", "--redis", "@" + file});
    CHECK(open.code == 2);
    CHECK(contains(open.err, "others can read"));
    ::chmod(file.c_str(), 0600);
    CHECK(runCli({"keys", "--redis", "@" + file}).code == 0);
    CHECK(runCli({"keys", "--redis", file}).code == 0);
}

TEST_CASE("a production server is locked until it is named")
{
    const test::RedisServer server;
    server.command({"SET", "a", "1"});
    const auto url = urlOf(server);
    const auto address = url.substr(8);
    const test::Arguments invalidate{"invalidate", "--redis", url, "--environment",
                                     "production", "--key",   "a", "--json"};
    const auto with = [](test::Arguments arguments, std::initializer_list<std::string> more) {
        arguments.insert(arguments.end(), more);
        return arguments;
    };
    const auto locked = runCli(invalidate);
    CHECK(locked.code == 2);
    CHECK(contains(locked.err, "--unlock " + address));
    CHECK(runCli(with(invalidate, {"--unlock", "127.0.0.1:1"})).code == 2);
    CHECK(server.command({"EXISTS", "a"}) == "1");
    CHECK(runCli({"bench", "--redis", url, "--environment", "production", "-n", "1"}).code == 2);
    CHECK(runCli({"run", "movies", "--out", "/nonexistent", "--redis", "redis://192.0.2.1"}).code ==
          2);                                                                         // before anything is sent
    CHECK(runCli({"keys", "--redis", url, "--environment", "production"}).code == 0); // reading needs none
    CHECK(runCli(with(invalidate, {"--unlock", address})).code == 0);
    CHECK(server.command({"EXISTS", "a"}) == "0");
    CHECK(runCli({"keys", "--redis", url, "--environment", "moon"}).code == 2);
    CHECK(runCli({"keys", "--redis", url, "--environment", "demo"}).code == 2); // only what CacheDeck has started
    CHECK(runCli({"keys", "--redis", url, "--type", "Strng"}).code != 2);       // a module's, perhaps
    CHECK(runCli({"keys", "--redis", url, "--type", "strng"}).code == 2);
}

TEST_CASE("a server that is not there is a 3, with its address")
{
    const auto port = std::to_string(test::freePort());
    for (const test::Arguments& arguments : {test::Arguments{"keys", "--redis", "redis://127.0.0.1:" + port},
                                             {"bench", "--redis", "redis://127.0.0.1:" + port},
                                             {"invalidate", "--redis", "redis://127.0.0.1:" + port, "--key", "a"},
                                             {"sentinel", "--sentinel", "127.0.0.1:" + port, "--primary", "x"}}) {
        const auto outcome = runCli(arguments);
        CHECK(outcome.code == 3);
        CHECK(contains(outcome.err + outcome.out, port));
    }
}
