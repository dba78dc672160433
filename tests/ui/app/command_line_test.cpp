#include "tests/support/catch.hpp"
#include "ui/app/command_line.hpp"

using namespace cachedeck;

TEST_CASE("The window's command line", "[ui]")
{
    const auto parse = [](QStringList arguments) {
        arguments.prepend("cachedeck");
        return ui::parseCommandLine(arguments);
    };
    CHECK_FALSE(parse({}).ends());
    CHECK(parse({"--demo", "--page", "keys"}).page == "keys");
    CHECK(parse({"--demo", "--capture", "out", "--seconds", "5"}).seconds == 5);
    CHECK(parse({"redis://127.0.0.1:6380/2"}).url->database == 2);
    CHECK(parse({"redis+sentinel://a:1,b:2?primary=m"}).url->addresses.size() == 2);

    CHECK(parse({"--capture", "out"}).exitCode == 2);
    CHECK(parse({"--demo", "--seconds", "soon"}).exitCode == 2);
    CHECK(parse({"--demo", "redis://localhost"}).exitCode == 2);
    CHECK(parse({"ftp://localhost"}).exitCode == 2);
    const auto password = parse({"redis://:secret@localhost"});
    CHECK(password.exitCode == 2);
    CHECK_FALSE(password.message.contains("secret"));
    qputenv("CACHEDECK_REDIS_PASSWORD", "secret");
    const auto fromEnvironment = parse({"redis://localhost"});
    qunsetenv("CACHEDECK_REDIS_PASSWORD");
    REQUIRE(fromEnvironment.url);
    CHECK(fromEnvironment.url->credentials.password.reveal() == "secret");
    CHECK(parse({"--version"}).exitCode == 0);
}
