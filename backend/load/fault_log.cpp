#include "backend/load/fault_log.hpp"

#include "backend/load/ledger.hpp"

#include <fmt/format.h>

namespace cachedeck::load {

namespace {

std::string nameOf(TroubleKind kind)
{
    switch (kind) {
    case TroubleKind::Down:
        return "down";
    case TroubleKind::NotResponding:
        return "not-responding";
    case TroubleKind::ReadOnly:
        return "read-only";
    case TroubleKind::OutOfMemory:
        return "out-of-memory";
    case TroubleKind::CannotSave:
        return "cannot-save";
    case TroubleKind::Failing:
        break;
    }
    return "failing";
}

// Whether what failed answers again: a slice without trouble counts only where it was asked.
bool answered(FaultLog::Where where, const Counts& counts)
{
    if (where == FaultLog::Where::Cache)
        return counts.hits + counts.misses > 0;
    return counts.storeReads > 0 || counts.writes > 0;
}

} // namespace

FaultLog::FaultLog(Where where, std::string path, std::chrono::milliseconds deadline)
    : m_where(where), m_path(std::move(path)), m_deadline(deadline)
{}

std::string FaultLog::textOf(TroubleKind kind) const
{
    if (m_where == Where::Store)
        return kind == TroubleKind::NotResponding
                   ? fmt::format("{}: the primary store does not respond within {} ms", m_path, m_deadline.count())
                   : fmt::format("{}: the primary store fails", m_path);
    switch (kind) {
    case TroubleKind::Down:
        return "the cache is down: reads fall back to the store";
    case TroubleKind::NotResponding:
        return fmt::format("the cache does not respond within {} ms: reads fall back to the store", m_deadline.count());
    case TroubleKind::ReadOnly:
        return "the cache takes no writes (READONLY): fills and invalidations are refused";
    case TroubleKind::OutOfMemory:
        return "the cache is out of memory (OOM): fills are refused";
    case TroubleKind::CannotSave:
        return "the cache refuses writes because it cannot save (MISCONF)";
    case TroubleKind::Failing:
        break;
    }
    return "the cache answers with errors: reads fall back to the store";
}

// What went on all the same while the store was gone.
std::string FaultLog::served(std::string_view before) const
{
    return m_served == 0 ? std::string() : fmt::format("{}{} reads were answered from the cache", before, m_served);
}

void FaultLog::open(const FaultView& view)
{
    m_open = true;
    m_served = 0;
    m_sum = {};
    m_response.clear();
    Fault fault;
    fault.from = view.first;
    fault.path = m_path;
    fault.where = m_where == Where::Cache ? "cache" : "store";
    m_faults.push_back(std::move(fault));
}

std::optional<Mark> FaultLog::add(const FaultView& view)
{
    if (view.trouble->count() == 0) {
        if (m_open && answered(m_where, *view.counts))
            return close();
        return std::nullopt;
    }
    const bool begins = !m_open;
    if (begins)
        open(view);
    for (std::size_t kind = 0; kind < troubleKinds; ++kind)
        m_sum.times[kind] += view.trouble->times[kind];
    m_response.add(*view.response);
    auto& fault = m_faults.back();
    fault.to = view.last;
    fault.kind = nameOf(m_sum.most());
    if (m_where == Where::Store)
        m_served += view.counts->hits;
    fault.text = textOf(m_sum.most()) + served("; ");
    // The cache's own failures are those that it caused; every failure of the time belongs to a store's.
    fault.errors += view.counts->errors;
    fault.timeouts += view.counts->timeouts;
    fault.fallbacks += view.counts->fallbacks;
    fault.response = quantilesOf(m_response);
    if (!begins)
        return std::nullopt;
    return Mark{fault.from, "fault", textOf(m_sum.most())};
}

Mark FaultLog::close()
{
    m_open = false;
    auto& fault = m_faults.back();
    fault.over = true;
    const auto text = m_where == Where::Cache
                          ? fmt::format("the cache answers again after {:.1f} s; {} operations went without it",
                                        fault.to - fault.from, m_sum.count())
                          : fmt::format("{}: the primary store answers again after {:.1f} s; {} operations failed{}",
                                        m_path, fault.to - fault.from, m_sum.count(), served(", "));
    return {fault.to, "recovered", text};
}

std::vector<Fault> FaultLog::faults(double now) const
{
    auto all = m_faults;
    if (m_open)
        all.back().to = std::max(all.back().to, now);
    return all;
}

} // namespace cachedeck::load
