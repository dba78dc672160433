#include "widgets/profile/profile_editor.hpp"

#include "widgets/theme/theme.hpp"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cachedeck::profile {

using theme::Theme;
using theme::Token;

namespace {

constexpr double handleRadius = 5;

// A rate may be one in two seconds.
QString levelText(double level)
{
    return QLocale().toString(level, 'f', QLocale::FloatingPointShortest);
}

} // namespace

ProfileEditor::ProfileEditor(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Load profile"));
    setWhatsThis(tr("Drag the handle at a stage's end: up and down for its level, left and right for its length. Arrow "
                    "keys do the same "
                    "(Ctrl for the length), + adds a stage, Delete removes one, R makes it a ramp."));
}

void ProfileEditor::setLevel(const QString& name, double least, double most)
{
    m_name = name;
    m_least = least;
    m_most = most;
    updateAccess();
    update();
}

void ProfileEditor::setStages(QVector<Stage> stages, double start)
{
    m_stages = stages.isEmpty() ? QVector<Stage>{Stage{10, start, false}} : std::move(stages);
    m_start = start;
    m_undo.clear();
    m_redo.clear();
    m_current = std::min(m_current, static_cast<int>(m_stages.size()) - 1);
    updateAccess();
    update();
}

double ProfileEditor::seconds() const
{
    return std::accumulate(m_stages.begin(), m_stages.end(), 0.0,
                           [](double sum, const Stage& stage) { return sum + stage.seconds; });
}

void ProfileEditor::setCurrent(int stage)
{
    stage = std::clamp(stage, 0, static_cast<int>(m_stages.size()) - 1);
    if (stage == m_current)
        return;
    m_current = stage;
    updateAccess();
    update();
    Q_EMIT currentChanged(stage);
}

void ProfileEditor::addStage()
{
    auto stages = m_stages;
    auto added = stages[m_current];
    added.ramp = false;
    stages.insert(m_current + 1, added);
    apply(stages, m_current + 1);
}

void ProfileEditor::removeStage()
{
    if (m_stages.size() < 2)
        return;
    auto stages = m_stages;
    stages.removeAt(m_current);
    apply(stages, std::min(m_current, static_cast<int>(stages.size()) - 1));
}

void ProfileEditor::setRamp(bool ramp)
{
    auto stages = m_stages;
    stages[m_current].ramp = ramp;
    apply(stages, m_current);
}

void ProfileEditor::undo()
{
    if (m_undo.isEmpty())
        return;
    m_redo.append(m_stages);
    m_stages = m_undo.takeLast();
    m_current = std::min(m_current, static_cast<int>(m_stages.size()) - 1);
    updateAccess();
    update();
    Q_EMIT changed();
}

void ProfileEditor::redo()
{
    if (m_redo.isEmpty())
        return;
    m_undo.append(m_stages);
    m_stages = m_redo.takeLast();
    m_current = std::min(m_current, static_cast<int>(m_stages.size()) - 1);
    updateAccess();
    update();
    Q_EMIT changed();
}

void ProfileEditor::apply(QVector<Stage> stages, int current)
{
    if (stages == m_stages)
        return;
    m_undo.append(m_stages);
    m_redo.clear();
    m_stages = std::move(stages);
    m_current = current;
    updateAccess();
    update();
    Q_EMIT changed();
    Q_EMIT currentChanged(current);
}

double ProfileEditor::rounded(double level) const
{
    return std::clamp(std::round(level), m_least, m_most);
}

void ProfileEditor::nudge(double seconds, double levels)
{
    auto stages = m_stages;
    auto& stage = stages[m_current];
    stage.seconds = std::max(1.0, std::round(stage.seconds + seconds));
    stage.level = rounded(stage.level + levels);
    apply(stages, m_current);
}

void ProfileEditor::updateAccess()
{
    const auto& stage = m_stages[m_current];
    setAccessibleDescription(tr("Stage %1 of %2: %3 %4 for %5 s%6")
                                 .arg(m_current + 1)
                                 .arg(m_stages.size())
                                 .arg(levelText(stage.level), m_name)
                                 .arg(stage.seconds)
                                 .arg(stage.ramp ? tr(", reached linearly") : QString()));
}

