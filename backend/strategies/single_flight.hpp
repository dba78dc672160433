#pragma once
// Single-flight: of all the readers of this process that miss a key at the same time, one reads the store; the others
// wait for it and take its answer.
//
//   read(key):   value = cache.get(key); if hit: return value
//                flight = flights.join(key)
//                if flight is under way: return wait for it
//                value = cache.get(key)                      (filled before the flight began?)
//                if miss: value = store.read(key); cache.put(key, value, ttl)
//                flight.land(value)
//                return value
//   write(x):    as cache-aside

#include "backend/strategies/strategy.hpp"
#include "backend/strategies/waiter.hpp"

#include <atomic>
#include <mutex>
#include <unordered_map>

namespace cachedeck::strategies {

// One load of a key, and those who wait for it. Threads: any.
class Flight {
public:
    // co_await: until it has landed; on `thread`.
    class Landing {
    public:
        Landing(Flight& flight, runtime::IoThread& thread) : m_flight(flight), m_thread(thread) {}
        ~Landing();
        Landing(const Landing&) = delete;
        Landing& operator=(const Landing&) = delete;
        bool await_ready() const noexcept { return false; }
        bool await_suspend(std::coroutine_handle<> coroutine);
        void await_resume() const noexcept {}

    private:
        Flight& m_flight;
        runtime::IoThread& m_thread;
        std::shared_ptr<Waiter> m_waiter;
    };
    Landing landing(runtime::IoThread& thread) { return {*this, thread}; }
    void land(const Result<void>& result, const Answer& answer);
    // Of a flight that has landed.
    Result<void> take(Answer& answer) const;

private:
    mutable std::mutex m_mutex;
    bool m_landed = false;
    Result<void> m_result;
    std::string m_json;
    bool m_found = false;
    std::vector<std::shared_ptr<Waiter>> m_waiters;
};

// The flights of a path. Threads: any.
class Flights final : public PathShared {
public:
    // The key's flight; `leads`: it began with this call, which has to land it.
    std::shared_ptr<Flight> join(const std::string& key, bool& leads);
    void land(const std::string& key, Flight& flight, const Result<void>& result, const Answer& answer);
    std::vector<Figure> figures() const override
    {
        return {{"flights", m_flown.load()}, {"reads_joined", m_joined.load()}};
    }

private:
    std::mutex m_mutex;
    std::unordered_map<std::string, std::shared_ptr<Flight>> m_underWay;
    std::atomic<std::uint64_t> m_flown{0}, m_joined{0};
};

class SingleFlight final : public Strategy {
public:
    explicit SingleFlight(const Surroundings& with)
        : m_cache(with.cache),
          m_primary(with.primary),
          m_thread(with.thread),
          m_flights(static_cast<Flights&>(*with.shared))
    {}
    runtime::Task<Result<void>> read(const workload::Call& call, Answer& answer) override;
    runtime::Task<Result<void>> write(const workload::Call& call) override;

private:
    runtime::Task<Result<void>> fly(const workload::Call& call, Answer& answer);

    Cache& m_cache;
    Primary& m_primary;
    runtime::IoThread& m_thread;
    Flights& m_flights;
};

} // namespace cachedeck::strategies
