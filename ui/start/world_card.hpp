#pragma once
// A shipped world as a card: its picture and paragraph from its file, the store that it runs on, and one button.

#include "backend/load/shipped_worlds.hpp"
#include "ui/bridge/store_addresses.hpp"
#include "widgets/badge/card.hpp"

class QVBoxLayout;

namespace cachedeck::badge {
class Button;
}

namespace cachedeck::ui {

class WorldCard : public badge::Card {
    Q_OBJECT

public:
    WorldCard(const load::ShippedWorld& world, StoreAddresses& addresses, QWidget* parent = nullptr);

    const QString& name() const { return m_name; }
    // The kind of store that it starts on: "sqlite" until another one is chosen.
    const QString& store() const { return m_store; }
    void setStore(const QString& kind);

Q_SIGNALS:
    void startRequested(const QString& scenario, const QString& store);
    // An address for this kind of store is wanted.
    void addressRequested(const QString& kind);

private:
    void showStores();

    QString m_name;
    QString m_store;
    QStringList m_kinds;
    StoreAddresses& m_addresses;
    badge::Button* m_choice;
};

// The card's shape, which others of the gallery share: icon and title above what `column` then holds.
QVBoxLayout* cardColumn(badge::Card* card, const QString& icon, const QString& title);

} // namespace cachedeck::ui
