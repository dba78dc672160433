#pragma once
// Small pictures of data: the top bar's sparklines, the start card's sketch, bars of shares.

#include "widgets/chart/chart_export.hpp"
#include "widgets/chart/ticks.hpp"
#include "widgets/theme/theme.hpp"

#include <QVector>
#include <QWidget>

namespace cachedeck::chart {

/// A name, a value and the last minutes as a line of 72 × 20. NaN is a gap.
class Sparkline : public QWidget {
    Q_OBJECT
public:
    explicit Sparkline(const QString& name, QWidget* parent = nullptr);
    /// The value in words ("67.4 k"); empty shows a dash.
    void setValue(const QString& value);
    /// All points, oldest first; the line fits them.
    void setPoints(const QVector<double>& points);
    /// Adds one and drops the oldest beyond `keep`.
    void append(double value, int keep = 120);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void updateAccess();

    QString m_name;
    QString m_value;
    QVector<double> m_points;
};

/// A static chart of a few curves with bands on a log axis, each named at its end: the start card's picture of a stored
/// run.
class MiniSketch : public QWidget, public Exportable {
    Q_OBJECT
public:
    struct Curve {
        QString name;
        theme::PathRole role;
        QVector<QPointF> p50; ///< seconds from the start, seconds of latency
        QVector<QPointF> p99; ///< may be empty: no band
    };
    explicit MiniSketch(QWidget* parent = nullptr);
    void setCurves(const QVector<Curve>& curves);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    QSize exportSize() const override;
    void exportTo(QPainter& painter, const QRectF& target) override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QVector<Curve> m_curves;
};

/// A share or a progress as a bar 4 px high (or as high as it is made), with its number in the accessible name.
class ShareBar : public QWidget {
    Q_OBJECT
public:
    explicit ShareBar(QWidget* parent = nullptr);
    /// 0–1; clamped.
    void setShare(double share);
    double share() const { return m_share; }
    /// Default TextMuted; Token::Accent for running progress, Token::StateWarn for a TTL about to end.
    void setToken(theme::Token token);
    /// What it is the share of, for screen readers ("movie_by_id").
    void setLabel(const QString& label);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void updateAccess();

    double m_share = 0;
    theme::Token m_token = theme::Token::TextMuted;
    QString m_label;
};

/// Bars with a word before and a number behind each ("10 min ▇▇ 94.4 k"): the histogram of TTLs, the operations'
/// shares.
class BarList : public QWidget {
    Q_OBJECT
public:
    struct Row {
        QString label;
        double value = 0;
        QString text; ///< empty: valueText(value, Count)
    };
    explicit BarList(QWidget* parent = nullptr);
    void setRows(const QVector<Row>& rows);
    /// Font of the labels; default Caption. Row height follows: 14 for captions, 24 for others.
    void setRole(theme::Role role);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int rowHeight() const;

    QVector<Row> m_rows;
    theme::Role m_role = theme::Role::Caption;
};

} // namespace cachedeck::chart
