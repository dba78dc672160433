#pragma once
// A card with a list of what was used lately and one action: recent connections, recent runs.

#include "widgets/badge/card.hpp"
#include "widgets/badge/tag.hpp"

#include <QVector>

class QVBoxLayout;

namespace cachedeck::badge {
class Label;
}

namespace cachedeck::ui {

class RecentCard : public badge::Card {
    Q_OBJECT

public:
    struct Entry {
        QString tag; // an environment's word; or empty, and `figure` stands in front
        badge::Environment environment = badge::Environment::None;
        QString figure; // "41×"
        QString text;
        QString detail; // "yesterday 16:02"
    };

    RecentCard(const QString& icon, const QString& title, const QString& action, const QString& emptyText,
               QWidget* parent = nullptr);
    // The card has room for the first three.
    void setEntries(const QVector<Entry>& entries);

Q_SIGNALS:
    void actionRequested();
    void chosen(int index);

private:
    QVBoxLayout* m_list;
    badge::Label* m_empty;
};

} // namespace cachedeck::ui
