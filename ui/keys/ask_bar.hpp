#pragma once
// A question inside the page, never a dialog over it: what will happen, an answer to type where one is asked for, one
// button that does it, one that does not. Escape says no.

#include "widgets/theme/theme.hpp"

#include <QFrame>

class QLineEdit;

namespace cachedeck::badge {
class Button;
class IconLabel;
class Label;
} // namespace cachedeck::badge

namespace cachedeck::ui {

class AskBar : public QFrame {
    Q_OBJECT

public:
    struct Question {
        QString icon = QStringLiteral("warn");
        theme::Token token = theme::Token::StateWarn, tint = theme::Token::StateWarnTint;
        QString title; // strong
        QString text;
        QString action; // on the button
        QString field;  // accessible name of the field; empty: no field
        QString placeholder;
        bool cancel = true; // whether there is a way to say no
    };

    explicit AskBar(QWidget* parent = nullptr); // hidden until ask()
    void ask(const Question& question);
    void setText(const QString& text); // of the question that is open
    QString typed() const;

Q_SIGNALS:
    void accepted(const QString& typed);
    void dismissed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    theme::Token m_tint = theme::Token::StateWarnTint;
    theme::Token m_token = theme::Token::StateWarn;
    bool m_canCancel = true;
    badge::IconLabel* m_icon;
    badge::Label* m_title;
    badge::Label* m_text;
    QLineEdit* m_field;
    badge::Button* m_action;
    badge::Button* m_cancel;
};

} // namespace cachedeck::ui
