#include "ui/sentinel/sentinel_page.hpp"

#include "ui/sentinel/belief_model.hpp"
#include "ui/sentinel/lab_panel.hpp"
#include "ui/sentinel/sentinel_event_model.hpp"
#include "ui/sentinel/sentinel_words.hpp"
#include "ui/shell/chart_menu.hpp"
#include "widgets/badge/button.hpp"
#include "widgets/badge/card.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/badge/segmented_control.hpp"
#include "widgets/table/delegates.hpp"
#include "widgets/table/views.hpp"
#include "widgets/theme/text.hpp"
#include "widgets/topology/failover_timeline.hpp"
#include "widgets/topology/topology_view.hpp"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace cachedeck::ui {
namespace {

constexpr int agesEvery = 500; // ms
constexpr auto panesKey = "sentinel/splitter";

table::TableView* makeTable(QAbstractItemModel* model, const QString& name, const char* id)
{
    auto* view = new table::TableView;
    view->setModel(model);
    view->setDense(true);
    view->setAccessibleName(name);
    view->setObjectName(QLatin1String(id));
    view->setItemDelegate(new table::TextDelegate(view));
    view->setSelectionMode(QAbstractItemView::SingleSelection);
    return view;
}

} // namespace

SentinelPage::SentinelPage(const AppContext& context, SentinelBridge& bridge, QWidget* parent)
    : Page(parent), m_context(context), m_bridge(bridge), m_stack(new QStackedWidget)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    m_empty = new badge::EmptyState(QStringLiteral("sentinel"), {}, {});
    auto* start = new badge::Button(tr("Go to Start"), QStringLiteral("start"));
    start->setObjectName(QStringLiteral("goToStart"));
    connect(start, &QPushButton::clicked, this, [this] { Q_EMIT pageRequested(QStringLiteral("start")); });
    m_empty->addAction(start);
    m_stack->addWidget(m_empty);

    auto* top = new QSplitter(Qt::Horizontal);
    top->addWidget(makeTopology());
    auto* labPane = new badge::Pane;
    auto* labBox = new QVBoxLayout(labPane);
    labBox->setContentsMargins(0, 0, 0, 0);
    m_lab = new LabPanel(m_bridge);
    labBox->addWidget(m_lab);
    top->addWidget(labPane);
    top->setSizes({724, 480});
    top->setStretchFactor(0, 1);
    restore(top, QStringLiteral("sentinel/topSplitter"));

    m_timeline = new topology::FailoverTimeline;
    m_timeline->setAccessibleName(tr("Failover"));
    m_timeline->setEmptyText(tr("No failover seen yet. Kill the primary in the lab and watch a replica take over."));
    auto* timelinePane = new badge::Pane;
    auto* timelineBox = new QVBoxLayout(timelinePane);
    timelineBox->setContentsMargins(0, 0, 0, 0);
    timelineBox->addWidget(m_timeline);

    auto* all = new QSplitter(Qt::Vertical);
    all->addWidget(top);
    all->addWidget(timelinePane);
    all->addWidget(m_tables = makeTables());
    m_panes = all;
    all->setStretchFactor(0, 1);
    restore(all, QLatin1String(panesKey));
    m_stack->addWidget(all);

    connect(m_topology, &topology::TopologyView::activated, this, [this](const QString& id) {
        for (const auto& node : m_bridge.nodes())
            if (QString::fromStdString(node.address.text()) == id)
                m_lab->setTarget(QString::fromStdString(node.name));
    });
    connect(m_lab, &LabPanel::startAsked, this, [this] { Q_EMIT pageRequested(QStringLiteral("start")); });
    connect(&m_bridge, &SentinelBridge::changed, this, &SentinelPage::showTopology);
    connect(&m_bridge, &SentinelBridge::failoverChanged, this, &SentinelPage::showFailover);
    connect(&m_bridge, &SentinelBridge::noticed, this, &Page::noticed);
    connect(m_context.server, &ServerSession::stateChanged, this, &SentinelPage::showConnection);
    m_tick.setInterval(agesEvery);
    connect(&m_tick, &QTimer::timeout, this, &SentinelPage::showAge);
    const auto tell = [this](const Notice& notice) { Q_EMIT noticed(notice); };
    attachChartMenu({m_topology, QStringLiteral("topology"), [this] { return provenance(); }, tell});
    attachChartMenu({m_timeline, QStringLiteral("failover"), [this] { return provenance(); }, tell});
    showTopology();
    showFailover();
}

// What stands under a saved picture.
QStringList SentinelPage::provenance() const
{
    if (!m_bridge.isWatching())
        return {};
    const auto& facts = m_context.server->facts();
    return {tr("%1: %2 %3, %4 sentinels; %5")
                .arg(m_context.server->primaryName(), theme::plain(QString::fromStdString(facts.product)),
                     theme::plain(QString::fromStdString(facts.version)))
                .arg(m_bridge.total())
                .arg(QDateTime::currentDateTimeUtc().toString(Qt::ISODate))};
}

SentinelPage::~SentinelPage() = default;

void SentinelPage::restore(QSplitter* splitter, const QString& name)
{
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    splitter->restoreState(m_context.settings->value(name).toByteArray());
    connect(splitter, &QSplitter::splitterMoved, this,
            [this, splitter, name] { m_context.settings->setValue(name, splitter->saveState()); });
}

