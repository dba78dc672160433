// What happens to the cached keys in a run, by a person's hand or by the scenario's: invalidations and expiries.
#include "backend/load/coordinator.hpp"
#include "backend/load/grouped.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cachedeck::load {

// Gives the control work under the lock, so that it cannot go meanwhile; or tells `done` that there is none.
void Coordinator::withControl(const CacheControl::Changed& done, const std::function<void(CacheControl&)>& use)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_control && !m_closed)
            return use(*m_control);
    }
    redis::Error error;
    error.kind = redis::ErrorKind::Cancelled;
    error.message = "The run has no cache at the moment, so there is nothing to invalidate.";
    done(error);
}

// On any thread: marks what was done to keys, which are gone from `goneAt` on.
void Coordinator::markKeys(double at, double goneAt, std::string kind, std::string text)
{
    {
        const std::lock_guard lock(m_mutex);
        m_requests.push_back({{at, std::move(kind), std::move(text)}, goneAt});
    }
    m_woken.notify_all();
}

void Coordinator::invalidate(const std::string& glob, const CacheControl::Changed& done)
{
    const auto at = now();
    const auto marked = [this, glob, at, done](const redis::Result<std::uint64_t>& removed) {
        if (removed)
            markKeys(at, at, "invalidate", fmt::format("DEL {}, {} keys", glob, grouped(*removed)));
        done(removed);
    };
    withControl(done, [&](CacheControl& control) { control.remove(cachedPrefixes(), glob, marked); });
}

// A strategy that keeps answers beyond their TTL (stale-while-revalidate) has that time on top: what ends is the TTL.
void Coordinator::expire(const std::string& glob, std::chrono::milliseconds in, const CacheControl::Changed& done)
{
    CacheControl::Lives lives;
    for (const auto& path : m_scenario.paths) {
        const auto* strategy = strategies::find(path.strategy);
        if (strategy->usesCache)
            lives.emplace_back(keyPrefix(path.name), in + strategies::keepingOf(*strategy, path.options, 0).beyondTtl);
    }
    const auto at = now();
    const auto seconds = std::chrono::duration<double>(in).count();
    const auto marked = [this, glob, at, seconds, done](const redis::Result<std::uint64_t>& shortened) {
        if (shortened)
            markKeys(at, at + seconds, "expire",
                     fmt::format("EXPIRE {}, {} keys in {:.1f} s", glob, grouped(*shortened), seconds));
        done(shortened);
    };
    withControl(done, [&](CacheControl& control) { control.expire(lives, glob, marked); });
}

void Coordinator::scheduleEvents()
{
    m_agenda.clear();
    for (const auto& event : m_scenario.events)
        for (auto at = event.at; at < m_scenario.duration; at += *event.every) {
            m_agenda.push_back({m_phaseStart + at, &event});
            if (!event.every)
                break;
        }
    std::stable_sort(m_agenda.begin(), m_agenda.end(),
                     [](const Appointment& a, const Appointment& b) { return a.at < b.at; });
}

void Coordinator::holdAppointments()
{
    const auto ignored = [](const redis::Result<std::uint64_t>&) {}; // a cache that is away: its fault is in the log
    while (!m_agenda.empty() && m_agenda.front().at <= Clock::now() && m_measuring) {
        const auto& event = *m_agenda.front().event;
        m_agenda.pop_front();
        if (event.kind == ScheduledEvent::Kind::Expire)
            expire(event.keys, event.in, ignored);
        else
            invalidate(event.keys, ignored);
    }
}

} // namespace cachedeck::load
