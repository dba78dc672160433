#include "backend/servers/watchdog.hpp"

#include "backend/servers/pipe.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

namespace cachedeck::servers {

namespace {

// In the forked process: only async-signal-safe calls, for other threads held locks when it was forked.
[[noreturn]] void guard(int pipe)
{
    ::setsid(); // Ctrl-C in the terminal is not for it
    const auto most = std::min<long>(::sysconf(_SC_OPEN_MAX), 65'536);
    for (int descriptor = 0; descriptor < most; ++descriptor)
        if (descriptor != pipe)
            ::close(descriptor); // the pipe's other end above all
    std::array<std::int32_t, 256> pids{};
    std::int32_t message = 0;
    for (;;) {
        const auto count = ::read(pipe, &message, sizeof message);
        if (count < 0 && errno == EINTR)
            continue;
        if (count != sizeof message)
            break;
        // A pid is taken into the first free place, its negative frees the place again.
        const auto wanted = message > 0 ? 0 : -message;
        for (auto& pid : pids)
            if (pid == wanted) {
                pid = std::max(message, 0);
                break;
            }
    }
    for (const auto pid : pids)
        if (pid > 1)
            ::kill(pid, SIGKILL);
    ::_exit(0);
}

} // namespace

Watchdog::Watchdog()
{
    std::array<int, 2> pipe{};
    if (!makePipe(pipe))
        return;
    m_pid = ::fork();
    if (m_pid == 0)
        guard(pipe[0]);
    ::close(pipe[0]);
    if (m_pid > 0)
        m_pipe = pipe[1];
    else
        ::close(pipe[1]);
}

Watchdog::~Watchdog()
{
    if (m_pipe < 0)
        return;
    ::kill(m_pid, SIGKILL); // first: it must not take the closing pipe for our death
    ::waitpid(m_pid, nullptr, 0);
    ::close(m_pipe);
}

void Watchdog::watch(std::int64_t pid)
{
    send(static_cast<std::int32_t>(pid));
}

void Watchdog::forget(std::int64_t pid)
{
    send(-static_cast<std::int32_t>(pid));
}

void Watchdog::send(std::int32_t pid)
{
    while (m_pipe >= 0 && ::write(m_pipe, &pid, sizeof pid) < 0 && errno == EINTR) {
    }
}

} // namespace cachedeck::servers
