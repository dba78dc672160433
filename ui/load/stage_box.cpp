#include "ui/load/stage_box.hpp"

#include "ui/load/load_bounds.hpp"
#include "widgets/badge/button.hpp"
#include "widgets/theme/space.hpp"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace cachedeck::ui {

namespace space = theme::space;

StageBox::StageBox(QWidget* parent)
    : QWidget(parent),
      m_editor(new profile::ProfileEditor),
      m_add(new badge::Button({}, QStringLiteral("plus"), theme::ButtonKind::Normal, theme::ButtonSize::Small)),
      m_remove(new badge::Button({}, QStringLiteral("trash"), theme::ButtonKind::Normal, theme::ButtonSize::Small)),
      m_undo(new badge::Button({}, QStringLiteral("undo"), theme::ButtonKind::Normal, theme::ButtonSize::Small)),
      m_ramp(new QCheckBox(tr("Ramp")))
{
    m_editor->setObjectName(QStringLiteral("loadProfile"));
    const auto name = [](badge::Button* button, const QString& words) {
        button->setAccessibleName(words);
        button->setToolTip(words);
    };
    name(m_add, tr("Add a stage"));
    name(m_remove, tr("Remove the stage"));
    name(m_undo, tr("Undo the last change of the profile"));
    m_ramp->setToolTip(tr("The level is reached linearly, at the end of the stage."));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::unit);
    column->addWidget(m_editor);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::control);
    row->addWidget(m_add);
    row->addWidget(m_remove);
    row->addWidget(m_undo);
    row->addStretch(1);
    row->addWidget(m_ramp);
    column->addLayout(row);
    connect(m_add, &QAbstractButton::clicked, m_editor, &profile::ProfileEditor::addStage);
    connect(m_remove, &QAbstractButton::clicked, m_editor, &profile::ProfileEditor::removeStage);
    connect(m_undo, &QAbstractButton::clicked, m_editor, &profile::ProfileEditor::undo);
    connect(m_ramp, &QAbstractButton::clicked, m_editor, &profile::ProfileEditor::setRamp);
    connect(m_editor, &profile::ProfileEditor::currentChanged, this, &StageBox::updateButtons);
    connect(m_editor, &profile::ProfileEditor::changed, this, [this] {
        updateButtons();
        Q_EMIT changed();
    });
    updateButtons();
}

void StageBox::setLoad(const load::LoadProfile& load, double seconds)
{
    m_loop = load.loop;
    const bool open = m_loop == load::Loop::Open;
    const double start = open ? load.rate : load.users;
    QVector<profile::Stage> stages;
    for (const auto& stage : load.stages)
        stages.append(
            {std::chrono::duration<double>(stage.duration).count(), open ? stage.rate : stage.users, stage.ramp});
    if (stages.isEmpty())
        stages.append({seconds, start, false});
    // Levels are dragged in whole numbers from 1 on, or from the file's own where that is lower.
    double least = std::min(1.0, start);
    for (const auto& stage : stages)
        least = std::min(least, stage.level);
    open ? m_editor->setLevel(tr("operations/s"), least, bounds::mostRate)
         : m_editor->setLevel(tr("users"), 1, bounds::mostUsers);
    double before = 0;
    for (qsizetype i = 0; i + 1 < stages.size(); ++i)
        before += stages[i].seconds;
    stages.last().seconds = std::max(bounds::leastSeconds, seconds - before);
    m_given = load.stages;
    m_shown = stages;
    m_editor->setStages(stages, start);
    updateButtons();
}

void StageBox::setLoop(load::Loop loop, double level)
{
    if (loop == m_loop)
        return;
    load::LoadProfile load;
    load.loop = loop;
    load.rate = level;
    load.users = int(level);
    setLoad(load, m_editor->seconds());
}

void StageBox::setLevel(double level)
{
    if (!hasStages() && m_editor->stages().first().level != level)
        m_editor->setStages({{m_editor->seconds(), level, m_editor->stages().first().ramp}}, level);
}

void StageBox::setSeconds(double seconds)
{
    if (std::abs(seconds - m_editor->seconds()) < 0.0005) // less than the field shows
        return;
    auto stages = m_editor->stages();
    const double start = stages.first().level;
    // Longer or shorter: the last stage, as a file has it; where that is used up, all in proportion.
    const double left = stages.last().seconds + seconds - m_editor->seconds();
    if (left >= bounds::leastSeconds)
        stages.last().seconds = left;
    else
        for (auto& stage : stages)
            stage.seconds =
                std::max(bounds::leastSeconds, std::round(stage.seconds * seconds / m_editor->seconds() * 10) / 10);
    m_editor->setStages(stages, start);
    updateButtons();
}

void StageBox::write(load::LoadProfile& load) const
{
    if (m_editor->stages() == m_shown) {
        load.stages = m_given;
        return;
    }
    load.stages.clear();
    if (!hasStages() && m_given.empty())
        return;
    for (const auto& stage : m_editor->stages()) {
        load::Stage one;
        one.duration = std::chrono::milliseconds(std::llround(stage.seconds * 1000));
        one.users = m_loop == load::Loop::Closed ? int(stage.level) : 0;
        one.rate = m_loop == load::Loop::Open ? stage.level : 0;
        one.ramp = stage.ramp;
        load.stages.push_back(one);
    }
}

bool StageBox::hasStages() const
{
    return m_editor->stages().size() > 1 || m_editor->stages().first().ramp;
}

double StageBox::seconds() const
{
    return m_editor->seconds();
}

double StageBox::level() const
{
    return m_editor->stages().first().level;
}

void StageBox::updateButtons()
{
    m_remove->setEnabled(m_editor->stages().size() > 1);
    m_ramp->setChecked(m_editor->stages()[m_editor->current()].ramp);
}

} // namespace cachedeck::ui
