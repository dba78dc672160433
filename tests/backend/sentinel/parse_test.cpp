#include "backend/resp/parser.hpp"
#include "backend/sentinel/parse.hpp"
#include "tests/support/catch.hpp"

using namespace cachedeck;
using namespace cachedeck::sentinel;

namespace {

resp::Reply parsed(std::string_view bytes)
{
    resp::Parser parser;
    resp::Reply reply;
    REQUIRE(parser.parse(bytes, reply).status == resp::Parser::Status::Done);
    return reply;
}

} // namespace

TEST_CASE("sentinels' messages are read")
{
    const auto moved = readEvent("+switch-master", "cachedeck 127.0.0.1 20001 127.0.0.1 20002");
    CHECK(moved.primary == "cachedeck");
    CHECK(moved.subject->port == 20002);
    const auto down = readEvent("+sdown", "master cachedeck 127.0.0.1 20001");
    CHECK(down.primary == "cachedeck");
    CHECK(down.subject->port == 20001);
    const auto replica = readEvent("+sdown", "slave 127.0.0.1:20002 127.0.0.1 20002 @ cachedeck 127.0.0.1 20001");
    CHECK(replica.primary == "cachedeck");
    CHECK(replica.subject->port == 20002);
    const auto six = readEvent("+sdown", "slave [::1]:20002 ::1 20002 @ cachedeck ::1 20001");
    CHECK(six.subject->host == "::1");
    const auto epoch = readEvent("+new-epoch", "12");
    CHECK(epoch.primary.empty());
    CHECK_FALSE(epoch.subject);
    CHECK_FALSE(readEvent("+switch-master", "cachedeck 127.0.0.1 x y z").subject);
    CHECK_FALSE(readEvent("+sdown", "").subject);
}

TEST_CASE("a primary's replicas are read with their lag")
{
    const auto info =
        readInfo("# Replication\r\nrole:master\r\nslave0:ip=127.0.0.1,port=2,state=online,offset=9000,lag=1\r\n"
                 "slave1:ip=127.0.0.1,port=3,state=wait_bgsave,offset=0,lag=0\r\nmaster_repl_offset:9100\r\n");
    const auto lags = readLags(info);
    REQUIRE(lags.size() == 1); // the other is not online
    CHECK(lags[0].address.port == 2);
    CHECK(lags[0].bytes == 100);
    CHECK(lags[0].time == std::chrono::seconds(1));
    CHECK(readLags(readInfo("slave0:ip=,port=x\r\nslave_read_only:1")).empty());
}

TEST_CASE("roles are read, and nonsense leaves them unknown")
{
    ServerView view;
    readRole(parsed("*3\r\n$6\r\nmaster\r\n:42\r\n*0\r\n").root(), view);
    CHECK(view.role == Role::Primary);
    CHECK(view.offset == 42);
    readRole(parsed("*5\r\n$5\r\nslave\r\n$9\r\n127.0.0.1\r\n:20001\r\n$9\r\nconnected\r\n:41\r\n").root(), view);
    CHECK(view.role == Role::Replica);
    CHECK(view.linkUp);
    CHECK(view.follows->port == 20001);
    ServerView other;
    readRole(parsed("*1\r\n$6\r\nmaster\r\n").root(), other);
    readRole(parsed("+OK\r\n").root(), other);
    CHECK(other.role == Role::Unknown);
}

TEST_CASE("a quorum check is read in both its answers")
{
    SentinelView view;
    readQuorum(parsed("+OK 3 usable Sentinels. Quorum and failover authorization can be reached\r\n").root(), view);
    CHECK(view.quorumReached == true);
    CHECK(view.usableSentinels == 3);
    readQuorum(
        parsed("-NOQUORUM 1 usable Sentinels. Not enough available Sentinels to reach the specified quorum\r\n").root(),
        view);
    CHECK(view.quorumReached == false);
    CHECK(view.usableSentinels == 1);
}
