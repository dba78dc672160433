#pragma once
// What holds of every broker, asked of a real one.

#include "backend/events/consumer.hpp"
#include "backend/events/publisher.hpp"
#include "tests/support/catch.hpp"

#include <fmt/format.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>

namespace cachedeck::test {

using namespace std::chrono_literals;

inline std::shared_ptr<events::Carrier> carrierOf(const std::string& url)
{
    const auto parsed = events::parseBrokerUrl(url);
    REQUIRE(parsed.has_value());
    auto carrier = events::makeCarrier(*parsed);
    INFO((carrier ? std::string() : carrier.error().text()));
    REQUIRE(carrier.has_value());
    return *carrier;
}

inline events::Event numbered(int number, const std::string& type = "io.github.cachedeck.test.done")
{
    events::Event made;
    made.id = fmt::format("e{}", number);
    made.source = "/cachedeck/runs/test/worlds/test";
    made.type = type;
    made.data = fmt::format(R"({{"number":{}}})", number);
    return made;
}

inline bool eventually(const std::function<bool()>& what, std::chrono::seconds atMost = 90s)
{
    const auto end = std::chrono::steady_clock::now() + atMost;
    while (!what() && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(5ms);
    return what();
}

// What a consumer was given: each id once, in the order of its first delivery.
struct Heard {
    std::mutex mutex;
    std::vector<std::string> ids;
    events::SeenIds seen;
    std::atomic<bool> stuck{false};

    std::size_t count()
    {
        const std::lock_guard lock(mutex);
        return ids.size();
    }
    events::Consumer::Handler handler(events::Applied applied = events::Applied::Done)
    {
        return [this, applied](const events::Event& event, bool) {
            while (stuck)
                std::this_thread::sleep_for(5ms);
            const std::lock_guard lock(mutex);
            if (seen.add(event.id))
                ids.push_back(event.id);
            return applied;
        };
    }
};

inline void eventsArriveInOrderAndAreConfirmed(const std::shared_ptr<events::Carrier>& carrier)
{
    Heard all, some;
    events::Consumer everything(carrier, {"all", ""}, all.handler());
    events::Consumer selected(carrier, {"some", "io.github.cachedeck.test."}, some.handler());
    REQUIRE(everything.waitUntilListening(90s));
    REQUIRE(selected.waitUntilListening(90s));
    events::Publisher publisher(carrier);
    for (int i = 0; i < 600; ++i)
        publisher.offer(numbered(i, i % 3 == 0 ? "io.github.cachedeck.cache.hit" : "io.github.cachedeck.test.done"));
    REQUIRE(publisher.drain(90s));
    REQUIRE(eventually([&] { return all.count() == 600 && some.count() == 400; }));
    for (int i = 0; i < 600; ++i)
        REQUIRE(all.ids[static_cast<std::size_t>(i)] == fmt::format("e{}", i));
    const auto status = publisher.status();
    CHECK(status.state == events::LinkState::Connected);
    CHECK(status.delivered == 600);
    CHECK(status.lost == 0);
    CHECK(publisher.latency().count() == 600);
    CHECK(eventually([&] { return everything.status().lag == 0u; }));
}

inline void whatIsRejectedGoesToTheDeadLetters(const std::shared_ptr<events::Carrier>& carrier)
{
    Heard refused, dead;
    events::Consumer consumer(carrier, {"refusing", "io.github.cachedeck.refused."},
                              refused.handler(events::Applied::Impossible));
    REQUIRE(consumer.waitUntilListening(90s));
    events::Publisher publisher(carrier);
    publisher.offer(numbered(4711, "io.github.cachedeck.refused.one"));
    REQUIRE(eventually([&] { return consumer.status().rejected == 1; }));
    events::Consumer letters(carrier, {std::string(events::deadLetters), ""}, dead.handler());
    REQUIRE(eventually([&] { return dead.count() == 1; }));
    CHECK(dead.ids.front() == "e4711");
}

// Row 48: kept in a bounded queue, counted, delivered later in order, or reported lost.
inline void aDeadBrokerLosesNothingThatFindsRoom(const std::shared_ptr<events::Carrier>& carrier,
                                                 const std::function<void()>& kill,
                                                 const std::function<void()>& restart)
{
    Heard heard;
    events::Consumer consumer(carrier, {"lasting", ""}, heard.handler());
    REQUIRE(consumer.waitUntilListening(90s));
    events::PublisherOptions options;
    options.capacity = 300;
    options.confirmWithin = 2s;
    events::Publisher publisher(carrier, options);
    for (int i = 0; i < 100; ++i)
        publisher.offer(numbered(i));
    REQUIRE(publisher.drain(90s));
    REQUIRE(eventually([&] { return heard.count() == 100; }));
    // What was accepted is committed each second where commits are periodic.
    std::this_thread::sleep_for(1500ms);
    kill();
    for (int i = 100; i < 500; ++i)
        publisher.offer(numbered(i));
    REQUIRE(eventually([&] { return publisher.status().state == events::LinkState::Down; }));
    auto status = publisher.status();
    CHECK(status.offered == status.delivered + status.waiting + status.lost);
    CHECK(status.waiting == 300);
    CHECK(status.lost == 100);
    CHECK_FALSE(status.trouble.empty());
    CHECK_FALSE(status.hopeless);
    restart();
    REQUIRE(publisher.drain(120s));
    REQUIRE(eventually([&] { return heard.count() == 400; }));
    for (int i = 0; i < 400; ++i)
        REQUIRE(heard.ids[static_cast<std::size_t>(i)] == fmt::format("e{}", i));
    status = publisher.status();
    CHECK(status.delivered == 400);
    CHECK(status.lost == 100);
    CHECK(status.outages >= 1);
    CHECK(status.state == events::LinkState::Connected);
}

inline void eventsTravel(const std::shared_ptr<events::Carrier>& carrier, const std::string& group)
{
    Heard heard;
    events::Consumer consumer(carrier, {group, ""}, heard.handler());
    REQUIRE(consumer.waitUntilListening(90s));
    events::Publisher publisher(carrier);
    for (int i = 0; i < 50; ++i)
        publisher.offer(numbered(i));
    REQUIRE(publisher.drain(90s));
    CHECK(eventually([&] { return heard.count() == 50; }));
}

// A group that has accepted nothing yet keeps its place all the same.
inline void aGroupKeepsItsPlaceFromItsBeginning(const std::shared_ptr<events::Carrier>& carrier)
{
    {
        const auto first = carrier->receiver({"early", ""});
        REQUIRE(first->open().has_value());
    }
    events::Publisher publisher(carrier);
    for (int i = 0; i < 20; ++i)
        publisher.offer(numbered(i));
    REQUIRE(publisher.drain(90s));
    Heard heard;
    events::Consumer consumer(carrier, {"early", ""}, heard.handler());
    REQUIRE(consumer.waitUntilListening(90s));
    CHECK(eventually([&] { return heard.count() == 20; }));
}

// What a publisher says that is not let in.
inline std::string refusalOf(const std::shared_ptr<events::Carrier>& carrier)
{
    events::Publisher publisher(carrier);
    const auto status = publisher.waitUntilKnown(90s);
    CHECK(status.state == events::LinkState::Down);
    CHECK(status.hopeless);
    return status.trouble;
}

// `hidden`: so many may be on their way to the receiver without being counted.
inline void aSlowReceiverShowsAsLag(const std::shared_ptr<events::Carrier>& carrier, std::uint64_t hidden)
{
    const auto receiver = carrier->receiver({"slow", ""});
    REQUIRE(receiver->open().has_value());
    events::Publisher publisher(carrier);
    for (int i = 0; i < 500; ++i)
        publisher.offer(numbered(i));
    REQUIRE(publisher.drain(90s)); // the broker has them: the sender does not wait for a receiver
    const auto take = [&] {
        const auto delivery = receiver->receive(30s);
        REQUIRE((delivery.has_value() && delivery->has_value()));
        REQUIRE(receiver->accept(**delivery).has_value());
    };
    take();
    CHECK(eventually([&] { return receiver->lag().value_or(0) >= 499 - hidden; }));
    for (int i = 1; i < 500; ++i)
        take();
    CHECK(eventually([&] { return receiver->lag() == 0u; }));
}

} // namespace cachedeck::test
