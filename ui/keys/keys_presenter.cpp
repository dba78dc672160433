#include "ui/keys/keys_presenter.hpp"

#include "ui/bridge/backend_text.hpp"
#include "ui/keys/words.hpp"

#include <QLocale>

#include <algorithm>

namespace cachedeck::ui {
namespace {

using namespace std::chrono_literals;
constexpr auto tickEvery = 500ms;
constexpr int fetchEveryTicks = 2; // metadata of the rows in sight, each second
constexpr int vitalsEveryTicks = 8;
constexpr auto goneStays = 1500ms; // a key that vanished is struck out for a moment
constexpr int mostVisible = 200;
constexpr std::uint64_t cheapToScan = 100'000;
constexpr qint64 treeEvery = 400; // ms, while a scan runs

} // namespace

KeysPresenter::KeysPresenter(KeyspaceBridge& bridge, QObject* parent)
    : QObject(parent),
      m_bridge(bridge),
      m_model(this),
      m_namespaces([this](const std::string& path,
                          NamespaceModel::Found found) { m_bridge.findChildren(path, std::move(found)); },
                   this),
      m_ttlFilter(bridge, this)
{
    connect(&m_bridge, &KeyspaceBridge::opened, this, [this] {
        m_fetching = false;
        m_trouble.clear();
        m_expired.clear();
        if (m_active)
            rescan();
    });
    connect(&m_bridge, &KeyspaceBridge::closed, this, [this] {
        m_ttlFilter.cancel();
        m_model.clear();
        m_sample.reset();
        m_fresh = m_ended = m_sampled = m_treeWhole = false;
        m_namespaces.setNamespaces({}, 0);
        Q_EMIT sampleChanged();
        Q_EMIT statusChanged();
    });
    connect(&m_bridge, &KeyspaceBridge::scanned, this, &KeysPresenter::takeScan);
    connect(&m_bridge, &KeyspaceBridge::rowsReset, this, &KeysPresenter::takeRows);
    connect(&m_bridge, &KeyspaceBridge::rowsAppended, this, [this](const auto& keys, const auto& rows) {
        if (m_range == TtlFilter::Range::Any)
            m_model.append(keys, *rows);
    });
    connect(&m_ttlFilter, &TtlFilter::found, this,
            [this](const auto& keys, const auto& rows) { m_model.append(keys, rows); });
    connect(&m_ttlFilter, &TtlFilter::progressed, this, &KeysPresenter::statusChanged);
    m_tick.setInterval(tickEvery);
    connect(&m_tick, &QTimer::timeout, this, &KeysPresenter::tick);
}

void KeysPresenter::setActive(bool active)
{
    m_active = active;
    if (!active) {
        m_tick.stop();
        return;
    }
    m_tick.start();
    if (!m_bridge.isOpen())
        return;
    const auto state = m_bridge.progress().state;
    // Coming back shows what is there now, where looking again costs next to nothing.
    if (state == keyspace::ScanState::Idle || (m_bridge.progress().ended() && m_bridge.progress().total <= cheapToScan))
        rescan();
    readVitals();
}

void KeysPresenter::rescan()
{
    if (!m_bridge.isOpen())
        return;
    m_ttlFilter.cancel();
    m_ended = m_sampled = false;
    keyspace::ScanOptions options;
    options.type = m_type.toStdString();
    m_treeAge.invalidate();
    m_bridge.scan(options);
}

void KeysPresenter::togglePause()
{
    m_bridge.pauseScan(!isPaused());
}

void KeysPresenter::cancelScan()
{
    m_bridge.cancelScan();
}

void KeysPresenter::setFilter(const QString& text)
{
    m_query.text = text.toStdString();
    reselect();
}

void KeysPresenter::setType(const QString& type)
{
    if (type == m_type)
        return;
    m_type = type;
    rescan();
}

void KeysPresenter::setTtlRange(TtlFilter::Range range)
{
    m_range = range;
    reselect();
}

void KeysPresenter::setNamespace(const NamespaceModel::Choice& choice)
{
    m_query.withoutColon = choice.withoutColon;
    m_query.nameSpace.reset();
    if (!choice.all && !choice.withoutColon)
        m_query.nameSpace = choice.path;
    reselect();
}

void KeysPresenter::cycleOrder()
{
    m_query.order = m_query.order == keyspace::Order::Arrival     ? keyspace::Order::Ascending
                    : m_query.order == keyspace::Order::Ascending ? keyspace::Order::Descending
                                                                  : keyspace::Order::Arrival;
    reselect();
}

void KeysPresenter::reselect()
{
    m_bridge.select(m_query);
}

void KeysPresenter::takeRows(const keyspace::KeySnapshot& keys, const KeyspaceBridge::Rows& rows)
{
    m_ttlFilter.cancel();
    if (m_range == TtlFilter::Range::Any) {
        m_model.reset(keys, std::move(*rows));
    } else {
        m_model.reset(keys, {});
        if (!m_bridge.isScanning()) // the scan's end selects again
            m_ttlFilter.start(m_range, keys, rows);
    }
    Q_EMIT listReset();
    Q_EMIT statusChanged();
    fetchVisible();
}

void KeysPresenter::takeScan()
{
    const auto& progress = m_bridge.progress();
    // A first scan fills the tree as it goes; a later one keeps it, and what is chosen in it, until the new counts are
    // whole.
    const auto first = !m_treeWhole && (!m_treeAge.isValid() || m_treeAge.elapsed() > treeEvery);
    if (progress.ended() || first) {
        m_namespaces.setNamespaces(m_bridge.namespaces(), progress.keys);
        m_treeAge.start();
        if (progress.ended() && !m_ended && m_treeWhole)
            m_namespaces.refreshOpened();
        m_treeWhole = m_treeWhole || progress.ended();
    }
    if (progress.ended() && !m_ended) {
        m_ended = true;
        if (m_range != TtlFilter::Range::Any)
            reselect();
        takeSample();
        readVitals();
        fetchVisible();
        Q_EMIT scanEnded();
    }
    Q_EMIT statusChanged();
}

void KeysPresenter::takeSample()
{
    if (m_sampled || !m_type.isEmpty()) // a list of one type says nothing about the others
        return;
    m_sampled = true;
    keyspace::SampleOptions options;
    options.memory = false;
    m_bridge.sample(options, [this](const redis::Result<keyspace::KeyspaceSample>& sample) {
        if (!sample)
            return;
        m_sample = *sample;
        Q_EMIT sampleChanged();
    });
}

void KeysPresenter::setVisibleRows(int first, int last)
{
    const auto grew = first < m_first || last > m_last || m_first < 0;
    m_first = first;
    m_last = last;
    if (grew)
        fetchVisible();
}

void KeysPresenter::fetchVisible()
{
    if (!m_active || m_fetching || m_first < 0 || !m_bridge.isOpen())
        return;
    std::vector<KeyModel::Row> rows;
    std::vector<std::string> keys;
    const auto last = std::min({m_last, m_model.rowCount() - 1, m_first + mostVisible});
    for (auto row = m_first; row <= last; ++row) {
        rows.push_back(m_model.storeRow(row));
        keys.push_back(m_model.keyAt(row));
    }
    if (rows.empty())
        return;
    keyspace::MetadataOptions options;
    options.encoding = options.idle = false;
    m_fetching = true;
    const auto generation = m_bridge.snapshot().generation();
    m_bridge.fetch(std::move(keys), options,
                   [this, rows, generation](const redis::Result<keyspace::MetadataBatch>& batch) {
                       m_fetching = false;
                       m_fresh = batch.has_value();
                       m_trouble = batch ? QString() : backendText(batch.error().message);
                       if (batch && generation == m_bridge.snapshot().generation())
                           m_model.setMetadata(rows, batch->values);
                       Q_EMIT statusChanged();
                   });
}

void KeysPresenter::tick()
{
    ++m_ticks;
    m_model.tick(m_first, m_last);
    const auto gone = m_model.removeGone(goneStays);
    if (!gone.empty())
        m_bridge.forget(gone);
    if (m_ticks % fetchEveryTicks == 0)
        fetchVisible();
    if (m_ticks % vitalsEveryTicks == 0)
        readVitals();
}

void KeysPresenter::readVitals()
{
    if (!m_active)
        return;
    m_bridge.readVitals([this](const KeyspaceBridge::Vitals& vitals) {
        const auto now = std::chrono::steady_clock::now();
        m_serverKeys = vitals.keys;
        if (!m_expired.empty() && vitals.expired < m_expired.back().second)
            m_expired.clear(); // another process: its counter began anew
        m_expired.emplace_back(now, vitals.expired);
        while (m_expired.size() > 2 && m_expired[1].first <= now - 60s)
            m_expired.pop_front();
        Q_EMIT statusChanged();
    });
}

void KeysPresenter::keyRemoved(const std::string& key)
{
    m_model.markGone(key);
}

QString KeysPresenter::countText() const
{
    const auto listed = static_cast<std::uint64_t>(m_model.rowCount());
    const auto& progress = m_bridge.progress();
    const auto narrowed =
        !m_query.text.empty() || m_query.nameSpace || m_query.withoutColon || m_range != TtlFilter::Range::Any;
    if (narrowed)
        return tr("%1 of %2").arg(words::count(listed), words::keys(progress.keys));
    return words::keys(progress.keys);
}

QString KeysPresenter::scanText() const
{
    const auto& progress = m_bridge.progress();
    const auto seconds = QLocale().toString(progress.seconds, 'f', progress.seconds < 0.95 ? 2 : 1);
    const auto percent = QLocale().toString(static_cast<int>(progress.fraction * 100));
    switch (progress.state) {
    case keyspace::ScanState::Idle:
        return {};
    case keyspace::ScanState::Running:
        return tr("scan %1 % after %2 s").arg(percent, seconds);
    case keyspace::ScanState::Paused:
        return tr("scan paused at %1 %").arg(percent);
    case keyspace::ScanState::Reconnecting:
        return tr("reconnecting at %1 %").arg(percent);
    case keyspace::ScanState::Cancelled:
        return tr("scan stopped at %1 %").arg(percent);
    case keyspace::ScanState::Incomplete:
        return tr("incomplete, %1 %").arg(percent);
    case keyspace::ScanState::Complete:
        break;
    }
    if (m_ttlFilter.isRunning())
        return tr("reading TTLs, %1 %").arg(static_cast<int>(m_ttlFilter.fraction() * 100));
    return tr("scan 100 % in %1 s").arg(seconds);
}

QString KeysPresenter::liveText() const
{
    if (!m_trouble.isEmpty())
        return m_trouble;
    if (!m_fresh)
        return {};
    const auto& progress = m_bridge.progress();
    if (progress.ended() && m_type.isEmpty() && m_serverKeys > progress.keys)
        return tr("Live, %1 newer keys: F5").arg(words::shortCount(m_serverKeys - progress.keys));
    if (m_expired.size() < 2)
        return tr("Live");
    const auto expired = m_expired.back().second - m_expired.front().second;
    const auto span =
        std::chrono::duration_cast<std::chrono::seconds>(m_expired.back().first - m_expired.front().first);
    return span >= 55s ? tr("Live, %1 expired in the last minute").arg(words::count(expired))
                       : tr("Live, %1 expired in the last %2 s").arg(words::count(expired)).arg(span.count());
}

QString KeysPresenter::trouble() const
{
    return QString::fromStdString(m_bridge.progress().trouble);
}

QString KeysPresenter::typeCount(const QString& type) const
{
    if (!m_sample)
        return {};
    const auto found = m_sample->types.find(type.toStdString());
    return words::shortCount(found == m_sample->types.end() ? 0 : m_sample->project(found->second));
}

} // namespace cachedeck::ui
