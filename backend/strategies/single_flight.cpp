#include "backend/strategies/single_flight.hpp"

#include "backend/strategies/answer_key.hpp"
#include "backend/strategies/counting.hpp"

namespace cachedeck::strategies {

Flight::Landing::~Landing()
{
    if (m_waiter)
        m_waiter->forget();
}

bool Flight::Landing::await_suspend(std::coroutine_handle<> coroutine)
{
    const std::lock_guard lock(m_flight.m_mutex);
    if (m_flight.m_landed)
        return false;
    m_waiter = std::make_shared<Waiter>(m_thread, coroutine);
    m_flight.m_waiters.push_back(m_waiter);
    return true;
}

void Flight::land(const Result<void>& result, const Answer& answer)
{
    std::vector<std::shared_ptr<Waiter>> waiters;
    {
        const std::lock_guard lock(m_mutex);
        m_landed = true;
        m_result = result;
        m_found = answer.found;
        m_json = answer.json;
        waiters.swap(m_waiters);
    }
    for (const auto& waiter : waiters)
        Waiter::resume(waiter);
}

Result<void> Flight::take(Answer& answer) const
{
    const std::lock_guard lock(m_mutex);
    answer.found = m_found;
    answer.json = m_json;
    answer.source = Source::Store;
    return m_result;
}

std::shared_ptr<Flight> Flights::join(const std::string& key, bool& leads)
{
    const std::lock_guard lock(m_mutex);
    auto& flight = m_underWay[key];
    leads = flight == nullptr;
    if (leads)
        flight = std::make_shared<Flight>();
    (leads ? m_flown : m_joined).fetch_add(1, std::memory_order_relaxed);
    return flight;
}

void Flights::land(const std::string& key, Flight& flight, const Result<void>& result, const Answer& answer)
{
    {
        const std::lock_guard lock(m_mutex);
        m_underWay.erase(key);
    }
    flight.land(result, answer);
}

runtime::Task<Result<void>> SingleFlight::read(const workload::Call& call, Answer& answer)
{
    answer.clear();
    const auto lookup = co_await m_cache.get(call, answer);
    if (lookup == Lookup::Hit)
        co_return Result<void>();

    bool leads = false;
    const auto asked = answerKey(call);
    const auto flight = m_flights.join(asked, leads);
    if (!leads) {
        auto landing = flight->landing(m_thread);
        co_await landing;
        co_return flight->take(answer);
    }
    const auto flown = co_await fly(call, answer);
    m_flights.land(asked, *flight, flown, answer);
    co_return flown;
}

runtime::Task<Result<void>> SingleFlight::fly(const workload::Call& call, Answer& answer)
{
    const auto lookup = co_await m_cache.get(call, answer);
    if (lookup == Lookup::Hit)
        co_return Result<void>();
    const auto read = co_await m_primary.read(call, answer);
    if (read && answer.found && lookup == Lookup::Miss)
        co_await m_cache.put(call, answer);
    co_return read;
}

runtime::Task<Result<void>> SingleFlight::write(const workload::Call& call)
{
    const auto written = co_await writeAndCount(m_cache, m_primary, call);
    if (!written)
        co_return written;
    co_return co_await m_cache.invalidate(call);
}

} // namespace cachedeck::strategies
