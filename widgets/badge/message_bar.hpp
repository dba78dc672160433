#pragma once
// A status or an error in the page, never a dialog over it: what happened, to what, what to do; details on demand,
// copy.

#include "widgets/badge/tag.hpp"

#include <QFrame>

class QPlainTextEdit;

namespace cachedeck::badge {

class Button;
class IconLabel;
class Label;

class MessageBar : public QFrame {
    Q_OBJECT
public:
    enum class Kind { Info, Success, Warning, Error };

    /// Hidden until show*() gives it something to say.
    explicit MessageBar(QWidget* parent = nullptr);

    /// `title` is what happened, `text` to what and what to do, `details` the full story (a server's message), shown on
    /// demand and always copied. All plain text. Shows the bar and tells screen readers.
    void showMessage(Kind kind, const QString& title, const QString& text = {}, const QString& details = {});
    /// One action beside the words ("Try again"); empty takes it away. Cleared by showMessage(): set it after.
    void setAction(const QString& text);
    /// Whether a cross closes the bar. Default true.
    void setClosable(bool closable);
    /// Everything it says, as Copy puts it on the clipboard.
    QString fullText() const;

Q_SIGNALS:
    void actionTriggered();
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void toggleDetails();
    theme::Token token() const;
    theme::Token tint() const;

    Kind m_kind = Kind::Info;
    QString m_titleText;
    QString m_bodyText;
    QString m_detailsText;
    IconLabel* m_icon;
    Label* m_title;
    Label* m_text;
    Button* m_action;
    Button* m_detailsButton;
    Button* m_copy;
    Button* m_close;
    QPlainTextEdit* m_details;
};

} // namespace cachedeck::badge
