#include "widgets/theme/theme_manager.hpp"

#include "widgets/theme/style.hpp"

#include <QFocusEvent>
#include <QFocusFrame>
#include <QStyleHints>

namespace cachedeck::theme {
namespace {

constexpr auto managerProperty = "cachedeck.themeManager";

bool isKeyboard(Qt::FocusReason reason)
{
    return reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
}

// Views that fill a pane and pages have no room for a ring around them; they mark their current item themselves.
bool takesRing(const QWidget* widget)
{
    return widget && !widget->isWindow() && !widget->property("cachedeck.ownFocus").toBool();
}

} // namespace

ThemeManager::ThemeManager(QApplication& application) : m_application(application), m_style(nullptr)
{
    m_application.setProperty(managerProperty, QVariant::fromValue<QObject*>(this));
    m_application.installEventFilter(this);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(m_application.styleHints(), &QStyleHints::colorSchemeChanged, this, [this] {
        if (m_choice == Choice::System)
            apply();
    });
#endif
    m_theme = Theme(systemIsDark() ? Scheme::Dark : Scheme::Light);
    m_style = new Style(m_theme);
    m_applying = true;
    m_application.setStyle(m_style);
    m_applying = false;
    apply();
}

ThemeManager::~ThemeManager()
{
    m_application.removeEventFilter(this);
    m_application.setProperty(managerProperty, QVariant());
    delete m_focusFrame;
}

void ThemeManager::setChoice(Choice choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    apply();
}

void ThemeManager::setPresentation(bool on)
{
    if (on == m_presentation)
        return;
    m_presentation = on;
    apply();
}

const ThemeManager* ThemeManager::ofApplication()
{
    return qApp ? qobject_cast<ThemeManager*>(qApp->property(managerProperty).value<QObject*>()) : nullptr;
}

bool ThemeManager::systemIsDark()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    if (m_application.styleHints()->colorScheme() != Qt::ColorScheme::Unknown)
        return m_application.styleHints()->colorScheme() == Qt::ColorScheme::Dark;
#endif
    // Until Qt 6.5 only the palette tells. Ours hides the system's; an empty one brings it back for a moment.
    m_applying = true;
    m_application.setPalette(QPalette());
    const QPalette system = m_application.palette();
    m_applying = false;
    return system.color(QPalette::Window).lightness() < system.color(QPalette::WindowText).lightness();
}

void ThemeManager::apply()
{
    Scheme scheme = Scheme::Light;
    switch (m_choice) {
    case Choice::System:
        scheme = systemIsDark() ? Scheme::Dark : Scheme::Light;
        break;
    case Choice::Light:
        break;
    case Choice::Dark:
        scheme = Scheme::Dark;
        break;
    case Choice::HighContrast:
        scheme = Scheme::HighContrast;
        break;
    case Choice::Projector:
        scheme = Scheme::Projector;
        break;
    }
    const double plainScale = scheme == Scheme::Projector ? Theme::projectorScale : 1.0;
    m_theme = Theme(scheme, m_presentation ? Theme::presentationScale : plainScale);
    m_applying = true;
    m_style->setTheme(m_theme);
    m_application.setPalette(m_theme.palette());
    m_application.setFont(m_theme.font(Role::Body));
    m_applying = false;
    const QWidgetList widgets = QApplication::allWidgets();
    for (QWidget* widget : widgets) {
        m_style->polish(widget); // fonts and icon sizes of buttons
        QEvent change(QEvent::StyleChange);
        QCoreApplication::sendEvent(widget, &change);
        widget->updateGeometry();
        widget->update();
    }
    Q_EMIT changed(m_theme);
}

void ThemeManager::showFocus(QWidget* widget, Qt::FocusReason reason)
{
    if (!isKeyboard(reason) || !takesRing(widget)) {
        if (m_focusFrame)
            m_focusFrame->setWidget(nullptr);
        return;
    }
    if (!m_focusFrame)
        m_focusFrame = new QFocusFrame;
    m_focusFrame->setWidget(widget);
}

bool ThemeManager::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::ApplicationPaletteChange:
        if (!m_applying && watched == &m_application && m_choice == Choice::System) {
            const bool dark = systemIsDark();
            if (dark != (m_theme.scheme() == Scheme::Dark) || m_application.palette() != m_theme.palette())
                apply();
        }
        break;
    case QEvent::FocusIn:
        if (watched->isWidgetType())
            showFocus(static_cast<QWidget*>(watched), static_cast<QFocusEvent*>(event)->reason());
        break;
    case QEvent::FocusOut:
    case QEvent::MouseButtonPress:
        if (m_focusFrame && m_focusFrame->widget() == watched)
            m_focusFrame->setWidget(nullptr);
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace cachedeck::theme
