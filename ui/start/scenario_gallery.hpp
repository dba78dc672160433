#pragma once
// The shipped worlds as cards, each from its own file; the other shipped scenarios in a menu; and the door to a file of
// one's own. Only what is really there is shown.

#include "backend/load/shipped_worlds.hpp"
#include "ui/bridge/store_addresses.hpp"

#include <QWidget>

class QGridLayout;

namespace cachedeck::badge {
class Button;
}

namespace cachedeck::ui {

class WorldCard;

class ScenarioGallery : public QWidget {
    Q_OBJECT

public:
    ScenarioGallery(const load::ResourcePaths& resources, StoreAddresses& addresses, QWidget* parent = nullptr);

    const QVector<WorldCard*>& worlds() const { return m_worlds; }
    // That world's card starts on this kind of store from now on.
    void setStore(const QString& world, const QString& kind);

Q_SIGNALS:
    // A shipped scenario's name, or a file; the kind of its primary store, empty as the scenario says.
    void chosen(const QString& scenario, const QString& store);
    void addressRequested(const QString& world, const QString& kind);
    void workloadRequested(); // to make one of one's own

private:
    void addCard(QWidget* card);
    badge::Button* questions(const load::ResourcePaths& resources);
    void openFile();

    QGridLayout* m_grid;
    QVector<WorldCard*> m_worlds;
};

} // namespace cachedeck::ui
