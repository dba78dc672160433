#pragma once
// A request on its way: lives in the frame of the coroutine that awaits it, and in the list of the Channel that it was
// sent on. Destroying it there drops the channel's socket, so its replies cannot be taken for another's.

#include "backend/redis/error.hpp"
#include "backend/resp/reply.hpp"
#include "backend/resp/request.hpp"
#include "backend/runtime/clock.hpp"

#include <boost/intrusive/list.hpp>

#include <coroutine>
#include <memory>
#include <span>

namespace cachedeck::redis {

class Channel;

using AutoUnlink = boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>>;

class Flight : public AutoUnlink {
public:
    // `request` and `replies` (one for each command) must live until the flight is over.
    Flight(const resp::Request& request, std::span<resp::Reply> replies, runtime::Clock::time_point deadline,
           runtime::Clock::duration allowed) noexcept
        : m_request(request), m_replies(replies), m_deadline(deadline), m_allowed(allowed)
    {}
    Flight(const Flight&) = delete;
    Flight& operator=(const Flight&) = delete;
    ~Flight();

    bool await_ready() const noexcept { return m_over; }
    void await_suspend(std::coroutine_handle<> waiting) noexcept { m_waiting = waiting; }
    void await_resume() const noexcept {}

    // After the wait: whether all replies are there, and if not, why.
    bool succeeded() const noexcept { return !m_failure; }
    Error takeFailure() { return std::move(*m_failure); }

private:
    friend class Channel;
    resp::Reply& target() noexcept { return m_replies[m_confirmations > 0 ? 0 : m_received]; }
    std::size_t expected() const noexcept { return m_confirmations > 0 ? m_confirmations : m_replies.size(); }
    void complete()
    {
        m_over = true;
        if (m_waiting)
            m_waiting.resume(); // may destroy this
    }

    const resp::Request& m_request;
    std::span<resp::Reply> m_replies;
    runtime::Clock::time_point m_deadline;
    runtime::Clock::duration m_allowed;
    std::size_t m_received = 0;
    std::size_t m_confirmations = 0; // of a subscription command; 0 for all others
    Channel* m_channel = nullptr;    // while on its way
    std::coroutine_handle<> m_waiting;
    std::unique_ptr<Error> m_failure;
    bool m_over = false;
};

using Flights = boost::intrusive::list<Flight, boost::intrusive::constant_time_size<false>>;

} // namespace cachedeck::redis
