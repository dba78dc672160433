#pragma once
// The shipped scenarios as cards, and the door to a file of one's own. Only what is really there is shown.

#include "backend/load/scenario.hpp"

#include <QWidget>

namespace cachedeck::ui {

class ScenarioGallery : public QWidget {
    Q_OBJECT

public:
    explicit ScenarioGallery(const load::ResourcePaths& resources, QWidget* parent = nullptr);

Q_SIGNALS:
    // A shipped scenario's name, or a file.
    void chosen(const QString& scenario);

private:
    void openFile();
};

} // namespace cachedeck::ui
