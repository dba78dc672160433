#include "backend/servers/binary.hpp"
#include "backend/servers/configuration.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/redis_server.hpp"

#include <cstdlib>
#include <fstream>

using namespace cachedeck::servers;

namespace {

void writeProgram(const std::filesystem::path& path, const std::string& text)
{
    std::ofstream(path) << text;
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
}

} // namespace

TEST_CASE("a server binary is found, with its version")
{
    const auto binary = findServerBinary();
    REQUIRE(binary.has_value());
    INFO(binary->path << " " << binary->argv0 << " " << binary->version);
    CHECK((binary->argv0 == "redis-server" || binary->argv0 == "valkey-server"));
    CHECK((binary->product == "redis" || binary->product == "valkey"));
    CHECK(binary->version.find('.') != std::string::npos);
}

TEST_CASE("without a server binary the error says what to install")
{
    const cachedeck::test::TemporaryFolder empty;
    const auto none = findServerBinary({empty.path().string()});
    REQUIRE(none.has_error());
    CHECK(none.error().kind == ErrorKind::NoBinary);
    CHECK(none.error().text().find("nstall") != std::string::npos);
}

TEST_CASE("a program that only has a server's name is none")
{
    const cachedeck::test::TemporaryFolder folder;
    writeProgram(folder.path() / "redis-server", "#!/bin/sh\necho hello\n");
    CHECK(findServerBinary({folder.path().string()}).has_error());

    writeProgram(folder.path() / "valkey-server",
                 "#!/bin/sh\necho 'Valkey server v=8.1.1 sha=00000000:0 malloc=jemalloc'\n");
    const auto valkey = findServerBinary({folder.path().string()});
    REQUIRE(valkey.has_value());
    CHECK(valkey->product == "valkey");
    CHECK(valkey->version == "8.1.1");
}

TEST_CASE("configurations listen on the loopback alone and persist nothing")
{
    const auto replica =
        text(ServerConfiguration{20001, "/run/a b/redis-2", "secret", 20000, 1'000'000, "allkeys-lru"});
    CHECK(replica.find("bind 127.0.0.1\n") != std::string::npos);
    CHECK(replica.find("dir \"/run/a b/redis-2\"\n") != std::string::npos);
    CHECK(replica.find("save \"\"\n") != std::string::npos);
    CHECK(replica.find("replicaof 127.0.0.1 20000\n") != std::string::npos);
    CHECK(replica.find("maxmemory 1000000\n") != std::string::npos);
    const auto primary = text(ServerConfiguration{20000, "/run/x", "secret", 0, 0, "noeviction"});
    CHECK(primary.find("replicaof") == std::string::npos);
}
