#include "ui/app/workbench.hpp"

#include "backend/servers/leftovers.hpp"
#include "ui/events/events_page.hpp"
#include "ui/keys/keys_page.hpp"
#include "ui/load/load_page.hpp"
#include "ui/sentinel/sentinel_page.hpp"
#include "ui/settings/settings_page.hpp"
#include "ui/start/start_page.hpp"

#include <QThreadPool>

namespace cachedeck::ui {

Workbench::Workbench(QApplication& application, QSettings& settings)
    : m_settings(settings),
      m_themes(application),
      m_resources(load::ResourcePaths::find()),
      m_run(m_server, m_events),
      m_sentinel(m_server, m_run, m_events),
      m_recent(settings),
      m_stores(settings),
      m_archive(m_run, m_recent),
      m_library(m_run, m_resources)
{
    m_themes.setChoice(static_cast<theme::ThemeManager::Choice>(settings.value(SettingsPage::themeKey(), 0).toInt()));
    m_run.setStoreFinder([this](const QString& kind) { return m_stores.urlOf(kind); });
    m_run.setPasswordFinder([this](const QString& url) { return m_stores.passwordOf(url); });
    const AppContext context{&m_server, &m_run, &m_events, &m_settings};
    m_window = std::make_unique<MainWindow>(context, m_sentinel, m_themes);
    m_start = new StartPage(context, m_recent, m_stores, m_resources);
    m_load = new LoadPage(context, m_archive, m_library, m_resources);
    m_window->addPage(m_start);
    m_window->addPage(new KeysPage(context));
    m_window->addPage(m_load);
    m_window->addPage(new SentinelPage(context, m_sentinel));
    m_window->addPage(new EventsPage(context, m_stream));
    m_window->addPage(new SettingsPage(context, m_themes), true);

    connect(m_window.get(), &MainWindow::connectRequested, this, &Workbench::openConnect);
    connect(m_window.get(), &MainWindow::demoRequested, this, [this] { startDemo(QStringLiteral("movies")); });
    connect(m_window.get(), &MainWindow::workloadRequested, this, [this] {
        m_window->showPage(m_start->id());
        m_start->openWorkload();
    });
    connect(m_start, &StartPage::runRequested, this, &Workbench::runFile);
    connect(m_start, &StartPage::demoRequested, this,
            [this](const QString& scenario, const QString& store) { startDemo(scenario, 0, store); });
    // What a crash left goes at the next start already, and not only when a stack is started.
    QThreadPool::globalInstance()->start([] { servers::cleanLeftovers(); });
}

Workbench::~Workbench()
{
    // The window and its pages refer to the sessions.
    m_window.reset();
}

void Workbench::startDemo(const QString& scenario, int seconds, const QString& store)
{
    m_load->open(scenario, seconds, store);
    m_window->showPage(m_load->id());
    if (!m_server.isDemo() || m_server.state() == ServerSession::State::Disconnected)
        m_server.startDemo();
    m_load->startWhenConnected();
}

void Workbench::runFile(const QString& scenario)
{
    if (m_server.state() != ServerSession::State::Connected)
        return startDemo(scenario);
    m_load->open(scenario);
    m_window->showPage(m_load->id());
    m_load->startWhenConnected();
}

void Workbench::connectTo(const redis::Url& url)
{
    m_server.connectTo(url);
}

void Workbench::openConnect()
{
    m_window->showPage(m_start->id());
    m_start->openConnect();
}

} // namespace cachedeck::ui
