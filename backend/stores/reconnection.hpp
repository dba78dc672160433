#pragma once
// When a session may try to reach its server again. The first attempt comes at once, then pauses grow from 20 ms to
// 500 ms, with jitter. Calls in between fail with the last error after a millisecond, so that a user without a store
// neither spins nor waits. Private to the room.

#include "backend/runtime/io_thread.hpp"
#include "backend/stores/store.hpp"

#include <optional>
#include <random>

namespace cachedeck::stores {

class Reconnection {
public:
    explicit Reconnection(runtime::IoThread& thread) : m_thread(thread) {}

    // Empty: try now. Otherwise why not, a millisecond later.
    runtime::Task<std::optional<Error>> refusal();
    void failed(const Error& why);
    void succeeded();

private:
    runtime::IoThread& m_thread;
    std::optional<Error> m_last;
    std::chrono::milliseconds m_pause{0};
    runtime::Clock::time_point m_next;
    std::minstd_rand m_random{std::random_device{}()};
};

} // namespace cachedeck::stores