QWidget* SentinelPage::makeTopology()
{
    auto* pane = new badge::Pane;
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new QWidget;
    head->setFixedHeight(40);
    auto* line = new QHBoxLayout(head);
    line->setContentsMargins(16, 0, 16, 0);
    line->setSpacing(12);
    m_name = new badge::Label({}, theme::Role::Title);
    m_quorum = new badge::Label({}, theme::Role::Body, theme::Token::TextMuted);
    m_verdict = new badge::StatusDot;
    m_verdict->setObjectName(QStringLiteral("verdict"));
    m_verdict->setRole(theme::Role::Body, theme::Token::TextPrimary);
    line->addWidget(m_name);
    line->addWidget(m_quorum);
    line->addStretch(1);
    line->addWidget(m_verdict);
    column->addWidget(head);
    m_topology = new topology::TopologyView;
    m_topology->setAccessibleName(tr("Topology"));
    m_topology->setObjectName(QStringLiteral("topology"));
    m_topology->setMinimumHeight(260); // its three rows fit; what it would like more is the table's
    column->addWidget(m_topology, 1);
    return pane;
}

QWidget* SentinelPage::makeTables()
{
    auto* pane = new badge::Pane;
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new QWidget;
    head->setFixedHeight(28);
    auto* line = new QHBoxLayout(head);
    line->setContentsMargins(16, 0, 16, 0);
    auto* which = new badge::SegmentedControl;
    which->setObjectName(QStringLiteral("sentinelTable"));
    which->addSegment(tr("What each sentinel believes"));
    which->addSegment(tr("What they told"), tr("The sentinels' messages, newest first"));
    line->addWidget(which);
    line->addStretch(1);
    m_age = new badge::Label({}, theme::Role::Caption, theme::Token::TextMuted);
    m_age->setObjectName(QStringLiteral("dataAge"));
    line->addWidget(m_age);
    column->addWidget(head);

    auto* tables = new QStackedWidget;
    m_beliefs = new BeliefModel(this);
    auto* beliefs = makeTable(m_beliefs, tr("What each sentinel believes"), "beliefs");
    beliefs->setEmptyText(tr("Asking the sentinels…"));
    beliefs->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    beliefs->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    tables->addWidget(beliefs);
    auto* events = makeTable(new SentinelEventModel(m_bridge, this), tr("What the sentinels told"), "sentinelEvents");
    events->setEmptyText(tr("No message yet: all is quiet."));
    for (const auto& [column_, width] : {std::pair{0, 116}, {1, 110}, {2, 180}, {3, 160}})
        events->setColumnWidth(column_, width);
    events->horizontalHeader()->setStretchLastSection(true);
    tables->addWidget(events);
    column->addWidget(tables, 1);
    connect(which, &badge::SegmentedControl::currentChanged, this, [this, tables](int index) {
        tables->setCurrentIndex(index);
        m_context.settings->setValue(QStringLiteral("sentinel/table"), index);
    });
    which->setCurrent(m_context.settings->value(QStringLiteral("sentinel/table"), 0).toInt());
    return pane;
}

QString SentinelPage::title() const
{
    return tr("Sentinel");
}

void SentinelPage::setActive(bool active)
{
    if (active)
        m_tick.start();
    else
        m_tick.stop();
}

void SentinelPage::setPresentation(bool on)
{
    m_tables->setVisible(!on);
}

void SentinelPage::refresh()
{
    m_bridge.refresh();
}

void SentinelPage::showConnection()
{
    const auto connected = m_context.server->state() == ServerSession::State::Connected;
    if (connected && !m_bridge.isWatching())
        m_empty->setText(
            tr("No sentinels known"),
            tr("This server was entered by its own address. Connect with redis+sentinel://host:26379?primary=NAME "
               "to watch the sentinels over it, or start the demo."));
    else
        m_empty->setText(
            tr("No server yet"),
            tr("Sentinel draws who watches whom and who is primary, and measures each failover. Start the demo, or "
               "connect through sentinels of yours."));
    const auto appears = m_bridge.isWatching() && m_stack->currentIndex() == 0;
    m_stack->setCurrentIndex(m_bridge.isWatching() ? 1 : 0);
    // The panes' shares, once they have the size that they share.
    if (appears && !m_context.settings->contains(QLatin1String(panesKey)))
        QTimer::singleShot(0, m_panes, [this] { m_panes->setSizes({334, 152, 228}); });
}

void SentinelPage::showTopology()
{
    showConnection();
    const auto known = m_bridge.topology();
    m_name->setText(QString::fromStdString(known->primaryName));
    m_quorum->setText(known->quorum > 0 ? tr("quorum %1 of %2").arg(known->quorum).arg(m_bridge.total()) : QString());
    const auto said = verdict(m_bridge);
    m_verdict->setState(said.state);
    m_verdict->setText(said.text);
    m_verdict->setRole(theme::Role::Body, badge::stateToken(said.state));
    m_topology->setTopology(drawnTopology(m_bridge));
    m_beliefs->setTopology(known);
    showAge();
}

void SentinelPage::showFailover()
{
    if (m_bridge.measured())
        m_timeline->setFailover(drawnFailover(m_bridge));
    else
        m_timeline->clear();
}

// How old what stands here is: that of the sentinel that answered last.
void SentinelPage::showAge()
{
    std::optional<sentinel::Clock::time_point> newest;
    for (const auto& view : m_bridge.topology()->sentinels)
        if (view.at && (!newest || *view.at > *newest))
            newest = view.at;
    if (!newest) {
        m_age->setText({});
        return;
    }
    const auto age = std::chrono::duration<double>(sentinel::Clock::now() - *newest).count();
    m_age->setText(tr("polled %1 s ago").arg(QLocale().toString(age, 'f', 1)));
    m_age->setToken(age > 3 ? theme::Token::StateWarn : theme::Token::TextMuted);
    m_beliefs->tick();
}

} // namespace cachedeck::ui
