#include "tests/support/catch.hpp"
#include "ui/app/command_line.hpp"

#include <QFile>
#include <QTemporaryFile>

using namespace cachedeck;

namespace {

ui::CommandLine parse(QStringList arguments)
{
    arguments.prepend("cachedeck");
    return ui::parseCommandLine(arguments);
}

} // namespace

TEST_CASE("The window's command line", "[ui]")
{
    CHECK_FALSE(parse({}).ends());
    CHECK(parse({"--demo", "--page", "keys"}).page == "keys");
    CHECK(parse({"--demo", "--capture", "out", "--seconds", "5"}).seconds == 5);
    CHECK(parse({"--demo", "--scenario", "analytics"}).scenario == "analytics");
    CHECK(parse({"redis://127.0.0.1:6380/2"}).url->database == 2);
    CHECK(parse({"redis+sentinel://a:1,b:2?primary=m"}).url->addresses.size() == 2);

    CHECK(parse({"--capture", "out"}).exitCode == 2);
    CHECK(parse({"--demo", "--seconds", "soon"}).exitCode == 2);
    CHECK(parse({"--demo", "redis://localhost"}).exitCode == 2);
    CHECK(parse({"--scenario", "analytics"}).exitCode == 2);
    const auto unknown = parse({"--demo", "--scenario", "nothing-of-that-name"});
    CHECK(unknown.exitCode == 2);
    CHECK(unknown.message.contains("nothing-of-that-name"));
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

TEST_CASE("Without a URL the environment may name the server, with its password", "[ui]")
{
    qputenv("CACHEDECK_REDIS_URL", "redis://:secret@127.0.0.1:6381/3");
    qputenv("CACHEDECK_REDIS_PASSWORD", "another");
    const auto line = parse({});
    const auto demo = parse({"--demo"});
    const auto named = parse({"redis://localhost"});
    qputenv("CACHEDECK_REDIS_URL", "nowhere");
    const auto wrong = parse({});
    qunsetenv("CACHEDECK_REDIS_URL");
    qunsetenv("CACHEDECK_REDIS_PASSWORD");
    REQUIRE(line.url);
    CHECK(line.url->database == 3);
    CHECK(line.url->credentials.password.reveal() == "secret");
    CHECK_FALSE(demo.url);
    REQUIRE(named.url);
    CHECK(named.url->database == 0);
    CHECK(named.url->credentials.password.reveal() == "another");
    CHECK(wrong.exitCode == 2);

    qputenv("CACHEDECK_SENTINEL_PASSWORD", "both");
    const auto one = parse({"redis+sentinel://127.0.0.1:1?primary=m"});
    qunsetenv("CACHEDECK_SENTINEL_PASSWORD");
    REQUIRE(one.url);
    CHECK(one.url->credentials.password.reveal() == "both");
}

TEST_CASE("A URL with a password may stand in a file that only its owner can read", "[ui]")
{
    QTemporaryFile file;
    REQUIRE(file.open());
    file.write("redis://:secret@127.0.0.1:6382\n");
    file.close();
    const QString name = QLatin1Char('@') + file.fileName();
    const auto line = parse({name});
    REQUIRE(line.url);
    CHECK(line.url->credentials.password.reveal() == "secret");
    REQUIRE(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup));
    const auto open = parse({name});
    CHECK(open.exitCode == 2);
    CHECK_FALSE(open.message.contains("secret"));
    CHECK(parse({"@/nowhere/url"}).exitCode == 2);
}
