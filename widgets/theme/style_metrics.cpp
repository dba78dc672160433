// Sizes: how large each control is, and where its parts lie.
#include "widgets/theme/icons.hpp"
#include "widgets/theme/space.hpp"
#include "widgets/theme/style_paint.hpp"

#include <QStyleOption>

namespace cachedeck::theme {
namespace {

QSize buttonSizeFor(const Theme& theme, const QStyleOptionButton& option, const QSize& contents, const QWidget* widget)
{
    int height = space::button;
    int padding = 12;
    switch (buttonSize(widget)) {
    case ButtonSize::Small:
        height = space::buttonSmall;
        padding = 8;
        break;
    case ButtonSize::Medium:
        break;
    case ButtonSize::Large:
        height = space::buttonLarge;
        padding = 20;
        break;
    }
    if (option.text.isEmpty())
        return {theme.px(height), theme.px(height)};
    const int gap = option.icon.isNull() ? 0 : theme.px(4); // Fusion counts 4 of the 8 by itself
    return {contents.width() + gap + 2 * theme.px(padding), theme.px(height)};
}

} // namespace

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                            const QWidget* widget) const
{
    const Theme theme = widget ? Theme::of(widget) : m_theme;
    switch (control) {
    case CC_ComboBox:
        if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
            combo && part != SC_ComboBoxListBoxPopup)
            return paint::comboRect(theme, *combo, part);
        break;
    case CC_SpinBox:
        if (const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option))
            return paint::spinRect(theme, *spin, part);
        break;
    case CC_ScrollBar:
        if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option)) {
            // No arrows: the whole bar is the groove.
            const bool vertical = bar->orientation == Qt::Vertical;
            const int length = vertical ? bar->rect.height() : bar->rect.width();
            const qint64 range = qint64(bar->maximum) - bar->minimum;
            int thumb = length;
            if (range > 0)
                thumb = qBound(theme.px(24), int(qint64(length) * bar->pageStep / (range + bar->pageStep)), length);
            const int at = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - thumb,
                                                   bar->upsideDown);
            const auto piece = [&](int from, int size) {
                return vertical ? QRect(bar->rect.left(), bar->rect.top() + from, bar->rect.width(), size)
                                : QRect(bar->rect.left() + from, bar->rect.top(), size, bar->rect.height());
            };
            switch (part) {
            case SC_ScrollBarSlider:
                return visualRect(bar->direction, bar->rect, piece(at, thumb));
            case SC_ScrollBarGroove:
                return bar->rect;
            case SC_ScrollBarSubPage:
                return visualRect(bar->direction, bar->rect, piece(0, at));
            case SC_ScrollBarAddPage:
                return visualRect(bar->direction, bar->rect, piece(at + thumb, length - at - thumb));
            default:
                return {};
            }
        }
        break;
    default:
        break;
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

QRect Style::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const
{
    const Theme theme = widget ? Theme::of(widget) : m_theme;
    switch (element) {
    case SE_LineEditContents: {
        const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
        // QLineEdit adds 2 px of its own on either side.
        return frame && frame->lineWidth > 0 ? option->rect.adjusted(theme.px(6), 1, -theme.px(6), -1) : option->rect;
    }
    case SE_HeaderLabel: {
        // The first and the last column of a pane's table stand off its edges as the cells below do.
        const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option);
        const QVariant asked = widget ? widget->property("cachedeck.edgePadding") : QVariant();
        const int edge = theme.px(asked.isValid() ? asked.toInt() : space::control);
        const int inner = theme.px(space::control);
        const bool alone = header && header->position == QStyleOptionHeader::OnlyOneSection;
        const bool first = header && (alone || header->position == QStyleOptionHeader::Beginning);
        const bool last = header && (alone || header->position == QStyleOptionHeader::End);
        return visualRect(option->direction, option->rect,
                          option->rect.adjusted(first ? edge : inner, 0, -(last ? edge : inner), 0));
    }
    default:
        return QProxyStyle::subElementRect(element, option, widget);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                              const QWidget* widget) const
{
    const Theme theme = widget ? Theme::of(widget) : m_theme;
    switch (type) {
    case CT_PushButton:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option))
            return buttonSizeFor(theme, *button, contents, widget);
        break;
    case CT_ToolButton: {
        const int side = theme.px(buttonSize(widget) == ButtonSize::Small ? space::buttonSmall : space::button);
        return {qMax(side, contents.width() + theme.px(12)), side};
    }
    case CT_LineEdit:
        return {contents.width() + 2 * theme.px(8), paint::fieldHeight(theme, widget)};
    case CT_ComboBox:
        return {contents.width() + theme.px(8 + 28), paint::fieldHeight(theme, widget)};
    case CT_SpinBox:
        return {contents.width() + theme.px(8 + 51), paint::fieldHeight(theme, widget)};
    case CT_HeaderSection: {
        QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
        return {size.width() + theme.px(8), qMax(theme.px(space::tableHead), 0)};
    }
    case CT_ItemViewItem: {
        const QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
        return {size.width(), qMax(size.height(), theme.px(space::denseRow))};
    }
    case CT_MenuItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) {
            if (item->menuItemType == QStyleOptionMenuItem::Separator)
                return {contents.width(), theme.px(9)};
            const bool column = item->maxIconWidth > 0 || item->menuHasCheckableItems;
            const int shortcut = item->text.contains(QLatin1Char('\t')) ? theme.px(24) : 0;
            return {contents.width() + 2 * theme.px(12) + (column ? theme.px(24) : 0) + shortcut + theme.px(16),
                    theme.px(space::row)};
        }
        break;
    case CT_TabBarTab:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option)) {
            const QFontMetrics metrics(theme.font(Role::Body, Weight::SemiBold));
            return {metrics.horizontalAdvance(tab->text) + theme.px(16), theme.px(36)};
        }
        break;
    case CT_CheckBox:
    case CT_RadioButton: {
        const QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
        return {size.width(), qMax(size.height(), theme.px(20))};
    }
    default:
        break;
    }
    return QProxyStyle::sizeFromContents(type, option, contents, widget);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    const Theme theme = widget ? Theme::of(widget) : m_theme;
    switch (metric) {
    case PM_ScrollBarExtent:
        return theme.px(10);
    case PM_SplitterWidth:
        return 5;
    case PM_ButtonIconSize:
    case PM_SmallIconSize:
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return theme.px(16);
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return theme.px(space::control);
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin:
        return theme.px(space::group);
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin:
        return 4; // 2 px of air, 2 px of ring
    case PM_DefaultFrameWidth:
    case PM_MenuPanelWidth:
        return 1;
    case PM_ComboBoxFrameWidth:
    case PM_SpinBoxFrameWidth:
        return 1;
    case PM_MenuHMargin:
        return 0;
    case PM_MenuVMargin:
        return theme.px(4);
    case PM_ToolTipLabelFrameWidth:
        return theme.px(6);
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_ScrollView_ScrollBarSpacing:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarBaseHeight:
    case PM_ButtonDefaultIndicator:
        return 0;
    case PM_HeaderMargin:
        return theme.px(space::control);
    case PM_TreeViewIndentation:
        return theme.px(16);
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                     QStyleHintReturn* returned) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ComboBox_Popup:
    case SH_ItemView_ActivateItemOnSingleClick:
        return 0;
    case SH_ItemView_ShowDecorationSelected:
    case SH_ItemView_MovementWithoutUpdatingSelection:
    case SH_ScrollBar_MiddleClickAbsolutePosition:
        return 1;
    case SH_TabBar_Alignment:
        return Qt::AlignLeft;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

} // namespace cachedeck::theme
