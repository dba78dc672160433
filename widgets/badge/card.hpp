#pragma once
// Flat surfaces: a card with an edge, a pane without one, a hairline, and the card of one measured value.

#include "widgets/theme/theme.hpp"

#include <QFrame>

namespace cachedeck::badge {

class Label;

/// A panel with a 1 px edge and radius 6. Lay out inside it as in any widget; no margins of its own.
class Card : public QFrame {
    Q_OBJECT
public:
    explicit Card(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// A plain surface with hairlines on the chosen sides.
class Pane : public QFrame {
    Q_OBJECT
public:
    explicit Pane(QWidget* parent = nullptr);
    /// Default SurfacePanel.
    void setSurface(theme::Token token);
    /// Which edges carry a hairline; default none.
    void setLines(Qt::Edges edges);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    theme::Token m_surface = theme::Token::SurfacePanel;
    Qt::Edges m_lines;
};

/// A 1 px line, horizontal or vertical.
class Hairline : public QWidget {
    Q_OBJECT
public:
    explicit Hairline(Qt::Orientation orientation = Qt::Horizontal, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// Caption, one large value, a line that explains it: "Detected after", "612 ms", "first SDOWN at 561 ms".
class ValueCard : public Card {
    Q_OBJECT
public:
    explicit ValueCard(const QString& caption, QWidget* parent = nullptr);
    void setCaption(const QString& caption);
    /// An empty value shows a dash: a value that is not there is not invented.
    void setValue(const QString& value, theme::Token token = theme::Token::TextPrimary);
    void setNote(const QString& note);

private:
    void updateAccess();

    Label* m_caption;
    Label* m_value;
    Label* m_note;
};

/// What a page shows while it has nothing: what this is, and what to press. Centred; the caller adds the button below.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    EmptyState(const QString& icon, const QString& title, const QString& text, QWidget* parent = nullptr);
    void setText(const QString& title, const QString& text);
    /// Adds a widget (a button) under the words.
    void addAction(QWidget* widget);

private:
    Label* m_title;
    Label* m_text;
};

} // namespace cachedeck::badge
