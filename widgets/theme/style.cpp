#include "widgets/theme/style.hpp"

#include "widgets/theme/icons.hpp"
#include "widgets/theme/space.hpp"
#include "widgets/theme/style_paint.hpp"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyleOption>
#include <QTabBar>
#include <QToolButton>
#include <QVariant>

namespace cachedeck::theme {
namespace {

constexpr auto kindProperty = "cachedeck.buttonKind";
constexpr auto sizeProperty = "cachedeck.buttonSize";
constexpr auto fieldProperty = "cachedeck.fieldHeight";

void setButtonFont(QAbstractButton* button)
{
    const Theme theme = Theme::of(button);
    const Weight weight = buttonKind(button) == ButtonKind::Primary ? Weight::SemiBold : Weight::Medium;
    button->setFont(theme.font(buttonSize(button) == ButtonSize::Small ? Role::Caption : Role::Body, weight));
    const int icon = theme.px(buttonSize(button) == ButtonSize::Small ? icon_size::small : icon_size::button);
    button->setIconSize({icon, icon});
}

bool isCommandButton(const QWidget* widget)
{
    return widget && (widget->inherits("QPushButton") || widget->inherits("QToolButton"));
}

bool isTurnedByWheel(const QWidget* widget)
{
    return qobject_cast<const QComboBox*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget);
}

// A copy of the option whose words have the colour of the button's kind.
template<class Option>
Option coloured(const Option& option, const Theme& theme, const QWidget* widget)
{
    Option copy = option;
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool checked = option.state & QStyle::State_On;
    copy.palette.setColor(QPalette::ButtonText, theme.color(paint::buttonToken(buttonKind(widget), enabled, checked)));
    return copy;
}

} // namespace

void setButtonKind(QAbstractButton* button, ButtonKind kind)
{
    button->setProperty(kindProperty, static_cast<int>(kind));
    setButtonFont(button);
    button->updateGeometry();
    button->update();
}

void setButtonSize(QAbstractButton* button, ButtonSize size)
{
    button->setProperty(sizeProperty, static_cast<int>(size));
    setButtonFont(button);
    button->updateGeometry();
    button->update();
}

ButtonKind buttonKind(const QWidget* button)
{
    const QVariant kind = button ? button->property(kindProperty) : QVariant();
    return kind.isValid() ? static_cast<ButtonKind>(kind.toInt()) : ButtonKind::Normal;
}

ButtonSize buttonSize(const QWidget* button)
{
    const QVariant size = button ? button->property(sizeProperty) : QVariant();
    return size.isValid() ? static_cast<ButtonSize>(size.toInt()) : ButtonSize::Medium;
}

void setFieldHeight(QWidget* field, int height)
{
    field->setProperty(fieldProperty, height);
    field->updateGeometry();
}

namespace paint {

int fieldHeight(const Theme& theme, const QWidget* widget)
{
    const QVariant height = widget ? widget->property(fieldProperty) : QVariant();
    return theme.px(height.isValid() ? height.toInt() : space::field);
}

} // namespace paint

Style::Style(const Theme& theme) : QProxyStyle(QStringLiteral("fusion")), m_theme(theme) {}

void Style::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (isCommandButton(widget))
        setButtonFont(static_cast<QAbstractButton*>(widget));
    if (auto* tabs = qobject_cast<QTabBar*>(widget))
        tabs->setExpanding(false);
    if (qobject_cast<QAbstractButton*>(widget) || qobject_cast<QComboBox*>(widget) ||
        qobject_cast<QAbstractSpinBox*>(widget) || qobject_cast<QScrollBar*>(widget) ||
        qobject_cast<QTabBar*>(widget) || widget->inherits("QLineEdit"))
        widget->setAttribute(Qt::WA_Hover);
    if (isTurnedByWheel(widget)) {
        if (widget->focusPolicy() == Qt::WheelFocus)
            widget->setFocusPolicy(Qt::StrongFocus);
        widget->installEventFilter(this);
    }
}

bool Style::eventFilter(QObject* watched, QEvent* event)
{
    auto* widget = qobject_cast<QWidget*>(watched);
    if (event->type() == QEvent::Wheel && widget && isTurnedByWheel(widget) && !widget->hasFocus()) {
        event->ignore(); // so that it goes on to what lies around
        return true;
    }
    return QProxyStyle::eventFilter(watched, event);
}

