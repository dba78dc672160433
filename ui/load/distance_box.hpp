#pragma once
// How far away a store or the cache stands: where it is, or a round trip more (stores/distance.hpp): a profile, numbers
// that a person enters, or round trips that were measured. What is measured over an added distance is simulated, and
// says so.

#include "backend/stores/distance.hpp"

#include <QComboBox>

#include <vector>

namespace cachedeck::ui {

class NumberBox;

class DistanceBox : public QComboBox {
    Q_OBJECT

public:
    // `name`: what stands away, for those who hear the fields instead of seeing them.
    explicit DistanceBox(const QString& name, QWidget* parent = nullptr);

    // Measured ones get an entry of their own, one at a time; other numbers stand in the fields.
    void setDistance(const stores::Distance& distance);
    stores::Distance distance() const;
    // The fields of the entry "Other…", which show with it: to be laid out beneath the box, by whom they belong to
    // then.
    QWidget* fields() const { return m_fields; }
    void setMeasureHint(const QString& text); // the tool tip of the last entry

Q_SIGNALS:
    void measureRequested(); // the entry for that was chosen; the box stays as it was

private:
    void choose(int entry);
    void showNumbers(const stores::Distance& distance);
    int measuredEntry();
    int otherEntry() const { return int(m_distances.size()); }
    static QString nameOf(const stores::Distance& distance);

    std::vector<stores::Distance> m_distances; // of the entries before "Other…"
    int m_entry = 0;                           // that was chosen last
    QWidget* m_fields;
    NumberBox* m_mean;
    NumberBox* m_deviation;
};

} // namespace cachedeck::ui
