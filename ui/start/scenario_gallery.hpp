#pragma once
// The worlds as cards, the other shipped scenarios in a menu, and the door to a file of one's own. Only what is really
// there is shown.

#include "backend/load/scenario.hpp"

#include <QWidget>

namespace cachedeck::badge {
class Button;
}

namespace cachedeck::ui {

class ScenarioGallery : public QWidget {
    Q_OBJECT

public:
    explicit ScenarioGallery(const load::ResourcePaths& resources, QWidget* parent = nullptr);

Q_SIGNALS:
    // A shipped scenario's name, or a file.
    void chosen(const QString& scenario);
    void workloadRequested(); // to make one of one's own

private:
    badge::Button* questions(const load::ResourcePaths& resources);
    void openFile();
};

} // namespace cachedeck::ui
