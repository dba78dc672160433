#include "tests/backend/redis/fixture.hpp"
#include "tests/support/catch.hpp"

#include <condition_variable>
#include <mutex>

using namespace cachedeck;
using namespace std::chrono_literals;
using test::optionsFor;
using test::said;

namespace {

// Collects pushes from the thread, for the test to wait for.
class Pushes {
public:
    void operator()(resp::View value)
    {
        const std::lock_guard lock(m_mutex);
        m_seen.push_back(resp::describe(value));
        m_changed.notify_all();
    }
    std::vector<std::string> waitFor(std::size_t count)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, 10s, [&] { return m_seen.size() >= count; });
        return m_seen;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<std::string> m_seen;
};

void listen(redis::Client& client, Pushes& pushes)
{
    std::promise<void> done;
    client.thread().post([&] {
        client.connection().onPush([&pushes](resp::View value) { pushes(value); });
        done.set_value();
    });
    done.get_future().wait();
}

} // namespace

TEST_CASE("Messages arrive beside replies, in RESP3 and in RESP2")
{
    test::RedisServer server;
    runtime::IoThread thread("test");
    Pushes pushes;
    auto options = optionsFor(server);
    options.protocol = GENERATE(3, 2);
    CAPTURE(options.protocol);
    redis::Client client(thread, options);
    listen(client, pushes);
    const std::string push = options.protocol == 3 ? "push " : "";

    // The last confirmation is the reply; the server counts two channels and a pattern.
    CHECK(said(client.call({"SUBSCRIBE", "news", "weather"})) == push + "[\"subscribe\", \"weather\", (integer) 2]");
    CHECK(said(client.call({"PSUBSCRIBE", "n*"})) == push + "[\"psubscribe\", \"n*\", (integer) 3]");
    CHECK(server.command({"PUBLISH", "news", "hello"}) == "2");
    CHECK(server.command({"PUBLISH", "weather", "sun"}) == "1");
    CHECK(pushes.waitFor(3) == std::vector<std::string>{push + "[\"message\", \"news\", \"hello\"]",
                                                        push + "[\"pmessage\", \"n*\", \"news\", \"hello\"]",
                                                        push + "[\"message\", \"weather\", \"sun\"]"});
    CHECK(client.call({"PING"}));
    CHECK(said(client.call({"UNSUBSCRIBE"})).find(" (integer) 1]") != std::string::npos);
    CHECK(said(client.call({"PUNSUBSCRIBE", "n*"})) == push + "[\"punsubscribe\", \"n*\", (integer) 0]");
    CHECK(client.call({"UNSUBSCRIBE"})); // nothing is subscribed: one confirmation all the same
    REQUIRE(client.call({"RPUSH", "message", "message", "looks", "like one"}));
    CHECK(said(client.call({"LRANGE", "message", "0", "-1"})) == "[\"message\", \"looks\", \"like one\"]");
    CHECK(pushes.waitFor(3).size() == 3);
}

TEST_CASE("A subscription that is refused fails its own command only")
{
    test::RedisServerOptions serverOptions;
    serverOptions.config = {"user default on nopass ~* resetchannels &allowed +@all"};
    test::RedisServer server(serverOptions);
    runtime::IoThread thread("test");
    redis::Client client(thread, optionsFor(server));
    CHECK(test::kindOf(client.call({"SUBSCRIBE", "secret", "other"})) == redis::ErrorKind::Permission);
    CHECK(client.call({"SUBSCRIBE", "allowed"}));
    CHECK(said(client.call({"ECHO", "x"})) == "\"x\"");
}

TEST_CASE("Invalidation messages of client-side caching come while commands are in flight")
{
    test::RedisServer server;
    runtime::IoThread thread("test");
    Pushes pushes;
    redis::Client client(thread, optionsFor(server));
    listen(client, pushes);
    REQUIRE(client.call({"CLIENT", "TRACKING", "ON", "BCAST"}));
    for (int i = 0; i < 100; ++i) {
        client.send({"SET", "key:" + std::to_string(i), "v"}, [](const redis::Result<resp::Reply>&) {});
        const auto payload = "payload " + std::to_string(i);
        CHECK(said(client.call({"ECHO", payload})) == "\"" + payload + "\"");
    }
    const auto seen = pushes.waitFor(1);
    REQUIRE_FALSE(seen.empty());
    CHECK(seen[0].find("push [\"invalidate\", [\"key:0\"") == 0);
}

TEST_CASE("A subscription cannot hide in a pipeline")
{
    test::RedisServer server;
    runtime::IoThread thread("test");
    redis::Connection connection(thread, optionsFor(server));
    resp::Request request;
    request.append({"PING"}).append({"SUBSCRIBE", "a"});
    std::vector<resp::Reply> replies;
    const auto refused = thread.run(connection.execute(request, replies, 1s));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == redis::ErrorKind::Gate);
}
