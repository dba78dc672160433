#pragma once
// The keys of the connected server, for the window: scan, select, metadata, pages of values, changes and invalidation,
// each as a call that returns at once and a value that comes back on the GUI thread.
//
// Threads: GUI thread only. The bridge has a connection and an IoThread of its own, so that neither a scan of millions
// of keys nor a large page delays the top bar. Handlers that are under way when the connection changes are dropped;
// opened() tells that everything asked before is void.

#include "backend/keyspace/edit.hpp"
#include "backend/keyspace/invalidation.hpp"
#include "backend/keyspace/key_query.hpp"
#include "backend/keyspace/metadata.hpp"
#include "backend/keyspace/sample.hpp"
#include "backend/keyspace/scanner.hpp"
#include "backend/keyspace/value_page.hpp"
#include "ui/bridge/inbox.hpp"
#include "ui/bridge/server_session.hpp"

#include <QObject>
#include <QString>

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace cachedeck::ui {

class KeyspaceBridge : public QObject {
    Q_OBJECT

public:
    using Row = keyspace::KeySnapshot::Row;
    using Rows = std::shared_ptr<std::vector<Row>>; // handed over: the receiver may change it
    template<class T>
    using Handler = std::function<void(redis::Result<T>)>; // on the GUI thread

    struct Vitals {
        std::uint64_t keys = 0;    // DBSIZE
        std::uint64_t expired = 0; // expired_keys of INFO stats, since the server's start
    };

    explicit KeyspaceBridge(ServerSession& server, QObject* parent = nullptr);
    ~KeyspaceBridge() override;

    bool isOpen() const { return m_client != nullptr; }

    // Empties the list and fills it again; rowsReset(), rowsAppended(), scanned() follow.
    void scan(const keyspace::ScanOptions& options);
    void pauseScan(bool paused);
    void cancelScan();
    bool isScanning() const { return m_progress.state != keyspace::ScanState::Idle && !m_progress.ended(); }
    const keyspace::ScanProgress& progress() const { return m_progress; }
    const std::vector<keyspace::Namespace>& namespaces() const { return m_namespaces; }
    keyspace::KeySnapshot snapshot() const { return m_store->snapshot(); }

    // Which keys to list from now on; rowsReset() follows. While a scan runs the order is that of arrival.
    void select(const keyspace::KeyQuery& query);
    void findChildren(const std::string& parent, std::function<void(std::vector<keyspace::Namespace>)> handler);
    // Keys that are known to be gone: counted out, and not selected again.
    void forget(std::vector<std::string> keys);

    void fetch(std::vector<std::string> keys, const keyspace::MetadataOptions& options,
               Handler<keyspace::MetadataBatch> handler);
    void readPage(const keyspace::PageRequest& request, Handler<keyspace::ValuePage> handler);
    void sample(const keyspace::SampleOptions& options, Handler<keyspace::KeyspaceSample> handler);
    void readVitals(std::function<void(const Vitals&)> handler); // silent when the server refuses

    void setTtl(const std::string& key, std::chrono::milliseconds ttl, Handler<bool> handler);
    void persist(const std::string& key, Handler<bool> handler);
    void remove(const std::string& key, Handler<std::uint64_t> handler);

    // Dry run or removal; the handler is called with each report, the last one has ended() or is an error.
    void invalidate(const keyspace::InvalidationRequest& request, Handler<keyspace::InvalidationProgress> handler);
    void stopInvalidation();

Q_SIGNALS:
    void opened();
    void closed();
    void scanned(); // progress() and namespaces() are newer
    void rowsReset(const cachedeck::keyspace::KeySnapshot& keys, const cachedeck::ui::KeyspaceBridge::Rows& rows);
    void rowsAppended(const cachedeck::keyspace::KeySnapshot& keys, const cachedeck::ui::KeyspaceBridge::Rows& rows);

private:
    struct Follow;
    struct Batch;

    void follow();
    void open();
    void close();
    void take(const std::shared_ptr<Batch>& batch);
    void reselect();
    void findNextChildren();
    template<class T>
    std::function<void(T)> deliver(std::function<void(T)> handler);

    ServerSession& m_server;
    Inbox m_inbox;
    std::uint64_t m_opening = 0; // answers of an earlier connection are dropped
    std::uint64_t m_scan = 0;    // reports of an earlier scan too…
    std::uint64_t m_query = 0;   // …and rows of an earlier query
    keyspace::KeyQuery m_wanted;
    keyspace::ScanProgress m_progress;
    std::vector<keyspace::Namespace> m_namespaces;
    std::shared_ptr<Follow> m_follow;
    std::shared_ptr<keyspace::KeyStore> m_store;
    redis::Address m_address;
    std::shared_ptr<redis::Gate> m_gate;
    std::unique_ptr<runtime::IoThread> m_thread; // before what runs on it
    std::unique_ptr<redis::Client> m_client;
    std::unique_ptr<keyspace::MetadataReader> m_reader;
    std::unique_ptr<keyspace::Scanner> m_scanner;
    std::unique_ptr<keyspace::Invalidation> m_invalidation;
    std::unique_ptr<keyspace::KeySelector> m_selector;
    // The selector gives up a question for children when the next one comes; these wait for their turn.
    std::deque<std::pair<std::string, std::function<void(std::vector<keyspace::Namespace>)>>> m_children;
};

} // namespace cachedeck::ui
