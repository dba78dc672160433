// Mouse and keyboard.
#include "widgets/profile/profile_editor.hpp"
#include "widgets/theme/theme.hpp"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace cachedeck::profile {

namespace {

constexpr double reach = 12; // pixels around a handle that take it

} // namespace

// The window's own shortcuts must not take the keys that are meant for the profile.
bool ProfileEditor::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo) || key->key() == Qt::Key_R ||
            key->key() == Qt::Key_Plus) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void ProfileEditor::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Undo))
        return undo();
    if (event->matches(QKeySequence::Redo))
        return redo();
    const bool length = event->modifiers() & Qt::ControlModifier;
    const double times = event->modifiers() & Qt::ShiftModifier ? 10 : 1;
    // A step that is seen, whatever the level: a hundredth of it, and at least one.
    const double level = std::max(1.0, std::round(m_stages[m_current].level / 100)) * times;
    switch (event->key()) {
    case Qt::Key_Left:
        return length ? nudge(-times, 0) : setCurrent(m_current - 1);
    case Qt::Key_Right:
        return length ? nudge(times, 0) : setCurrent(m_current + 1);
    case Qt::Key_Up:
        return nudge(0, level);
    case Qt::Key_Down:
        return nudge(0, -level);
    case Qt::Key_Plus:
    case Qt::Key_Insert:
        return addStage();
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        return removeStage();
    case Qt::Key_R:
        return setRamp(!m_stages[m_current].ramp);
    default:
        return QWidget::keyPressEvent(event);
    }
}

void ProfileEditor::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return QWidget::mousePressEvent(event);
    int nearest = 0;
    double least = 1e9;
    for (int i = 0; i < m_stages.size(); ++i) {
        const auto away = handle(i) - event->position();
        if (const double distance = std::hypot(away.x(), away.y()); distance < least) {
            least = distance;
            nearest = i;
        }
    }
    if (least <= theme::Theme::of(this).line(reach)) {
        setCurrent(nearest);
        m_beforeDrag = m_stages;
        m_dragScale = scale();
        return;
    }
    const auto room = area();
    setCurrent(stageAt((event->position().x() - room.left()) / room.width() * scale().seconds));
}

void ProfileEditor::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_dragScale)
        return;
    const auto room = area();
    auto& stage = m_stages[m_current];
    const double end = (event->position().x() - room.left()) / room.width() * m_dragScale->seconds;
    stage.seconds = std::max(1.0, std::round(end - begin(m_current)));
    stage.level = rounded((room.bottom() - event->position().y()) / room.height() * m_dragScale->level);
    updateAccess();
    update();
    Q_EMIT changed();
}

void ProfileEditor::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_dragScale)
        return QWidget::mouseReleaseEvent(event);
    m_dragScale.reset();
    if (m_beforeDrag != m_stages) {
        m_undo.append(m_beforeDrag);
        m_redo.clear();
    }
    update();
}

// Cuts the stage in two where the click was.
void ProfileEditor::mouseDoubleClickEvent(QMouseEvent* event)
{
    m_dragScale.reset();
    const auto room = area();
    const double at = (event->position().x() - room.left()) / room.width() * scale().seconds;
    const int stage = stageAt(std::max(0.0, at));
    const double first = std::round(at - begin(stage));
    auto stages = m_stages;
    if (first < 1 || stages[stage].seconds - first < 1)
        return;
    auto second = stages[stage];
    second.seconds -= first;
    second.ramp = false;
    stages[stage].seconds = first;
    stages.insert(stage + 1, second);
    apply(stages, stage + 1);
}

} // namespace cachedeck::profile
