// Many lines in a loop of their own, against a real server.
#include "backend/redis/line_set.hpp"
#include "tests/backend/redis/fixture.hpp"
#include "tests/support/catch.hpp"

#include <vector>

using namespace cachedeck;
using namespace std::chrono_literals;
using redis::LineSet;
using runtime::Clock;

namespace {

class Notes final : public LineSet::Listener {
public:
    void answered(std::size_t line, const resp::Tally& tally, std::string_view error, Clock::time_point) override
    {
        replies += tally.replies;
        nulls += tally.nulls;
        errors += tally.errors;
        if (tally.errors > 0)
            lastError = error;
        lastLine = line;
    }
    void lost(std::size_t, const redis::Error& why) override
    {
        ++losses;
        lastError = why.text();
    }
    void opened(std::size_t) override { ++openings; }
    void failed(std::size_t, const redis::Error&) override { ++failures; }

    std::uint64_t replies = 0, nulls = 0, errors = 0, losses = 0, openings = 0, failures = 0;
    std::size_t lastLine = 0;
    std::string lastError;
};

template<class Reached>
void turnUntil(LineSet& lines, Notes& notes, Reached reached)
{
    const auto limit = Clock::now() + 20s;
    while (!reached() && Clock::now() < limit)
        lines.turn(Clock::now() + 50ms, notes);
    REQUIRE(reached());
}

std::string requests(std::initializer_list<std::string_view> command, std::size_t times = 1)
{
    resp::Request request;
    while (times-- > 0)
        request.append(command);
    return std::string(request.bytes());
}

} // namespace

TEST_CASE("Lines count their replies, each its own")
{
    const test::RedisServer server;
    runtime::IoThread connector("test");
    const bool busyPoll = GENERATE(false, true);
    LineSet lines(connector, test::optionsFor(server), 3, busyPoll);
    REQUIRE(lines.open());
    Notes notes;
    lines.send(0, requests({"SET", "a", "1"}, 1000));
    lines.send(1, requests({"GET", "missing"}, 10));
    lines.send(2, requests({"LPUSH", "list", "x"}) + requests({"GET", "list"}) + requests({"LLEN", "list"}));
    turnUntil(lines, notes, [&] { return notes.replies == 1013; });
    CHECK(notes.nulls == 10);
    CHECK(notes.errors == 1);
    CHECK(notes.lastError.find("WRONGTYPE") == 0);
    CHECK(notes.losses == 0);
}

TEST_CASE("What a socket does not take at once is sent when it does")
{
    const test::RedisServer server;
    runtime::IoThread connector("test");
    LineSet lines(connector, test::optionsFor(server), 1, false);
    REQUIRE(lines.open());
    Notes notes;
    const std::string value(3'000'000, 'x');
    lines.send(0, requests({"SET", "big", value}, 10));
    lines.send(0, requests({"STRLEN", "big"}));
    turnUntil(lines, notes, [&] { return notes.replies == 11; });
    CHECK(server.command({"STRLEN", "big"}) == "3000000");
    lines.send(0, requests({"GET", "big"}, 5));
    turnUntil(lines, notes, [&] { return notes.replies == 16; });
    CHECK(notes.errors == 0);
    CHECK(notes.losses == 0);
}

TEST_CASE("A line that the server closes is told, and opened anew")
{
    const test::RedisServer server;
    runtime::IoThread connector("test");
    LineSet lines(connector, test::optionsFor(server), 2, false);
    REQUIRE(lines.open());
    Notes notes;
    server.command({"CLIENT", "KILL", "TYPE", "normal"});
    turnUntil(lines, notes, [&] { return notes.losses == 2 && notes.openings == 2; });
    CHECK(lines.isOpen(0));
    lines.send(0, requests({"PING"}));
    lines.send(1, requests({"PING"}));
    turnUntil(lines, notes, [&] { return notes.replies == 2; });
}

TEST_CASE("Lines find a server again that was gone, and say meanwhile that it is")
{
    test::RedisServer server;
    runtime::IoThread connector("test");
    LineSet lines(connector, test::optionsFor(server), 1, false);
    REQUIRE(lines.open());
    Notes notes;
    server.kill();
    turnUntil(lines, notes, [&] { return notes.losses == 1 && notes.failures > 0; });
    CHECK_FALSE(lines.isOpen(0));
    server.start();
    turnUntil(lines, notes, [&] { return notes.openings == 1; });
    lines.send(0, requests({"PING"}));
    turnUntil(lines, notes, [&] { return notes.replies == 1; });
}

TEST_CASE("A dropped line forgets what was on its way")
{
    const test::RedisServer server;
    runtime::IoThread connector("test");
    LineSet lines(connector, test::optionsFor(server), 1, false);
    REQUIRE(lines.open());
    Notes notes;
    lines.send(0, requests({"BLPOP", "nothing", "0"}));
    lines.drop(0);
    CHECK_FALSE(lines.isOpen(0));
    turnUntil(lines, notes, [&] { return notes.openings == 1; });
    CHECK(notes.replies == 0);
    CHECK(notes.losses == 0);
}

TEST_CASE("The gate and the order of replies bind lines too")
{
    const test::RedisServer server;
    runtime::IoThread connector("test");
    auto options = test::optionsFor(server);
    options.gate = std::make_shared<redis::Gate>(redis::Environment::Production);
    const LineSet lines(connector, options, 1, false);
    CHECK(lines.admit(requests({"GET", "a"})).has_value());
    CHECK(lines.admit(requests({"SET", "a", "1"})).error().kind == redis::ErrorKind::Gate);
    CHECK(lines.admit(requests({"MONITOR"})).error().kind == redis::ErrorKind::Gate);
}

TEST_CASE("A server that is not there is an error when lines are opened")
{
    runtime::IoThread connector("test");
    LineSet lines(connector, test::optionsFor(test::freePort()), 2, false);
    const auto opened = lines.open();
    REQUIRE_FALSE(opened);
    CHECK(opened.error().kind == redis::ErrorKind::Refused);
}
