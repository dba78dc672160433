#pragma once
// A timer for many deadlines that are rarely reached: it is set anew only for an earlier time, and its owner looks for
// the next one when it fires. So a command that is answered in time costs one comparison. Private to this room.

#include "backend/runtime/asio_precompiled.hpp"
#include "backend/runtime/clock.hpp"

namespace cachedeck::redis {

class LazyTimer {
public:
    explicit LazyTimer(boost::asio::io_context& context) : m_timer(context) {}

    // Calls (owner->*fire)() once at `time`, or at the earlier time that it is already set for.
    template<class Owner>
    void arm(runtime::Clock::time_point time, const std::shared_ptr<Owner>& owner, void (Owner::*fire)())
    {
        if (time >= m_armedFor)
            return;
        m_armedFor = time;
        m_timer.expires_at(time);
        m_timer.async_wait([this, fire, weak = std::weak_ptr<Owner>(owner)](const boost::system::error_code& error) {
            const auto alive = weak.lock();
            if (error || !alive)
                return;
            m_armedFor = runtime::Clock::time_point::max();
            (alive.get()->*fire)();
        });
    }
    bool sooner(runtime::Clock::time_point time) const noexcept { return time < m_armedFor; }
    void cancel()
    {
        m_armedFor = runtime::Clock::time_point::max();
        m_timer.cancel();
    }

private:
    boost::asio::steady_timer m_timer;
    runtime::Clock::time_point m_armedFor = runtime::Clock::time_point::max();
};

} // namespace cachedeck::redis
