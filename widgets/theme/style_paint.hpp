#pragma once
// The drawing behind Style, by family of controls. Private to the room.

#include "widgets/theme/style.hpp"

class QStyleOption;
class QStyleOptionButton;
class QStyleOptionComboBox;
class QStyleOptionHeader;
class QStyleOptionMenuItem;
class QStyleOptionProgressBar;
class QStyleOptionSlider;
class QStyleOptionSpinBox;
class QStyleOptionTab;

namespace cachedeck::theme::paint {

/// A flat box; an invalid colour leaves out the fill or the edge.
void box(QPainter& painter, const QRectF& rect, const QColor& fill, const QColor& edge, qreal radius);
/// The height of a field: 28 unless setFieldHeight() said otherwise.
int fieldHeight(const Theme& theme, const QWidget* widget);
void chevron(QPainter& painter, const QRect& rect, const QString& icon, const QColor& color, int size);

// style_controls.cpp
Token buttonToken(ButtonKind kind, bool enabled, bool checked);
void button(QPainter& painter, const Theme& theme, const QStyleOption& option, ButtonKind kind);
void check(QPainter& painter, const Theme& theme, const QStyleOption& option);
void radio(QPainter& painter, const Theme& theme, const QStyleOption& option);
void tabShape(QPainter& painter, const Theme& theme, const QStyleOptionTab& option);
void tabLabel(QPainter& painter, const Theme& theme, const QStyleOptionTab& option);
void progress(QPainter& painter, const Theme& theme, const QStyleOptionProgressBar& option);
void scrollBar(QPainter& painter, const Theme& theme, const QStyleOptionSlider& option, const QStyle& style,
               const QWidget* widget);
void focusRing(QPainter& painter, const Theme& theme, const QRect& rect);

// style_fields.cpp
void field(QPainter& painter, const Theme& theme, const QStyleOption& option);
void comboBox(QPainter& painter, const Theme& theme, const QStyleOptionComboBox& option);
void spinBox(QPainter& painter, const Theme& theme, const QStyleOptionSpinBox& option, const QStyle& style,
             const QWidget* widget);
QRect comboRect(const Theme& theme, const QStyleOptionComboBox& option, QStyle::SubControl part);
QRect spinRect(const Theme& theme, const QStyleOptionSpinBox& option, QStyle::SubControl part);

// style_views.cpp
void headerSection(QPainter& painter, const Theme& theme, const QStyleOptionHeader& option);
void headerLabel(QPainter& painter, const Theme& theme, const QStyleOptionHeader& option);
void menuItem(QPainter& painter, const Theme& theme, const QStyleOptionMenuItem& option);
void itemGround(QPainter& painter, const Theme& theme, const QStyleOption& option);

} // namespace cachedeck::theme::paint
