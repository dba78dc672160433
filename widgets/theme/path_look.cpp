#include "widgets/theme/path_look.hpp"

#include <QPainter>
#include <QtMath>

namespace cachedeck::theme {
namespace {

struct RoleLook {
    Token line;
    Token text;
    Marker marker;
    std::array<qreal, 4> dash; ///< zeros end it
};

constexpr std::array<RoleLook, 6> roles{{
    {Token::PathUncached, Token::PathUncachedText, Marker::Circle, {}},
    {Token::PathCached, Token::PathCachedText, Marker::Square, {6, 3}},
    {Token::PathThrough, Token::PathThroughText, Marker::Triangle, {2, 3}},
    {Token::PathBehind, Token::PathBehindText, Marker::Diamond, {8, 3, 2, 3}},
    {Token::PathAhead, Token::PathAheadText, Marker::TriangleDown, {4, 4}},
    {Token::PathOther, Token::PathOtherText, Marker::Cross, {1, 4}},
}};

QPolygonF triangle(const QPointF& centre, qreal radius, qreal direction)
{
    const qreal half = radius * 1.15;
    const qreal tip = centre.y() - direction * half;
    const qreal base = tip + direction * radius * 2;
    return {{centre.x(), tip}, {centre.x() + half, base}, {centre.x() - half, base}, {centre.x(), tip}};
}

QPolygonF cross(const QPointF& centre, qreal radius)
{
    const qreal arm = radius * 1.1;
    const qreal thick = radius * 0.42;
    QPolygonF plus{{-thick, -arm}, {thick, -arm},    {thick, -thick}, {arm, -thick},   {arm, thick},
                   {thick, thick}, {thick, arm},     {-thick, arm},   {-thick, thick}, {-arm, thick},
                   {-arm, -thick}, {-thick, -thick}, {-thick, -arm}};
    QTransform turn;
    turn.translate(centre.x(), centre.y()).rotate(45);
    return turn.map(plus);
}

} // namespace

PathLook pathLook(Scheme scheme, PathRole role)
{
    const RoleLook& found = roles[static_cast<std::size_t>(role)];
    PathLook look{color(scheme, found.line), color(scheme, found.text), found.marker, {}};
    for (const qreal length : found.dash)
        if (length > 0)
            look.dash.append(length);
    return look;
}

QPainterPath markerPath(Marker marker, const QPointF& centre, qreal radius)
{
    QPainterPath path;
    switch (marker) {
    case Marker::Circle:
        path.addEllipse(centre, radius, radius);
        break;
    case Marker::Square:
        path.addRect(QRectF(centre.x() - radius * 0.9, centre.y() - radius * 0.9, radius * 1.8, radius * 1.8));
        break;
    case Marker::Triangle:
        path.addPolygon(triangle(centre, radius, 1));
        break;
    case Marker::Diamond: {
        const qreal half = radius * 1.25;
        path.addPolygon(QPolygonF{{centre.x(), centre.y() - half},
                                  {centre.x() + half, centre.y()},
                                  {centre.x(), centre.y() + half},
                                  {centre.x() - half, centre.y()},
                                  {centre.x(), centre.y() - half}});
        break;
    }
    case Marker::TriangleDown:
        path.addPolygon(triangle(centre, radius, -1));
        break;
    case Marker::Cross:
        path.addPolygon(cross(centre, radius));
        break;
    }
    return path;
}

void drawMarker(QPainter& painter, const PathLook& look, const QPointF& centre, qreal radius, const QColor& edge,
                qreal edgeWidth)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(look.color);
    painter.setPen(edgeWidth > 0 ? QPen(edge, edgeWidth, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin) : QPen(Qt::NoPen));
    painter.drawPath(markerPath(look.marker, centre, radius));
    painter.restore();
}

void drawSwatch(QPainter& painter, const PathLook& look, const QRectF& rectangle)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal scale = rectangle.height() / 12.0;
    const QPointF centre = rectangle.center();
    painter.setPen(QPen(look.color, 2 * scale, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(QPointF(rectangle.left(), centre.y()), QPointF(rectangle.right(), centre.y()));
    painter.restore();
    drawMarker(painter, look, centre, 4 * scale);
}

} // namespace cachedeck::theme
