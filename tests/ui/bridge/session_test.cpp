// The window's connection: which environment it has, how it follows the primary, and that its figures go on.

#include "tests/support/catch.hpp"
#include "tests/support/redis_server.hpp"
#include "ui/bridge/server_session.hpp"

#include <QSignalSpy>
#include <QtTest>

using namespace cachedeck;
using State = ui::ServerSession::State;

namespace {

// Leads to this machine, and is no loopback address to the eye: an address elsewhere that tests can reach.
const std::string elsewhere = "127.1";

redis::Address addressOf(const test::RedisServer& server, const std::string& host = "127.0.0.1")
{
    return {host, server.port(), {}};
}

redis::Url urlOf(const test::RedisServer& server, const std::string& host = "127.0.0.1")
{
    return redis::parseUrl("redis://" + addressOf(server, host).text()).value();
}

template<class Condition>
bool eventually(Condition condition)
{
    return QTest::qWaitFor(condition, 60'000);
}

bool reaches(const ui::ServerSession& session, State state)
{
    return eventually([&] { return session.state() == state; });
}

bool reaches(const ui::ServerSession& session, const redis::Address& address)
{
    return eventually([&] { return session.state() == State::Connected && session.endpoint().address == address; });
}

} // namespace

TEST_CASE("The environment is judged by the server that is spoken to, unless a person chose it", "[session]")
{
    test::RedisServer first, second;
    ui::ServerSession session;
    session.connectTo(urlOf(first, elsewhere));
    REQUIRE(reaches(session, State::Connected));
    CHECK(session.environment() == redis::Environment::Production);
    session.connectTo(urlOf(first));
    REQUIRE(reaches(session, State::Connected));
    CHECK(session.environment() == redis::Environment::Development);
    CHECK_FALSE(session.isEnvironmentChosen());

    // After a failover to another place.
    session.followPrimary(addressOf(second, elsewhere));
    REQUIRE(reaches(session, addressOf(second, elsewhere)));
    CHECK(session.environment() == redis::Environment::Production);
    CHECK(session.gate()->environment() == redis::Environment::Production);
    CHECK_FALSE(session.gate()->isUnlocked());

    session.connectTo(urlOf(first), redis::Environment::Production);
    REQUIRE(reaches(session, State::Connected));
    CHECK(session.environment() == redis::Environment::Production);
    CHECK(session.isEnvironmentChosen());
    session.connectTo(urlOf(first, elsewhere), redis::Environment::Development);
    REQUIRE(reaches(session, State::Connected));
    CHECK(session.gate()->environment() == redis::Environment::Development);
}

TEST_CASE("A sentinel near by does not make a development server of a primary elsewhere", "[session]")
{
    test::RedisServer primary;
    test::RedisServerOptions options;
    options.sentinel = true;
    options.config = {"sentinel resolve-hostnames yes", "sentinel announce-hostnames yes",
                      "sentinel monitor mine " + elsewhere + " " + std::to_string(primary.port()) + " 1"};
    test::RedisServer sentinel(options);
    ui::ServerSession session;
    session.connectTo(redis::parseUrl("redis+sentinel://" + addressOf(sentinel).text() + "?primary=mine").value());
    REQUIRE(reaches(session, State::Connected));
    REQUIRE(session.endpoint().address == addressOf(primary, elsewhere));
    CHECK(session.environment() == redis::Environment::Production);
}

TEST_CASE("The sentinels' own password comes from the environment", "[session]")
{
    const auto url = redis::parseUrl("redis+sentinel://:server@127.0.0.1:1?primary=mine").value();
    ui::ServerSession session;
    session.connectTo(url);
    CHECK(session.sentinelCredentials().password.reveal() == "server");
    qputenv("CACHEDECK_SENTINEL_PASSWORD", "sentinel");
    session.connectTo(url);
    qunsetenv("CACHEDECK_SENTINEL_PASSWORD");
    CHECK(session.sentinelCredentials().password.reveal() == "sentinel");
    CHECK(reaches(session, State::Disconnected));
}

TEST_CASE("The vitals go on with each connection, whatever was left unanswered on the one before", "[session]")
{
    test::RedisServer first, second, third;
    ui::ServerSession session;
    QSignalSpy vitals(&session, &ui::ServerSession::vitalsChanged);
    session.connectTo(urlOf(first));
    REQUIRE(eventually([&] { return vitals.count() > 0; }));
    first.suspend();
    QTest::qWait(1500); // the next question is asked every second, and given up after two
    session.connectTo(urlOf(second));
    REQUIRE(reaches(session, State::Connected));
    vitals.clear();
    REQUIRE(eventually([&] { return vitals.count() > 1; }));

    second.suspend();
    QTest::qWait(1500);
    session.followPrimary(addressOf(third));
    REQUIRE(reaches(session, addressOf(third)));
    vitals.clear();
    CHECK(eventually([&] { return vitals.count() > 1; }));
}

TEST_CASE("A primary that does not answer yet is tried again, and nothing is given up meanwhile", "[session]")
{
    test::RedisServer first, second;
    bool left = false;
    ui::ServerSession session;
    session.connectTo(urlOf(first));
    REQUIRE(reaches(session, State::Connected));
    QObject::connect(&session, &ui::ServerSession::stateChanged, &session,
                     [&](State state) { left = left || state == State::Disconnected; });
    second.kill();
    session.followPrimary(addressOf(second));
    REQUIRE(reaches(session, State::Lost));
    CHECK(session.client() != nullptr);
    CHECK(session.endpoint().address == addressOf(first)); // with its gate: both are of one server
    second.start();
    REQUIRE(reaches(session, addressOf(second)));

    // The sentinels may come back to the one before.
    first.kill();
    session.followPrimary(addressOf(first));
    REQUIRE(reaches(session, State::Lost));
    session.followPrimary(addressOf(second));
    CHECK(reaches(session, addressOf(second)));
    CHECK_FALSE(left);
}

TEST_CASE("A primary that wants another password is told once, and the session stays", "[session]")
{
    test::RedisServer first;
    test::RedisServerOptions options;
    options.password = "other";
    test::RedisServer second(options);
    int told = 0;
    ui::ServerSession session;
    session.connectTo(urlOf(first));
    REQUIRE(reaches(session, State::Connected));
    QObject::connect(&session, &ui::ServerSession::noticed, &session, [&](const ui::Notice&) { ++told; });
    session.followPrimary(addressOf(second));
    REQUIRE(reaches(session, State::Lost));
    session.followPrimary(addressOf(second)); // as the sentinels say again and again
    session.followPrimary(addressOf(first));
    CHECK(reaches(session, addressOf(first)));
    CHECK(told == 1);
}
