#pragma once
// Kills processes when this one dies in any way, for systems without a parent-death signal. A forked process of its own
// reads from a pipe whose other end only we hold: end of file means that we are dead.
//
// Threads: one at a time.

#include <cstdint>

namespace cachedeck::servers {

class Watchdog {
public:
    Watchdog();  // forks; isRunning() is false when that failed
    ~Watchdog(); // ends the process; what it watches is left alone, so stop it before
    Watchdog(const Watchdog&) = delete;
    Watchdog& operator=(const Watchdog&) = delete;

    bool isRunning() const noexcept { return m_pipe >= 0; }
    void watch(std::int64_t pid);
    void forget(std::int64_t pid); // after it ended, before its number can be used again

private:
    void send(std::int32_t pid);
    int m_pipe = -1;
    int m_pid = 0;
};

} // namespace cachedeck::servers
