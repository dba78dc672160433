#include "backend/redis/client.hpp"
#include "backend/servers/identity.hpp"
#include "backend/servers/leftovers.hpp"
#include "backend/servers/stack.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/redis_server.hpp"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <memory>
#include <set>
#include <sstream>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace cachedeck;
using namespace cachedeck::servers;
namespace fs = std::filesystem;

namespace {

StackOptions optionsIn(const test::TemporaryFolder& parent)
{
    StackOptions options;
    options.parentDirectory = parent.path().string();
    return options;
}

redis::ConnectionOptions connectionTo(const redis::Endpoint& endpoint)
{
    redis::ConnectionOptions options;
    options.endpoint = endpoint;
    return options;
}

// A primary that stands still for a second while its stack starts is replaced, and all agree after 14 s only.
constexpr auto patience = std::chrono::seconds(60);

template<class Condition>
bool soon(Condition condition, std::chrono::seconds within = std::chrono::seconds(10))
{
    const auto until = std::chrono::steady_clock::now() + within;
    while (!condition()) {
        if (std::chrono::steady_clock::now() >= until)
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return true;
}

unsigned modeOf(const fs::path& path)
{
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 ? status.st_mode & 0777u : 0u;
}

std::string commandLine(std::int64_t pid)
{
    std::ifstream file("/proc/" + std::to_string(pid) + "/cmdline");
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

} // namespace

TEST_CASE("a stack starts whole, private and ready")
{
    const test::TemporaryFolder parent;
    std::string directory;
    std::vector<std::int64_t> pids;
    {
        auto started = Stack::start(optionsIn(parent));
        REQUIRE(started.has_value());
        auto& stack = **started;
        directory = stack.directory();
        const auto nodes = stack.nodes();
        REQUIRE(nodes.size() == 6);
        CHECK(nodes.front().name == "redis-1");
        CHECK(nodes.back().name == "sentinel-3");
        std::set<std::uint16_t> ports;
        for (const auto& node : nodes) {
            CHECK(node.running);
            CHECK(node.address.isLoopback());
            CHECK(commandLine(node.pid).find(stack.password().reveal()) == std::string::npos);
            ports.insert(node.address.port);
            pids.push_back(node.pid);
        }
        CHECK(ports.size() == 6);

        // Ready: a write and a read at once, with the password, and none without.
        runtime::IoThread thread("test");
        redis::Client client(thread, connectionTo(stack.primary()));
        CHECK(client.call({"SET", "key", "value"}).has_value());
        CHECK(client.call({"GET", "key"})->root().text() == "value");
        auto stranger = connectionTo(stack.primary());
        stranger.endpoint.credentials = {};
        redis::Client outsider(thread, stranger);
        CHECK(outsider.call({"GET", "key"}).has_error());

        CHECK(modeOf(directory) == 0700);
        CHECK(modeOf(stack.passwordFile()) == 0600);
        std::string password;
        std::ifstream(stack.passwordFile()) >> password;
        CHECK(password == stack.password().reveal());

        const auto agreed = stack.waitAgreed(patience);
        REQUIRE(agreed.has_value());
        std::printf("stack ready after %lld ms, agreed %lld ms later\n",
                    static_cast<long long>(stack.readyAfter().count()), static_cast<long long>(agreed->count()));
        CHECK(stack.currentPrimary()->name == "redis-1");
        for (const auto& entry : fs::recursive_directory_iterator(directory))
            if (entry.is_regular_file()) {
                INFO(entry.path());
                CHECK((modeOf(entry.path()) & 077u) == 0); // the servers' own rewritten files too
            }
    }
    CHECK_FALSE(fs::exists(directory));
    for (const auto pid : pids)
        CHECK(startTime(pid).empty());
}

TEST_CASE("settings change at run time and survive a restart")
{
    const test::TemporaryFolder parent;
    auto options = optionsIn(parent);
    options.maxMemory = 50'000'000;
    options.evictionPolicy = "allkeys-lru";
    auto stack = startSingle(options);
    REQUIRE(stack.has_value());
    REQUIRE((*stack)->nodes().size() == 1);
    runtime::IoThread thread("test");
    redis::Client client(thread, connectionTo((*stack)->primary()));
    const auto setting = [&](const char* name) {
        return std::string(client.call({"CONFIG", "GET", name})->root().find(name)->text());
    };
    CHECK(setting("maxmemory") == "50000000");
    CHECK(setting("maxmemory-policy") == "allkeys-lru");
    REQUIRE((*stack)->setMaxMemory(60'000'000).has_value());
    REQUIRE((*stack)->setEvictionPolicy("allkeys-lfu").has_value());
    CHECK(setting("maxmemory") == "60000000");
    CHECK((*stack)->setEvictionPolicy("no-such-policy").has_error());

    REQUIRE((*stack)->kill("redis-1").has_value());
    CHECK_FALSE((*stack)->node("redis-1")->running);
    CHECK((*stack)->kill("redis-1").error().kind == ErrorKind::NotRunning);
    CHECK((*stack)->kill("redis-9").error().kind == ErrorKind::UnknownNode);
    REQUIRE((*stack)->restart("redis-1").has_value());
    CHECK((*stack)->restart("redis-1").error().kind == ErrorKind::Running);
    CHECK(soon([&] { return client.call({"PING"}).has_value(); }));
    CHECK(setting("maxmemory") == "60000000");
    CHECK(setting("maxmemory-policy") == "allkeys-lfu");
}

TEST_CASE("a killed primary is replaced, and comes back as a replica")
{
    const test::TemporaryFolder parent;
    auto started = Stack::start(optionsIn(parent));
    REQUIRE(started.has_value());
    auto& stack = **started;
    REQUIRE(stack.waitAgreed(patience).has_value());

    REQUIRE(stack.kill("redis-1").has_value());
    // A vote that was split is repeated after twice the sentinels' failover timeout only.
    REQUIRE(soon(
        [&] {
            const auto primary = stack.currentPrimary();
            return primary.has_value() && primary->name != "redis-1";
        },
        std::chrono::seconds(40)));
    REQUIRE(stack.waitAgreed(patience).has_value());

    REQUIRE(stack.restart("redis-1").has_value());
    runtime::IoThread thread("test");
    redis::Client client(thread, connectionTo(stack.endpoint(*stack.node("redis-1"))));
    CHECK(client.call({"ROLE"})->root()[0].text() == "slave"); // from its first moment on
    REQUIRE(stack.waitAgreed(patience).has_value());

    // And once more, asked for.
    const auto before = stack.currentPrimary()->name;
    REQUIRE(soon([&] { return stack.failover().has_value(); }));
    CHECK(soon([&] {
        const auto primary = stack.currentPrimary();
        return primary.has_value() && primary->name != before;
    }));
}

TEST_CASE("a killed primary comes back as a replica though most sentinels still name it")
{
    const test::TemporaryFolder parent;
    auto started = Stack::start(optionsIn(parent));
    REQUIRE(started.has_value());
    auto& stack = **started;
    REQUIRE(stack.waitAgreed(patience).has_value());

    runtime::IoThread thread("test");
    std::vector<std::unique_ptr<redis::Client>> sentinels;
    for (const auto& node : stack.nodes())
        if (node.kind == NodeKind::Sentinel)
            sentinels.push_back(std::make_unique<redis::Client>(thread, connectionTo(stack.endpoint(node))));
    const auto before = std::to_string(stack.node("redis-1")->address.port);
    REQUIRE(stack.kill("redis-1").has_value());
    // The leader of the failover says the new name first.
    REQUIRE(soon(
        [&] {
            return std::any_of(sentinels.begin(), sentinels.end(), [&](const auto& sentinel) {
                const auto named =
                    sentinel->call({"SENTINEL", "GET-MASTER-ADDR-BY-NAME", std::string(Stack::primaryName)});
                return named.has_value() && named->root().size() == 2 && named->root()[1].text() != before;
            });
        },
        std::chrono::seconds(40)));
    REQUIRE(stack.restart("redis-1").has_value());
    redis::Client client(thread, connectionTo(stack.endpoint(*stack.node("redis-1"))));
    CHECK(client.call({"ROLE"})->root()[0].text() == "slave");
}

TEST_CASE("a paused node is told apart from a dead one")
{
    const test::TemporaryFolder parent;
    auto options = optionsIn(parent);
    options.replicas = 1;
    options.sentinels = 0;
    auto stack = Stack::start(options);
    REQUIRE(stack.has_value());
    REQUIRE((*stack)->pause("redis-2").has_value());
    CHECK((*stack)->node("redis-2")->paused);
    CHECK((*stack)->node("redis-2")->running);
    CHECK((*stack)->currentPrimary()->name == "redis-1");
    REQUIRE((*stack)->resume("redis-2").has_value());
    CHECK_FALSE((*stack)->node("redis-2")->paused);
    CHECK((*stack)->waitAgreed(patience).has_value());
}

TEST_CASE("kill -9 of the application leaves no server, and the next start cleans up")
{
    const test::TemporaryFolder parent;
    std::array<int, 2> pipe{};
    REQUIRE(::pipe(pipe.data()) == 0);
    const auto owner = ::fork();
    if (owner == 0) {
        ::dup2(pipe[1], STDOUT_FILENO);
        ::close(pipe[0]);
        ::execl(STACK_OWNER, STACK_OWNER, parent.path().c_str(), nullptr);
        ::_exit(127);
    }
    ::close(pipe[1]);
    std::string line;
    for (char byte = 0; ::read(pipe[0], &byte, 1) == 1 && byte != '\n';)
        line.push_back(byte);
    ::close(pipe[0]);
    std::istringstream words(line);
    std::string directory;
    REQUIRE(words >> directory);
    std::vector<std::int64_t> pids;
    for (std::int64_t pid = 0; words >> pid;)
        pids.push_back(pid);
    REQUIRE(pids.size() == 3);
    for (const auto pid : pids)
        CHECK_FALSE(startTime(pid).empty());

    ::kill(owner, SIGKILL);
    ::waitpid(owner, nullptr, 0);
    for (const auto pid : pids)
        CHECK(soon([&] { return startTime(pid).empty(); }));
    REQUIRE(findLeftovers(parent.path().string()).size() == 1);
    CHECK(cleanLeftovers(parent.path().string()) == 1);
    CHECK_FALSE(fs::exists(directory));
}

TEST_CASE("a start that cannot succeed says why")
{
    const test::TemporaryFolder parent;
    auto options = optionsIn(parent);
    options.evictionPolicy = "no-such-policy";
    const auto wrong = startSingle(options);
    REQUIRE(wrong.has_error());
    CHECK(wrong.error().kind == ErrorKind::Start);
    CHECK(wrong.error().text().find("redis-1") != std::string::npos);
    options.parentDirectory = (parent.path() / "missing").string();
    CHECK(startSingle(options).error().kind == ErrorKind::Directory);
    CHECK(findLeftovers(parent.path().string()).empty());
}
