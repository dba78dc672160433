#include "backend/stores/copies_folder.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/redis_server.hpp"

#include <fstream>

using namespace cachedeck;
namespace fs = std::filesystem;

TEST_CASE("A run's folder goes with the run, and what a dead run left goes with the next")
{
    const test::TemporaryFolder folder;
    const auto dead = folder.path() / "run-dead";
    fs::create_directories(dead / "within");
    std::ofstream(dead / "within" / "movies.db") << "rows";
    std::ofstream(folder.path() / "run-dead.lock") << "";

    std::error_code error;
    auto first = stores::CopiesFolder::make(folder.path(), "run-1", error);
    REQUIRE(first);
    CHECK_FALSE(fs::exists(dead));
    CHECK_FALSE(fs::exists(folder.path() / "run-dead.lock"));
    CHECK(fs::is_directory(first->path()));

    auto second = stores::CopiesFolder::make(folder.path(), "run-2", error);
    REQUIRE(second);
    CHECK(fs::is_directory(first->path())); // it lives
    const auto path = first->path();
    first.reset();
    CHECK_FALSE(fs::exists(path));
    CHECK(fs::is_directory(second->path()));
    second.reset();
    CHECK(fs::is_empty(folder.path()));
}

TEST_CASE("Where no folder can be made, the reason is told")
{
    const test::TemporaryFolder folder;
    std::ofstream(folder.path() / "file") << "";
    std::error_code error;
    CHECK_FALSE(stores::CopiesFolder::make(folder.path() / "file", "run-1", error));
    CHECK(error);
}
