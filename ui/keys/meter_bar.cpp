#include "ui/keys/meter_bar.hpp"

#include "widgets/theme/space.hpp"

#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace cachedeck::ui {

MeterBar::MeterBar(int width, theme::Token token, QWidget* parent) : QWidget(parent), m_width(width), m_token(token)
{
    setSizePolicy(width > 0 ? QSizePolicy::Fixed : QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void MeterBar::setFraction(double fraction)
{
    m_fraction = std::clamp(fraction, 0.0, 1.0);
    setAccessibleDescription(tr("%1 %").arg(static_cast<int>(m_fraction * 100)));
    update();
}

void MeterBar::setToken(theme::Token token)
{
    m_token = token;
    update();
}

QSize MeterBar::sizeHint() const
{
    const auto theme = theme::Theme::of(this);
    return {theme.px(std::max(m_width, 24)), theme.px(4)};
}

void MeterBar::paintEvent(QPaintEvent*)
{
    const auto theme = theme::Theme::of(this);
    const auto radius = theme.line(theme::space::barRadius);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(theme::Token::LineHairline));
    painter.drawRoundedRect(rect(), radius, radius);
    QRect full(0, 0, static_cast<int>(width() * m_fraction), height());
    if (full.width() < 1)
        return;
    painter.setBrush(theme.color(m_token));
    painter.drawRoundedRect(QStyle::visualRect(layoutDirection(), rect(), full), radius, radius);
}

} // namespace cachedeck::ui
