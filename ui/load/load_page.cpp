#include "ui/load/load_page.hpp"

#include "ui/bridge/run_archive.hpp"
#include "ui/load/chart_feed.hpp"
#include "ui/load/percentile_model.hpp"
#include "ui/load/presentation_head.hpp"
#include "ui/load/scenario_panel.hpp"
#include "ui/load/verdict_bar.hpp"
#include "ui/load/words.hpp"
#include "widgets/badge/button.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/badge/segmented_control.hpp"
#include "widgets/chart/chart_legend.hpp"
#include "widgets/chart/time_chart.hpp"
#include "widgets/table/delegates.hpp"
#include "widgets/table/views.hpp"
#include "widgets/theme/space.hpp"
#include "widgets/theme/text.hpp"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QVBoxLayout>

namespace cachedeck::ui {

namespace space = theme::space;

namespace {

constexpr int tableRows = 3; // as many as fit beside a chart worth looking at; more scroll

} // namespace

LoadPage::LoadPage(const AppContext& context, RunArchive& archive, const load::ResourcePaths& resources, QWidget* parent)
    : Page(parent), m_context(context), m_archive(archive), m_verdict(new VerdictBar),
      m_presentationHead(new PresentationHead), m_quantiles(new badge::SegmentedControl(badge::SegmentedControl::Mode::Multiple)),
      m_pause(new badge::Button(tr("Pause view"), QStringLiteral("pause"), theme::ButtonKind::Normal, theme::ButtonSize::Small)),
      m_more(new badge::Button({}, QStringLiteral("more"), theme::ButtonKind::Normal, theme::ButtonSize::Small)),
      m_chart(new chart::TimeChart), m_feed(new ChartFeed(*context.run, *m_chart, this)), m_model(new PercentileModel(this)),
      m_table(new table::TableView), m_footer(new badge::Label({}, theme::Role::Body, theme::Token::TextMuted)),
      m_panel(new ScenarioPanel(*context.run, resources))
{
    m_chart->setObjectName(QStringLiteral("loadChart"));
    auto* surface = new badge::Pane;
    auto* left = new QVBoxLayout(surface);
    left->setContentsMargins(0, 0, 0, 0);
    left->setSpacing(0);
    m_head = buildHead();
    buildTable();
    m_presentationHead->hide();
    m_footer->hide();
    m_footer->setContentsMargins(space::card, space::control, space::card, space::group);
    left->addWidget(m_verdict);
    left->addWidget(m_presentationHead);
    left->addWidget(m_head);
    left->addWidget(m_chart, 1);
    left->addWidget(m_table);
    left->addWidget(m_footer);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(surface, 1);
    row->addWidget(m_panel);

    connect(m_panel, &ScenarioPanel::startRequested, this, &LoadPage::start);
    connect(m_panel, &ScenarioPanel::stopRequested, m_context.run, &RunSession::stop);
    connect(m_panel, &ScenarioPanel::failed, this, [this](const QString& text) { Q_EMIT noticed({Notice::Level::Error, text, {}, {}}); });
    connect(m_verdict, &VerdictBar::pathChanged, this, &LoadPage::updateResult);
    connect(m_context.server, &ServerSession::stateChanged, this, &LoadPage::updateServer);
    connect(m_context.run, &RunSession::started, this, [this] { m_model->setScenario(m_context.run->scenario()); });
    connect(m_context.run, &RunSession::progressed, this, &LoadPage::updateProgress);
    connect(m_context.run, &RunSession::measured, this, &LoadPage::updateResult);
    connect(m_context.run, &RunSession::finished, this, &LoadPage::updateResult);
    connect(&m_archive, &RunArchive::failed, this, [this](const QString& text) {
        Q_EMIT noticed({Notice::Level::Error, tr("The run was not saved."), text, {}});
    });
    attachChartMenu(chartMenu());
    m_panel->open(QStringLiteral("movies"));
    m_verdict->setWaiting(tr("Run a scenario: what the cache buys stands here, with its confidence."));
    updateServer();
}

QWidget* LoadPage::buildHead()
{
    auto* head = new QWidget;
    head->setFixedHeight(space::paneHead);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(space::group, 0, space::group, 0);
    row->setSpacing(space::control);
    row->addWidget(new badge::Label(tr("Latency of reads"), theme::Role::Title));
    row->addSpacing(space::control);
    row->addWidget(new chart::ChartLegend(m_chart), 1);
    for (const auto& name : m_chart->quantiles())
        m_quantiles->addSegment(name);
    m_quantiles->setChecked(0, true);
    m_quantiles->setChecked(2, true);
    m_quantiles->setAccessibleName(tr("Percentiles"));
    m_pause->setObjectName(QStringLiteral("pauseView"));
    m_more->setAccessibleName(tr("Copy or save the chart or the report"));
    m_more->setToolTip(tr("Copy or save"));
    row->addWidget(m_quantiles);
    row->addWidget(m_pause);
    row->addWidget(m_more);
    connect(m_quantiles, &badge::SegmentedControl::checkedChanged, m_chart, &chart::TimeChart::setVisibleQuantiles);
    connect(m_pause, &QAbstractButton::clicked, this, &LoadPage::togglePause);
    connect(m_more, &QAbstractButton::clicked, this, &LoadPage::showMenu);
    connect(m_chart, &chart::TimeChart::followingChanged, this, [this](bool following) {
        m_pause->setText(following ? tr("Pause view") : tr("Live"));
        m_pause->setIconName(following ? QStringLiteral("pause") : QStringLiteral("play"));
    });
    return head;
}

void LoadPage::buildTable()
{
    m_table->setModel(m_model);
    m_table->setObjectName(QStringLiteral("percentiles"));
    m_table->setAccessibleName(tr("Percentiles of each path"));
    m_table->setItemDelegate(new table::NumberDelegate(m_table));
    m_table->setItemDelegateForColumn(PercentileModel::Path, new table::PathDelegate(m_table));
    m_table->setEmptyText(tr("A row for each path, once a run has started."));
    auto* header = m_table->horizontalHeader();
    // Either all sections share the room or the last takes the rest; both at once overshoot the viewport.
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::Stretch);
    header->setSectionResizeMode(PercentileModel::Path, QHeaderView::Fixed);
    header->setMinimumSectionSize(48);
    header->resizeSection(PercentileModel::Path, 188);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setFixedHeight(space::tableHead + tableRows * space::row + 1);
}

