#include "widgets/chart/decimation.hpp"

#include <algorithm>
#include <cmath>

namespace cachedeck::chart {
namespace {

constexpr int fanOut = 4;

} // namespace

void Curve::append(double seconds, double value)
{
    if (!std::isfinite(value)) {
        m_broken = true;
        return;
    }
    if (m_levels.empty())
        m_levels.emplace_back();
    Level& points = m_levels.front();
    if (!points.empty() && seconds < points.back().lastTime)
        return;
    if (!points.empty() && seconds - points.back().lastTime > m_gapAfter)
        m_broken = true;
    const Bucket point{seconds, seconds, value, seconds, value, seconds, value, 0, m_broken};
    m_broken = false;
    points.push_back(point);
    summarise(1, point, true);
}

// Adds the child to the level's open bucket, or opens one where the last is full or a gap lies between, and carries on
// upwards. Buckets never straddle a gap, so a level can be drawn like the points themselves.
void Curve::summarise(std::size_t level, const Bucket& child, bool newChild)
{
    // A level above is worth having once the level below has something to summarise, and has itself summarised: where
    // every point stands alone between gaps, no bucket holds more than one, at any level.
    if (m_levels.size() <= level) {
        const auto below = m_levels[level - 1].size();
        if (below <= fanOut || (level > 1 && 2 * below > m_levels[level - 2].size()))
            return;
        m_levels.emplace_back();
        for (const Bucket& earlier : Level(m_levels[level - 1]))
            summarise(level, earlier, true);
        return;
    }
    Level& buckets = m_levels[level];
    const bool opens = buckets.empty() || (newChild && (child.startsAfterGap || buckets.back().children >= fanOut));
    if (opens) {
        buckets.push_back(child);
        buckets.back().children = 1;
    } else {
        Bucket& last = buckets.back();
        last.children += newChild ? 1 : 0;
        last.lastTime = child.lastTime;
        last.lastValue = child.lastValue;
        if (child.low < last.low) {
            last.low = child.low;
            last.lowTime = child.lowTime;
        }
        if (child.high > last.high) {
            last.high = child.high;
            last.highTime = child.highTime;
        }
    }
    summarise(level + 1, Bucket(m_levels[level].back()), opens);
}

void Curve::clear()
{
    m_levels.clear();
    m_broken = true;
}

double Curve::lastTime() const
{
    return isEmpty() ? noValue : m_levels.front().back().lastTime;
}

std::size_t Curve::firstAt(const Level& level, double time)
{
    const auto found = std::lower_bound(level.begin(), level.end(), time,
                                        [](const Bucket& bucket, double at) { return bucket.lastTime < at; });
    return static_cast<std::size_t>(found - level.begin());
}

const Curve::Level* Curve::levelFor(double from, double to, int buckets) const
{
    for (const Level& level : m_levels) {
        const std::size_t first = firstAt(level, from);
        const auto end = std::upper_bound(level.begin() + static_cast<std::ptrdiff_t>(first), level.end(), to,
                                          [](double at, const Bucket& bucket) { return at < bucket.firstTime; });
        if (end - level.begin() - static_cast<std::ptrdiff_t>(first) <= buckets)
            return &level;
    }
    return m_levels.empty() ? nullptr : &m_levels.back();
}

QVector<Segment> Curve::decimated(double from, double to, int columns) const
{
    QVector<Segment> segments;
    const Level* level = to > from && columns > 0 ? levelFor(from, to, 2 * columns) : nullptr;
    if (!level || level->empty())
        return segments;
    const double width = (to - from) / columns;
    std::size_t at = firstAt(*level, from);
    if (at > 0)
        --at;
    Segment segment;
    Bucket column{};
    bool open = false;
    double index = 0;
    const auto flush = [&] {
        if (!open)
            return;
        open = false;
        const QPointF low(column.lowTime, column.low);
        const QPointF high(column.highTime, column.high);
        segment.append(low.x() <= high.x() ? low : high);
        if (low != high)
            segment.append(low.x() <= high.x() ? high : low);
    };
    for (; at < level->size(); ++at) {
        const Bucket& bucket = (*level)[at];
        const bool beyond = bucket.firstTime > to;
        if (bucket.startsAfterGap) {
            flush();
            if (!segment.isEmpty())
                segments.append(std::exchange(segment, {}));
            if (beyond)
                break;
        }
        const double here = std::floor(bucket.firstTime / width);
        if (open && here == index) {
            if (bucket.low < column.low) {
                column.low = bucket.low;
                column.lowTime = bucket.lowTime;
            }
            if (bucket.high > column.high) {
                column.high = bucket.high;
                column.highTime = bucket.highTime;
            }
        } else {
            flush();
            column = bucket;
            index = here;
            open = true;
        }
        if (beyond)
            break;
    }
    flush();
    if (!segment.isEmpty())
        segments.append(segment);
    return segments;
}

std::optional<QPointF> Curve::pointAt(double seconds) const
{
    if (isEmpty())
        return std::nullopt;
    const Level& points = m_levels.front();
    const auto after = std::upper_bound(points.begin(), points.end(), seconds,
                                        [](double time, const Bucket& point) { return time < point.firstTime; });
    if (after == points.begin())
        return std::nullopt;
    const Bucket& point = *(after - 1);
    const bool inGap = seconds > point.lastTime && after != points.end() && after->startsAfterGap;
    if (inGap || seconds - point.lastTime > m_gapAfter)
        return std::nullopt;
    return QPointF(point.lastTime, point.lastValue);
}

double Curve::at(double seconds) const
{
    const auto point = pointAt(seconds);
    return point ? point->y() : noValue;
}

double Curve::recentMedian(int count) const
{
    if (isEmpty() || count < 1)
        return noValue;
    const Level& points = m_levels.front();
    std::vector<double> values;
    for (std::size_t i = points.size(); i > 0 && static_cast<int>(values.size()) < count; --i)
        values.push_back(points[i - 1].lastValue);
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

bool Curve::range(double from, double to, double* low, double* high) const
{
    const Level* level = levelFor(from, to, 512);
    bool found = false;
    for (std::size_t i = level ? firstAt(*level, from) : 0; level && i < level->size() && (*level)[i].firstTime <= to;
         ++i) {
        const Bucket& bucket = (*level)[i];
        *low = found ? std::min(*low, bucket.low) : bucket.low;
        *high = found ? std::max(*high, bucket.high) : bucket.high;
        found = true;
    }
    return found;
}

} // namespace cachedeck::chart
