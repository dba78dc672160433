#include "ui/shell/own_cost.hpp"

#include <QtGlobal>

#if defined(Q_OS_UNIX)
#include <sys/resource.h>
#endif

namespace cachedeck::ui {

namespace {

std::optional<std::chrono::microseconds> processorTime()
{
#if defined(Q_OS_UNIX)
    rusage usage{};
    if (getrusage(RUSAGE_SELF, &usage) != 0)
        return std::nullopt;
    using namespace std::chrono;
    return seconds(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           microseconds(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
#else
    return std::nullopt;
#endif
}

} // namespace

std::optional<double> OwnCost::coresSinceLast()
{
    const auto now = std::chrono::steady_clock::now();
    const auto used = processorTime();
    std::optional<double> cores;
    if (used && m_used && now > m_at)
        cores =
            std::chrono::duration<double>(*used - *m_used).count() / std::chrono::duration<double>(now - m_at).count();
    m_at = now;
    m_used = used;
    return cores;
}

} // namespace cachedeck::ui
