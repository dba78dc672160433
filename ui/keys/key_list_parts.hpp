#pragma once
// Two small parts of the list of keys: the delegate of its names and the filter's field.

#include "widgets/table/delegates.hpp"

#include <QLineEdit>

namespace cachedeck::ui {

// A key; one that is gone is struck out.
class KeyDelegate : public table::TextDelegate {
    Q_OBJECT

public:
    explicit KeyDelegate(QObject* parent);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

// The filter's field shows the key that leads to it while it is empty.
class FilterField : public QLineEdit {
    Q_OBJECT

public:
    using QLineEdit::QLineEdit;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace cachedeck::ui
