#pragma once
// The load over the measured time: the profile that can be dragged, and buttons for those who do not drag. One stage is
// the load's own level for the whole run; more are the scenario's stages.

#include "backend/load/scenario.hpp"
#include "widgets/profile/profile_editor.hpp"

#include <QVector>
#include <QWidget>

#include <vector>

class QCheckBox;

namespace cachedeck::badge {
class Button;
}

namespace cachedeck::ui {

class StageBox : public QWidget {
    Q_OBJECT

public:
    explicit StageBox(QWidget* parent = nullptr);

    // Shows a profile; the last stage lasts to the end of `seconds`.
    void setLoad(const load::LoadProfile& load, double seconds);
    // Levels of the other loop begin anew from `level`.
    void setLoop(load::Loop loop, double level);
    // The level and the measured time as the fields have them: with one stage they are the profile.
    void setLevel(double level);
    void setSeconds(double seconds);
    // Writes the stages into a load: as they were given where nothing was changed since; none where there is only the
    // load's own level.
    void write(load::LoadProfile& load) const;
    bool hasStages() const;
    double seconds() const;
    double level() const; // of the first stage

Q_SIGNALS:
    void changed(); // by the user

private:
    void updateButtons();

    load::Loop m_loop = load::Loop::Closed;
    std::vector<load::Stage> m_given; // with the load…
    QVector<profile::Stage> m_shown;  // …and how they were shown: the last one stretched to the end
    profile::ProfileEditor* m_editor;
    badge::Button* m_add;
    badge::Button* m_remove;
    badge::Button* m_undo;
    QCheckBox* m_ramp;
};

} // namespace cachedeck::ui
