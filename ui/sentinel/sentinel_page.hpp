#pragma once
// The Sentinel page: the drawn topology, the lab, the newest failover on a time axis, and what each sentinel believes
// and tells. Composition only; the data are the bridge's.

#include "ui/bridge/sentinel_bridge.hpp"
#include "ui/shell/page.hpp"

#include <QTimer>

class QSplitter;
class QStackedWidget;

namespace cachedeck::badge {
class EmptyState;
class Label;
class SegmentedControl;
class StatusDot;
} // namespace cachedeck::badge
namespace cachedeck::topology {
class FailoverTimeline;
class TopologyView;
} // namespace cachedeck::topology

namespace cachedeck::ui {

class BeliefModel;
class LabPanel;

class SentinelPage : public Page {
    Q_OBJECT

public:
    SentinelPage(const AppContext& context, SentinelBridge& bridge, QWidget* parent = nullptr);
    ~SentinelPage() override;

    QString id() const override { return QStringLiteral("sentinel"); }
    QString title() const override;
    QString iconName() const override { return QStringLiteral("sentinel"); }
    void setActive(bool active) override;
    void setPresentation(bool on) override;
    void refresh() override;

private:
    QStringList provenance() const;
    QWidget* makeTopology();
    QWidget* makeTables();
    void restore(QSplitter* splitter, const QString& name);
    void showConnection();
    void showTopology();
    void showFailover();
    void showAge();

    AppContext m_context;
    SentinelBridge& m_bridge;
    QTimer m_tick;
    QStackedWidget* m_stack;
    QSplitter* m_panes = nullptr;
    badge::EmptyState* m_empty;
    QWidget* m_tables;
    badge::Label* m_name;
    badge::Label* m_quorum;
    badge::StatusDot* m_verdict;
    topology::TopologyView* m_topology;
    LabPanel* m_lab;
    topology::FailoverTimeline* m_timeline;
    BeliefModel* m_beliefs;
    badge::Label* m_age;
};

} // namespace cachedeck::ui
