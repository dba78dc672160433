#include "backend/strategies/write_through.hpp"

#include "backend/strategies/counting.hpp"

#include <algorithm>

namespace cachedeck::strategies {

runtime::Task<Result<void>> WriteThrough::read(const workload::Call& call, Answer& answer)
{
    answer.clear();
    const auto lookup = co_await m_cache.get(call, answer);
    if (lookup == Lookup::Hit)
        co_return Result<void>();

    std::string token;
    if (lookup == Lookup::Miss)
        token = co_await m_cache.lease(call, m_options.leaseTtl);
    const auto read = co_await m_primary.read(call, answer);
    if (!token.empty() && read && answer.found)
        co_await m_cache.putLeased(call, answer, token);
    else if (!token.empty())
        co_await m_cache.release(call, token);
    co_return read;
}

runtime::Task<Result<void>> WriteThrough::write(const workload::Call& call)
{
    const auto written = co_await writeAndCount(m_cache, m_primary, call);
    if (!written)
        co_return written;

    std::vector<std::string> renewed;
    for (const auto& name : call.operation->refreshes) {
        const auto done = co_await renew(call, *m_primary.workload().find(name), renewed);
        if (done)
            continue;
        co_await m_cache.invalidate(call, renewed); // the write is in the store all the same
        co_return done;
    }
    co_return co_await m_cache.invalidate(call, renewed);
}

// Reads anew what `write` changed, and stores it. A thing that is gone is not stored, and so invalidated afterwards.
runtime::Task<Result<void>> WriteThrough::renew(const workload::Call& write, const workload::Operation& read,
                                                std::vector<std::string>& renewed)
{
    m_renewal.operation = &read;
    m_renewal.number = write.number;
    m_renewal.versions = write.versions;
    m_renewal.values.clear();
    const auto& given = write.operation->parameters;
    for (const auto& parameter : read.parameters) {
        const auto place = std::find_if(given.begin(), given.end(), [&](const workload::Parameter& candidate) {
            return candidate.name == parameter.name;
        });
        m_renewal.values.push_back(write.values[static_cast<std::size_t>(place - given.begin())]);
    }
    m_renewal.key.clear();
    read.key.render(read.parameters, m_renewal.values, m_renewal.key, write.versions);

    m_fresh.clear();
    if (!co_await m_cache.voidLease(m_renewal))
        co_return Failure{Failure::Where::Cache, false, "The cache did not answer about " + m_renewal.key + "."};
    const auto done = co_await m_primary.read(m_renewal, m_fresh);
    if (!done || !m_fresh.found)
        co_return done;
    if (!co_await m_cache.put(m_renewal, m_fresh))
        co_return Failure{Failure::Where::Cache, false, "The cache did not take the new " + m_renewal.key + "."};
    renewed.push_back(m_renewal.key);
    co_return Result<void>();
}

} // namespace cachedeck::strategies
