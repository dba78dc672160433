#include "backend/servers/identity.hpp"
#include "backend/servers/launcher.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/redis_server.hpp"

#include <array>
#include <chrono>
#include <csignal>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace cachedeck::servers;

namespace {

Program sleeper(const std::filesystem::path& folder)
{
    return {"/bin/sleep", {"sleep", "60"}, folder.string(), (folder / "log").string()};
}

bool endsSoon(std::int64_t pid)
{
    for (int attempt = 0; attempt < 400 && !startTime(pid).empty(); ++attempt)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    return startTime(pid).empty();
}

} // namespace

TEST_CASE("a program that cannot be executed is an error, not a silent child")
{
    const cachedeck::test::TemporaryFolder folder;
    Launcher launcher;
    auto missing = sleeper(folder.path());
    missing.path = (folder.path() / "nothing").string();
    const auto pid = launcher.launch(missing);
    REQUIRE(pid.has_error());
    CHECK(pid.error().text().find("nothing") != std::string::npos);
}

TEST_CASE("children run in their folder, in their own session, and end with the launcher")
{
    const cachedeck::test::TemporaryFolder folder;
    std::int64_t child = 0;
    {
        Launcher launcher;
        const auto pid = launcher.launch(sleeper(folder.path()));
        REQUIRE(pid.has_value());
        child = *pid;
        CHECK(launcher.isRunning(child));
        CHECK(workingDirectory(child) == std::filesystem::canonical(folder.path()).string());
        CHECK(::getsid(static_cast<pid_t>(child)) == child);
    }
    CHECK(startTime(child).empty());
}

TEST_CASE("children die when their owner is killed", "[guard]")
{
    const auto guard = GENERATE(Guard::Watchdog, usualGuard());
    const cachedeck::test::TemporaryFolder folder;
    std::array<int, 2> pipe{};
    REQUIRE(::pipe(pipe.data()) == 0);
    const auto owner = ::fork();
    if (owner == 0) {
        // Parts of the standard library are not usable after a fork, but this test's only other threads are idle.
        Launcher launcher(guard);
        const auto pid = launcher.launch(sleeper(folder.path()));
        const std::int64_t told = pid.has_value() ? *pid : 0;
        [[maybe_unused]] const auto written = ::write(pipe[1], &told, sizeof told);
        ::pause();
        ::_exit(0);
    }
    ::close(pipe[1]);
    std::int64_t child = 0;
    REQUIRE(::read(pipe[0], &child, sizeof child) == sizeof child);
    ::close(pipe[0]);
    REQUIRE(child > 0);
    REQUIRE_FALSE(startTime(child).empty());
    ::kill(owner, SIGKILL);
    ::waitpid(owner, nullptr, 0);
    CHECK(endsSoon(child));
}
