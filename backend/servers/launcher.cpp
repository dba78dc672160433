#include "backend/servers/launcher.hpp"

#include "backend/servers/pipe.hpp"
#include "backend/servers/watchdog.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <future>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

#if defined(__linux__)
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

namespace cachedeck::servers {

namespace {

// Everything the child needs, made before the fork: between fork and exec nothing may allocate.
struct Prepared {
    const char* path;
    const char* directory;
    char* const* argv;
    int input;
    int output;
    int failure; // write end of a pipe: errno when something fails; closed by a successful exec
    pid_t parent;
    Guard guard;
};

void closeOnExec()
{
#if defined(__linux__) && defined(SYS_close_range)
    constexpr unsigned closeRangeCloexec = 1u << 2; // CLOSE_RANGE_CLOEXEC, Linux 5.11
    if (::syscall(SYS_close_range, 3u, ~0u, closeRangeCloexec) == 0)
        return;
#endif
    const auto most = static_cast<int>(std::min<long>(::sysconf(_SC_OPEN_MAX), 65'536));
    for (int descriptor = 3; descriptor < most; ++descriptor)
        ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
}

[[noreturn]] void become(const Prepared& prepared)
{
    ::setsid(); // Ctrl-C in the terminal reaches the application, which then stops its servers in its own order
#if defined(__linux__)
    if (prepared.guard == Guard::ParentDeathSignal) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != prepared.parent)
            ::_exit(1); // the parent died before the signal was set
    }
#endif
    ::umask(077); // the servers rewrite their own files
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    for (const int number : {SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGCHLD})
        ::signal(number, SIG_DFL);
    if (::chdir(prepared.directory) == 0 && ::dup2(prepared.input, STDIN_FILENO) >= 0 &&
        ::dup2(prepared.output, STDOUT_FILENO) >= 0 && ::dup2(prepared.output, STDERR_FILENO) >= 0) {
        closeOnExec();
        ::execv(prepared.path, prepared.argv);
    }
    const int error = errno;
    [[maybe_unused]] const auto written = ::write(prepared.failure, &error, sizeof error);
    ::_exit(127);
}

Error cannotStart(const std::string& what, int error)
{
    return {ErrorKind::Start, fmt::format("{} could not be started: {}.", what, std::strerror(error)), ""};
}

Result<std::int64_t> forkAndExec(const Program& program, Guard guard)
{
    std::vector<std::string> arguments = program.arguments;
    std::vector<char*> argv;
    for (auto& argument : arguments)
        argv.push_back(argument.data());
    argv.push_back(nullptr);

    std::array<int, 2> failure{};
    if (!makePipe(failure))
        return cannotStart(program.path, errno);
    const int input = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    const int output = ::open(program.output.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const Prepared prepared{
        program.path.c_str(), program.directory.c_str(), argv.data(), input, output, failure[1], ::getpid(), guard};

    const auto pid = ::fork();
    if (pid == 0)
        become(prepared);
    int error = pid < 0 ? errno : 0;
    ::close(failure[1]);
    ::close(input);
    ::close(output);
    if (pid > 0)
        while (::read(failure[0], &error, sizeof error) < 0 && errno == EINTR) {
        }
    ::close(failure[0]);
    if (error == 0)
        return static_cast<std::int64_t>(pid);
    if (pid > 0)
        ::waitpid(pid, nullptr, 0);
    return cannotStart(program.path, error);
}

} // namespace

Guard usualGuard() noexcept
{
#if defined(__linux__)
    return Guard::ParentDeathSignal;
#else
    return Guard::Watchdog;
#endif
}

Launcher::Launcher(Guard guard) : m_guard(guard), m_thread([this] { work(); }) {}

Launcher::~Launcher()
{
    std::vector<std::int64_t> children;
    {
        const std::lock_guard lock(m_mutex);
        children = m_children;
    }
    killAll(children);
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void Launcher::work()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_stop || m_job; });
        if (m_stop)
            return;
        auto job = std::exchange(m_job, nullptr);
        lock.unlock();
        job();
        lock.lock();
        m_wake.notify_all();
    }
}

Result<std::int64_t> Launcher::launch(const Program& program)
{
    // Shared: the launcher's thread may still be inside set_value() when this call has returned.
    auto promise = std::make_shared<std::promise<Result<std::int64_t>>>();
    auto future = promise->get_future();
    {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [this] { return !m_job; });
        m_job = [this, promise, program] {
            if (m_guard == Guard::Watchdog && !m_watchdog)
                m_watchdog = std::make_unique<Watchdog>();
            auto pid = forkAndExec(program, m_guard);
            if (pid.has_value()) {
                const std::lock_guard inner(m_mutex);
                m_children.push_back(*pid);
                if (m_watchdog)
                    m_watchdog->watch(*pid);
            }
            promise->set_value(std::move(pid));
        };
    }
    m_wake.notify_all();
    return future.get();
}

void Launcher::ended(std::int64_t pid)
{
    std::erase(m_children, pid);
    if (m_watchdog)
        m_watchdog->forget(pid);
}

bool Launcher::isRunning(std::int64_t pid)
{
    const std::lock_guard lock(m_mutex);
    if (std::find(m_children.begin(), m_children.end(), pid) == m_children.end())
        return false;
    // WNOWAIT first, so that the watchdog forgets the number while nobody else can have it yet.
    siginfo_t info{};
    if (::waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == 0)
        return true;
    ended(pid);
    ::waitpid(static_cast<pid_t>(pid), nullptr, WNOHANG);
    return false;
}

bool Launcher::signal(std::int64_t pid, int number)
{
    // A child that was not waited for keeps its number, so this can reach nobody else.
    return isRunning(pid) && ::kill(static_cast<pid_t>(pid), number) == 0;
}

void Launcher::killAll(const std::vector<std::int64_t>& pids)
{
    for (const auto pid : pids)
        signal(pid, SIGKILL);
    for (const auto pid : pids)
        while (isRunning(pid))
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

} // namespace cachedeck::servers