QRectF ProfileEditor::area() const
{
    const Theme theme = Theme::of(this);
    return QRectF(rect()).adjusted(theme.line(8), theme.line(20), -theme.line(8), -theme.line(20));
}

ProfileEditor::Scale ProfileEditor::scale() const
{
    if (m_dragScale)
        return *m_dragScale;
    double most = m_stages.first().ramp ? m_start : 0;
    for (const auto& stage : m_stages)
        most = std::max(most, stage.level);
    return {std::max(1.0, seconds()), std::max(1.0, most * 1.15)};
}

double ProfileEditor::begin(int stage) const
{
    return std::accumulate(m_stages.begin(), m_stages.begin() + stage, 0.0,
                           [](double sum, const Stage& one) { return sum + one.seconds; });
}

int ProfileEditor::stageAt(double seconds) const
{
    for (int i = 0; i < m_stages.size(); ++i)
        if (seconds < begin(i + 1))
            return i;
    return static_cast<int>(m_stages.size()) - 1;
}

QPointF ProfileEditor::place(double seconds, double level) const
{
    const auto room = area();
    const auto to = scale();
    return {room.left() + seconds / to.seconds * room.width(), room.bottom() - level / to.level * room.height()};
}

QPointF ProfileEditor::handle(int stage) const
{
    return place(begin(stage + 1), m_stages[stage].level);
}

void ProfileEditor::paintEvent(QPaintEvent*)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto room = area();
    painter.setPen(QPen(theme.color(Token::LineControl), 1));
    painter.drawLine(QPointF(room.left(), room.bottom() + 0.5), QPointF(room.right(), room.bottom() + 0.5));
    QPolygonF line;
    double before = m_start;
    for (int i = 0; i < m_stages.size(); ++i) {
        const auto& stage = m_stages[i];
        line << place(begin(i), stage.ramp ? before : stage.level) << place(begin(i + 1), stage.level);
        before = stage.level;
    }
    QPolygonF filled = line;
    filled << QPointF(line.last().x(), room.bottom()) << QPointF(line.first().x(), room.bottom());
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(Token::AccentTint));
    painter.drawPolygon(filled);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.color(isEnabled() ? Token::Accent : Token::LineStrong), theme.line(2)));
    painter.drawPolyline(line);
    for (int i = 0; i < m_stages.size(); ++i) {
        const bool chosen = i == m_current;
        painter.setBrush(theme.color(chosen ? Token::Accent : Token::SurfacePanel));
        painter.drawEllipse(handle(i), theme.line(handleRadius), theme.line(handleRadius));
        if (chosen && hasFocus()) {
            painter.setBrush(Qt::NoBrush);
            painter.drawEllipse(handle(i), theme.line(handleRadius + 4), theme.line(handleRadius + 4));
        }
    }
    // The chosen stage in words above, the time below.
    const auto& stage = m_stages[m_current];
    painter.setFont(theme.font(theme::Role::Caption, theme::Weight::SemiBold));
    painter.setPen(theme.color(Token::TextPrimary));
    const auto words = tr("%1 %2, %3 s").arg(levelText(stage.level), m_name, QLocale().toString(stage.seconds, 'g', 6));
    painter.drawText(QRectF(rect()).adjusted(theme.line(8), 0, -theme.line(8), 0),
                     static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading)) | Qt::AlignTop |
                         Qt::TextSingleLine,
                     stage.ramp ? tr("%1, ramp").arg(words) : words);
    painter.setFont(theme.font(theme::Role::Caption));
    painter.setPen(theme.color(Token::TextMuted));
    const QRectF axis(room.left(), room.bottom() + theme.line(2), room.width(), theme.line(16));
    painter.drawText(axis, Qt::AlignLeft | Qt::AlignVCenter, chart::timeText(0));
    painter.drawText(axis, Qt::AlignRight | Qt::AlignVCenter, chart::timeText(seconds()));
}

void ProfileEditor::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::EnabledChange)
        update();
}

QSize ProfileEditor::sizeHint() const
{
    const Theme theme = Theme::of(this);
    return {theme.px(244), theme.px(112)};
}

QSize ProfileEditor::minimumSizeHint() const
{
    const Theme theme = Theme::of(this);
    return {theme.px(160), theme.px(112)};
}

} // namespace cachedeck::profile
