#include "widgets/theme/theme.hpp"

#include "widgets/theme/fonts.hpp"
#include "widgets/theme/theme_manager.hpp"

#include <QEvent>
#include <QVariant>
#include <QWidget>
#include <QtMath>

namespace cachedeck::theme {
namespace {

constexpr auto overrideProperty = "cachedeck.theme";

struct Size {
    int pixels;
    int line;
    Weight weight;
    double tracking; ///< of an em
    bool mono;
};

constexpr Size sizeOf(Role role)
{
    switch (role) {
    case Role::Caption:
        return {11, 16, Weight::Regular, 0, false};
    case Role::Body:
        return {13, 20, Weight::Regular, 0, false};
    case Role::Title:
        return {18, 24, Weight::SemiBold, -0.01, false};
    case Role::Display:
        return {32, 36, Weight::SemiBold, -0.02, false};
    case Role::Mono:
        return {12, 20, Weight::Regular, 0, true};
    case Role::MonoCaption:
        return {11, 16, Weight::Regular, 0, true};
    }
    return {13, 20, Weight::Regular, 0, false};
}

QFont::Weight qtWeight(Weight weight)
{
    switch (weight) {
    case Weight::Medium:
        return QFont::Medium;
    case Weight::SemiBold:
        return QFont::DemiBold;
    case Weight::Default:
    case Weight::Regular:
        break;
    }
    return QFont::Normal;
}

void tellSubtree(QWidget* widget)
{
    QEvent change(QEvent::StyleChange);
    QCoreApplication::sendEvent(widget, &change);
    const auto children = widget->findChildren<QWidget*>(Qt::FindDirectChildrenOnly);
    for (QWidget* child : children)
        tellSubtree(child);
}

} // namespace

Theme::Theme(Scheme scheme, double scale) : m_scheme(scheme), m_scale(scale) {}

Theme Theme::of(const QWidget* widget)
{
    for (const QWidget* at = widget; at; at = at->parentWidget()) {
        const QVariant found = at->property(overrideProperty);
        if (found.isValid())
            return found.value<Theme>();
    }
    const ThemeManager* manager = ThemeManager::ofApplication();
    return manager ? manager->theme() : Theme();
}

void Theme::setOverride(QWidget* widget, const Theme& theme)
{
    widget->setProperty(overrideProperty, QVariant::fromValue(theme));
    widget->setPalette(theme.palette());
    widget->setFont(theme.font(Role::Body));
    tellSubtree(widget);
}

void Theme::clearOverride(QWidget* widget)
{
    widget->setProperty(overrideProperty, QVariant());
    widget->setPalette(QPalette());
    widget->setFont(QFont());
    tellSubtree(widget);
}

QFont Theme::font(Role role, Weight weight) const
{
    const Size size = sizeOf(role);
    QFont font(QString::fromLatin1(size.mono ? monoFamily : sansFamily));
    font.setStyleHint(size.mono ? QFont::Monospace : QFont::SansSerif);
    font.setPixelSize(qRound(size.pixels * m_scale));
    font.setWeight(qtWeight(weight == Weight::Default ? size.weight : weight));
    font.setHintingPreference(QFont::PreferNoHinting);
    if (size.tracking != 0)
        font.setLetterSpacing(QFont::AbsoluteSpacing, size.tracking * size.pixels * m_scale);
    return font;
}

int Theme::lineHeight(Role role) const
{
    return px(sizeOf(role).line);
}

int Theme::px(double length) const
{
    return qRound(length * m_scale);
}

QPalette Theme::palette() const
{
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, Token token) { palette.setColor(role, color(token)); };
    set(QPalette::Window, Token::SurfaceWindow);
    set(QPalette::WindowText, Token::TextPrimary);
    set(QPalette::Base, Token::SurfacePanel);
    set(QPalette::AlternateBase, Token::SurfaceSunken);
    set(QPalette::ToolTipBase, Token::SurfacePanel);
    set(QPalette::ToolTipText, Token::TextPrimary);
    set(QPalette::PlaceholderText, Token::TextMuted);
    set(QPalette::Text, Token::TextPrimary);
    set(QPalette::Button, Token::SurfacePanel);
    set(QPalette::ButtonText, Token::TextPrimary);
    set(QPalette::BrightText, Token::TextOnAccent);
    set(QPalette::Light, Token::SurfacePanel);
    set(QPalette::Midlight, Token::LineGrid);
    set(QPalette::Mid, Token::LineControl);
    set(QPalette::Dark, Token::LineStrong);
    set(QPalette::Shadow, Token::LineStrong);
    set(QPalette::Highlight, Token::SurfaceSelected);
    set(QPalette::HighlightedText, Token::TextPrimary);
    set(QPalette::Link, Token::AccentText);
    set(QPalette::LinkVisited, Token::AccentText);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, color(Token::TextDisabled));
    return palette;
}

} // namespace cachedeck::theme
