#include "ui/events/events_page.hpp"

#include "ui/bridge/backend_text.hpp"
#include "ui/events/broker_bar.hpp"
#include "ui/events/event_model.hpp"
#include "ui/events/event_words.hpp"
#include "ui/shell/chart_menu.hpp"
#include "widgets/badge/button.hpp"
#include "widgets/badge/card.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/plot/xy_plot.hpp"
#include "widgets/table/delegates.hpp"
#include "widgets/table/views.hpp"
#include "widgets/theme/space.hpp"

#include <QDateTime>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace cachedeck::ui {

namespace space = theme::space;

namespace {

QString number(std::uint64_t value)
{
    return QLocale().toString(static_cast<qulonglong>(value));
}

} // namespace

EventsPage::EventsPage(const AppContext& context, EventStream& stream, QWidget* parent)
    : Page(parent), m_context(context), m_stream(stream), m_model(new EventModel(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::group, space::control, space::group, 0);
    column->setSpacing(space::group);
    column->addWidget(makeHead());
    m_broker = new BrokerBar(context, stream);
    column->addWidget(m_broker);
    column->addWidget(makeCards());
    column->addWidget(makeBody(), 1);

    connect(&m_stream, &EventStream::came, this, &EventsPage::take);
    connect(&m_stream, &EventStream::changed, this, &EventsPage::showFigures);
    connect(&m_stream, &EventStream::opened, this, [this] {
        m_model->clear();
        tellRuns();
    });
    connect(m_broker, &BrokerBar::sampleChanged, this, &EventsPage::tellRuns);
    connect(m_context.run, &RunSession::started, this, &EventsPage::showState);
    connect(m_context.run, &RunSession::finished, this, &EventsPage::showWhyEmpty);
    m_broker->openRemembered();
    showFigures();
}

QString EventsPage::title() const
{
    return tr("Events");
}

// Runs that begin from now on tell their events here.
void EventsPage::tellRuns()
{
    m_context.run->setEvents(m_stream.publisher(), m_broker->oneIn());
    showWhyEmpty();
}

void EventsPage::showWhyEmpty()
{
    m_plot->setEmptyText(m_context.run->isRunning()
                             ? tr("The run that is going tells its events where it began. The next run's come here.")
                             : tr("No events yet"));
}

QWidget* EventsPage::makeHead()
{
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::group);
    row->addWidget(new badge::Label(tr("Events"), theme::Role::Title));
    m_state = new badge::StatusDot;
    m_state->setObjectName(QStringLiteral("carrierState"));
    m_state->setRole(theme::Role::Body, theme::Token::TextPrimary);
    row->addWidget(m_state);
    m_trouble = new badge::Label({}, theme::Role::Caption, theme::Token::TextSecondary);
    m_trouble->setObjectName(QStringLiteral("carrierTrouble"));
    m_trouble->setWordWrap(true);
    row->addWidget(m_trouble, 1);
    m_pause = new badge::Button(tr("Pause"), QStringLiteral("pause"));
    m_pause->setObjectName(QStringLiteral("eventsPause"));
    m_pause->setToolTip(tr("Holds the list still; counting goes on (Space)"));
    connect(m_pause, &QAbstractButton::clicked, this, &EventsPage::togglePause);
    row->addWidget(m_pause);
    return head;
}

QWidget* EventsPage::makeCards()
{
    auto* cards = new QWidget;
    auto* row = new QHBoxLayout(cards);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::control);
    const auto add = [row](const QString& caption, const char* id) {
        auto* card = new badge::ValueCard(caption);
        card->setObjectName(QLatin1String(id));
        row->addWidget(card, 1);
        return card;
    };
    m_rate = add(tr("Events a second"), "eventRate");
    m_publish = add(tr("Confirmed after"), "eventPublish");
    m_backlog = add(tr("Waiting here"), "eventBacklog");
    m_lag = add(tr("Consumer lag"), "eventLag");
    m_lost = add(tr("Lost"), "eventLost");
    return cards;
}

void EventsPage::makePlot()
{
    m_plot = new plot::XyPlot;
    m_plot->setObjectName(QStringLiteral("eventRates"));
    m_plot->setTitle(tr("Events by kind"));
    m_plot->setAccessibleName(tr("Events by kind"));
    m_plot->setAxes({tr("since the stream was opened"), plot::AxisKind::Clock, chart::Unit::Seconds, {}},
                    {tr("events a second"), plot::AxisKind::Log, chart::Unit::Count, {}});
    m_plot->setExplanation(
        tr("How many events of each kind came in each second. Where operations are sampled, the cache has done as many "
           "times more as one in so many is told."));
    m_plot->setMinimumHeight(170);
    m_plot->setEmptyText(tr("No events yet"));
    attachChartMenu(
        {m_plot, QStringLiteral("events"),
         [this] {
             return QStringList{
                 tr("Events by %1, %2").arg(m_stream.place(), QDateTime::currentDateTimeUtc().toString(Qt::ISODate))};
         },
         [this](const Notice& notice) { Q_EMIT noticed(notice); }});
}

