#pragma once
// Asks for the primary again while the cache fails, on a thread of its own, because asking sentinels blocks.
//
// Threads: members may be called from any thread; `moved` is called on the finder's own.

#include "backend/redis/endpoint.hpp"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace cachedeck::load {

class PrimaryFinder {
public:
    using Resolve = std::function<redis::Result<redis::Endpoint>()>;
    using Moved = std::function<void(const redis::Endpoint&)>;
    // Without `resolve` it does nothing.
    PrimaryFinder(Resolve resolve, redis::Address current, Moved moved);
    ~PrimaryFinder(); // waits for a question that is under way

    void setTrouble(bool trouble);

private:
    void loop();

    Resolve m_resolve;
    redis::Address m_current;
    Moved m_moved;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_trouble = false;
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace cachedeck::load
