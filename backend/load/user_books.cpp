// What a user writes down of each operation: counts, latencies, what the cache ran into, and what its checks found.
#include "backend/load/event_feed.hpp"
#include "backend/load/user.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace cachedeck::load {

namespace {

void raise(std::atomic<std::uint64_t>& maximum, std::uint64_t value)
{
    if (value > maximum.load(std::memory_order_relaxed))
        maximum.store(value, std::memory_order_relaxed);
}

TroubleKind kindOf(strategies::Trouble trouble)
{
    switch (trouble) {
    case strategies::Trouble::NotResponding:
        return TroubleKind::NotResponding;
    case strategies::Trouble::ReadOnly:
        return TroubleKind::ReadOnly;
    case strategies::Trouble::OutOfMemory:
        return TroubleKind::OutOfMemory;
    case strategies::Trouble::CannotSave:
        return TroubleKind::CannotSave;
    case strategies::Trouble::Other:
        return TroubleKind::Failing;
    default:
        return TroubleKind::Down;
    }
}

// The number in a row of one field.
std::optional<double> numberIn(const std::string& json)
{
    const auto colon = json.rfind(':');
    if (colon == std::string::npos)
        return std::nullopt;
    return std::strtod(json.c_str() + colon + 1, nullptr);
}

} // namespace

void User::count(OperationCounters& counters, bool isWrite, const strategies::Result<void>& result,
                 Clock::time_point began, Clock::time_point ended, Clock::time_point due)
{
    const auto response = ended - due;
    if (!isWrite && result)
        countRead(counters, ended - began);
    const bool cutOff = !result && m_path.shared.aborting.load(std::memory_order_relaxed);
    const auto trouble = m_cache->takeTrouble();
    if (!cutOff && (!result || trouble != strategies::Trouble::None))
        noteTrouble(counters, trouble, result, began, ended);
    if (result && response <= m_path.shared.scenario.load.deadline) {
        counters.ok.add(1);
        if (isWrite)
            counters.writes.add(1);
        counters.service.record(ended - began);
        counters.response.record(response);
        return;
    }
    if (isWrite && !result && (result.error().unknown || cutOff))
        counters.unknownWrites.add(1);
    if (cutOff)
        counters.unfinished.add(1);
    else if (result || result.error().timeout)
        counters.timeouts.add(1);
    else
        counters.errors.add(1);
    counters.failedTime.add(nanoseconds(response));
}

// For the stream of events: of the operations that it samples, what they did at the cache.
void User::tell(std::uint64_t number, const strategies::Result<void>& result, Clock::time_point began,
                Clock::time_point ended)
{
    const auto deeds = m_cache->takeDeeds();
    if (!m_tap->wants(number))
        return;
    Sighting sighting{number, ended, ended - began, 0};
    if (m_call.operation->kind == workload::Kind::Read && result && m_answer.cacheAsked)
        sighting.deeds |= m_answer.source == strategies::Source::Cache ? Sighting::Hit : Sighting::Miss;
    if (deeds & strategies::Deeds::Filled)
        sighting.deeds |= Sighting::Fill;
    if (deeds & strategies::Deeds::Invalidated)
        sighting.deeds |= Sighting::Invalidate;
    if (sighting.deeds != 0)
        m_tap->note(sighting);
}

void User::countRead(OperationCounters& counters, Clock::duration service)
{
    if (m_answer.cacheAsked) {
        const bool hit = m_answer.source == strategies::Source::Cache;
        (hit ? counters.hits : counters.misses).add(1);
        (hit ? counters.hitTime : counters.missTime).add(nanoseconds(service));
    }
    if (m_answer.fallback)
        counters.fallbacks.add(1);
    if (m_answer.storeReads > 0)
        counters.storeReads.add(m_answer.storeReads);
}

// Who failed, and how: the path's faults are made of it. A fill that was refused counts too, though its read did not
// fail.
void User::noteTrouble(OperationCounters& counters, strategies::Trouble trouble, const strategies::Result<void>& result,
                       Clock::time_point began, Clock::time_point ended)
{
    using Where = strategies::Failure::Where;
    if (!result)
        (result.error().where == Where::Store ? counters.storeErrors : counters.cacheErrors).add(1);
    if (trouble != strategies::Trouble::None) {
        m_fellBack = true;
        m_path.cacheTrouble.note(kindOf(trouble), began, ended);
    }
    if (!result && result.error().where == Where::Store)
        m_path.storeTrouble.note(result.error().timeout ? TroubleKind::NotResponding : TroubleKind::Failing, began,
                                 ended);
}

runtime::Task<void> User::check(Clock::time_point began)
{
    m_truth.clear();
    auto reading = m_primary->truth(m_call, m_truth);
    const auto read = co_await reading;
    if (!read)
        co_return; // without the truth nothing can be said
    auto& counters = m_operations[m_call.operation->index];
    if (isEstimate())
        co_return recordEstimate(counters);
    const auto finding = compare(*m_call.operation, m_answer.json, m_truth.json, began, m_path.writes);
    record(counters, finding);
}

// Whether the answer is an estimate by design.
bool User::isEstimate() const
{
    return m_call.operation->structure.kind == workload::Structure::Kind::Unique &&
           m_path.spec.encoding == workload::Encoding::Structures && m_answer.source == strategies::Source::Cache;
}

void User::recordEstimate(OperationCounters& counters)
{
    const auto estimate = numberIn(m_answer.json);
    const auto exact = numberIn(m_truth.json);
    if (!estimate || !exact || *exact <= 0)
        return;
    const auto error = static_cast<std::uint64_t>(std::llround(std::abs(*estimate - *exact) / *exact * 1e6));
    counters.estimates.add(1);
    counters.estimateErrors.add(error);
    counters.estimateSquares.add(error * error);
}

void User::record(OperationCounters& counters, const Finding& finding)
{
    if (finding.kind == Finding::Kind::Inconclusive)
        return;
    counters.checked.add(1);
    switch (finding.kind) {
    case Finding::Kind::Stale:
        counters.stale.add(1);
        raise(staleAge, nanoseconds(finding.age));
        raise(staleVersions, finding.versions);
        staleAges.record(finding.age);
        staleVersionsSum.add(finding.versions);
        break;
    case Finding::Kind::Missing:
        counters.missing.add(1);
        break;
    case Finding::Kind::Wrong:
        counters.wrong.add(1);
        break;
    default:
        break;
    }
}

} // namespace cachedeck::load
