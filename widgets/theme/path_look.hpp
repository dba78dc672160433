#pragma once
// How a path of a run looks: a colour and always a second cue (marker and dash). The colours belong to data only.

#include "widgets/theme/token.hpp"

#include <QPainterPath>
#include <QVector>

class QPainter;
class QPointF;
class QRectF;

namespace cachedeck::theme {

/// By strategy: uncached; cache-aside; write- and read-through; write-behind; refresh-ahead and stale-while-revalidate;
/// anything else (a sixth path, near cache, another encoding).
enum class PathRole { Uncached, Cached, Through, Behind, Ahead, Other };

enum class Marker { Circle, Square, Triangle, Diamond, TriangleDown, Cross };

struct PathLook {
    QColor color;     ///< lines, markers, bands
    QColor textColor; ///< the path's name and values
    Marker marker;
    QVector<qreal> dash; ///< of the p99 line, in pixels at scale 1; empty is solid. Divide by the pen's width for QPen.
};

PathLook pathLook(Scheme scheme, PathRole role);

/// The marker's outline around a centre; `radius` is half its height as tokens.md counts (4.5 on a line, 3 on a small
/// multiple).
QPainterPath markerPath(Marker marker, const QPointF& centre, qreal radius);

/// Fills a marker, with an edge of `edge` where its width is above 0 (to stand off its own line).
void drawMarker(QPainter& painter, const PathLook& look, const QPointF& centre, qreal radius, const QColor& edge = {},
                qreal edgeWidth = 0);

/// The legend's swatch: a line with the marker on it, centred in the rectangle (24 × 12 at scale 1).
void drawSwatch(QPainter& painter, const PathLook& look, const QRectF& rectangle);

} // namespace cachedeck::theme