void LoadPage::open(const QString& scenario, int seconds)
{
    m_panel->open(scenario);
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
    const auto scenario = m_panel->scenario();
    if (!scenario)
        return;
    m_verdict->setWaiting(tr("Preparing…"));
    m_context.run->start(*scenario);
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
    for (const auto& text : result->simulated)
        simulated << theme::plain(QString::fromStdString(text));
    m_footer->setText(simulated.join(QStringLiteral(", ")));
}

// Says which data was used.
void LoadPage::updateDataNote()
{
    const auto result = m_context.run->result();
    QString note = result ? theme::plain(QString::fromStdString(result->dataDescription))
                          : m_panel->scenario() ? words::data(*m_panel->scenario()) : QString();
    if (result && result->size == "quick" && result->scenario.size == "auto")
        note += QLatin1Char('\n') + tr("A quick subset; the full data set is made behind it.");
    m_panel->setDataNote(note);
}

void LoadPage::setPresentation(bool on)
{
    m_panel->setVisible(!on);
    m_verdict->setVisible(!on);
    m_head->setVisible(!on);
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
    addChartActions(*menu, chartMenu());
    menu->addSeparator();
    auto* report = menu->addAction(tr("Save the run's report…"));
    report->setEnabled(m_context.run->result() != nullptr);
    connect(report, &QAction::triggered, this, &LoadPage::saveReport);
    menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height())));
}

ChartMenu LoadPage::chartMenu()
{
    return {m_chart, QStringLiteral("latency"),
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
        if (const auto result = m_context.run->result())
            m_archive.saveTo(directory, result);
    });
    dialog->open();
}

} // namespace cachedeck::ui
