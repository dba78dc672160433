#pragma once
// What every figure that is not a TimeChart shares: a title for exports, a sentence that explains it (What's This,
// accessible description; never a tool tip over the data), the data table behind the key T, a crosshair by mouse and
// arrow keys, and export with the chart room's functions. A figure paints itself; it holds values, computes nothing and
// blocks nothing. GUI thread.
//
// Keyboard: arrows move the crosshair (Shift: ten times as far), Home and End, Escape takes it away; T: table.

#include "widgets/chart/chart_export.hpp"
#include "widgets/theme/theme.hpp"

#include <QWidget>

#include <optional>

namespace cachedeck::table {
class TableView;
}

namespace cachedeck::plot {

class FigureTable;

class Figure : public QWidget, public chart::Exportable {
    Q_OBJECT
public:
    explicit Figure(QWidget* parent = nullptr);

    /// For exports and screen readers; the page's head has it on screen.
    void setTitle(const QString& title);
    QString title() const { return m_title; }
    /// What it shows, how that was measured, and what it does not say.
    void setExplanation(const QString& text);
    QString explanation() const { return m_explanation; }
    /// What to say while there is nothing to draw.
    void setEmptyText(const QString& text);
    void setTableVisible(bool visible);
    bool isTableVisible() const;

    /// The crosshair's place in the plot, 0 … 1 from left and bottom.
    std::optional<QPointF> crosshair() const { return m_crosshair; }
    void setCrosshair(std::optional<QPointF> at);

    /// One paragraph of what is drawn, for a screen reader.
    virtual QString summary() const = 0;
    /// True while there is nothing to draw.
    virtual bool isEmpty() const = 0;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    // Exportable
    QSize exportSize() const override;
    void exportTo(QPainter& painter, const QRectF& target) override;

Q_SIGNALS:
    void crosshairChanged();

protected:
    /// Paints into the rectangle; `crosshair` is empty in exports.
    virtual void draw(QPainter& painter, const QRectF& target, const theme::Theme& theme,
                      const std::optional<QPointF>& crosshair) const = 0;
    /// Where data lies within the whole, for the crosshair.
    virtual QRectF plotArea(const QRectF& target, const theme::Theme& theme) const = 0;
    /// Head and rows as people read them; exportRows() has them in the C locale.
    virtual QVector<QStringList> tableRows() const = 0;
    /// To be called whenever the data changed.
    void changed();

    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void updateAccess();

    QString m_title;
    QString m_explanation;
    QString m_emptyText;
    std::optional<QPointF> m_crosshair;
    FigureTable* m_rows;
    table::TableView* m_table;
};

// Paints words around a point, vertically centred on it.
void drawWords(QPainter& painter, const QPointF& at, Qt::Alignment alignment, const QString& words);
/// A pixel line lies on pixels.
double onPixel(double at);

} // namespace cachedeck::plot
