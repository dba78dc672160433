#pragma once
// Where the cache stops paying: for each cached path the hit ratio, the share of writes, the rate and the memory, each
// with a sentence that can be copied into a report; and why the two kinds of time differ.

#include "backend/report/break_even.hpp"
#include "widgets/chart/chart_export.hpp"

#include <QWidget>

#include <memory>

class QVBoxLayout;

namespace cachedeck::badge {
class Label;
}

namespace cachedeck::ui {

// A figure in words.
struct BreakEvenWords {
    QString value;    // "12.3 %"
    QString name;     // "hit ratio needed"
    QString sentence; // for a methods section
};
QVector<BreakEvenWords> breakEvenWords(const report::BreakEven& breakEven);
// Both p99s of each path, and why they differ or do not.
QStringList timesSentences(const load::Result& result);

class BreakEvenView : public QWidget, public chart::Exportable {
    Q_OBJECT

public:
    explicit BreakEvenView(QWidget* parent = nullptr);
    void setResult(std::shared_ptr<const load::Result> result);
    // All sentences, a line each.
    QString text() const { return m_text; }

    // Exportable
    QSize exportSize() const override { return m_body->sizeHint().expandedTo(size()); }
    void exportTo(QPainter& painter, const QRectF& target) override;
    QVector<QStringList> exportRows() const override { return m_rows; }

private:
    void addPath(const load::Result& result, const report::BreakEven& breakEven);
    void addFigure(const QString& path, const BreakEvenWords& words);
    void addTimes(const load::Result& result);

    QWidget* m_body;
    QVBoxLayout* m_column;
    badge::Label* m_empty;
    QString m_text;
    QVector<QStringList> m_rows;
};

} // namespace cachedeck::ui
