#pragma once
// The card that starts the demo: what it is made of, a picture of what will be seen, and the one primary button.

#include "ui/bridge/server_session.hpp"
#include "widgets/badge/card.hpp"

namespace cachedeck::badge {
class Button;
class Label;
} // namespace cachedeck::badge

namespace cachedeck::ui {

class DemoCard : public badge::Card {
    Q_OBJECT

public:
    explicit DemoCard(ServerSession& server, QWidget* parent = nullptr);

Q_SIGNALS:
    void startRequested();

private:
    void lookForServer();
    void updateState();

    ServerSession& m_server;
    Inbox m_inbox;
    badge::Button* m_start;
    badge::Label* m_found;
};

} // namespace cachedeck::ui