void Style::unpolish(QWidget* widget)
{
    widget->removeEventFilter(this);
    QProxyStyle::unpolish(widget);
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                          const QWidget* widget) const
{
    const Theme theme = widget ? Theme::of(widget) : m_theme;
    const auto arrow = [&](const QString& name) {
        const bool enabled = option->state & State_Enabled;
        paint::chevron(*painter, option->rect, name, theme.color(enabled ? Token::TextSecondary : Token::TextDisabled),
                       theme.px(icon_size::small));
    };
    switch (element) {
    case PE_PanelButtonCommand:
    case PE_PanelButtonTool:
        return paint::button(*painter, theme, *option, buttonKind(widget));
    case PE_FrameFocusRect:
        return; // the ring of ThemeManager's focus frame, or the view's own mark
    case PE_PanelLineEdit:
    case PE_FrameLineEdit:
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option); frame && frame->lineWidth > 0)
            paint::field(*painter, theme, *option);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return paint::check(*painter, theme, *option);
    case PE_IndicatorRadioButton:
        return paint::radio(*painter, theme, *option);
    case PE_IndicatorArrowDown:
    case PE_IndicatorSpinDown:
        return arrow(QStringLiteral("down"));
    case PE_IndicatorArrowRight:
        return arrow(QStringLiteral("right"));
    case PE_IndicatorArrowLeft:
        return arrow(QStringLiteral("left"));
    case PE_IndicatorBranch:
        if (option->state & State_Children)
            arrow(option->state & State_Open             ? QStringLiteral("down")
                  : option->direction == Qt::RightToLeft ? QStringLiteral("left")
                                                         : QStringLiteral("right"));
        return;
    case PE_Frame:
    case PE_FrameMenu:
    case PE_FrameGroupBox:
        return paint::box(*painter, option->rect, {}, theme.color(Token::LineHairline),
                          element == PE_FrameMenu ? 0 : theme.line(space::radius));
    case PE_PanelMenu:
    case PE_PanelTipLabel:
        return paint::box(*painter, option->rect, theme.color(Token::SurfacePanel), theme.color(Token::LineControl), 0);
    case PE_FrameTabWidget:
    case PE_PanelScrollAreaCorner:
    case PE_FrameStatusBarItem:
        return;
    case PE_FrameTabBarBase:
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                          theme.color(Token::LineHairline));
        return;
    case PE_PanelItemViewRow:
    case PE_PanelItemViewItem:
        return paint::itemGround(*painter, theme, *option);
    default:
        return QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                        const QWidget* widget) const
{
    const Theme theme = widget ? Theme::of(widget) : m_theme;
    switch (element) {
    case CE_PushButtonBevel:
        return paint::button(*painter, theme, *option, buttonKind(widget));
    case CE_PushButtonLabel:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
            const QStyleOptionButton copy = coloured(*button, theme, widget);
            return QProxyStyle::drawControl(element, &copy, painter, widget);
        }
        break;
    case CE_ToolButtonLabel:
        if (const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option)) {
            const QStyleOptionToolButton copy = coloured(*button, theme, widget);
            return QProxyStyle::drawControl(element, &copy, painter, widget);
        }
        break;
    case CE_Header:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) {
            paint::headerSection(*painter, theme, *header);
            QStyleOptionHeader label = *header;
            label.rect = subElementRect(SE_HeaderLabel, header, widget); // the common style would not ask us
            return paint::headerLabel(*painter, theme, label);
        }
        break;
    case CE_HeaderSection:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option))
            return paint::headerSection(*painter, theme, *header);
        break;
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, theme.color(Token::SurfaceSunken));
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                          theme.color(Token::LineHairline));
        return;
    case CE_HeaderLabel:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option))
            return paint::headerLabel(*painter, theme, *header);
        break;
    case CE_MenuItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option))
            return paint::menuItem(*painter, theme, *item);
        break;
    case CE_TabBarTabShape:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option))
            return paint::tabShape(*painter, theme, *tab);
        break;
    case CE_TabBarTabLabel:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option))
            return paint::tabLabel(*painter, theme, *tab);
        break;
    case CE_ProgressBar:
        if (const auto* progress = qstyleoption_cast<const QStyleOptionProgressBar*>(option))
            return paint::progress(*painter, theme, *progress);
        break;
    case CE_Splitter: {
        painter->fillRect(option->rect, theme.color(Token::SurfacePanel));
        QRect line = option->rect;
        if (option->state & State_Horizontal)
            line = QRect(line.center().x(), line.top(), 1, line.height());
        else
            line = QRect(line.left(), line.center().y(), line.width(), 1);
        painter->fillRect(line, theme.color(option->state & State_MouseOver ? Token::LineStrong : Token::LineHairline));
        return;
    }
    case CE_FocusFrame:
        return paint::focusRing(*painter, theme, option->rect);
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                               const QWidget* widget) const
{
    const Theme theme = widget ? Theme::of(widget) : m_theme;
    switch (control) {
    case CC_ComboBox:
        if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option))
            return paint::comboBox(*painter, theme, *combo);
        break;
    case CC_SpinBox:
        if (const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option))
            return paint::spinBox(*painter, theme, *spin, *this, widget);
        break;
    case CC_ScrollBar:
        if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option))
            return paint::scrollBar(*painter, theme, *bar, *this, widget);
        break;
    default:
        break;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

} // namespace cachedeck::theme
