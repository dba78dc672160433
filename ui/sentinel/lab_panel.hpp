#pragma once
// The lab: break a server of the embedded stack and read what it cost. On other people's servers it explains why it is
// not there.

#include "ui/bridge/sentinel_bridge.hpp"

#include <QWidget>

class QComboBox;
class QStackedWidget;

namespace cachedeck::badge {
class Button;
class Label;
class ValueCard;
} // namespace cachedeck::badge

namespace cachedeck::ui {

class LabPanel : public QWidget {
    Q_OBJECT

public:
    explicit LabPanel(SentinelBridge& bridge, QWidget* parent = nullptr);
    void setTarget(const QString& node); // by name; nothing when there is none of that name

Q_SIGNALS:
    void startAsked(); // "Go to Start"

private:
    QWidget* makeHead();
    QWidget* makeActions();
    QWidget* makeExplanation();
    QWidget* makeMeasured();
    void showNodes();
    void showActions();
    void showMeasured();
    std::optional<servers::Node> target() const;

    SentinelBridge& m_bridge;
    QStackedWidget* m_stack;
    QComboBox* m_target;
    badge::Button* m_kill;
    badge::Button* m_pause;
    badge::Button* m_resume;
    badge::Button* m_restart;
    badge::Button* m_failOver;
    badge::Label* m_cause;
    badge::Label* m_date;
    badge::ValueCard* m_detected;
    badge::ValueCard* m_elected;
    badge::ValueCard* m_writable;
    badge::ValueCard* m_agreed;
};

} // namespace cachedeck::ui
