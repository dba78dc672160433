#include "ui/start/start_page.hpp"

#include "ui/bridge/run_archive.hpp"
#include "ui/shell/top_bar.hpp"
#include "ui/start/connect_panel.hpp"
#include "ui/start/demo_card.hpp"
#include "ui/start/recent_card.hpp"
#include "ui/start/scenario_gallery.hpp"
#include "ui/start/store_panel.hpp"
#include "ui/start/workload_panel.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/theme/space.hpp"

#include <QDesktopServices>
#include <QFileDialog>
#include <QGridLayout>
#include <QScrollArea>
#include <QUrl>
#include <QVBoxLayout>

namespace cachedeck::ui {

namespace space = theme::space;

namespace {

constexpr int pageWidth = 1088;

badge::Environment look(redis::Environment environment)
{
    return environment == redis::Environment::Development ? badge::Environment::Development
                                                          : badge::Environment::Production;
}

QString when(const QDateTime& time)
{
    const auto days = time.daysTo(QDateTime::currentDateTime());
    if (days == 0)
        return StartPage::tr("today %1").arg(QLocale().toString(time.time(), QLocale::ShortFormat));
    if (days == 1)
        return StartPage::tr("yesterday %1").arg(QLocale().toString(time.time(), QLocale::ShortFormat));
    return QLocale().toString(time.date(), QLocale::ShortFormat);
}

QString speedupText(std::optional<double> speedup)
{
    if (!speedup)
        return QStringLiteral("–");
    return QLocale().toString(*speedup, 'f', *speedup < 10 ? 1 : 0) + QStringLiteral("×");
}

void openReport(const QString& directory)
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(directory + QStringLiteral("/report.html")));
}

} // namespace

StartPage::StartPage(const AppContext& context, Recent& recent, StoreAddresses& stores,
                     const load::ResourcePaths& resources, QWidget* parent)
    : Page(parent),
      m_context(context),
      m_recent(recent),
      m_demo(new DemoCard(*context.server)),
      m_connections(new RecentCard(QStringLiteral("connect"), tr("Recent connections"), tr("Connect…"),
                                   tr("None yet. A redis://, rediss:// or redis+sentinel:// address will do."))),
      m_runs(new RecentCard(QStringLiteral("open"), tr("Recent runs"), tr("Open a run…"),
                            tr("None yet. Every finished run is kept here with its report."))),
      m_gallery(new ScenarioGallery(resources, stores)),
      m_connect(new ConnectPanel(context, this)),
      m_workload(new WorkloadPanel(context, resources, this)),
      m_store(new StorePanel(stores, this))
{
    auto* holder = new QWidget;
    auto* centre = new QHBoxLayout(holder);
    centre->setContentsMargins(space::group, 0, space::group, 0);
    centre->addStretch(1);
    centre->addWidget(layOut());
    centre->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setWidget(holder);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    connectCards();
    connect(m_workload, &WorkloadPanel::passwordProved, &stores, &StoreAddresses::keepPassword);
    updateRecent();
}

QWidget* StartPage::layOut()
{
    auto* content = new QWidget;
    content->setFixedWidth(pageWidth);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, space::card, 0, space::control);
    column->setSpacing(0);
    column->addWidget(new badge::Label(tr("See what a cache buys you"), theme::Role::Display));
    column->addSpacing(space::unit);
    column->addWidget(new badge::Label(tr("On your own data, live, with numbers that hold."), theme::Role::Body,
                                       theme::Token::TextSecondary));
    column->addSpacing(space::card);
    auto* grid = new QGridLayout;
    grid->setSpacing(space::group);
    m_demo->setFixedSize(672, 336);
    grid->addWidget(m_demo, 0, 0, 2, 1);
    grid->addWidget(m_connections, 0, 1);
    grid->addWidget(m_runs, 1, 1);
    column->addLayout(grid);
    column->addSpacing(space::card);
    column->addWidget(m_gallery);
    column->addStretch(1);
    return content;
}

void StartPage::connectCards()
{
    connect(m_demo, &DemoCard::startRequested, this, [this] { Q_EMIT demoRequested(QStringLiteral("movies"), {}); });
    connect(m_gallery, &ScenarioGallery::chosen, this, &StartPage::demoRequested);
    connect(m_gallery, &ScenarioGallery::workloadRequested, this, &StartPage::openWorkload);
    connect(m_workload, &WorkloadPanel::runRequested, this, &StartPage::runRequested);
    connect(m_gallery, &ScenarioGallery::addressRequested, this, [this](const QString& world, const QString& kind) {
        m_store->open(world, kind);
        placePanels();
    });
    connect(m_store, &StorePanel::chosen, m_gallery, &ScenarioGallery::setStore);
    connect(m_connections, &RecentCard::actionRequested, this, [this] { openConnect(); });
    connect(m_connections, &RecentCard::chosen, this, &StartPage::openRecent);
    connect(m_context.server, &ServerSession::stateChanged, this, &StartPage::keepConnection);
    connect(m_runs, &RecentCard::chosen, this,
            [this](int index) { openReport(m_recent.runs()[std::size_t(index)].directory); });
    connect(m_runs, &RecentCard::actionRequested, this, &StartPage::openRun);
}

void StartPage::openRecent(int index)
{
    const auto recent = m_recent.connections()[std::size_t(index)];
    openConnect(recent.url, recent.chosen ? std::optional(recent.environment) : std::nullopt);
}

// Only what was reached is worth a line, from wherever it was named; the demo has none.
void StartPage::keepConnection(ServerSession::State state)
{
    const auto& url = m_context.server->url();
    if (state != ServerSession::State::Connected || !url)
        return;
    m_recent.addConnection(*url, m_context.server->environment(), m_context.server->isEnvironmentChosen());
    updateRecent();
}

void StartPage::openRun()
{
    auto* dialog = new QFileDialog(this, tr("Open a run"), RunArchive::directory(), tr("A run's report (report.html)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this,
            [](const QString& file) { QDesktopServices::openUrl(QUrl::fromLocalFile(file)); });
    dialog->open();
}

void StartPage::setActive(bool active)
{
    if (active)
        updateRecent();
}

void StartPage::openConnect(const QString& url, std::optional<redis::Environment> environment)
{
    m_workload->hide();
    m_connect->open(url, environment);
    placePanels();
}

void StartPage::openWorkload()
{
    m_connect->hide();
    m_workload->open();
    placePanels();
}

void StartPage::placePanels()
{
    m_connect->move((width() - m_connect->width()) / 2, 72);
    m_store->move((width() - m_store->width()) / 2, 72);
    m_workload->move((width() - m_workload->width()) / 2, space::group);
}

void StartPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    placePanels();
}

void StartPage::updateRecent()
{
    QVector<RecentCard::Entry> connections;
    for (const auto& connection : m_recent.connections())
        connections.push_back({environmentWord(connection.environment),
                               look(connection.environment),
                               {},
                               connection.url,
                               when(connection.used)});
    m_connections->setEntries(connections);
    QVector<RecentCard::Entry> runs;
    for (const auto& run : m_recent.runs())
        runs.push_back({{}, badge::Environment::None, speedupText(run.speedup), run.name, when(run.finished)});
    m_runs->setEntries(runs);
}

} // namespace cachedeck::ui
