#pragma once
// Our own icons: a 24 px grid, round strokes of 1.75 (2.25 from 12 px down), tinted when drawn. Files: resources/icons.
//
// Names: start keys load sentinel monitor patterns events console reports settings; play stop pause invalidate search
// copy edit rename persist trash undo filter sort refresh plus close more present connect open flag; kill partition
// slow restart failover; movies datasets predictions analytics experiments; check warn info lock unlock clock eye store
// down right left.
//
// left, right, undo, open and console are mirrored where the layout runs from right to left. GUI thread.

#include "widgets/theme/theme.hpp"

#include <QIcon>
#include <QPixmap>
#include <QStringList>

class QPainter;

namespace cachedeck::theme {

/// The sizes in use, in device-independent pixels at scale 1.
namespace icon_size {
inline constexpr int small = 12;  ///< chevrons, checks
inline constexpr int button = 16; ///< buttons
inline constexpr int page = 20;   ///< rail, titles
} // namespace icon_size

/// Every name icon() knows.
QStringList iconNames();

/// A tinted picture of `size` × `size` device-independent pixels, sharp at the ratio. Cached in QPixmapCache. An
/// unknown name gives an empty pixmap (and fails an assertion in debug builds).
QPixmap icon(const QString& name, int size, const QColor& color, qreal devicePixelRatio = 1.0,
             Qt::LayoutDirection direction = Qt::LeftToRight);

/// An icon for buttons, menus and actions: normal in `token`, disabled in TextDisabled, checked or pressed as normal.
QIcon themedIcon(const Theme& theme, const QString& name, Token token = Token::TextPrimary,
                 Qt::LayoutDirection direction = Qt::LeftToRight);

/// Draws an icon into a square with its top left at `at`; `size` in device-independent pixels. Vector: for prints and
/// SVG too.
void drawIcon(QPainter& painter, const QString& name, const QPointF& at, qreal size, const QColor& color,
              Qt::LayoutDirection direction = Qt::LeftToRight);

/// The application's icon, all sizes.
QIcon applicationIcon();

} // namespace cachedeck::theme
