#include "tests/cli/process.hpp"
#include "tests/support/catch.hpp"

#include <boost/json/parse.hpp>

#include <csignal>
#include <fstream>
#include <sys/stat.h>

using namespace cachedeck;

namespace {

std::string textOf(const boost::json::value& value)
{
    return {value.as_string().data(), value.as_string().size()};
}

std::string lineOf(const std::string& file)
{
    std::ifstream stream(file);
    std::string line;
    std::getline(stream, line);
    return line;
}

} // namespace

TEST_CASE("stack tells in one line what it holds, and ends with its input")
{
    test::Process process({"stack", "--replicas", "1", "--sentinels", "3", "--json"});
    const auto stack = boost::json::parse(process.waitForLine());
    CHECK(stack.at("pid").as_int64() == process.pid());
    CHECK(stack.at("replicas").as_array().size() == 1);
    CHECK(stack.at("sentinels").as_array().size() == 3);
    CHECK_FALSE(stack.at("primary").as_string().empty());
    const auto url = textOf(stack.at("redis")), directory = textOf(stack.at("directory")),
               file = textOf(stack.at("password_file"));
    CHECK(url.find("redis://127.0.0.1:") == 0);
    CHECK(url.find('@') == std::string::npos);
    struct stat facts {};
    REQUIRE(::stat(directory.c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777) == 0700);
    REQUIRE(::stat(file.c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777) == 0600);

    const auto password = lineOf(file);
    REQUIRE(password.size() > 15);
    CHECK(process.output().find(password) == std::string::npos);
    CHECK(test::runCli({"keys", "--redis", url, "--json"}, {{"CACHEDECK_REDIS_PASSWORD", password}})
              .json()
              .at("keys")
              .as_int64() == 0);
    const auto sentinel = textOf(stack.at("sentinels").as_array().at(0));
    const auto view =
        test::runCli({"sentinel", "--sentinel", sentinel, "--primary", textOf(stack.at("primary")), "--json"},
                     {{"CACHEDECK_SENTINEL_PASSWORD", password}});
    CHECK(view.code == 0);
    CHECK("redis://" + textOf(view.json().at("primary")) == url);

    process.closeInput();
    CHECK(process.wait().code == 0);
    CHECK_FALSE(std::filesystem::exists(directory));
    CHECK(test::runCli({"keys", "--redis", url}, {{"CACHEDECK_REDIS_PASSWORD", password}}).code == 3);
}

TEST_CASE("stack ends with Ctrl-C, and says what is missing where there is no server program")
{
    test::Process process({"stack", "--replicas", "0", "--sentinels", "0", "--json"});
    const auto stack = boost::json::parse(process.waitForLine());
    process.signal(SIGINT);
    CHECK(process.wait().code == 0);
    CHECK_FALSE(std::filesystem::exists(textOf(stack.at("directory"))));

    const auto without = test::runCli({"stack"}, {{"CACHEDECK_SERVER", "/nonexistent/redis-server"}});
    CHECK(without.code == 3);
    CHECK_FALSE(without.err.empty());
}
