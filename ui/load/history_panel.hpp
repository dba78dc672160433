#pragma once
// "Earlier runs": what this machine has measured, a row each, to open, to compare with, to repeat or to delete. Drops
// down from its button; Escape closes it.

#include "backend/history/run_history.hpp"

#include <QAbstractTableModel>
#include <QFrame>

#include <optional>
#include <vector>

namespace cachedeck::badge {
class Button;
}

namespace cachedeck::table {
class TableView;
}

namespace cachedeck::ui {

class RunLibrary;

class HistoryModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Run, When, Measured, Times, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setEntries(std::vector<history::Entry> entries);
    const history::Entry* entry(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<history::Entry> m_entries;
};

class HistoryPanel : public QFrame {
    Q_OBJECT

public:
    explicit HistoryPanel(RunLibrary& library, QWidget* parent = nullptr);

    // Under a widget, its right edges aligned.
    void popUnder(QWidget* button);
    // While a run goes on, only comparing and deleting are possible.
    void setRunning(bool running);
    // A run is drawn behind the curves: it can be taken away.
    void setComparing(bool comparing);

Q_SIGNALS:
    void openRequested(qint64 id);
    void compareRequested(qint64 id);
    void repeatRequested(qint64 id);
    void fileRequested(const QString& file); // to compare with
    void comparisonEnded();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void build();
    void update();
    std::optional<history::Entry> chosen() const;
    void chooseFile();

    RunLibrary& m_library;
    HistoryModel* m_model;
    table::TableView* m_table;
    badge::Button* m_open;
    badge::Button* m_compare;
    badge::Button* m_repeat;
    badge::Button* m_delete;
    badge::Button* m_end;
    badge::Button* m_file;
    bool m_running = false;
};

} // namespace cachedeck::ui
