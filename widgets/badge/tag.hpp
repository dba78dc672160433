#pragma once
// Small signs: an environment's tag, a state's dot, a filter's pill.

#include "widgets/theme/theme.hpp"

#include <QAbstractButton>
#include <QWidget>

namespace cachedeck::badge {

/// What a tag says about a connection. None: not connected.
enum class Environment { None, Demo, Development, Production };

/// The colour of an environment: the 3 px edge on top of the window and its tag.
theme::Token environmentToken(Environment environment);
theme::Token environmentTint(Environment environment);

/// Words on a tint, 20 px high, with an edge in high contrast; optionally an icon of 12 px (a lock).
class Tag : public QWidget {
    Q_OBJECT
public:
    explicit Tag(const QString& text = {}, Environment environment = Environment::None, QWidget* parent = nullptr);
    void setText(const QString& text);
    QString text() const { return m_text; }
    /// Sets the colours; the words are the caller's ("Demo", "Production").
    void setEnvironment(Environment environment);
    /// Any other pair of colours, for example Token::StateWarn on Token::StateWarnTint.
    void setTokens(theme::Token text, theme::Token tint);
    void setIcon(const QString& icon);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    QString m_icon;
    theme::Token m_token;
    theme::Token m_tint;
};

/// A state and its second cue: Ok a filled circle, Warn a triangle, Down a cross, Unknown a hollow circle.
enum class State { Ok, Warn, Down, Unknown };

theme::Token stateToken(State state);
theme::Token stateTint(State state);
/// Draws the sign around a centre; `radius` 4 in a line of text, 5 in the topology.
void drawState(QPainter& painter, const theme::Theme& theme, State state, const QPointF& centre, qreal radius);
/// The state in a word, translated: "ok", "warning", "down", "unknown".
QString stateWord(State state);

/// A state's sign with its words beside it (which may be empty; then the state's word is the accessible name).
class StatusDot : public QWidget {
    Q_OBJECT
public:
    explicit StatusDot(State state = State::Unknown, const QString& text = {}, QWidget* parent = nullptr);
    void setState(State state);
    State state() const { return m_state; }
    void setText(const QString& text);
    /// Font and colour of the words; default caption in TextSecondary.
    void setRole(theme::Role role, theme::Token token = theme::Token::TextSecondary);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    State m_state;
    QString m_text;
    theme::Role m_role = theme::Role::Caption;
    theme::Token m_token = theme::Token::TextSecondary;
};

/// A filter that is on or off, 24 px high: words and a muted count ("hash 251 k"). Checkable.
class Pill : public QAbstractButton {
    Q_OBJECT
public:
    explicit Pill(const QString& text, const QString& count = {}, QWidget* parent = nullptr);
    void setCount(const QString& count);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_count;
};

} // namespace cachedeck::badge
