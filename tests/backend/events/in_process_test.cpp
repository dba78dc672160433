// The way of an event from who has it to who applies it, over the carrier in our own process.
#include "backend/events/consumer.hpp"
#include "backend/events/in_process.hpp"
#include "tests/support/catch.hpp"

#include <fmt/format.h>

#include <thread>

using namespace cachedeck;
using namespace std::chrono_literals;
using events::Applied;

namespace {

events::Event event(int number, const std::string& type = "io.github.cachedeck.test.done")
{
    events::Event made;
    made.id = fmt::format("e{}", number);
    made.source = "/cachedeck/runs/test/worlds/test";
    made.type = type;
    made.data = fmt::format(R"({{"number":{}}})", number);
    return made;
}

struct Heard { // what a consumer was given
    std::mutex mutex;
    std::vector<std::string> ids;
    std::size_t count()
    {
        const std::lock_guard lock(mutex);
        return ids.size();
    }
    events::Consumer::Handler handler(Applied applied = Applied::Done)
    {
        return [this, applied](const events::Event& got, bool) {
            const std::lock_guard lock(mutex);
            ids.push_back(got.id);
            return applied;
        };
    }
};

bool eventually(const std::function<bool()>& what)
{
    const auto end = std::chrono::steady_clock::now() + 30s;
    while (!what() && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(2ms);
    return what();
}

} // namespace

TEST_CASE("Events arrive in order, at every group that wants their type, and are accounted for")
{
    const auto carrier = std::make_shared<events::InProcess>();
    Heard all, some;
    events::Consumer everything(carrier, {"all", ""}, all.handler());
    events::Consumer selected(carrier, {"some", "io.github.cachedeck.test."}, some.handler());
    REQUIRE(everything.waitUntilListening(30s));
    REQUIRE(selected.waitUntilListening(30s));
    events::Publisher publisher(carrier);
    for (int i = 0; i < 3000; ++i)
        CHECK(
            publisher.offer(event(i, i % 3 == 0 ? "io.github.cachedeck.cache.hit" : "io.github.cachedeck.test.done")));
    REQUIRE(publisher.drain(30s));
    REQUIRE(eventually([&] { return all.count() == 3000 && some.count() == 2000; }));
    for (int i = 0; i < 3000; ++i)
        REQUIRE(all.ids[static_cast<std::size_t>(i)] == fmt::format("e{}", i));
    const auto status = publisher.status();
    CHECK(status.offered == 3000);
    CHECK(status.delivered == 3000);
    CHECK(status.lost == 0);
    CHECK(status.waiting == 0);
    CHECK(publisher.latency().count() == 3000);
    CHECK(eventually([&] { return everything.status().lag == 0u; }));
}

TEST_CASE("A receiver that is stuck fills the queues up to their bounds, and what finds no room is counted as lost")
{
    const auto carrier = std::make_shared<events::InProcess>(10);
    const auto stuck = carrier->receiver({"stuck", ""});
    REQUIRE(stuck->open().has_value());
    events::PublisherOptions options;
    options.capacity = 20;
    options.confirmWithin = 20ms;
    auto publisher = std::make_unique<events::Publisher>(carrier, options);
    for (int i = 0; i < 10; ++i)
        publisher->offer(event(i));
    REQUIRE(publisher->drain(30s));
    for (int i = 10; i < 50; ++i)
        publisher->offer(event(i));
    auto status = publisher->status();
    CHECK(status.lost == 20);
    CHECK(status.waiting == 20);
    CHECK(status.mostWaiting == 20);
    CHECK(status.state == events::LinkState::Connected); // it is full, not down
    // One accepted makes room for one.
    const auto first = stuck->receive(30s);
    REQUIRE((first.has_value() && first->has_value()));
    CHECK((*first)->message.id == "e0");
    REQUIRE(stuck->accept(**first).has_value());
    REQUIRE(eventually([&] { return publisher->status().waiting == 19; }));
    status = publisher->status();
    CHECK(status.offered == status.delivered + status.waiting + status.lost);
}

TEST_CASE("A mark begins the figures of one user of a publisher, beside those of all")
{
    const auto carrier = std::make_shared<events::InProcess>();
    events::Publisher publisher(carrier);
    std::vector<events::Event> many;
    for (int i = 0; i < 30; ++i)
        many.push_back(event(i));
    publisher.offer(std::move(many));
    REQUIRE(publisher.drain(60s));
    CHECK(publisher.sinceMark().mostWaiting == 30);
    const auto before = publisher.mark();
    CHECK(before.delivered == 30);
    CHECK(publisher.sinceMark().mostWaiting == 0);
    CHECK(publisher.sinceMark().latency.empty());
    publisher.offer(event(30));
    REQUIRE(publisher.drain(60s));
    CHECK(publisher.sinceMark().mostWaiting == 1);
    CHECK(publisher.sinceMark().latency.count() == 1);
    CHECK(publisher.status().mostWaiting == 30);
    CHECK(publisher.latency().count() == 31);
}

TEST_CASE("What cannot be applied goes to the dead letters")
{
    const auto carrier = std::make_shared<events::InProcess>();
    Heard dead, refused;
    events::Consumer letters(carrier, {std::string(events::deadLetters), ""}, dead.handler());
    REQUIRE(letters.waitUntilListening(30s));
    events::Consumer consumer(carrier, {"all", ""}, refused.handler(Applied::Impossible));
    REQUIRE(consumer.waitUntilListening(30s));
    events::Publisher publisher(carrier);
    publisher.offer(event(1));
    REQUIRE(eventually([&] { return dead.count() == 1; }));
    CHECK(dead.ids.front() == "e1");
    CHECK(eventually([&] { return consumer.status().rejected == 1; }));
}

TEST_CASE("A second delivery is recognised among the newest ids")
{
    events::SeenIds seen(3);
    CHECK(seen.add("a"));
    CHECK_FALSE(seen.add("a"));
    for (const auto* id : {"b", "c", "d"})
        CHECK(seen.add(id));
    CHECK(seen.add("a")); // so long ago that it is not remembered
    CHECK_FALSE(seen.add("d"));
}
