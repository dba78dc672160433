#pragma once
// Ctrl+K: every page and action by name. Type to narrow, arrows and Return to run, Escape to leave.

#include "widgets/badge/card.hpp"

#include <QVector>

#include <functional>

class QLineEdit;
class QListWidget;

namespace cachedeck::ui {

class CommandPalette : public badge::Card {
    Q_OBJECT

public:
    struct Command {
        QString text;     // translated: "Go to Keys"
        QString shortcut; // "Ctrl+2"; may be empty
        std::function<void()> run;
    };

    explicit CommandPalette(QWidget* parent);
    void setCommands(QVector<Command> commands) { m_commands = std::move(commands); }
    void open();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void narrow();
    void runCurrent();

    QVector<Command> m_commands;
    QLineEdit* m_filter;
    QListWidget* m_list;
};

} // namespace cachedeck::ui
