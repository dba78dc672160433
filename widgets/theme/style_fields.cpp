#include "widgets/theme/icons.hpp"
#include "widgets/theme/space.hpp"
#include "widgets/theme/style_paint.hpp"

#include <QAbstractSpinBox>
#include <QPainter>
#include <QStyleOption>

namespace cachedeck::theme::paint {

void field(QPainter& painter, const Theme& theme, const QStyleOption& option)
{
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool focus = enabled && (option.state & QStyle::State_HasFocus);
    const bool hover = enabled && (option.state & QStyle::State_MouseOver);
    Token edge = focus ? Token::Accent : hover ? Token::LineStrong : Token::LineControl;
    if (!enabled)
        edge = Token::LineHairline;
    box(painter, option.rect, theme.color(Token::SurfacePanel), theme.color(edge), theme.line(space::radius));
}

QRect comboRect(const Theme& theme, const QStyleOptionComboBox& option, QStyle::SubControl part)
{
    const int arrow = theme.px(28);
    QRect rect = option.rect;
    switch (part) {
    case QStyle::SC_ComboBoxArrow:
        rect.setLeft(rect.right() - arrow + 1);
        break;
    case QStyle::SC_ComboBoxEditField:
        // The style draws words 2 px into this field by itself.
        rect.adjust(theme.px(6), 1, -arrow, -1);
        break;
    default:
        return rect;
    }
    return QStyle::visualRect(option.direction, option.rect, rect);
}

void comboBox(QPainter& painter, const Theme& theme, const QStyleOptionComboBox& option)
{
    field(painter, theme, option);
    const bool enabled = option.state & QStyle::State_Enabled;
    chevron(painter, comboRect(theme, option, QStyle::SC_ComboBoxArrow), QStringLiteral("down"),
            theme.color(enabled ? Token::TextPrimary : Token::TextDisabled), theme.px(icon_size::small));
}

QRect spinRect(const Theme& theme, const QStyleOptionSpinBox& option, QStyle::SubControl part)
{
    const bool buttons = option.buttonSymbols != QAbstractSpinBox::NoButtons;
    const int width = buttons ? theme.px(25) : 0;
    QRect rect = option.rect;
    switch (part) {
    case QStyle::SC_SpinBoxUp:
        rect.setLeft(rect.right() - width + 1);
        break;
    case QStyle::SC_SpinBoxDown:
        rect.setLeft(rect.right() - 2 * width + 1);
        rect.setWidth(width);
        break;
    case QStyle::SC_SpinBoxEditField:
        rect.adjust(theme.px(6), 1, -2 * width - 1, -1);
        break;
    default:
        return rect;
    }
    return QStyle::visualRect(option.direction, option.rect, rect);
}

void spinBox(QPainter& painter, const Theme& theme, const QStyleOptionSpinBox& option, const QStyle&, const QWidget*)
{
    field(painter, theme, option);
    if (option.buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    const auto sign = [&](QStyle::SubControl part, bool possible, bool plus) {
        const bool enabled = possible && (option.state & QStyle::State_Enabled);
        const bool hover = enabled && (option.activeSubControls & part);
        const QPointF centre = QRectF(spinRect(theme, option, part)).center();
        painter.setPen(QPen(theme.color(!enabled ? Token::TextDisabled
                                        : hover  ? Token::TextPrimary
                                                 : Token::TextMuted),
                            theme.line(1.25)));
        const qreal arm = theme.line(3.5);
        painter.drawLine(QPointF(centre.x() - arm, centre.y()), QPointF(centre.x() + arm, centre.y()));
        if (plus)
            painter.drawLine(QPointF(centre.x(), centre.y() - arm), QPointF(centre.x(), centre.y() + arm));
    };
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    sign(QStyle::SC_SpinBoxDown, option.stepEnabled & QAbstractSpinBox::StepDownEnabled, false);
    sign(QStyle::SC_SpinBoxUp, option.stepEnabled & QAbstractSpinBox::StepUpEnabled, true);
    painter.restore();
    const QRect up = spinRect(theme, option, QStyle::SC_SpinBoxUp);
    const int x = option.direction == Qt::RightToLeft ? up.right() : up.left();
    painter.fillRect(QRect(x, up.top() + theme.px(7), 1, up.height() - 2 * theme.px(7)),
                     theme.color(Token::LineHairline));
}

} // namespace cachedeck::theme::paint
