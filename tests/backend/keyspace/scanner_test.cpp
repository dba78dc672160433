#include "backend/keyspace/sample.hpp"
#include "backend/keyspace/scanner.hpp"
#include "tests/backend/keyspace/support.hpp"

#include <map>
#include <thread>

using namespace cachedeck;
using namespace cachedeck::keyspace;

namespace {

// Waits for the end of a scan and keeps what was told on the way.
struct Listener {
    Scanner::Handler handler()
    {
        return [this](const ScanProgress& progress) {
            last = progress;
            ++told;
            if (onProgress)
                onProgress(progress);
            if (progress.ended())
                ended.set_value(progress);
        };
    }
    ScanProgress wait() { return ended.get_future().get(); }
    std::function<void(const ScanProgress&)> onProgress;
    std::promise<ScanProgress> ended;
    ScanProgress last;
    int told = 0;
};

void fillStrings(Served& served, std::size_t count)
{
    served.fill(count, [](auto& request, std::size_t index) {
        request.append({"SET", "key:" + std::to_string(index), "value"});
    });
}

} // namespace

TEST_CASE("a scan finds exactly all keys that were there, while others come and go")
{
    Served served;
    fillStrings(served, 50'000);
    Served* other = &served;
    std::atomic<bool> done{false};
    std::thread writer([&] {
        runtime::IoThread thread("writer");
        redis::ConnectionOptions options;
        options.endpoint.address.host = "127.0.0.1";
        options.endpoint.address.port = other->server.port();
        redis::Client client(thread, options);
        for (int index = 0; !done; ++index) { // grows the hash table, which makes SCAN repeat itself
            resp::Request request;
            for (int each = 0; each < 100; ++each)
                request.append({"SET", "new:" + std::to_string(index * 100 + each), "x"});
            std::vector<resp::Reply> replies;
            (void)thread.run(client.connection().execute(request, replies, std::chrono::seconds(5)));
        }
    });
    const auto store = std::make_shared<KeyStore>();
    Scanner scanner(*served.client, store);
    Listener listener;
    ScanOptions options;
    options.count = 100;
    options.adaptive = false;
    scanner.start(options, listener.handler());
    const auto end = listener.wait();
    done = true;
    writer.join();
    CHECK(end.state == ScanState::Complete);
    CHECK(end.fraction == Approx(1));
    CHECK(end.keys == store->size());
    const auto found = keysOf(store->snapshot());
    CHECK(found.size() == store->size()); // no duplicate
    std::size_t old = 0;
    for (const auto& key : found)
        old += key.starts_with("key:") ? 1 : 0;
    CHECK(old == 50'000);
}

TEST_CASE("a keyspace at rest is listed exactly, binary keys too, with filters for the server")
{
    Served served;
    fillStrings(served, 3000);
    const std::string binary("bin\0\xff\r\n*", 8);
    REQUIRE(served.client->call({"HSET", binary, "field", "value"}).has_value());
    const auto store = std::make_shared<KeyStore>();
    Scanner scanner(*served.client, store);
    SECTION("all")
    {
        Listener listener;
        scanner.start({}, listener.handler());
        const auto end = listener.wait();
        CHECK(end.state == ScanState::Complete);
        CHECK(end.total == 3001);
        CHECK(store->size() == 3001);
        CHECK(keysOf(store->snapshot()).contains(binary));
        CHECK(scanner.progress().ended());
        Listener again; // a second scan starts anew
        scanner.start({}, again.handler());
        again.wait();
        CHECK(store->size() == 3001);
    }
    SECTION("one type")
    {
        Listener listener;
        ScanOptions options;
        options.type = "hash";
        scanner.start(options, listener.handler());
        listener.wait();
        CHECK(keysOf(store->snapshot()) == std::set<std::string>{binary});
    }
    SECTION("one glob")
    {
        Listener listener;
        ScanOptions options;
        options.match = "key:29?";
        scanner.start(options, listener.handler());
        listener.wait();
        CHECK(store->size() == 10);
    }
}

TEST_CASE("a scan pauses, goes on, and can be given up")
{
    Served served;
    fillStrings(served, 20'000);
    const auto store = std::make_shared<KeyStore>();
    Scanner scanner(*served.client, store);
    ScanOptions options;
    options.count = 100;
    options.adaptive = false;
    options.reportEvery = std::chrono::milliseconds(0);
    Listener listener;
    std::promise<void> paused;
    listener.onProgress = [&](const ScanProgress& progress) {
        if (progress.state == ScanState::Running && progress.scans == 10)
            scanner.pause();
        if (progress.state == ScanState::Paused)
            paused.set_value();
    };
    scanner.start(options, listener.handler());
    paused.get_future().wait();
    const auto held = store->size();
    CHECK(held < 20'000);
    CHECK(scanner.progress().state == ScanState::Paused);
    SECTION("on")
    {
        scanner.resume();
        CHECK(listener.wait().state == ScanState::Complete);
        CHECK(store->size() == 20'000);
    }
    SECTION("given up")
    {
        scanner.cancel();
        CHECK(scanner.progress().state == ScanState::Cancelled);
        scanner.resume();
        (void)served.client->call({"PING"});
        CHECK(store->size() == held);
    }
}

TEST_CASE("a lost connection is made again; another server ends the scan as incomplete")
{
    Served served;
    fillStrings(served, 30'000);
    const auto store = std::make_shared<KeyStore>();
    Scanner scanner(*served.client, store);
    ScanOptions options;
    options.count = 100;
    options.adaptive = false;
    options.reportEvery = std::chrono::milliseconds(0);
    Listener listener;
    SECTION("CLIENT KILL")
    {
        listener.onProgress = [&](const ScanProgress& progress) {
            if (progress.scans == 20 || progress.scans == 100)
                served.server.command({"CLIENT", "KILL", "TYPE", "normal"});
        };
        scanner.start(options, listener.handler());
        CHECK(listener.wait().state == ScanState::Complete);
        CHECK(store->size() == 30'000);
    }
    SECTION("a restart")
    {
        listener.onProgress = [&](const ScanProgress& progress) {
            if (progress.scans == 20 && progress.state == ScanState::Running) {
                served.server.kill();
                served.server.start();
            }
        };
        scanner.start(options, listener.handler());
        const auto end = listener.wait();
        CHECK(end.state == ScanState::Incomplete);
        CHECK(end.trouble.find("restarted") != std::string::npos);
    }
    SECTION("gone for good")
    {
        options.giveUpAfter = std::chrono::seconds(1);
        options.deadline = std::chrono::milliseconds(500);
        listener.onProgress = [&](const ScanProgress& progress) {
            if (progress.scans == 20 && progress.state == ScanState::Running)
                served.server.kill();
        };
        scanner.start(options, listener.handler());
        const auto end = listener.wait();
        CHECK(end.state == ScanState::Incomplete);
        CHECK_FALSE(end.trouble.empty());
    }
}

TEST_CASE("a scanner may go while it scans")
{
    Served served;
    fillStrings(served, 20'000);
    const auto store = std::make_shared<KeyStore>();
    for (int round = 0; round < 20; ++round) {
        Scanner scanner(*served.client, store);
        ScanOptions options;
        options.count = 10;
        options.adaptive = false;
        scanner.start(options, {});
        std::this_thread::sleep_for(std::chrono::microseconds(200 * round));
    }
    CHECK(served.size() == 20'000);
}

TEST_CASE("a sample says of how many keys it is, and how they expire")
{
    Served served;
    served.fill(1000, [](auto& request, std::size_t index) {
        const auto key = (index % 2 == 0 ? "even:" : "odd:") + std::to_string(index);
        if (index % 2 == 0)
            request.append({"SET", key, "value", "EX", index % 4 == 0 ? "30" : "7200"});
        else
            request.append({"RPUSH", key, "element"});
    });
    const auto store = std::make_shared<KeyStore>();
    Scanner scanner(*served.client, store);
    Listener listener;
    scanner.start({}, listener.handler());
    listener.wait();

    SampleOptions options;
    options.keys = 0;
    auto all = served.thread.run(sampleKeyspace(served.client->connection(), store->snapshot(), options, nullptr));
    REQUIRE(all.has_value());
    CHECK(all->isAll());
    CHECK(all->types == std::map<std::string, std::uint64_t>{{"string", 500}, {"list", 500}});
    CHECK(all->ttl.minute == 250);
    CHECK(all->ttl.day == 250);
    CHECK(all->ttl.never == 500);
    CHECK(all->memoryKeys == 1000);
    CHECK(all->memoryByNamespace.size() == 2);
    CHECK(all->project(250) == 250);

    options.keys = 100;
    const auto some =
        served.thread.run(sampleKeyspace(served.client->connection(), store->snapshot(), options, nullptr));
    CHECK_FALSE(some->isAll());
    CHECK(some->sampled == 100);
    CHECK(some->project(50) == 500);
}
