#pragma once
// What the Keys page shows and does, without a widget: which keys are listed (filter, type, TTL, namespace, order), the
// scan, metadata of the rows in sight, the sample behind the figures, and the words of the status line. GUI thread.

#include "ui/bridge/keyspace_bridge.hpp"
#include "ui/keys/key_model.hpp"
#include "ui/keys/namespace_model.hpp"
#include "ui/keys/ttl_filter.hpp"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <deque>
#include <optional>

namespace cachedeck::ui {

class KeysPresenter : public QObject {
    Q_OBJECT

public:
    explicit KeysPresenter(KeyspaceBridge& bridge, QObject* parent = nullptr);

    KeyModel& model() { return m_model; }
    NamespaceModel& namespaces() { return m_namespaces; }
    const std::optional<keyspace::KeyspaceSample>& sample() const { return m_sample; }

    // A hidden page asks the server nothing.
    void setActive(bool active);

    void rescan();
    void togglePause();
    void cancelScan();
    bool isScanning() const { return m_bridge.isScanning(); }
    bool isPaused() const { return m_bridge.progress().state == keyspace::ScanState::Paused; }
    const keyspace::ScanProgress& progress() const { return m_bridge.progress(); }

    void setFilter(const QString& text);
    void setType(const QString& type); // "hash"; empty: all. Scans again, as the server does the filtering
    QString type() const { return m_type; }
    void setTtlRange(TtlFilter::Range range);
    void setNamespace(const NamespaceModel::Choice& choice);
    void cycleOrder(); // as found, ascending, descending
    keyspace::Order order() const { return m_query.order; }

    void setVisibleRows(int first, int last);
    void keyRemoved(const std::string& key); // by the value view or an invalidation

    QString countText() const; // "1,204,311 keys"
    QString scanText() const;  // "scan 100 % in 0.9 s"
    QString liveText() const;  // "Live, 2,940 expired in the last minute"
    bool isLive() const { return m_active && m_fresh && m_trouble.isEmpty(); }
    QString trouble() const;                      // why the list is incomplete; empty: it is not
    QString typeCount(const QString& type) const; // "842 k"; empty before a sample

Q_SIGNALS:
    void statusChanged();
    void sampleChanged();
    void listReset(); // other rows, perhaps the same keys
    void scanEnded();

private:
    void takeRows(const keyspace::KeySnapshot& keys, const KeyspaceBridge::Rows& rows);
    void takeScan();
    void tick();
    void fetchVisible();
    void readVitals();
    void takeSample();
    void reselect();

    KeyspaceBridge& m_bridge;
    KeyModel m_model;
    NamespaceModel m_namespaces;
    TtlFilter m_ttlFilter;
    TtlFilter::Range m_range = TtlFilter::Range::Any;
    QTimer m_tick;
    keyspace::KeyQuery m_query;
    QString m_type;
    bool m_active = false, m_fetching = false, m_fresh = false, m_ended = false, m_sampled = false, m_treeWhole = false;
    int m_first = -1, m_last = -1;
    int m_ticks = 0;
    QString m_trouble; // of the last fetch
    std::optional<keyspace::KeyspaceSample> m_sample;
    std::uint64_t m_serverKeys = 0;
    std::deque<std::pair<std::chrono::steady_clock::time_point, std::uint64_t>> m_expired; // of the last minute
    QElapsedTimer m_treeAge;
};

} // namespace cachedeck::ui
