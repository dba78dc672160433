#pragma once
// The terminal: messages and the live line on standard error, results on standard output, and passwords without echo.

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace cachedeck::cli {

// Standard output carries nothing but the result; a line is flushed at once, so that a pipe's reader sees it.
void printResult(std::string_view text);
// A message on standard error, in a line of its own.
void printMessage(std::string_view text);

// One line that is written over, only where standard error is a terminal; elsewhere show() does nothing. Threads: any
// one at a time.
class LiveLine {
public:
    LiveLine();
    ~LiveLine(); // clears
    LiveLine(const LiveLine&) = delete;
    LiveLine& operator=(const LiveLine&) = delete;
    bool isLive() const noexcept { return m_live; }
    void show(std::string_view text);
    void clear();

private:
    bool m_live;
    bool m_shown = false;
};

// Asks for a password on the terminal without echo; empty where there is no terminal to ask on.
std::optional<std::string> askPassword(std::string_view prompt);

// Ctrl-C and SIGTERM. The first is a request to stop, the second one ends the program at once.
class Interrupt {
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    bool requested() const noexcept;
    // Waits until requested or wake()d, at most so long; whether it is requested.
    bool waitFor(std::chrono::milliseconds time);
    bool wait();
    void wake(); // any thread

private:
    struct Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace cachedeck::cli
