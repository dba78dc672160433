#include "backend/redis/command_words.hpp"
#include "backend/redis/error.hpp"
#include "backend/resp/request.hpp"
#include "tests/support/catch.hpp"

using namespace cachedeck;
using redis::ErrorKind;

TEST_CASE("Error replies are known by their code, and come with advice")
{
    const std::vector<std::pair<std::string, ErrorKind>> known{
        {"NOAUTH Authentication required.", ErrorKind::Authentication},
        {"WRONGPASS invalid username-password pair or user is disabled.", ErrorKind::Authentication},
        {"ERR invalid password", ErrorKind::Authentication},
        {"NOPERM this user has no permissions to run the 'info' command", ErrorKind::Permission},
        {"ERR unknown command 'x', with args beginning with: ", ErrorKind::UnknownCommand},
        {"READONLY You can't write against a read only replica.", ErrorKind::ReadOnlyReplica},
        {"LOADING Redis is loading the dataset in memory", ErrorKind::Loading},
        {"BUSY Redis is busy running a script.", ErrorKind::Busy},
        {"OOM command not allowed when used memory > 'maxmemory'.", ErrorKind::OutOfMemory},
        {"MISCONF Redis is configured to save RDB snapshots", ErrorKind::Misconfigured},
        {"MASTERDOWN Link with MASTER is down", ErrorKind::MasterDown},
        {"NOREPLICAS Not enough good replicas to write.", ErrorKind::MasterDown},
        {"MOVED 3999 127.0.0.1:6381", ErrorKind::Redirected},
        {"ASK 3999 127.0.0.1:6381", ErrorKind::Redirected},
        {"CLUSTERDOWN The cluster is down", ErrorKind::Redirected},
        {"DENIED Redis is running in protected mode", ErrorKind::Denied},
        {"ERR max number of clients reached", ErrorKind::Denied},
    };
    for (const auto& [reply, kind] : known) {
        const auto error = redis::errorFromReply("-" + reply, "GET a", "here:1");
        CAPTURE(reply);
        CHECK(error.kind == kind);
        CHECK_FALSE(error.advice.empty());
        CHECK(error.command == "GET a");
        CHECK(error.text().find("GET a on here:1: ") == 0);
    }
    for (const auto* other : {"BUSYKEY Target key name already exists.", "BUSYGROUP Consumer Group name already exists",
                              "ERR syntax error", ""})
        CHECK(redis::errorFromReply(other, "", "").kind == ErrorKind::Server);
}

TEST_CASE("An older server's list of arguments, which may hold a password, is not repeated")
{
    const auto error = redis::errorFromReply(
        "ERR unknown command `HELLO`, with args beginning with: `3`, `AUTH`, `default`, `hunter2`, ", "HELLO",
        "here:1");
    CHECK(error.kind == ErrorKind::UnknownCommand);
    CHECK(error.text().find("hunter2") == std::string::npos);
}

TEST_CASE("An error says what happened to what, and what to do")
{
    const redis::Error error{ErrorKind::Timeout, "GET movie:42", "127.0.0.1:6379", "no answer within 500 ms",
                             "Is the server stopped or overloaded?"};
    CHECK(error.text() ==
          "GET movie:42 on 127.0.0.1:6379: no answer within 500 ms. Is the server stopped or overloaded?");
    CHECK(error.retryable());
    CHECK(error.effectUnknown());
    const redis::Error refused{ErrorKind::Gate, {}, {}, "no", {}};
    CHECK(refused.text() == "no.");
    CHECK_FALSE(refused.effectUnknown());
    const redis::Result<int> result = error;
    CHECK_THROWS_WITH(result.value(), error.text());
}

TEST_CASE("Commands are named by what they do and to which key, never by their values")
{
    const auto named = [](std::vector<std::string_view> command) {
        resp::Request request;
        request.append(command);
        return redis::nameForMessages(redis::readCommand(request.bytes()));
    };
    CHECK(named({"get", "movie:42"}) == "GET movie:42");
    CHECK(named({"SET", "k", "secret value"}) == "SET k");
    CHECK(named({"AUTH", "hunter2"}) == "AUTH");
    CHECK(named({"AUTH", "alice", "hunter2"}) == "AUTH");
    CHECK(named({"HELLO", "3", "AUTH", "a", "b"}) == "HELLO");
    CHECK(named({"CONFIG", "SET", "requirepass", "hunter2"}) == "CONFIG SET");
    CHECK(named({"ACL", "SETUSER", "a", ">hunter2"}) == "ACL SETUSER");
    CHECK(named({"EVAL", "return 1", "0"}) == "EVAL");
    CHECK(named({"PING"}) == "PING");
    CHECK(named({"GET", "a\nb"}) == "GET a\\x0ab");
    CHECK(named({"GET", std::string(1000, 'k')}).size() < 100);
}
