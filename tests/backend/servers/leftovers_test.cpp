#include "backend/servers/identity.hpp"
#include "backend/servers/launcher.hpp"
#include "backend/servers/leftovers.hpp"
#include "backend/servers/run_directory.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/redis_server.hpp"

#include <fstream>
#include <unistd.h>

using namespace cachedeck::servers;
namespace fs = std::filesystem;

namespace {

// A directory as a dead stack leaves it: its files are there, and nobody holds the lock.
fs::path deadDirectory(const fs::path& parent)
{
    const auto directory = fs::canonical(parent) / "stack-dead";
    fs::create_directories(directory / "redis-1");
    std::ofstream(directory / "lock");
    return directory;
}

void note(const fs::path& directory, std::int64_t pid, const std::string& start)
{
    std::ofstream(directory / "processes", std::ios::app) << pid << " " << start << " redis-1\n";
}

Result<std::int64_t> sleepIn(Launcher& launcher, const fs::path& folder)
{
    return launcher.launch({"/bin/sleep", {"sleep", "60"}, folder.string(), (folder / "log").string()});
}

} // namespace

TEST_CASE("a living stack's directory is no leftover")
{
    const cachedeck::test::TemporaryFolder parent;
    {
        auto directory = RunDirectory::create(parent.path().string());
        REQUIRE(directory.has_value());
        CHECK((fs::status(directory->path()).permissions() & fs::perms::all) == fs::perms::owner_all);
        CHECK(findLeftovers(parent.path().string()).empty());
        CHECK(cleanLeftovers(parent.path().string()) == 0);
        CHECK(fs::exists(directory->path()));
    }
    CHECK(fs::is_empty(parent.path()) == false); // the parent's own lock stays
    CHECK(findLeftovers(parent.path().string()).empty());
}

TEST_CASE("leftovers are found, their processes ended and their directory removed")
{
    const cachedeck::test::TemporaryFolder parent;
    const auto directory = deadDirectory(parent.path());
    Launcher launcher;
    const auto pid = sleepIn(launcher, directory / "redis-1");
    REQUIRE(pid.has_value());
    note(directory, *pid, startTime(*pid));

    const auto found = findLeftovers(parent.path().string());
    REQUIRE(found.size() == 1);
    CHECK(found.front().directory == directory.string());
    CHECK(found.front().pids == std::vector<std::int64_t>{*pid});

    CHECK(cleanLeftovers(parent.path().string()) == 1);
    CHECK_FALSE(launcher.isRunning(*pid));
    CHECK_FALSE(fs::exists(directory));
}

TEST_CASE("a process is spared unless pid, start time and folder all match")
{
    const cachedeck::test::TemporaryFolder parent;
    const cachedeck::test::TemporaryFolder elsewhere;
    const auto directory = deadDirectory(parent.path());
    Launcher launcher;
    const auto foreign = sleepIn(launcher, elsewhere.path());    // right start time, other folder
    const auto later = sleepIn(launcher, directory / "redis-1"); // right folder, other start time
    REQUIRE((foreign.has_value() && later.has_value()));
    note(directory, *foreign, startTime(*foreign));
    note(directory, *later, startTime(*later) + "1");
    note(directory, ::getpid(), startTime(::getpid()));
    note(directory, 1, startTime(1));
    std::ofstream(directory / "processes", std::ios::app) << *later << "  redis-1\n-1 x y\n0 0 0\nnonsense\n";

    CHECK(findLeftovers(parent.path().string()).front().pids.empty());
    CHECK(cleanLeftovers(parent.path().string()) == 1);
    CHECK(launcher.isRunning(*foreign));
    CHECK(launcher.isRunning(*later));
    CHECK_FALSE(fs::exists(directory));
}

TEST_CASE("a link in place of a directory is not followed")
{
    const cachedeck::test::TemporaryFolder parent;
    const cachedeck::test::TemporaryFolder elsewhere;
    std::ofstream(elsewhere.path() / "precious");
    fs::create_directory_symlink(elsewhere.path(), parent.path() / "stack-link");
    CHECK(cleanLeftovers(parent.path().string()) == 0);
    CHECK(fs::exists(elsewhere.path() / "precious"));
}
