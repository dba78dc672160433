#pragma once
// Words in the type scale and in a token's colour, always plain text, following the theme by themselves.

#include "widgets/theme/theme.hpp"

#include <QLabel>

namespace cachedeck::badge {

/// A label whose font and colour are named, not set. Text is plain (never markup) and its control characters are
/// escaped.
class Label : public QLabel {
    Q_OBJECT
public:
    explicit Label(const QString& text = {}, theme::Role role = theme::Role::Body,
                   theme::Token token = theme::Token::TextPrimary, QWidget* parent = nullptr);

    /// Replaces QLabel::setText: escapes controls; line breaks are kept.
    void setText(const QString& text);
    void setRole(theme::Role role, theme::Weight weight = theme::Weight::Default);
    void setWeight(theme::Weight weight);
    void setToken(theme::Token token);
    /// Colours the label as a path's name (its text colour) instead of a token's.
    void setPath(theme::PathRole role);

protected:
    void changeEvent(QEvent* event) override;

private:
    void restyle();

    theme::Role m_role;
    theme::Weight m_weight = theme::Weight::Default;
    theme::Token m_token;
    int m_path = -1;
    bool m_restyling = false;
};

/// One line that shortens itself with an ellipsis and shows the whole text as its tool tip where it had to.
class ElidedLabel : public QWidget {
    Q_OBJECT
public:
    explicit ElidedLabel(const QString& text = {}, theme::Role role = theme::Role::Body,
                         theme::Token token = theme::Token::TextPrimary, QWidget* parent = nullptr);

    void setText(const QString& text);
    QString text() const { return m_text; }
    void setRole(theme::Role role, theme::Weight weight = theme::Weight::Default);
    void setToken(theme::Token token);
    /// Default Qt::ElideRight; Qt::ElideMiddle suits keys and addresses.
    void setElideMode(Qt::TextElideMode mode);
    void setAlignment(Qt::Alignment alignment);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void updateToolTip();

    QString m_text;
    theme::Role m_role;
    theme::Weight m_weight = theme::Weight::Default;
    theme::Token m_token;
    Qt::TextElideMode m_mode = Qt::ElideRight;
    Qt::Alignment m_alignment = Qt::AlignLeading | Qt::AlignVCenter;
};

/// One of our icons as a widget. Decoration by default: give an accessible name where it says something words do not.
class IconLabel : public QWidget {
    Q_OBJECT
public:
    /// `size`: 12, 16 or 20 (theme::icon_size).
    explicit IconLabel(const QString& icon, int size = 16, theme::Token token = theme::Token::TextPrimary,
                       QWidget* parent = nullptr);
    void setIcon(const QString& icon);
    void setToken(theme::Token token);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_icon;
    int m_size;
    theme::Token m_token;
};

/// The swatch of a path (line and marker), 24 × 12.
class PathSwatch : public QWidget {
    Q_OBJECT
public:
    explicit PathSwatch(theme::PathRole role, QWidget* parent = nullptr);
    void setPath(theme::PathRole role);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    theme::PathRole m_role;
};

} // namespace cachedeck::badge
