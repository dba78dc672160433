#pragma once
// Sockets without a loop of their own, for line_set.cpp: read, write and wait, with the system's own calls. One file
// for Linux (epoll) and one for all others (poll). Private to this room. Sockets are non-blocking.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace cachedeck::redis {

#ifdef _WIN32
using NativeSocket = std::uintptr_t;
constexpr NativeSocket noSocket = ~NativeSocket{0};
#else
using NativeSocket = int;
constexpr NativeSocket noSocket = -1;
#endif

struct Transfer {
    std::size_t bytes = 0;
    bool again = false; // nothing now: wait
    int error = 0;      // the system's; 0 with no bytes: the peer has closed
};
Transfer readSome(NativeSocket socket, char* to, std::size_t size) noexcept;
Transfer writeSome(NativeSocket socket, const char* from, std::size_t size) noexcept;
void closeSocket(NativeSocket socket) noexcept;

// Waits for any of many sockets. What it says it may say only once: read until a read brings less than it could have,
// or, with `closing`, until the end; write until nothing is taken any more.
class Poller {
public:
    struct Ready {
        std::uint32_t tag;
        bool reading, writing;
        bool closing; // the peer has closed, or there is an error
    };

    Poller();
    ~Poller();
    Poller(const Poller&) = delete;
    Poller& operator=(const Poller&) = delete;

    void add(NativeSocket socket, std::uint32_t tag);
    void awaitWriting(std::uint32_t tag, bool on); // tells of writing when it is on, and perhaps when it is off
    void remove(NativeSocket socket, std::uint32_t tag);
    // Waits at most so long (zero: not at all), to about 0.1 ms where the system can. The span lives until the next
    // call.
    std::span<const Ready> wait(std::chrono::nanoseconds atMost);

private:
    struct Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace cachedeck::redis
