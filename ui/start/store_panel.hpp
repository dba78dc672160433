#pragma once
// The form that takes the address of a primary store and its password, asks it once, and says in place what is wrong.

#include "ui/bridge/store_addresses.hpp"
#include "widgets/badge/card.hpp"

class QLineEdit;

namespace cachedeck::badge {
class Button;
class Label;
} // namespace cachedeck::badge

namespace cachedeck::ui {

class StorePanel : public badge::Card {
    Q_OBJECT

public:
    StorePanel(StoreAddresses& addresses, QWidget* parent);
    // For a world's card; `kind` is the store that it wants.
    void open(const QString& world, const QString& kind);

Q_SIGNALS:
    // The store answers, and is the one for its kind from now on.
    void chosen(const QString& world, const QString& kind);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void use();
    void say(const QString& text, bool isError);

    StoreAddresses& m_addresses;
    QString m_world;
    QString m_kind;
    badge::Label* m_title;
    QLineEdit* m_address;
    QLineEdit* m_password;
    badge::Label* m_note;
    badge::Button* m_use;
};

} // namespace cachedeck::ui
