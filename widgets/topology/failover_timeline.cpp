#include "widgets/topology/failover_timeline.hpp"

#include "widgets/theme/text.hpp"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace cachedeck::topology {

using theme::Role;
using theme::Theme;
using theme::Token;
using theme::Weight;

namespace {

double lengthOf(const Failover& failover)
{
    double last = 1;
    for (const FailoverStep& step : failover.steps)
        last = std::max(last, double(step.at.count()) * 1.04); // air behind the last step
    for (const ClientSpan& span : failover.client)
        last = std::max(last, double(span.to.count()));
    if (failover.length.count() > 0)
        return std::max(last, double(failover.length.count()));
    const double step = std::pow(10.0, std::floor(std::log10(last))) / 5;
    return std::ceil(last / step - 1e-9) * step;
}

/// The step of the axis: 1, 2 or 5 times a power of ten, at least `spacing` of `length`.
double axisStep(double length, double spacing)
{
    const double decade = std::pow(10.0, std::floor(std::log10(spacing)));
    for (const double mantissa : {1.0, 2.0, 5.0})
        if (mantissa * decade >= spacing)
            return std::min(mantissa * decade, length);
    return std::min(10 * decade, length);
}

QString milliseconds(double value)
{
    return QLocale().toString(value, 'f', 0);
}

/// One strip being painted: geometry and the pieces in their order.
struct Strip {
    QPainter& painter;
    const Failover& failover;
    const Theme& theme;
    double left;
    double right;
    double length;

    double x(std::chrono::milliseconds at) const
    {
        return std::round(left + double(at.count()) / length * (right - left));
    }
    double h(double plain) const { return theme.line(plain); }
    void words(double at, double y, double room, const QString& text) const
    {
        painter.drawText(QRectF(at, y, room, h(20)), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(theme::plain(text), Qt::ElideRight, static_cast<int>(room)));
    }

    void heads() const
    {
        const double room = left - h(24);
        painter.setFont(theme.font(Role::Body, Weight::SemiBold));
        painter.setPen(theme.color(Token::TextPrimary));
        words(h(16), h(14), room, failover.title);
        painter.setFont(theme.font(Role::Caption));
        painter.setPen(theme.color(Token::TextMuted));
        words(h(16), h(32), room, failover.subtitle);
        words(h(16), h(84), room, FailoverTimeline::tr("Phases"));
        words(h(16), h(108), room,
              failover.clientTitle.isEmpty() ? FailoverTimeline::tr("Client writes") : failover.clientTitle);
    }

    void steps() const
    {
        const int count = static_cast<int>(failover.steps.size());
        if (count == 0)
            return;
        const double pitch = std::min((right - left) / count, h(136) * std::max(1.0, (right - left) / h(1068)));
        for (int i = 0; i < count; ++i) {
            const FailoverStep& step = failover.steps[i];
            const double at = std::round(left + i * pitch) + 0.5;
            const double on = x(step.at) + 0.5;
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(QPen(theme.color(i == 0 ? Token::StateDown : Token::LineControl), theme.line(1)));
            painter.drawPolyline(
                QPolygonF{{at, h(16)}, {at, h(56)}, {on, h(76)}, {on, i == count - 1 ? h(104) : h(84)}});
            painter.setFont(theme.font(Role::Body, Weight::SemiBold));
            painter.setPen(theme.color(Token::TextPrimary));
            const QString title =
                i == 0 ? step.title : QString(step.title % u' ' % milliseconds(double(step.at.count())));
            words(at + h(8), h(14), pitch - h(12), title);
            painter.setFont(theme.font(Role::Caption));
            painter.setPen(theme.color(Token::TextMuted));
            words(at + h(8), h(32), pitch - h(12), step.detail);
        }
    }

    void bar(const QRectF& rect, const QColor& ground, const QColor& ink, const QString& text,
             const QString& shortText) const
    {
        painter.fillRect(rect, ground);
        painter.setFont(theme.font(Role::Caption, Weight::SemiBold));
        painter.setPen(ink);
        for (const QString& candidate : {text, shortText})
            if (painter.fontMetrics().horizontalAdvance(candidate) + h(4) <= rect.width()) {
                painter.drawText(rect, Qt::AlignCenter | Qt::TextSingleLine, theme::plain(candidate));
                return;
            }
    }

    void phases() const
    {
        painter.setRenderHint(QPainter::Antialiasing, false);
        for (int i = 0; i < failover.phases.size(); ++i) {
            const FailoverPhase& phase = failover.phases[i];
            const QRectF rect(x(phase.from), h(84), x(phase.to) - x(phase.from), h(20));
            const bool strong = i % 2;
            bar(rect, theme.color(strong ? Token::Accent : Token::AccentTint),
                theme.color(strong ? Token::TextOnAccent : Token::AccentText), phase.title, phase.shortTitle);
        }
    }

