#pragma once
// The form that connects to a server: a URL, a password asked for apart from it, and how careful to be.

#include "ui/shell/page.hpp"
#include "widgets/badge/card.hpp"

#include <optional>

class QComboBox;
class QLineEdit;

namespace cachedeck::badge {
class Button;
class Label;
} // namespace cachedeck::badge

namespace cachedeck::ui {

class ConnectPanel : public badge::Card {
    Q_OBJECT

public:
    ConnectPanel(const AppContext& context, QWidget* parent);
    // With nothing but the URL filled in, and the environment where one is known.
    void open(const QString& url, std::optional<redis::Environment> environment);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void layOut();
    void connectFields();
    void addressChanged();
    void showEnvironment(redis::Environment environment);
    void connectNow();
    void stateChanged(ServerSession::State state);

    AppContext m_context;
    QLineEdit* m_address;
    QLineEdit* m_user;
    QLineEdit* m_password;
    QLineEdit* m_certificates;
    QComboBox* m_environment;
    badge::Label* m_note;
    badge::Button* m_connect;
    bool m_environmentChosen = false;
    bool m_environmentKept = false; // with the address that is filled in, and only for that
    bool m_waiting = false;
};

} // namespace cachedeck::ui
