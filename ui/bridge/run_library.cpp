#include "ui/bridge/run_library.hpp"

#include "ui/bridge/backend_text.hpp"
#include "ui/bridge/run_session.hpp"

#include <QStandardPaths>

#include <optional>

namespace cachedeck::ui {

struct RunLibrary::Store {
    std::unique_ptr<history::RunHistory> history;
    std::optional<std::int64_t> current; // the run that goes on
};

namespace {

constexpr auto heartbeat = std::chrono::seconds(1);

} // namespace

QString RunLibrary::defaultFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
           QStringLiteral("/cachedeck/history/runs.db");
}

RunLibrary::RunLibrary(RunSession& run, const load::ResourcePaths& resources, QObject* parent)
    : QObject(parent), m_run(run), m_resources(resources), m_inbox(this), m_store(std::make_shared<Store>())
{
    m_pool.setMaxThreadCount(1);
    m_pool.setExpiryTimeout(-1); // the same thread for the connection's whole life
    m_heart.setInterval(heartbeat);
    connect(&m_heart, &QTimer::timeout, this, &RunLibrary::beat);
    connect(&m_run, &RunSession::started, this, &RunLibrary::begin);
    connect(&m_run, &RunSession::measured, this, [this] {
        if (m_recording)
            work([this, result = m_run.result(), send = m_inbox.sender()](Store& store) {
                if (!store.current)
                    return;
                if (const auto done = store.history->record(*store.current, *result); done.has_error())
                    send([this, error = done.error()] { tell(error); });
            });
    });
    connect(&m_run, &RunSession::finished, this, [this] {
        m_heart.stop();
        if (!std::exchange(m_recording, false))
            return;
        work([this, result = m_run.result(), send = m_inbox.sender()](Store& store) {
            if (!store.current)
                return;
            const auto id = *std::exchange(store.current, std::nullopt);
            const auto done =
                result && result->seconds > 0 ? store.history->finish(id, *result) : store.history->abandon(id);
            if (done.has_error())
                send([this, error = done.error()] { tell(error); });
        });
        refresh();
    });
    connect(&m_run, &RunSession::failed, this, [this] {
        if (m_run.isRunning() || !std::exchange(m_recording, false))
            return;
        m_heart.stop();
        work([](Store& store) {
            if (const auto id = std::exchange(store.current, std::nullopt))
                (void)store.history->abandon(*id); // of a run that told its failure already
        });
        refresh();
    });
    m_pool.start([this, store = m_store, file = defaultFile().toStdString(), send = m_inbox.sender()] {
        auto opened = history::RunHistory::open(file);
        if (opened.has_error())
            return send([this, error = opened.error()] {
                m_writable = false;
                tell(error);
            });
        store->history = std::move(opened->history);
        if (!opened->notice.empty())
            send([this, notice = opened->notice] { Q_EMIT noticed(backendText(notice)); });
    });
    refresh();
}

RunLibrary::~RunLibrary()
{
    m_pool.waitForDone();
}

// Does nothing where the history could not be opened: that was told.
void RunLibrary::work(std::function<void(Store&)> job)
{
    m_pool.start([store = m_store, job = std::move(job)] {
        if (store->history)
            job(*store);
    });
}

// Once a run: a full disk says so each second otherwise.
void RunLibrary::tell(const history::Error& error)
{
    if (error.kind == history::Error::Kind::Full && std::exchange(m_told, true))
        return;
    Q_EMIT failed(backendText(error.text));
}

void RunLibrary::begin()
{
    if (!m_run.isRunning()) // an earlier run was opened
        return;
    m_recording = true;
    m_told = false;
    work([this, scenario = m_run.scenario(), send = m_inbox.sender()](Store& store) {
        const auto id = store.history->plan(scenario);
        if (id.has_error())
            return send([this, error = id.error()] { tell(error); });
        store.current = *id;
    });
    m_heart.start();
}

void RunLibrary::beat()
{
    work([](Store& store) {
        if (store.current)
            (void)store.history->heartbeat(*store.current); // the next record() tells what is wrong
    });
}

void RunLibrary::read(qint64 id, Take take)
{
    work([this, id, take = std::move(take), resources = m_resources, send = m_inbox.sender()](Store& store) {
        auto result = store.history->read(id, resources);
        if (result.has_error())
            return send([this, error = result.error()] { Q_EMIT failed(backendText(error.text)); });
        send([take, result = std::make_shared<const load::Result>(*std::move(result))] { take(result); });
    });
}

void RunLibrary::readFile(const QString& file, Take take)
{
    m_pool.start(
        [this, file = file.toStdString(), take = std::move(take), resources = m_resources, send = m_inbox.sender()] {
            auto result = report::readResult(file, resources);
            if (result.has_error())
                return send([this, text = result.error().text()] { Q_EMIT failed(backendText(text)); });
            send([take, result = std::make_shared<const load::Result>(*std::move(result))] { take(result); });
        });
}

void RunLibrary::readScenario(qint64 id, std::function<void(const load::Scenario&)> take)
{
    work([this, id, take = std::move(take), resources = m_resources, send = m_inbox.sender()](Store& store) {
        const auto text = store.history->scenario(id);
        if (text.has_error())
            return send([this, error = text.error()] { Q_EMIT failed(backendText(error.text)); });
        auto scenario = load::parseScenario(*text, "the stored run", resources);
        if (scenario.has_error())
            return send([this, error = scenario.error().text()] { Q_EMIT failed(backendText(error)); });
        send([take, scenario = *std::move(scenario)] { take(scenario); });
    });
}

void RunLibrary::remove(qint64 id)
{
    work([this, id, send = m_inbox.sender()](Store& store) {
        if (const auto done = store.history->remove(id); done.has_error())
            send([this, error = done.error()] { Q_EMIT failed(backendText(error.text)); });
    });
    refresh();
}

void RunLibrary::refresh()
{
    work([this, send = m_inbox.sender()](Store& store) {
        auto entries = store.history->entries();
        if (entries.has_error())
            return send([this, error = entries.error()] { tell(error); });
        send([this, entries = *std::move(entries)] {
            m_entries = entries;
            Q_EMIT changed();
        });
    });
}

} // namespace cachedeck::ui
