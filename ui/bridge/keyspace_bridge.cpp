#include "ui/bridge/keyspace_bridge.hpp"

#include <mutex>

namespace cachedeck::ui {

// What the scan's thread selects for the list, and from where on; the GUI thread changes it with the filter.
struct KeyspaceBridge::Follow {
    std::mutex mutex;
    keyspace::KeyQuery query;
    Row begin = 0;
    bool reset = true;
    std::uint64_t number = 0;
};

struct KeyspaceBridge::Batch {
    keyspace::ScanProgress progress;
    keyspace::KeySnapshot keys;
    Rows rows;
    std::vector<keyspace::Namespace> namespaces;
    bool reset = false;
    std::uint64_t scan = 0, query = 0;
};

KeyspaceBridge::KeyspaceBridge(ServerSession& server, QObject* parent)
    : QObject(parent),
      m_server(server),
      m_follow(std::make_shared<Follow>()),
      m_store(std::make_shared<keyspace::KeyStore>()),
      m_selector(std::make_unique<keyspace::KeySelector>())
{
    connect(&m_server, &ServerSession::stateChanged, this, &KeyspaceBridge::follow);
    // A manual failover changes the endpoint without a change of state.
    connect(&m_server, &ServerSession::vitalsChanged, this, &KeyspaceBridge::follow);
    follow();
}

KeyspaceBridge::~KeyspaceBridge()
{
    m_invalidation.reset();
    m_scanner.reset();
    m_client.reset();
}

void KeyspaceBridge::follow()
{
    switch (m_server.state()) {
    case ServerSession::State::Connected:
        if (!m_client || m_gate != m_server.gate() || !(m_address == m_server.endpoint().address))
            open();
        break;
    case ServerSession::State::Disconnected:
        if (m_client)
            close();
        break;
    case ServerSession::State::Connecting:
    case ServerSession::State::Lost:
        break; // what is listed stays, with its age
    }
}

void KeyspaceBridge::open()
{
    close();
    if (!m_thread)
        m_thread = std::make_unique<runtime::IoThread>("keys");
    redis::ConnectionOptions options;
    options.endpoint = m_server.endpoint();
    options.clientName = "cachedeck-keys";
    options.gate = m_server.gate();
    m_address = options.endpoint.address;
    m_gate = m_server.gate();
    m_client = std::make_unique<redis::Client>(*m_thread, std::move(options));
    m_reader = std::make_unique<keyspace::MetadataReader>();
    m_scanner = std::make_unique<keyspace::Scanner>(*m_client, m_store);
    Q_EMIT opened();
}

void KeyspaceBridge::close()
{
    ++m_opening;
    ++m_scan;
    m_invalidation.reset();
    m_scanner.reset();
    m_reader.reset();
    m_client.reset();
    m_gate.reset();
    // A new store, as the old one may still be written to by what the scanner left running.
    m_store = std::make_shared<keyspace::KeyStore>();
    m_progress = {};
    m_namespaces.clear();
    m_children.clear();
    Q_EMIT closed();
}

template<class T>
std::function<void(T)> KeyspaceBridge::deliver(std::function<void(T)> handler)
{
    return [this, send = m_inbox.sender(), opening = m_opening, handler = std::move(handler)](T value) {
        const auto shared = std::make_shared<T>(std::move(value));
        send([this, opening, handler, shared] {
            if (opening == m_opening)
                handler(std::move(*shared));
        });
    };
}

void KeyspaceBridge::scan(const keyspace::ScanOptions& options)
{
    if (!m_scanner)
        return;
    const auto number = ++m_scan;
    m_progress = {};
    m_progress.state = keyspace::ScanState::Running;
    m_namespaces.clear();
    {
        const std::lock_guard lock(m_follow->mutex);
        m_follow->query = m_wanted;
        m_follow->begin = 0;
        m_follow->reset = true;
        m_follow->number = ++m_query;
    }
    m_scanner->start(options, [this, number, send = m_inbox.sender(), store = m_store,
                               follow = m_follow](const keyspace::ScanProgress& progress) {
        const auto batch = std::make_shared<Batch>();
        batch->progress = progress;
        batch->scan = number;
        batch->keys = store->snapshot();
        keyspace::KeyQuery query;
        Row begin = 0;
        {
            const std::lock_guard lock(follow->mutex);
            query = follow->query;
            begin = follow->begin;
            batch->reset = follow->reset;
            batch->query = follow->number;
            follow->begin = static_cast<Row>(batch->keys.size());
            follow->reset = false;
        }
        const std::atomic<bool> never{false};
        const auto rows = keyspace::selectFrom(batch->keys, begin, query, never);
        batch->rows = rows ? std::make_shared<std::vector<Row>>(*rows) : std::make_shared<std::vector<Row>>();
        batch->namespaces = store->namespaces();
        send([this, batch] { take(batch); });
    });
    Q_EMIT scanned();
}

void KeyspaceBridge::take(const std::shared_ptr<Batch>& batch)
{
    if (batch->scan != m_scan)
        return;
    m_progress = batch->progress;
    m_namespaces = std::move(batch->namespaces);
    if (batch->query == m_query) {
        if (batch->reset)
            Q_EMIT rowsReset(batch->keys, batch->rows);
        else if (!batch->rows->empty())
            Q_EMIT rowsAppended(batch->keys, batch->rows);
    }
    // The filter may have changed after the last report, and sorting waits for the whole list.
    if (m_progress.ended() && (batch->query != m_query || m_wanted.order != keyspace::Order::Arrival))
        reselect();
    Q_EMIT scanned();
}

void KeyspaceBridge::pauseScan(bool paused)
{
    if (!m_scanner)
        return;
    if (paused)
        m_scanner->pause();
    else
        m_scanner->resume();
}

void KeyspaceBridge::cancelScan()
{
    if (m_scanner)
        m_scanner->cancel();
}

void KeyspaceBridge::select(const keyspace::KeyQuery& query)
{
    m_wanted = query;
    if (!isScanning()) {
        reselect();
        return;
    }
    const std::lock_guard lock(m_follow->mutex);
    m_follow->query = query;
    m_follow->begin = 0;
    m_follow->reset = true;
    m_follow->number = ++m_query;
}

void KeyspaceBridge::reselect()
{
    const auto number = ++m_query;
    m_selector->select(
        m_store->snapshot(), m_wanted,
        [this, number, send = m_inbox.sender()](const keyspace::KeySnapshot& keys, const keyspace::Rows& rows) {
            const auto copy = std::make_shared<std::vector<Row>>(*rows);
            send([this, number, keys, copy] {
                if (number == m_query)
                    Q_EMIT rowsReset(keys, copy);
            });
        });
}

void KeyspaceBridge::findChildren(const std::string& parent,
                                  std::function<void(std::vector<keyspace::Namespace>)> handler)
{
    m_children.emplace_back(parent, std::move(handler));
    if (m_children.size() == 1)
        findNextChildren();
}

void KeyspaceBridge::findNextChildren()
{
    m_selector->children(m_store->snapshot(), m_children.front().first,
                         deliver<std::vector<keyspace::Namespace>>([this](std::vector<keyspace::Namespace> found) {
                             const auto handler = std::move(m_children.front().second);
                             m_children.pop_front();
                             if (!m_children.empty())
                                 findNextChildren();
                             handler(std::move(found));
                         }));
}

void KeyspaceBridge::forget(std::vector<std::string> keys)
{
    if (!m_thread)
        return;
    m_thread->post([this, store = m_store, keys = std::move(keys), send = m_inbox.sender(), scan = m_scan] {
        store->remove(std::vector<std::string_view>(keys.begin(), keys.end()));
        send([this, scan, namespaces = store->namespaces(), present = store->present()] {
            if (scan != m_scan || isScanning())
                return;
            m_namespaces = namespaces;
            m_progress.keys = present;
            Q_EMIT scanned();
        });
    });
}

void KeyspaceBridge::fetch(std::vector<std::string> keys, const keyspace::MetadataOptions& options,
                           Handler<keyspace::MetadataBatch> handler)
{
    if (m_client)
        m_reader->request(*m_client, std::move(keys), options, deliver(std::move(handler)));
}

void KeyspaceBridge::readPage(const keyspace::PageRequest& request, Handler<keyspace::ValuePage> handler)
{
    if (m_client)
        keyspace::readPage(*m_client, request, deliver(std::move(handler)));
}

void KeyspaceBridge::sample(const keyspace::SampleOptions& options, Handler<keyspace::KeyspaceSample> handler)
{
    if (m_client)
        keyspace::sampleKeyspace(*m_client, m_store->snapshot(), options, deliver(std::move(handler)));
}

void KeyspaceBridge::readVitals(std::function<void(const Vitals&)> handler)
{
    if (!m_client)
        return;
    const auto vitals = std::make_shared<Vitals>();
    m_client->send({"DBSIZE"}, deliver<redis::Result<resp::Reply>>([vitals](const redis::Result<resp::Reply>& reply) {
                       if (reply)
                           vitals->keys = static_cast<std::uint64_t>(reply->root().integer().value_or(0));
                   }));
    m_client->send({"INFO", "stats"},
                   deliver<redis::Result<resp::Reply>>([vitals, handler](const redis::Result<resp::Reply>& reply) {
                       if (!reply)
                           return;
                       const auto text = reply->root().text();
                       constexpr std::string_view field = "\nexpired_keys:";
                       const auto at = text.find(field);
                       if (at == std::string_view::npos)
                           return;
                       vitals->expired =
                           std::strtoull(std::string(text.substr(at + field.size(), 20)).c_str(), nullptr, 10);
                       handler(*vitals);
                   }));
}

void KeyspaceBridge::setTtl(const std::string& key, std::chrono::milliseconds ttl, Handler<bool> handler)
{
    if (m_client)
        keyspace::setTtl(*m_client, key, ttl, deliver(std::move(handler)));
}

void KeyspaceBridge::persist(const std::string& key, Handler<bool> handler)
{
    if (m_client)
        keyspace::persist(*m_client, key, deliver(std::move(handler)));
}

void KeyspaceBridge::remove(const std::string& key, Handler<std::uint64_t> handler)
{
    if (m_client)
        keyspace::removeKeys(*m_client, {key}, deliver(std::move(handler)));
}

void KeyspaceBridge::invalidate(const keyspace::InvalidationRequest& request,
                                Handler<keyspace::InvalidationProgress> handler)
{
    if (!m_client)
        return;
    m_invalidation = std::make_unique<keyspace::Invalidation>(*m_client);
    m_invalidation->start(request, deliver(std::move(handler)));
}

void KeyspaceBridge::stopInvalidation()
{
    if (m_invalidation)
        m_invalidation->stop();
}

} // namespace cachedeck::ui
