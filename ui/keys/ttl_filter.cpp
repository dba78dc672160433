#include "ui/keys/ttl_filter.hpp"

namespace cachedeck::ui {
namespace {
constexpr std::size_t batchSize = 500;
}

void TtlFilter::start(Range range, const keyspace::KeySnapshot& keys, KeyspaceBridge::Rows rows)
{
    ++m_number;
    m_range = range;
    m_keys = keys;
    m_rows = std::move(rows);
    m_next = 0;
    ask();
}

double TtlFilter::fraction() const
{
    return m_rows && !m_rows->empty() ? static_cast<double>(m_next) / static_cast<double>(m_rows->size()) : 1;
}

void TtlFilter::ask()
{
    Q_EMIT progressed();
    if (!m_rows || m_next >= m_rows->size())
        return;
    std::vector<std::string> keys;
    m_asked.clear();
    const auto end = std::min(m_next + batchSize, m_rows->size());
    for (auto i = m_next; i < end; ++i) {
        m_asked.push_back((*m_rows)[i]);
        keys.emplace_back(m_keys[(*m_rows)[i]]);
    }
    keyspace::MetadataOptions options;
    options.memory = options.encoding = options.idle = false;
    m_bridge.fetch(std::move(keys), options,
                   [this, number = m_number, end](const redis::Result<keyspace::MetadataBatch>& batch) {
                       if (number != m_number)
                           return;
                       if (!batch) { // what was found stays; the rest is not known
                           cancel();
                           Q_EMIT progressed();
                           return;
                       }
                       m_next = end;
                       take(*batch);
                       ask();
                   });
}

bool TtlFilter::fits(const keyspace::KeyMetadata& metadata) const
{
    using namespace std::chrono_literals;
    switch (m_range) {
    case Range::UnderMinute:
        return metadata.ttl && *metadata.ttl < 1min;
    case Range::UnderHour:
        return metadata.ttl && *metadata.ttl < 1h;
    case Range::None:
        return metadata.persistent;
    case Range::Any:
        break;
    }
    return metadata.exists;
}

void TtlFilter::take(const keyspace::MetadataBatch& batch)
{
    std::vector<KeyspaceBridge::Row> rows;
    for (std::size_t i = 0; i < m_asked.size() && i < batch.values.size(); ++i)
        if (fits(batch.values[i]))
            rows.push_back(m_asked[i]);
    if (!rows.empty())
        Q_EMIT found(m_keys, rows);
}

} // namespace cachedeck::ui
