#include "ui/load/load_page.hpp"

#include "backend/load/simulated.hpp"
#include "ui/bridge/backend_text.hpp"
#include "ui/bridge/run_archive.hpp"
#include "ui/bridge/run_library.hpp"
#include "ui/load/chart_feed.hpp"
#include "ui/load/figure_pane.hpp"
#include "ui/load/history_panel.hpp"
#include "ui/load/percentile_model.hpp"
#include "ui/load/percentile_table.hpp"
#include "ui/load/presentation_head.hpp"
#include "ui/load/run_views.hpp"
#include "ui/load/scenario_panel.hpp"
#include "ui/load/verdict_bar.hpp"
#include "ui/load/words.hpp"
#include "widgets/badge/button.hpp"
#include "widgets/badge/card.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/badge/segmented_control.hpp"
#include "widgets/chart/chart_legend.hpp"
#include "widgets/chart/time_chart.hpp"
#include "widgets/theme/space.hpp"
#include "widgets/theme/text.hpp"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QMenu>
#include <QVBoxLayout>

namespace cachedeck::ui {

namespace space = theme::space;

LoadPage::LoadPage(const AppContext& context, RunArchive& archive, RunLibrary& library,
                   const load::ResourcePaths& resources, QWidget* parent)
    : Page(parent),
      m_context(context),
      m_archive(archive),
      m_library(library),
      m_verdict(new VerdictBar),
      m_presentationHead(new PresentationHead),
      m_choice(new badge::SegmentedControl),
      m_quantiles(new badge::SegmentedControl(badge::SegmentedControl::Mode::Multiple)),
      m_pause(new badge::Button(tr("Pause view"), QStringLiteral("pause"), theme::ButtonKind::Normal,
                                theme::ButtonSize::Small)),
      m_more(new badge::Button({}, QStringLiteral("more"), theme::ButtonKind::Normal, theme::ButtonSize::Small)),
      m_earlier(new badge::Button(tr("Earlier runs"), {}, theme::ButtonKind::Normal, theme::ButtonSize::Small)),
      m_chart(new chart::TimeChart),
      m_feed(new ChartFeed(*context.run, *m_chart, this)),
      m_views(new RunViews(*context.run, buildTime())),
      m_model(new PercentileModel(this)),
      m_table(new PercentileTable(m_model)),
      m_footer(new badge::Label({}, theme::Role::Body, theme::Token::TextMuted)),
      m_panel(new ScenarioPanel(*context.server, *context.run, resources)),
      m_history(new HistoryPanel(library, this))
{
    m_chart->setObjectName(QStringLiteral("loadChart"));
    auto* surface = new badge::Pane;
    auto* left = new QVBoxLayout(surface);
    left->setContentsMargins(0, 0, 0, 0);
    left->setSpacing(0);
    m_bar = buildBar();
    m_presentationHead->hide();
    m_footer->hide();
    m_footer->setContentsMargins(space::card, space::control, space::card, space::group);
    left->addWidget(m_verdict);
    left->addWidget(m_presentationHead);
    left->addWidget(m_bar);
    left->addWidget(m_views, 1);
    left->addWidget(m_table);
    left->addWidget(m_footer);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(surface, 1);
    row->addWidget(m_panel);

    connect(m_panel, &ScenarioPanel::startRequested, this, &LoadPage::start);
    connect(m_panel, &ScenarioPanel::stopRequested, m_context.run, &RunSession::stop);
    connect(m_panel, &ScenarioPanel::failed, this, [this](const QString& text) {
        Q_EMIT noticed({Notice::Level::Error, text, {}, {}});
    });
    connect(m_panel, &ScenarioPanel::noticed, this, &Page::noticed);
    connect(m_verdict, &VerdictBar::pathChanged, this, &LoadPage::updateResult);
    connect(m_context.server, &ServerSession::stateChanged, this, &LoadPage::updateServer);
    connect(m_context.run, &RunSession::started, this, [this] { m_model->setScenario(m_context.run->scenario()); });
    connect(m_context.run, &RunSession::progressed, this, &LoadPage::updateProgress);
    connect(m_context.run, &RunSession::measured, this, &LoadPage::updateResult);
    connect(m_context.run, &RunSession::finished, this, &LoadPage::updateResult);
    connect(&m_archive, &RunArchive::failed, this, [this](const QString& text) {
        Q_EMIT noticed({Notice::Level::Error, tr("The run was not saved."), text, {}});
    });
    connect(&m_archive, &RunArchive::saved, this, [this](const QString& folder) {
        if (folder == m_reportFolder)
            Q_EMIT noticed(
                {Notice::Level::Success, tr("The report was saved in %1.").arg(theme::plain(folder)), {}, {}});
    });
    connectHistory();
    for (int i = 0; i < viewCount; ++i)
        attachChartMenu(chartMenu(m_views->figure(View(i)), explanations::fileName(View(i))));
    m_panel->open(QStringLiteral("movies"));
    m_verdict->setWaiting(tr("Run a scenario: what the cache buys stands here, with its confidence."));
    updateServer();
}

// Which view, and what can be done with it.
QWidget* LoadPage::buildBar()
{
    auto* bar = new badge::Pane;
    bar->setLines(Qt::BottomEdge);
    bar->setFixedHeight(space::paneHead);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(space::group, 0, space::group, 0);
    row->setSpacing(space::control);
    m_choice->setObjectName(QStringLiteral("viewChoice"));
    m_choice->setAccessibleName(tr("View of the run"));
    for (int i = 0; i < viewCount; ++i)
        m_choice->addSegment(explanations::name(View(i)));
    m_more->setAccessibleName(tr("Copy or save the chart or the report"));
    m_more->setToolTip(tr("Copy or save"));
    m_earlier->setObjectName(QStringLiteral("earlierRuns"));
    m_earlier->setChevron(true);
    row->addWidget(m_choice);
    row->addStretch(1);
    row->addWidget(m_earlier);
    row->addWidget(m_more);
    connect(m_choice, &badge::SegmentedControl::currentChanged, this,
            [this](int index) { m_views->setView(View(index)); });
    connect(m_more, &QAbstractButton::clicked, this, &LoadPage::showMenu);
    return bar;
}

FigurePane* LoadPage::buildTime()
{
    auto* pane = new FigurePane(View::Time, m_chart);
    m_chart->setWhatsThis(explanations::explanation(View::Time).toHtmlEscaped());
    pane->addWide(new chart::ChartLegend(m_chart));
    for (const auto& name : m_chart->quantiles())
        m_quantiles->addSegment(name);
    m_quantiles->setChecked(0, true);
    m_quantiles->setChecked(2, true);
    m_quantiles->setAccessibleName(tr("Percentiles"));
    m_pause->setObjectName(QStringLiteral("pauseView"));
    pane->addControl(m_quantiles);
    pane->addControl(m_pause);
    connect(m_quantiles, &badge::SegmentedControl::checkedChanged, m_chart, &chart::TimeChart::setVisibleQuantiles);
    connect(m_pause, &QAbstractButton::clicked, this, &LoadPage::togglePause);
    connect(m_chart, &chart::TimeChart::followingChanged, this, [this](bool following) {
        m_pause->setText(following ? tr("Pause view") : tr("Live"));
        m_pause->setIconName(following ? QStringLiteral("pause") : QStringLiteral("play"));
    });
    return pane;
}

void LoadPage::connectHistory()
{
    connect(m_earlier, &QAbstractButton::clicked, this, [this] {
        m_history->setRunning(m_context.run->isRunning());
        m_history->popUnder(m_earlier);
    });
    connect(&m_library, &RunLibrary::failed, this, [this](const QString& text) {
        Q_EMIT noticed({Notice::Level::Error, text, {}, {}});
    });
    connect(&m_library, &RunLibrary::noticed, this, [this](const QString& text) {
        Q_EMIT noticed({Notice::Level::Warning, text, {}, {}});
    });
    const auto compare = [this](std::shared_ptr<const load::Result> result) { compareWith(std::move(result)); };
    connect(m_history, &HistoryPanel::openRequested, this, [this](qint64 id) {
        m_library.read(id, [this](std::shared_ptr<const load::Result> result) {
            m_context.run->show(result);
            if (result->scenario.workload) // a world that is gone leaves the fields as they are
                m_panel->showScenario(result->scenario);
            const auto name = theme::plain(QString::fromStdString(result->scenario.name));
            Q_EMIT noticed(
                {Notice::Level::Info, tr("Shown: %1, measured %2.").arg(name, words::when(result->started)), {}, {}});
        });
    });
    connect(m_history, &HistoryPanel::compareRequested, this,
            [this, compare](qint64 id) { m_library.read(id, compare); });
    connect(m_history, &HistoryPanel::fileRequested, this,
            [this, compare](const QString& file) { m_library.readFile(file, compare); });
    connect(m_history, &HistoryPanel::repeatRequested, this, [this](qint64 id) {
        m_library.readScenario(id, [this](const load::Scenario& scenario) { repeat(scenario); });
    });
    connect(m_history, &HistoryPanel::comparisonEnded, this, [this] { compareWith(nullptr); });
    connect(m_panel, &ScenarioPanel::repeatRequested, this, [this] { repeat(m_context.run->scenario()); });
}

// Its medians behind the curves of every view; null takes them away.
void LoadPage::compareWith(std::shared_ptr<const load::Result> earlier)
{
    QVector<chart::GhostCurve> ghosts;
    QString name;
    if (earlier) {
        name = tr("earlier: %1, %2")
                   .arg(theme::plain(QString::fromStdString(earlier->scenario.name)), words::when(earlier->started));
        for (std::size_t path = 0; path < earlier->paths.size(); ++path) {
            ghosts.append({words::roleOf(earlier->scenario, path), {}});
            for (const auto& sample : earlier->samples)
                if (path < sample.paths.size() && sample.paths[path].response.count > 0)
                    ghosts.last().points.append(QPointF(sample.to, sample.paths[path].response.p50 / 1e6));
        }
    }
    m_chart->setGhosts(name, ghosts);
    m_views->setGhost(earlier);
    m_history->setComparing(earlier != nullptr);
}

// The same scenario with the same seed: the same operations in the same order.
void LoadPage::repeat(const load::Scenario& scenario)
{
    if (m_context.run->isRunning() || m_context.server->state() != ServerSession::State::Connected)
        return;
    m_panel->showScenario(scenario);
    run(scenario);
}

void LoadPage::open(const QString& scenario, int seconds, const QString& store)
{
    m_panel->open(scenario, store);
    if (seconds > 0)
        m_panel->setSeconds(seconds);
}

void LoadPage::startWhenConnected()
{
    m_startPending = true;
    updateServer();
}

void LoadPage::start()
{
    if (const auto scenario = m_panel->scenario())
        run(*scenario);
}

void LoadPage::run(const load::Scenario& scenario)
{
    m_verdict->setWaiting(tr("Preparing…"));
    m_context.run->start(scenario);
    m_presentationHead->setResult(nullptr, 0);
    m_chart->setFollowing(true);
}

void LoadPage::updateServer()
{
    const bool connected = m_context.server->state() == ServerSession::State::Connected;
    m_panel->setServer(connected, m_context.server->isDemo());
    if (connected && m_startPending) {
        m_startPending = false;
        start();
    }
}

void LoadPage::updateProgress()
{
    if (!m_context.run->result())
        m_verdict->setWaiting(words::phase(m_context.run->progress()));
}

void LoadPage::updateResult()
{
    const auto result = m_context.run->result();
    if (!result)
        return;
    m_model->setResult(result);
    m_verdict->setResult(result);
    m_presentationHead->setResult(result, m_verdict->path());
    updateDataNote();
    QStringList simulated;
    if (const auto delay = words::simulated(*result); !delay.isEmpty())
        simulated << delay;
    for (const auto& text : result->simulated)
        if (!load::isDelay(text))
            simulated << theme::plain(backendText(text));
    m_footer->setText(simulated.join(QStringLiteral(", ")));
}

// Says which data was used; of a scenario that was opened since, which data it is about.
void LoadPage::updateDataNote()
{
    const auto chosen = m_panel->scenario();
    auto result = m_context.run->result();
    if (result && chosen &&
        (result->scenario.workloadName != chosen->workloadName || result->scenario.storeUrl != chosen->storeUrl))
        result.reset();
    QString note = result   ? theme::plain(backendText(result->dataDescription))
                   : chosen ? words::data(*chosen)
                            : QString();
    if (result && result->size == "quick" && result->scenario.size == "auto")
        note += QLatin1Char('\n') + tr("A quick subset; the full data set is made behind it.");
    m_panel->setDataNote(note);
}

void LoadPage::setView(View view)
{
    m_choice->setCurrent(int(view));
}

void LoadPage::setPresentation(bool on)
{
    m_panel->setVisible(!on);
    m_verdict->setVisible(!on);
    m_bar->setVisible(!on);
    m_views->setHeadsVisible(!on);
    m_table->setVisible(!on);
    m_presentationHead->setVisible(on);
    m_footer->setVisible(on);
    m_chart->setPlotsVisible(!on);
}

void LoadPage::togglePause()
{
    m_chart->setFollowing(!m_chart->isFollowing());
}

QString LoadPage::invalidationSuggestion() const
{
    return m_context.run->isRunning() ? QStringLiteral("*") : QString();
}

void LoadPage::showMenu()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addChartActions(*menu, chartMenu(m_views->figure(), explanations::fileName(m_views->view())));
    menu->addSeparator();
    auto* report = menu->addAction(tr("Save the run's report…"));
    report->setEnabled(m_context.run->result() != nullptr);
    connect(report, &QAction::triggered, this, &LoadPage::saveReport);
    menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height())));
}

ChartMenu LoadPage::chartMenu(QWidget* figure, const QString& fileName)
{
    return {figure, fileName,
            [this] {
                const auto result = m_context.run->result();
                return result ? words::provenance(*result) : QStringList();
            },
            [this](const Notice& notice) { Q_EMIT noticed(notice); }};
}

void LoadPage::saveReport()
{
    auto* dialog = new QFileDialog(this, tr("A folder for the report"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& directory) {
        if (const auto result = m_context.run->result()) {
            m_reportFolder = directory;
            m_archive.saveTo(directory, result);
        }
    });
    dialog->open();
}

} // namespace cachedeck::ui