void EventsPage::makeTable()
{
    auto* view = new table::TableView;
    view->setModel(m_model);
    view->setDense(true);
    view->setObjectName(QStringLiteral("eventTable"));
    view->setAccessibleName(tr("The newest events"));
    view->setItemDelegate(new table::TextDelegate(view));
    view->setItemDelegateForColumn(EventModel::KindColumn, new table::PathDelegate(view));
    auto* keys = new table::TextDelegate(view);
    keys->setRole(theme::Role::Mono);
    keys->setMutedPrefix(true);
    view->setItemDelegateForColumn(EventModel::KeyColumn, keys);
    view->setItemDelegateForColumn(EventModel::TookColumn, new table::NumberDelegate(view));
    view->setSelectionMode(QAbstractItemView::SingleSelection);
    for (const auto& [section, width] : {std::pair{0, 128}, {1, 150}, {2, 260}, {3, 190}, {4, 260}})
        view->setColumnWidth(section, width);
    view->horizontalHeader()->setStretchLastSection(true);
    m_table = view;
}

QWidget* EventsPage::makeBody()
{
    makePlot();
    makeTable();
    auto* empty = new badge::EmptyState(
        QStringLiteral("events"), tr("No events yet"),
        tr("Every run tells here what its cache does: hits, misses, fills, invalidations. The world Experiments also "
           "has "
           "events of its own, which drive its writes. Start a run, or use a broker that others send to."));
    auto* load = new badge::Button(tr("Go to Load"), QStringLiteral("load"));
    load->setObjectName(QStringLiteral("eventsGoToLoad"));
    connect(load, &QPushButton::clicked, this, [this] { Q_EMIT pageRequested(QStringLiteral("load")); });
    empty->addAction(load);

    auto* splitter = new QSplitter(Qt::Vertical);
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_plot);
    splitter->addWidget(m_table);
    splitter->setSizes({220, 320});
    splitter->setStretchFactor(1, 1);
    const auto key = QStringLiteral("events/splitter");
    splitter->restoreState(m_context.settings->value(key).toByteArray());
    connect(splitter, &QSplitter::splitterMoved, this,
            [this, splitter, key] { m_context.settings->setValue(key, splitter->saveState()); });

    m_stack = new QStackedWidget;
    m_stack->addWidget(empty);
    m_stack->addWidget(splitter);
    return m_stack;
}

void EventsPage::setPresentation(bool on)
{
    m_broker->setVisible(!on);
    m_table->setVisible(!on);
    m_pause->setVisible(!on);
}

void EventsPage::togglePause()
{
    m_paused = !m_paused;
    m_pause->setText(m_paused ? tr("Go on") : tr("Pause"));
    m_pause->setIconName(m_paused ? QStringLiteral("play") : QStringLiteral("pause"));
    showFigures();
}

void EventsPage::refresh()
{
    showFigures();
}

void EventsPage::focusFilter()
{
    if (auto* address = m_broker->findChild<QLineEdit*>(QStringLiteral("brokerAddress")))
        address->setFocus();
}

void EventsPage::take(const std::vector<events::Event>& events)
{
    m_stack->setCurrentIndex(1);
    if (!m_paused)
        m_model->add(events);
}

void EventsPage::showFigures()
{
    const auto& figures = m_stream.figures();
    m_rate->setValue(QLocale().toString(figures.perSecond, 'f', figures.perSecond < 10 ? 1 : 0));
    m_rate->setNote(figures.notShown > 0 ? tr("%1 too fast to be listed").arg(number(figures.notShown))
                    : m_paused           ? tr("the list is held still")
                                         : tr("%1 came").arg(number(figures.received.received)));
    m_publish->setValue(figures.publishP50 ? words::duration(*figures.publishP50) : QString());
    m_publish->setNote(figures.publishP99 ? tr("p50; p99 %1").arg(words::duration(*figures.publishP99)) : tr("p50"));
    m_backlog->setValue(number(figures.sent.waiting),
                        figures.sent.waiting > 0 && figures.sent.state == events::LinkState::Down
                            ? theme::Token::StateWarn
                            : theme::Token::TextPrimary);
    m_backlog->setNote(
        tr("%1 delivered, %2 at most waited").arg(number(figures.sent.delivered), number(figures.sent.mostWaiting)));
    m_lag->setValue(figures.received.lag ? number(*figures.received.lag) : QString());
    m_lag->setNote(tr("sent and not read yet, %1 at most").arg(number(figures.received.mostLag)));
    m_lost->setValue(number(figures.sent.lost),
                     figures.sent.lost > 0 ? theme::Token::StateDown : theme::Token::TextPrimary);
    m_lost->setNote(figures.sent.outages > 0 ? tr("connection lost %1×").arg(number(figures.sent.outages))
                                             : tr("found no room here"));
    showState();
    showRates();
}

void EventsPage::showState()
{
    const auto& sent = m_stream.figures().sent;
    const bool isLocal = m_stream.carrier() == events::CarrierKind::InProcess;
    m_state->setState(isLocal ? badge::State::Ok : words::linkState(sent.state));
    m_state->setText(words::linkText(m_stream.carrier(), sent));
    m_trouble->setText(backendText(sent.trouble));
}

void EventsPage::showRates()
{
    QVector<plot::Series> all;
    for (std::size_t kind = 0; kind < events::kinds; ++kind) {
        plot::Series series;
        series.name = words::kind(static_cast<events::Kind>(kind));
        series.role = words::kindLook(static_cast<events::Kind>(kind));
        bool came = false;
        for (const auto& second : m_stream.seconds()) { // also those in which none came: no line goes over a gap
            came = came || second.counts[kind] > 0;
            series.points.push_back({second.at, static_cast<double>(second.counts[kind])});
        }
        if (came)
            all.push_back(series);
    }
    m_plot->setSeries(all);
}

} // namespace cachedeck::ui
