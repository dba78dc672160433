#include "backend/stores/journey.hpp"

#include <algorithm>

namespace cachedeck::stores {

Journey::Journey(Distance distance, runtime::IoThread* thread) : m_distance(std::move(distance)), m_thread(thread) {}

Journey::Travel Journey::roundTrip()
{
    return m_distance.isNone() ? Travel() : Travel(m_thread->sleepFor(next()));
}

Journey::Travel Journey::oneWay()
{
    return m_distance.isNone() ? Travel() : Travel(m_thread->sleepFor(next() / 2));
}

std::chrono::microseconds Journey::next()
{
    if (const auto& measured = m_distance.measured)
        return (*measured)[std::uniform_int_distribution<std::size_t>(0, measured->size() - 1)(m_random)];
    if (m_distance.deviation.count() == 0)
        return m_distance.mean;
    std::normal_distribution<double> times(static_cast<double>(m_distance.mean.count()),
                                           static_cast<double>(m_distance.deviation.count()));
    return std::chrono::microseconds(std::max<std::int64_t>(0, static_cast<std::int64_t>(times(m_random))));
}

} // namespace cachedeck::stores
