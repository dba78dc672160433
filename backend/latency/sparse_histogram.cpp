#include "backend/latency/sparse_histogram.hpp"

#include <utility>

namespace cachedeck::latency {

class SparseHistogram::Writer {
public:
    explicit Writer(std::size_t expectedBytes) { m_bytes.reserve(expectedBytes); }
    void put(const Bucket& bucket)
    {
        putVarint(m_bytes, bucket.index - std::exchange(m_index, bucket.index));
        putVarint(m_bytes, bucket.count);
    }
    // In no more memory than they need: they are kept long.
    std::string take()
    {
        m_bytes.shrink_to_fit();
        return std::move(m_bytes);
    }

private:
    std::string m_bytes;
    std::size_t m_index = 0;
};

SparseHistogram::SparseHistogram(const Histogram& histogram, std::size_t together) : m_count(histogram.count())
{
    Writer writer(0);
    Bucket wide{0, 0};
    for (auto index = histogram.firstIndex(); index <= histogram.lastIndex(); ++index) {
        const auto count = histogram.countAt(index);
        if (count == 0)
            continue;
        const auto last = index | (together - 1);
        if (last != wide.index && wide.count > 0)
            writer.put(std::exchange(wide, {0, 0}));
        wide = {last, wide.count + count};
    }
    if (wide.count > 0)
        writer.put(wide);
    m_bytes = writer.take();
}

void SparseHistogram::add(const SparseHistogram& other)
{
    Writer merged(m_bytes.size() + other.m_bytes.size());
    Reader left(*this);
    Reader right(other);
    auto mine = left.next();
    auto theirs = right.next();
    while (mine || theirs) {
        if (!theirs || (mine && mine->index < theirs->index)) {
            merged.put(*std::exchange(mine, left.next()));
        } else if (!mine || theirs->index < mine->index) {
            merged.put(*std::exchange(theirs, right.next()));
        } else {
            merged.put({mine->index, mine->count + theirs->count});
            mine = left.next();
            theirs = right.next();
        }
    }
    m_bytes = merged.take();
    m_count += other.m_count;
}

void SparseHistogram::addTo(Histogram& histogram) const
{
    for (Reader reader(*this); const auto bucket = reader.next();)
        histogram.recordIndex(bucket->index, bucket->count);
}

Nanoseconds SparseHistogram::quantile(double quantile) const noexcept
{
    if (empty())
        return Nanoseconds{0};
    const auto rank = rankOf(quantile, m_count);
    std::uint64_t seen = 0;
    std::size_t last = 0;
    for (Reader reader(*this); const auto bucket = reader.next();) {
        last = bucket->index;
        if ((seen += bucket->count) >= rank)
            break;
    }
    return Nanoseconds{Layout::highestOf(last)};
}

} // namespace cachedeck::latency
