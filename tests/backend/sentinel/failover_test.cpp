// FailoverWatch without I/O: made-up observations with made-up times.
#include "backend/sentinel/failover.hpp"
#include "tests/support/catch.hpp"

using namespace cachedeck;
using namespace cachedeck::sentinel;
using std::chrono::milliseconds;

namespace {

redis::Address at(std::uint16_t port)
{
    redis::Address address;
    address.host = "127.0.0.1";
    address.port = port;
    return address;
}

struct Story {
    Story()
    {
        watch.setKnown(3);
        for (const auto* sentinel : {"sentinel-1", "sentinel-2", "sentinel-3"})
            watch.named(sentinel, at(1), start);
        watch.probed(at(1), Role::Primary, start, start);
    }
    Clock::time_point after(int time) const { return start + milliseconds(time); }
    void say(const char* sentinel, const char* event, const char* detail, int time)
    {
        Event message;
        message.event = event;
        message.detail = detail;
        message.sentinelName = sentinel;
        message.at = after(time);
        if (std::string_view(event) == "+switch-master")
            message.subject = at(2);
        watch.event(message);
    }
    double of(std::optional<Failover::Milliseconds> Failover::*phase) const { return (told.back().*phase)->count(); }

    Clock::time_point start = Clock::now();
    std::vector<Failover> told;
    FailoverWatch watch{[this](const Failover& failover) { told.push_back(failover); }};
};

} // namespace

TEST_CASE("each phase is measured from the last good reply")
{
    Story story;
    auto& watch = story.watch;
    watch.probed(at(1), Role::Primary, story.after(90), story.after(100)); // zero is here
    watch.probed(at(1), Role::Unknown, story.after(110), story.after(111));
    story.say("sentinel-2", "+sdown", "master cachedeck 127.0.0.1 1", 650);
    story.say("sentinel-1", "+sdown", "master cachedeck 127.0.0.1 1", 660);
    story.say("sentinel-1", "+odown", "master cachedeck 127.0.0.1 1 #quorum 2/2", 700);
    story.say("sentinel-1", "+new-epoch", "3", 701);
    story.say("sentinel-1", "+try-failover", "master cachedeck 127.0.0.1 1", 702);
    story.say("sentinel-1", "+vote-for-leader", "abcd 3", 703);
    story.say("sentinel-1", "+elected-leader", "master cachedeck 127.0.0.1 1", 760);
    story.say("sentinel-1", "+promoted-slave", "slave 127.0.0.1:2 127.0.0.1 2 @ cachedeck 127.0.0.1 1", 1200);
    watch.probed(at(2), Role::Primary, story.after(1210), story.after(1211));
    watch.named("sentinel-1", at(2), story.after(1220));
    CHECK_FALSE(story.told.back().writable); // one sentinel of three is no majority
    watch.named("sentinel-3", at(2), story.after(1300));
    REQUIRE(story.told.back().writable);
    CHECK_FALSE(story.told.back().finished);
    story.say("sentinel-2", "+switch-master", "cachedeck 127.0.0.1 1 127.0.0.1 2", 2100);

    REQUIRE(story.told.back().finished);
    CHECK(story.told.back().outcome == "switched");
    CHECK(*story.told.back().to == at(2));
    CHECK(story.told.back().epoch == 3);
    CHECK(story.told.back().electedLeader == "sentinel-1");
    CHECK(story.told.back().suspectedBy == "sentinel-2");
    CHECK_FALSE(story.told.back().manual);
    CHECK(story.of(&Failover::down) == Approx(10));
    CHECK(story.of(&Failover::suspected) == Approx(550));
    CHECK(story.of(&Failover::detected) == Approx(600));
    CHECK(story.of(&Failover::voted) == Approx(601));
    CHECK(story.of(&Failover::elected) == Approx(660));
    CHECK(story.of(&Failover::promoted) == Approx(1100));
    CHECK(story.of(&Failover::writable) == Approx(1200));
    CHECK(story.of(&Failover::agreed) == Approx(2000));
    const auto steps = phases(story.told.back());
    REQUIRE(steps.size() == 8);
    CHECK(steps.front().name == "Down");
    CHECK(steps.back().name == "Agreed");
    CHECK(steps.back().who == "3 of 3");
    CHECK_FALSE(watch.running());
    CHECK(*watch.primary() == at(2));
}

TEST_CASE("one sentinel that is late with a failover begins no other one")
{
    Story story;
    story.watch.named("sentinel-2", at(2), story.after(700));
    CHECK_FALSE(story.watch.running());
    story.watch.named("sentinel-3", at(2), story.after(800));
    CHECK(story.watch.running());
}

TEST_CASE("a server that answers as primary but is named by no majority is not writable")
{
    Story story;
    story.watch.probed(at(1), Role::Unknown, story.after(10), story.after(11));
    story.watch.probed(at(2), Role::Primary, story.after(20), story.after(21));
    story.watch.named("sentinel-1", at(2), story.after(30));
    CHECK_FALSE(story.told.back().writable);
}

