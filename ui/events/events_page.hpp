#pragma once
// The Events page: the live stream of cache operations and of the world's own events, how fast they come, and how their
// carrier does. Composition only; the data are the stream's.

#include "ui/bridge/event_stream.hpp"
#include "ui/shell/page.hpp"

class QSplitter;
class QStackedWidget;

namespace cachedeck::badge {
class Button;
class EmptyState;
class Label;
class StatusDot;
class ValueCard;
} // namespace cachedeck::badge
namespace cachedeck::plot {
class XyPlot;
}

namespace cachedeck::ui {

class BrokerBar;
class EventModel;

class EventsPage : public Page {
    Q_OBJECT

public:
    EventsPage(const AppContext& context, EventStream& stream, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("events"); }
    QString title() const override;
    QString iconName() const override { return QStringLiteral("events"); }
    void setPresentation(bool on) override;
    void togglePause() override;
    void refresh() override;
    void focusFilter() override;

private:
    QWidget* makeHead();
    QWidget* makeCards();
    void makePlot();
    void makeTable();
    QWidget* makeBody();
    void take(const std::vector<events::Event>& events);
    void showFigures();
    void showRates();
    void showState();
    void tellRuns();
    void showWhyEmpty();

    AppContext m_context;
    EventStream& m_stream;
    bool m_paused = false;
    EventModel* m_model;
    BrokerBar* m_broker;
    badge::StatusDot* m_state;
    badge::Label* m_trouble;
    badge::Button* m_pause;
    badge::ValueCard* m_rate;
    badge::ValueCard* m_publish;
    badge::ValueCard* m_backlog;
    badge::ValueCard* m_lag;
    badge::ValueCard* m_lost;
    QStackedWidget* m_stack;
    QWidget* m_table;
    plot::XyPlot* m_plot;
};

} // namespace cachedeck::ui
