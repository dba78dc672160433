#pragma once
// Tables and trees as the design has them: rows of 28 (dense 24), head 28, uniform heights, lines between rows, no
// frame, whole rows selected with a 3 px accent edge. Nothing in them is ever read as mark-up. Nothing is edited or
// checked in them: letters, signs and Space go to the widgets around, whose shortcuts they are. GUI thread.

#include <QTableView>
#include <QTreeView>

namespace cachedeck::table {

class TableView : public QTableView {
    Q_OBJECT
public:
    explicit TableView(QWidget* parent = nullptr);
    /// Rows of 24 instead of 28. Default off.
    void setDense(bool dense);
    /// Padding before the first and behind the last column, as panes have it. Default 16.
    void setEdgePadding(int padding);
    int edgePadding() const { return m_edgePadding; }
    /// Words in the middle while the model has no rows.
    void setEmptyText(const QString& text);

    void setModel(QAbstractItemModel* model) override;
    /// Nothing: a search looks at every row, and there may be millions.
    void keyboardSearch(const QString&) override {}

Q_SIGNALS:
    /// The rows in sight changed by scrolling, resizing or the model: first and last, or -1, -1 without any. Metadata
    /// is fetched only for these.
    void visibleRowsChanged(int first, int last);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void rescale();
    void tellVisibleRows();

    bool m_dense = false;
    int m_edgePadding = 16;
    int m_first = -1;
    int m_last = -1;
    QString m_emptyText;
};

class TreeView : public QTreeView {
    Q_OBJECT
public:
    explicit TreeView(QWidget* parent = nullptr);
    void setDense(bool dense);
    void setEmptyText(const QString& text);
    void keyboardSearch(const QString&) override {}

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const override;
    void changeEvent(QEvent* event) override;

private:
    void rescale();

    bool m_dense = false;
    QString m_emptyText;
};

} // namespace cachedeck::table
