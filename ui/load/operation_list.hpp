#pragma once
// The operations of a scenario's workload: each read with its share, each write with what it does to the cache.

#include "backend/load/scenario.hpp"

#include <QWidget>

namespace cachedeck::ui {

class OperationList : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;
    void setScenario(const load::Scenario& scenario);
    double reads() const { return m_reads; } // their share of all operations

private:
    double m_reads = 0;
};

} // namespace cachedeck::ui