TEST_CASE("an outage without failover ends as recovered")
{
    Story story;
    story.watch.probed(at(1), Role::Unknown, story.after(10), story.after(110));
    CHECK(story.watch.running());
    story.watch.probed(at(1), Role::Primary, story.after(400), story.after(401));
    REQUIRE(story.told.back().finished);
    CHECK(story.told.back().outcome == "recovered");
    CHECK_FALSE(story.told.back().switched());
    CHECK(story.of(&Failover::writable) == Approx(401));
}

TEST_CASE("a sentinel's false alarm ends as such, and does not spoil the next measurement")
{
    Story story;
    story.say("sentinel-3", "+sdown", "master cachedeck 127.0.0.1 1", 100);
    story.watch.probed(at(1), Role::Primary, story.after(110), story.after(110));
    SECTION("taken back")
    {
        story.say("sentinel-3", "-sdown", "master cachedeck 127.0.0.1 1", 200);
    }
    SECTION("not taken back, for it is cut off")
    {
        for (int time = 120; time < 20'000; time += 100) {
            story.watch.probed(at(1), Role::Primary, story.after(time), story.after(time));
            story.watch.tick(story.after(time));
        }
    }
    REQUIRE(story.told.back().finished);
    CHECK(story.told.back().outcome == "false alarm");
    CHECK_FALSE(story.watch.running());
    story.watch.probed(at(1), Role::Primary, story.after(21'000), story.after(21'000));
    story.watch.probed(at(1), Role::Unknown, story.after(21'010), story.after(21'010));
    story.say("sentinel-1", "+sdown", "master cachedeck 127.0.0.1 1", 21'500);
    CHECK(story.of(&Failover::suspected) == Approx(500));
}

TEST_CASE("one sentinel that is late with the last failover begins none")
{
    Story story;
    story.watch.named("sentinel-3", at(9), story.after(100));
    CHECK(story.told.empty());
    CHECK_FALSE(story.watch.running());
}

TEST_CASE("an election of which nothing was heard before is an asked-for failover only while the primary answers")
{
    const bool answers = GENERATE(true, false);
    Story story;
    if (!answers)
        story.watch.probed(at(1), Role::Unknown, story.after(50), story.after(51));
    story.say("sentinel-1", "+elected-leader", "master cachedeck 127.0.0.1 1", 120);
    REQUIRE_FALSE(story.told.empty());
    CHECK(story.told.back().manual == answers);
}

TEST_CASE("an asked-for failover has no detection, and starts at the last reply before the election")
{
    Story story;
    story.say("sentinel-1", "+new-epoch", "7", 100);
    CHECK(story.told.empty()); // a vote alone is none
    story.say("sentinel-1", "+try-failover", "master cachedeck 127.0.0.1 1", 101);
    story.watch.probed(at(1), Role::Primary, story.after(110), story.after(110));
    story.say("sentinel-1", "+elected-leader", "master cachedeck 127.0.0.1 1", 120);
    story.watch.probed(at(1), Role::Primary, story.after(130), story.after(130));
    story.watch.probed(at(2), Role::Primary, story.after(200), story.after(200));
    for (const auto* sentinel : {"sentinel-1", "sentinel-2", "sentinel-3"})
        story.watch.named(sentinel, at(2), story.after(210));
    REQUIRE(story.told.back().finished);
    CHECK(story.told.back().manual);
    CHECK_FALSE(story.told.back().detected);
    CHECK(story.of(&Failover::elected) == Approx(10));
    CHECK(story.of(&Failover::writable) == Approx(100));
}

TEST_CASE("a dead sentinel does not hold up agreement, and a dead majority ends as abandoned")
{
    Story story;
    SECTION("one is dead")
    {
        story.watch.lost("sentinel-3");
        story.watch.probed(at(1), Role::Unknown, story.after(10), story.after(11));
        story.watch.probed(at(2), Role::Primary, story.after(700), story.after(700));
        story.watch.named("sentinel-1", at(2), story.after(800));
        story.watch.named("sentinel-2", at(2), story.after(900));
        REQUIRE(story.told.back().finished);
        CHECK(story.told.back().naming == 2);
        CHECK(story.told.back().known == 3);
    }
    SECTION("two are dead")
    {
        story.watch.lost("sentinel-3");
        story.watch.lost("sentinel-2");
        story.watch.probed(at(1), Role::Unknown, story.after(10), story.after(11));
        story.watch.tick(story.after(181'000));
        REQUIRE(story.told.back().finished);
        CHECK(story.told.back().outcome == "abandoned");
        const auto count = story.told.size();
        story.watch.probed(at(1), Role::Unknown, story.after(181'010), story.after(181'011));
        CHECK(story.told.size() == count); // the same outage is not begun again
        story.watch.probed(at(1), Role::Primary, story.after(190'000), story.after(190'000));
        story.watch.probed(at(1), Role::Unknown, story.after(190'010), story.after(190'011));
        CHECK(story.told.size() > count);
    }
}
