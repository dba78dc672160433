#pragma once
// Keeps the keys of a list whose TTL lies in a range. A TTL is only known to the server, so every key of the list is
// asked, in batches, with progress; a new start or cancel() gives up the one before. GUI thread.

#include "ui/bridge/keyspace_bridge.hpp"

#include <QObject>

namespace cachedeck::ui {

class TtlFilter : public QObject {
    Q_OBJECT

public:
    enum class Range { Any, UnderMinute, UnderHour, None };

    explicit TtlFilter(KeyspaceBridge& bridge, QObject* parent = nullptr) : QObject(parent), m_bridge(bridge) {}

    void start(Range range, const keyspace::KeySnapshot& keys, KeyspaceBridge::Rows rows);
    void cancel()
    {
        ++m_number;
        m_rows.reset();
    }
    bool isRunning() const { return m_rows && m_next < m_rows->size(); }
    double fraction() const;

Q_SIGNALS:
    void found(const cachedeck::keyspace::KeySnapshot& keys,
               const std::vector<cachedeck::keyspace::KeySnapshot::Row>& rows);
    void progressed();

private:
    void ask();
    void take(const keyspace::MetadataBatch& batch);
    bool fits(const keyspace::KeyMetadata& metadata) const;

    KeyspaceBridge& m_bridge;
    std::uint64_t m_number = 0;
    Range m_range = Range::Any;
    keyspace::KeySnapshot m_keys;
    KeyspaceBridge::Rows m_rows;
    std::size_t m_next = 0; // first row not asked for yet
    std::vector<KeyspaceBridge::Row> m_asked;
};

} // namespace cachedeck::ui
