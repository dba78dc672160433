#pragma once
// The time that round trips over an added distance (distance.hpp) take. Threads: an object belongs to one.

#include "backend/runtime/io_thread.hpp"
#include "backend/stores/distance.hpp"

#include <chrono>
#include <coroutine>
#include <optional>
#include <random>
#include <utility>

namespace cachedeck::stores {

// For those who pay for them:
//     auto travelling = journey.roundTrip(); // costs nothing where there is no distance
//     co_await travelling;
class Journey {
public:
    class Travel {
    public:
        Travel() = default;
        explicit Travel(runtime::Task<void> sleeping) : m_sleeping(std::move(sleeping)) {}
        bool await_ready() const noexcept { return !m_sleeping; }
        bool await_suspend(std::coroutine_handle<> coroutine) { return m_sleeping->await_suspend(coroutine); }
        void await_resume()
        {
            if (m_sleeping)
                m_sleeping->await_resume();
        }

    private:
        std::optional<runtime::Task<void>> m_sleeping;
    };

    // Without a distance the thread may be null.
    Journey(Distance distance, runtime::IoThread* thread);
    Travel roundTrip();
    Travel oneWay(); // half of one

private:
    std::chrono::microseconds next(); // a round trip's time

    Distance m_distance;
    runtime::IoThread* m_thread;
    std::minstd_rand m_random{std::random_device{}()};
};

} // namespace cachedeck::stores
