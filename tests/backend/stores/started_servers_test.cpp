#include "backend/stores/started_servers.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/redis_server.hpp"

#include <fstream>

using namespace cachedeck;

TEST_CASE("Servers that were started are found by the files that they leave")
{
    const test::TemporaryFolder folder;
    CHECK(stores::startedServers(folder.path() / "none").empty());
    const auto add = [&](const char* name, const char* url) {
        std::filesystem::create_directory(folder.path() / name);
        if (url != nullptr)
            std::ofstream(folder.path() / name / "url") << url << '\n';
    };
    add("secantus", "mongodb://127.0.0.1:27017/test?label=SecantusDB");
    add("postgresql", "postgresql://cachedeck@127.0.0.1:5432/postgres");
    add("broker", "amqp://127.0.0.1:5672"); // no store
    add("stopped", nullptr);
    const auto servers = stores::startedServers(folder.path());
    REQUIRE(servers.size() == 2);
    CHECK(servers[0].name == "postgresql");
    CHECK(servers[0].kind == "postgresql");
    CHECK(servers[1].kind == "mongodb");
    CHECK(servers[1].url == "mongodb://127.0.0.1:27017/test?label=SecantusDB");
}
