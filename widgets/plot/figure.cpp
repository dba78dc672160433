#include "widgets/plot/figure.hpp"

#include "widgets/plot/figure_table.hpp"
#include "widgets/table/views.hpp"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QShortcut>

#include <algorithm>
#include <cmath>

namespace cachedeck::plot {

using theme::Theme;
using theme::Token;

namespace {

constexpr double keyStep = 0.01; // of the plot

} // namespace

void drawWords(QPainter& painter, const QPointF& at, Qt::Alignment alignment, const QString& words)
{
    const qreal reach = 2000;
    QRectF box(at.x() - reach, at.y() - 40, 2 * reach, 80);
    if (alignment & Qt::AlignLeft)
        box.setLeft(at.x());
    else if (alignment & Qt::AlignRight)
        box.setRight(at.x());
    painter.drawText(box, static_cast<int>(alignment) | Qt::AlignVCenter | Qt::TextSingleLine, words);
}

double onPixel(double at)
{
    return std::round(at) + 0.5;
}

Figure::Figure(QWidget* parent)
    : QWidget(parent),
      m_emptyText(tr("No data yet")),
      m_rows(new FigureTable(this)),
      m_table(new table::TableView(this))
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Figure"));
    m_table->setDense(true);
    m_table->setModel(m_rows);
    m_table->setAccessibleName(tr("The figure's data"));
    m_table->hide();
    auto* toggle = new QShortcut(Qt::Key_T, this);
    toggle->setContext(Qt::WidgetWithChildrenShortcut);
    connect(toggle, &QShortcut::activated, this, [this] { setTableVisible(!isTableVisible()); });
}

void Figure::setTitle(const QString& title)
{
    m_title = title;
    setAccessibleName(title);
}

void Figure::setExplanation(const QString& text)
{
    m_explanation = text;
    setWhatsThis(text.toHtmlEscaped());
    updateAccess();
}

void Figure::setEmptyText(const QString& text)
{
    m_emptyText = text;
    update();
}

void Figure::setTableVisible(bool visible)
{
    if (visible == isTableVisible())
        return;
    m_table->setGeometry(rect());
    if (visible)
        m_rows->setRows(tableRows());
    const bool focused = hasFocus() || m_table->hasFocus();
    m_table->setVisible(visible);
    if (focused)
        (visible ? static_cast<QWidget*>(m_table) : this)->setFocus(Qt::TabFocusReason);
    update();
}

bool Figure::isTableVisible() const
{
    return !m_table->isHidden();
}

void Figure::setCrosshair(std::optional<QPointF> at)
{
    if (at)
        at = QPointF(std::clamp(at->x(), 0.0, 1.0), std::clamp(at->y(), 0.0, 1.0));
    if (at == m_crosshair)
        return;
    m_crosshair = at;
    update();
    Q_EMIT crosshairChanged();
}

void Figure::changed()
{
    if (isTableVisible())
        m_rows->setRows(tableRows());
    updateAccess();
    update();
}

void Figure::updateAccess()
{
    setAccessibleDescription(m_explanation.isEmpty() ? summary() : QString(m_explanation % u' ' % summary()));
}

QSize Figure::sizeHint() const
{
    const auto theme = Theme::of(this);
    return {theme.px(928), theme.px(440)};
}

QSize Figure::minimumSizeHint() const
{
    const auto theme = Theme::of(this);
    return {theme.px(420), theme.px(160)};
}

QSize Figure::exportSize() const
{
    return size().expandedTo(sizeHint());
}

void Figure::exportTo(QPainter& painter, const QRectF& target)
{
    const auto theme = Theme::of(this);
    const qreal head = theme.line(40);
    painter.save();
    painter.fillRect(target, theme.color(Token::SurfacePanel));
    painter.setFont(theme.font(theme::Role::Title));
    painter.setPen(theme.color(Token::TextPrimary));
    drawWords(painter, {target.left() + theme.line(16), target.top() + head / 2}, Qt::AlignLeft, m_title);
    painter.setRenderHint(QPainter::Antialiasing);
    draw(painter, target.adjusted(0, head, 0, 0), theme, std::nullopt);
    painter.restore();
}

void Figure::paintEvent(QPaintEvent*)
{
    const auto theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), theme.color(Token::SurfacePanel));
    draw(painter, rect(), theme, m_crosshair);
    if (isEmpty()) {
        painter.setFont(theme.font(theme::Role::Body));
        painter.setPen(theme.color(Token::TextMuted));
        const QRectF area = plotArea(rect(), theme);
        painter.drawText(area.adjusted(theme.px(24), 0, -theme.px(24), 0), Qt::AlignCenter | Qt::TextWordWrap,
                         m_emptyText);
    }
    if (hasFocus()) {
        painter.setPen(QPen(theme.color(Token::Accent), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(rect()).adjusted(1, 1, -1, -1));
    }
}

void Figure::keyPressEvent(QKeyEvent* event)
{
    const double step = event->modifiers() & Qt::ShiftModifier ? keyStep * 10 : keyStep;
    const QPointF from = m_crosshair.value_or(QPointF(0.5, 0.5));
    switch (event->key()) {
    case Qt::Key_Left:
        return setCrosshair(from - QPointF(step, 0));
    case Qt::Key_Right:
        return setCrosshair(from + QPointF(step, 0));
    case Qt::Key_Up:
        return setCrosshair(from + QPointF(0, step));
    case Qt::Key_Down:
        return setCrosshair(from - QPointF(0, step));
    case Qt::Key_Home:
        return setCrosshair(QPointF(0, from.y()));
    case Qt::Key_End:
        return setCrosshair(QPointF(1, from.y()));
    case Qt::Key_Escape:
        if (m_crosshair)
            return setCrosshair(std::nullopt);
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void Figure::mouseMoveEvent(QMouseEvent* event)
{
    const QRectF area = plotArea(rect(), Theme::of(this));
    const QPointF at = event->position();
    if (area.adjusted(-2, -2, 2, 2).contains(at))
        setCrosshair(QPointF((at.x() - area.left()) / area.width(), (area.bottom() - at.y()) / area.height()));
    else
        setCrosshair(std::nullopt);
}

void Figure::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
    setCrosshair(std::nullopt);
}

void Figure::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_table->setGeometry(rect());
}

void Figure::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        update();
}

} // namespace cachedeck::plot
