#include "widgets/badge/event_strip.hpp"

#include "widgets/theme/space.hpp"
#include "widgets/theme/text.hpp"
#include "widgets/theme/theme.hpp"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QTimer>
#include <QToolTip>

#include <algorithm>

namespace cachedeck::badge {

using theme::Theme;
using theme::Token;

namespace {

constexpr qsizetype kept = 1000;

Token tokenOf(EventKind kind)
{
    switch (kind) {
    case EventKind::Invalidation:
        return Token::Accent;
    case EventKind::Recovered:
        return Token::StateOk;
    case EventKind::Fault:
        return Token::StateDown;
    case EventKind::Note:
        break;
    }
    return Token::TextMuted;
}

QPainterPath markOf(EventKind kind, const QPointF& at, qreal scale)
{
    QPainterPath path;
    switch (kind) {
    case EventKind::Note:
        path.addRect(QRectF(at.x() - 4 * scale, at.y() - 4 * scale, 8 * scale, 8 * scale));
        break;
    case EventKind::Invalidation:
        path.addPolygon(QPolygonF{at + QPointF(0, -6.5 * scale), at + QPointF(6.5 * scale, 0),
                                  at + QPointF(0, 6.5 * scale), at + QPointF(-6.5 * scale, 0),
                                  at + QPointF(0, -6.5 * scale)});
        break;
    case EventKind::Recovered:
        path.addEllipse(at, 5 * scale, 5 * scale);
        break;
    case EventKind::Fault:
        path.addPolygon(QPolygonF{at + QPointF(0, -6 * scale), at + QPointF(6 * scale, 6 * scale),
                                  at + QPointF(-6 * scale, 6 * scale), at + QPointF(0, -6 * scale)});
        break;
    }
    return path;
}

} // namespace

EventStrip::EventStrip(QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("Events"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setProperty("cachedeck.ownFocus", true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto* timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, [this] {
        if (!m_events.isEmpty() && !m_now.isValid())
            update();
    });
    timer->start(std::chrono::seconds(1));
}

void EventStrip::addEvent(const StripEvent& event)
{
    const auto place =
        std::upper_bound(m_events.begin(), m_events.end(), event.time,
                         [](const QDateTime& time, const StripEvent& other) { return time < other.time; });
    m_events.insert(place, event);
    if (m_events.size() > kept)
        m_events.removeFirst();
    m_current = -1;
    updateAccess();
    update();
}

void EventStrip::clear()
{
    m_events.clear();
    m_current = -1;
    updateAccess();
    update();
}

void EventStrip::setSpan(std::chrono::seconds span)
{
    m_span = span;
    update();
}

void EventStrip::setCost(const QString& text)
{
    m_cost = theme::plain(text);
    updateAccess();
    update();
}

void EventStrip::setNow(const QDateTime& now)
{
    m_now = now;
    update();
}

QDateTime EventStrip::now() const
{
    return m_now.isValid() ? m_now : QDateTime::currentDateTime();
}

void EventStrip::updateAccess()
{
    QString description = m_events.isEmpty() ? tr("No events yet.") : words(m_events.last());
    if (!m_cost.isEmpty())
        description += u". " % m_cost;
    setAccessibleDescription(description);
}

QSize EventStrip::sizeHint() const
{
    const Theme theme = Theme::of(this);
    return {theme.px(800), theme.px(theme::space::eventStrip)};
}

QSize EventStrip::minimumSizeHint() const
{
    const Theme theme = Theme::of(this);
    return {theme.px(320), theme.px(theme::space::eventStrip)};
}

QRectF EventStrip::axisRect() const
{
    const Theme theme = Theme::of(this);
    const QFontMetrics metrics(theme.font(theme::Role::Caption, theme::Weight::Medium));
    const qreal left = theme.px(32) + metrics.horizontalAdvance(tr("Events"));
    const qreal length = qMin<qreal>(theme.px(420), (width() - left) * 0.42);
    return {left, 0, length, qreal(height())};
}

qreal EventStrip::positionOf(const QDateTime& time) const
{
    const QRectF axis = axisRect();
    const double ago = time.msecsTo(now()) / 1000.0;
    const double span = double(m_span.count());
    const qreal x = axis.right() - qBound(0.0, ago, span) / span * axis.width();
    return layoutDirection() == Qt::RightToLeft ? width() - x : x;
}

int EventStrip::markAt(const QPointF& position) const
{
    const qreal reach = Theme::of(this).line(8);
    int best = -1;
    qreal distance = reach;
    for (int i = static_cast<int>(m_events.size()) - 1; i >= 0; --i) {
        if (m_events[i].time.secsTo(now()) > m_span.count())
            break;
        const qreal away = qAbs(positionOf(m_events[i].time) - position.x());
        if (away < distance) {
            distance = away;
            best = i;
        }
    }
    return best;
}

QString EventStrip::words(const StripEvent& event) const
{
    const QString text =
        theme::plain(event.detail.isEmpty() ? event.title : QString(event.title % u' ' % event.detail));
    //: One event for a screen reader or a tool tip: what happened, then the time of day
    return tr("%1, %2").arg(text, QLocale().toString(event.time.time(), QLocale::LongFormat));
}

void EventStrip::drawAxis(QPainter& painter) const
{
    const Theme theme = Theme::of(this);
    const QRectF axis = axisRect();
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const auto x = [&](qreal at) { return mirrored ? width() - at : at; };
    const qreal middle = qRound(height() / 2.0) + 0.5;
    painter.setPen(QPen(theme.color(Token::LineControl), 1));
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.drawLine(QPointF(x(axis.left()), middle), QPointF(x(axis.right()), middle));
    for (int i = 0; i <= 5; ++i) {
        const qreal at = x(qRound(axis.left() + axis.width() * i / 5));
        painter.drawLine(QPointF(at, middle - theme.line(3)), QPointF(at, middle + theme.line(3)));
    }
    painter.setFont(theme.font(theme::Role::Caption));
    painter.setPen(theme.color(Token::TextMuted));
    //: The newest end of the event strip's time axis
    const QString now = tr("now");
    const QRect words = style()->visualRect(
        layoutDirection(), rect(),
        QRect(qRound(axis.right()) + theme.px(6), 0, painter.fontMetrics().horizontalAdvance(now) + 2, height()));
    painter.drawText(words, Qt::AlignCenter | Qt::TextSingleLine, now);
}

void EventStrip::drawMarks(QPainter& painter) const
{
    const Theme theme = Theme::of(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int i = 0; i < m_events.size(); ++i) {
        const StripEvent& event = m_events[i];
        if (event.time.secsTo(now()) > m_span.count())
            continue;
        const QPointF at(positionOf(event.time), qRound(height() / 2.0));
        const QPainterPath mark = markOf(event.kind, at, theme.scale());
        painter.fillPath(mark, theme.color(tokenOf(event.kind)));
        if (i == m_current && hasFocus()) {
            painter.setPen(QPen(theme.color(Token::Accent), 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(mark.boundingRect().adjusted(-4, -4, 4, 4), 4, 4);
        }
    }
}

void EventStrip::drawWords(QPainter& painter) const
{
    const Theme theme = Theme::of(this);
    const auto visual = [&](const QRect& at) { return style()->visualRect(layoutDirection(), rect(), at); };
    const int leading =
        static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter)) |
        Qt::TextSingleLine;
    const QFont plain = theme.font(theme::Role::Caption);
    const QFont medium = theme.font(theme::Role::Caption, theme::Weight::Medium);
    int right = width() - theme.px(16);
    painter.setFont(plain);
    painter.setPen(theme.color(Token::TextSecondary));
    const int cost = qMin(painter.fontMetrics().horizontalAdvance(m_cost) + 1, width() / 2);
    painter.drawText(visual(QRect(right - cost, 0, cost, height())), leading,
                     painter.fontMetrics().elidedText(m_cost, Qt::ElideRight, cost));
    right -= cost + theme.px(16);

    int left = theme.px(16);
    if (m_events.isEmpty()) {
        painter.setPen(theme.color(Token::TextMuted));
        const QString empty = tr("No events yet. They appear here as marks on a time axis.");
        painter.drawText(visual(QRect(left, 0, right - left, height())), leading,
                         painter.fontMetrics().elidedText(empty, Qt::ElideRight, right - left));
        return;
    }
    painter.setFont(medium);
    painter.drawText(visual(QRect(left, 0, theme.px(120), height())), leading, tr("Events"));
    left = qRound(axisRect().right()) + theme.px(48);
    const StripEvent& event = m_current >= 0 ? m_events[m_current] : m_events.last();
    const Token token = event.kind == EventKind::Recovered ? Token::StateOk
                        : event.kind == EventKind::Fault   ? Token::StateDown
                                                           : Token::TextPrimary;
    painter.setPen(theme.color(token));
    const QString title =
        painter.fontMetrics().elidedText(theme::plain(event.title), Qt::ElideRight, qMax(0, right - left));
    painter.drawText(visual(QRect(left, 0, qMax(0, right - left), height())), leading, title);
    left += painter.fontMetrics().horizontalAdvance(title) + theme.px(4);
    const qint64 ago = qMax<qint64>(0, event.time.secsTo(now()));
    const QString age = ago < 60     ? tr("%1 s ago").arg(ago)
                        : ago < 3600 ? tr("%1 min ago").arg(ago / 60)
                                     : QLocale().toString(event.time.time(), QLocale::ShortFormat);
    const QString rest =
        event.detail.isEmpty() ? QString(u"· " % age) : QString(theme::plain(event.detail) % u" · " % age);
    painter.setFont(plain);
    painter.setPen(theme.color(Token::TextSecondary));
    if (right > left)
        painter.drawText(visual(QRect(left, 0, right - left, height())), leading,
                         painter.fontMetrics().elidedText(rest, Qt::ElideRight, right - left));
}

void EventStrip::paintEvent(QPaintEvent*)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(Token::SurfacePanel));
    painter.fillRect(QRect(0, 0, width(), 1), theme.color(Token::LineHairline));
    if (!m_events.isEmpty()) {
        drawAxis(painter);
        drawMarks(painter);
    }
    drawWords(painter);
    if (hasFocus() && m_keyboard && m_current < 0) {
        painter.setPen(QPen(theme.color(Token::Accent), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(rect()).adjusted(1, 1, -1, -1));
    }
}

void EventStrip::mousePressEvent(QMouseEvent* event)
{
    const int mark = markAt(event->position());
    if (mark < 0)
        return;
    m_current = mark;
    update();
    Q_EMIT activated(m_events[mark].id, m_events[mark].time);
}

void EventStrip::mouseMoveEvent(QMouseEvent* event)
{
    setCursor(markAt(event->position()) >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void EventStrip::keyPressEvent(QKeyEvent* event)
{
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int last = static_cast<int>(m_events.size()) - 1;
    int next = m_current;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (last < 0)
            return;
        next = m_current < 0 ? last : m_current + ((event->key() == Qt::Key_Right) != mirrored ? 1 : -1);
        break;
    case Qt::Key_Home:
        next = 0;
        break;
    case Qt::Key_End:
        next = last;
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_current >= 0)
            Q_EMIT activated(m_events[m_current].id, m_events[m_current].time);
        return;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    m_current = qBound(last < 0 ? -1 : 0, next, last);
    if (m_current >= 0)
        setAccessibleDescription(words(m_events[m_current]));
    update();
}

void EventStrip::focusInEvent(QFocusEvent* event)
{
    m_keyboard = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    QWidget::focusInEvent(event);
}

bool EventStrip::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int mark = markAt(help->pos());
        if (mark >= 0)
            QToolTip::showText(
                help->globalPos(),
                words(m_events[mark]).toHtmlEscaped().prepend(QLatin1String("<span>")).append(QLatin1String("</span>")),
                this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

} // namespace cachedeck::badge
