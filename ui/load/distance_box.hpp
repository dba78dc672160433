#pragma once
// How far away a store or the cache stands: where it is, or a round trip more (stores/distance.hpp). What is measured
// over an added distance is simulated, and says so.

#include "backend/stores/distance.hpp"

#include <QComboBox>

namespace cachedeck::ui {

class DistanceBox : public QComboBox {
    Q_OBJECT

public:
    explicit DistanceBox(QWidget* parent = nullptr);

    void setDistance(const stores::Distance& distance); // one of no profile gets an entry of its own
    stores::Distance distance() const;

private:
    static QString nameOf(const stores::Distance& distance);

    std::vector<stores::Distance> m_distances; // of the entries
};

} // namespace cachedeck::ui
