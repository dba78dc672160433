#pragma once
// The bar on top: what we are connected to, what Sentinel says, the server's pulse, and the actions that every page
// has.

#include "ui/bridge/server_session.hpp"

#include <QWidget>

class QLabel;
class QMenu;

namespace cachedeck::badge {
class Button;
class Chip;
} // namespace cachedeck::badge

namespace cachedeck::chart {
class Sparkline;
}

namespace cachedeck::ui {

class SentinelBridge;

class TopBar : public QWidget {
    Q_OBJECT

public:
    TopBar(ServerSession& server, SentinelBridge& sentinel, QWidget* parent = nullptr);

    badge::Button* invalidateButton() const { return m_invalidate; }

Q_SIGNALS:
    void connectRequested();
    void demoRequested();
    void sentinelRequested();
    void paletteRequested();
    void invalidateRequested();
    void presentationRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void updateConnection();
    void updateSentinel();
    void updateVitals();

    ServerSession& m_server;
    SentinelBridge& m_sentinelBridge;
    badge::Chip* m_connection;
    badge::Chip* m_sentinel;
    chart::Sparkline* m_operations;
    chart::Sparkline* m_hitRatio;
    badge::Button* m_palette;
    badge::Button* m_invalidate;
    badge::Button* m_present;
    QMenu* m_menu;
};

// Words for an environment, and its look.
QString environmentWord(redis::Environment environment);

} // namespace cachedeck::ui