    void client() const
    {
        for (const ClientSpan& span : failover.client) {
            const QRectF rect(x(span.from), h(108), x(span.to) - x(span.from), h(20));
            const QColor ink = theme.color(badge::stateToken(span.state));
            bar(rect, theme.color(badge::stateTint(span.state)), ink, span.title, {});
            if (theme.isHighContrast()) {
                painter.setPen(ink);
                painter.setBrush(Qt::NoBrush);
                painter.drawRect(rect.adjusted(0, 0, -1, -1));
            }
        }
    }

    void axis() const
    {
        painter.setFont(theme.font(Role::Caption));
        const double step = axisStep(length, length * h(120) / (right - left));
        for (double value = 0; value <= length; value += step) {
            const double at = left + std::round(value / length * (right - left));
            painter.setRenderHint(QPainter::Antialiasing, false);
            painter.setPen(theme.color(Token::LineControl));
            painter.drawLine(QPointF(at + 0.5, h(128)), QPointF(at + 0.5, h(132)));
            painter.setPen(theme.color(Token::TextMuted));
            //: Milliseconds on a time axis
            const QString words = FailoverTimeline::tr("%1 ms").arg(milliseconds(value));
            const double width = painter.fontMetrics().horizontalAdvance(words) + 2;
            const double start = std::clamp(value == 0 ? at : at - width / 2, left, right + h(16) - width);
            painter.drawText(QRectF(start, h(132), width, h(16)), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                             words);
        }
    }
};

} // namespace

FailoverTimeline::FailoverTimeline(QWidget* parent) : QWidget(parent), m_emptyText(tr("No failover seen yet"))
{
    setAccessibleName(tr("Failover"));
    updateAccess();
}

void FailoverTimeline::setFailover(const Failover& failover)
{
    m_failover = failover;
    updateAccess();
    update();
}

void FailoverTimeline::clear()
{
    setFailover({});
}

void FailoverTimeline::setEmptyText(const QString& text)
{
    m_emptyText = text;
    updateAccess();
    update();
}

QSize FailoverTimeline::sizeHint() const
{
    const Theme theme = Theme::of(this);
    return {theme.px(1204), theme.px(152)};
}

QSize FailoverTimeline::minimumSizeHint() const
{
    const Theme theme = Theme::of(this);
    return {theme.px(640), theme.px(152)};
}

QSize FailoverTimeline::exportSize() const
{
    return size().expandedTo(minimumSizeHint());
}

void FailoverTimeline::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    exportTo(painter, QRectF(rect()));
}

void FailoverTimeline::exportTo(QPainter& painter, const QRectF& target)
{
    const Theme theme = Theme::of(this);
    painter.fillRect(target, theme.color(Token::SurfacePanel));
    painter.save();
    painter.translate(target.topLeft());
    if (m_failover.steps.isEmpty()) {
        painter.setFont(theme.font(Role::Body));
        painter.setPen(theme.color(Token::TextMuted));
        painter.drawText(QRectF(QPointF(0, 0), target.size()).adjusted(16, 8, -16, -8),
                         Qt::AlignCenter | Qt::TextWordWrap, theme::plainLines(m_emptyText));
    } else {
        const Strip strip{
            painter, m_failover, theme, theme.line(120), target.width() - theme.line(16), lengthOf(m_failover)};
        strip.heads();
        strip.phases();
        strip.client();
        strip.steps();
        strip.axis();
    }
    painter.restore();
}

QVector<QStringList> FailoverTimeline::exportRows() const
{
    QVector<QStringList> rows{{QStringLiteral("kind"), QStringLiteral("from_ms"), QStringLiteral("to_ms"),
                               QStringLiteral("title"), QStringLiteral("detail")}};
    const auto number = [](std::chrono::milliseconds at) { return QString::number(at.count()); };
    for (const FailoverStep& step : m_failover.steps)
        rows.append({QStringLiteral("step"), number(step.at), number(step.at), step.title, step.detail});
    for (const FailoverPhase& phase : m_failover.phases)
        rows.append({QStringLiteral("phase"), number(phase.from), number(phase.to), phase.title, {}});
    for (const ClientSpan& span : m_failover.client)
        rows.append(
            {QStringLiteral("client"), number(span.from), number(span.to), span.title, badge::stateWord(span.state)});
    return rows;
}

void FailoverTimeline::updateAccess()
{
    QStringList sentences;
    for (const FailoverStep& step : std::as_const(m_failover.steps))
        //: A step of a failover for a screen reader: what, after how many milliseconds, who
        sentences.append(
            tr("%1 after %2 ms, %3")
                .arg(theme::plain(step.title), milliseconds(double(step.at.count())), theme::plain(step.detail)));
    for (const ClientSpan& span : std::as_const(m_failover.client))
        sentences.append(theme::plain(span.title));
    setAccessibleDescription(sentences.isEmpty() ? m_emptyText : sentences.join(QStringLiteral(". ")));
}

} // namespace cachedeck::topology
