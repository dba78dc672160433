#pragma once
// The scenario's paths with a check box each: which ones run.

#include "backend/load/scenario.hpp"

#include <QWidget>

class QCheckBox;
class QVBoxLayout;

namespace cachedeck::ui {

class PathList : public QWidget {
    Q_OBJECT

public:
    explicit PathList(QWidget* parent = nullptr);
    void setScenario(const load::Scenario& scenario);
    // The paths that are checked, in the scenario's order. At least one stays checked.
    std::vector<load::PathSpec> checked() const;

Q_SIGNALS:
    void changed();

private:
    void keepOne(QCheckBox* toggled);

    std::vector<load::PathSpec> m_paths;
    std::vector<QCheckBox*> m_boxes;
    QVBoxLayout* m_layout;
};

} // namespace cachedeck::ui
