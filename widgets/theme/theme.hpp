#pragma once
// A theme is a scheme and a scale: a small value, copied freely. Widgets ask for theirs each time they paint:
//
//     const theme::Theme theme = theme::Theme::of(this);
//     painter.setPen(theme.color(theme::Token::TextMuted));
//     painter.setFont(theme.font(theme::Role::Caption));
//
// and are told of a change by QEvent::StyleChange (every widget, see ThemeManager), so no widget connects to anything.
// GUI thread.

#include "widgets/theme/path_look.hpp"
#include "widgets/theme/token.hpp"

#include <QFont>
#include <QPalette>

class QWidget;

namespace cachedeck::theme {

/// The type scale: pixel sizes / line heights 11/16, 13/20, 18/24, 32/36; mono 12/20, mono caption 11/16.
enum class Role { Caption, Body, Title, Display, Mono, MonoCaption };

/// Default is 400, and 600 for Title and Display.
enum class Weight { Default, Regular, Medium, SemiBold };

class Theme {
public:
    /// The scale of presentation mode: type, lines and markers.
    static constexpr double presentationScale = 1.6;
    /// The scale of the Projector scheme outside presentation mode.
    static constexpr double projectorScale = 1.25;

    explicit Theme(Scheme scheme = Scheme::Light, double scale = 1.0);

    /// The theme a widget wears: an override set on it or an ancestor (setOverride), else the application's
    /// (ThemeManager), else light at scale 1.
    static Theme of(const QWidget* widget);
    /// Makes the widget and everything inside it wear another theme (a chart rendered light for a report, a
    /// presentation).
    static void setOverride(QWidget* widget, const Theme& theme);
    static void clearOverride(QWidget* widget);

    Scheme scheme() const { return m_scheme; }
    double scale() const { return m_scale; }
    bool isHighContrast() const { return m_scheme == Scheme::HighContrast || m_scheme == Scheme::Projector; }
    /// The same scheme at another scale.
    Theme scaled(double scale) const { return Theme(m_scheme, scale); }

    QColor color(Token token) const { return theme::color(m_scheme, token); }
    PathLook path(PathRole role) const { return pathLook(m_scheme, role); }
    double bandOpacity() const { return theme::bandOpacity(m_scheme); }

    /// A font of the type scale at the theme's scale, unhinted, figures of equal width.
    QFont font(Role role, Weight weight = Weight::Default) const;
    /// The line height that goes with it, in pixels.
    int lineHeight(Role role) const;
    /// A length of the design, in pixels at this theme's scale, rounded.
    int px(double length) const;
    /// The same unrounded, for lines.
    qreal line(double width) const { return width * m_scale; }

    /// The palette for QApplication: surfaces, texts, accent as highlight, disabled texts.
    QPalette palette() const;

    friend bool operator==(const Theme&, const Theme&) = default;

private:
    Scheme m_scheme;
    double m_scale;
};

} // namespace cachedeck::theme
