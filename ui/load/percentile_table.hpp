#pragma once
// The table under the charts, whose columns are as wide as their words and share what room is left: no head is cut as
// long as there is room, and no column moves while figures change.

#include "widgets/table/views.hpp"

namespace cachedeck::ui {

class PercentileModel;

class PercentileTable : public table::TableView {
    Q_OBJECT

public:
    explicit PercentileTable(PercentileModel* model, QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fit();
    int needed(int column) const;
};

} // namespace cachedeck::ui
