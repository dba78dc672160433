#include "ui/start/world_picture.hpp"

#include "ui/bridge/backend_text.hpp"
#include "widgets/theme/theme.hpp"

#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace cachedeck::ui {

namespace {

using theme::PathRole;

constexpr std::array roles{PathRole::Cached, PathRole::Uncached, PathRole::Through, PathRole::Ahead, PathRole::Behind};

} // namespace

WorldPicture::WorldPicture(const workload::Picture& picture, QWidget* parent) : QWidget(parent), m_picture(picture)
{
    const auto caption = backendText(picture.caption);
    setToolTip(caption.toHtmlEscaped());
    setAccessibleName(caption);
    m_low = picture.bars ? 0 : picture.series.front().front();
    m_high = m_low;
    for (const auto& series : picture.series) {
        const auto [least, most] = std::minmax_element(series.begin(), series.end());
        m_low = std::min(m_low, *least);
        m_high = std::max(m_high, *most);
    }
    if (m_high <= m_low)
        m_high = m_low + 1;
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize WorldPicture::sizeHint() const
{
    const auto theme = theme::Theme::of(this);
    return {theme.px(200), theme.px(56)};
}

void WorldPicture::paintEvent(QPaintEvent*)
{
    const auto theme = theme::Theme::of(this);
    QPainter painter(this);
    const auto area = QRectF(rect()).adjusted(1, theme.line(2), -1, -theme.line(3));
    const auto height = [&](double value) { return (value - m_low) / (m_high - m_low) * area.height(); };
    painter.setPen(QPen(theme.color(theme::Token::LineGrid), 1));
    const qreal base = std::round(area.bottom()) + 0.5;
    painter.drawLine(QPointF(area.left(), base), QPointF(area.right(), base));
    painter.setRenderHint(QPainter::Antialiasing, !m_picture.bars);
    for (std::size_t i = 0; i < m_picture.series.size(); ++i) {
        const auto& values = m_picture.series[i];
        const auto look = theme.path(roles[i % roles.size()]);
        if (m_picture.bars) {
            const qreal step = area.width() / double(values.size());
            for (std::size_t bar = 0; bar < values.size(); ++bar)
                painter.fillRect(QRectF(area.left() + step * double(bar), base - height(values[bar]),
                                        std::max(1.0, step - theme.line(1.5)), height(values[bar])),
                                 look.color);
            continue;
        }
        QPolygonF line;
        for (std::size_t point = 0; point < values.size(); ++point)
            line.append({area.left() + area.width() * double(point) / double(values.size() - 1),
                         area.bottom() - height(values[point])});
        painter.setPen(QPen(look.color, theme.line(1.5), Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
        painter.drawPolyline(line);
    }
}

} // namespace cachedeck::ui
