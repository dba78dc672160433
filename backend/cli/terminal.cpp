#include "backend/cli/terminal.hpp"

#include "backend/report/wording.hpp"
#include "backend/runtime/io_thread.hpp"

#include <boost/asio/signal_set.hpp>
#include <fmt/format.h>

#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <iostream>
#include <mutex>

#ifdef _WIN32
#include <io.h>
#else
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#endif

namespace cachedeck::cli {
namespace {

bool isTerminal(std::FILE* stream)
{
#ifdef _WIN32
    return _isatty(_fileno(stream)) != 0;
#else
    return ::isatty(::fileno(stream)) != 0;
#endif
}

std::size_t columns()
{
#ifndef _WIN32
    winsize size{};
    if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
#endif
    return 80;
}

// At most `most` characters: a line that wraps could not be written over.
std::string_view clipped(std::string_view text, std::size_t most)
{
    std::size_t characters = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80 && ++characters > most)
            return text.substr(0, i);
    return text;
}

} // namespace

void printResult(std::string_view text)
{
    fmt::print(stdout, "{}\n", text);
    std::fflush(stdout);
}

void printMessage(std::string_view text)
{
    fmt::print(stderr, "{}\n", text);
}

LiveLine::LiveLine() : m_live(isTerminal(stderr)) {}

LiveLine::~LiveLine()
{
    clear();
}

void LiveLine::show(std::string_view text)
{
    if (!m_live)
        return;
    fmt::print(stderr, "\r\x1b[K{}", clipped(text, columns() - 1));
    std::fflush(stderr);
    m_shown = true;
}

void LiveLine::clear()
{
    if (m_shown)
        fmt::print(stderr, "\r\x1b[K");
    m_shown = false;
}

std::optional<std::string> askPassword(std::string_view prompt)
{
    if (!isTerminal(stdin) || !isTerminal(stderr))
        return std::nullopt;
    fmt::print(stderr, "{}", prompt);
    std::fflush(stderr);
    std::string password;
#ifndef _WIN32
    termios before{};
    ::tcgetattr(STDIN_FILENO, &before);
    auto quiet = before;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    std::getline(std::cin, password);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
#else
    std::getline(std::cin, password);
#endif
    fmt::print(stderr, "\n");
    return password.empty() ? std::nullopt : std::optional(password);
}

struct Interrupt::Implementation {
    std::mutex mutex;
    std::condition_variable changed;
    std::atomic<bool> requested{false};
    bool woken = false;
    runtime::IoThread thread{"signals"};
    boost::asio::signal_set signals{thread.context(), SIGINT, SIGTERM};
};

Interrupt::Interrupt() : m_implementation(std::make_unique<Implementation>())
{
    auto& self = *m_implementation;
    self.signals.async_wait([&self](const boost::system::error_code& error, int) {
        if (error)
            return;
        boost::system::error_code ignored;
        self.signals.clear(ignored); // the next one ends the program
        {
            const std::lock_guard lock(self.mutex);
            self.requested = true;
        }
        self.changed.notify_all();
    });
}

Interrupt::~Interrupt() = default;

bool Interrupt::requested() const noexcept
{
    return m_implementation->requested;
}

bool Interrupt::waitFor(std::chrono::milliseconds time)
{
    auto& self = *m_implementation;
    std::unique_lock lock(self.mutex);
    self.changed.wait_for(lock, time, [&self] { return self.woken || self.requested.load(); });
    self.woken = false;
    return self.requested;
}

bool Interrupt::wait()
{
    auto& self = *m_implementation;
    std::unique_lock lock(self.mutex);
    self.changed.wait(lock, [&self] { return self.woken || self.requested.load(); });
    self.woken = false;
    return self.requested;
}

void Interrupt::wake()
{
    auto& self = *m_implementation;
    {
        const std::lock_guard lock(self.mutex);
        self.woken = true;
    }
    self.changed.notify_all();
}

} // namespace cachedeck::cli
