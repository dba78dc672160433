#pragma once
// The strip at the bottom: the last minutes as marks on a time axis, the newest in words, CacheDeck's own cost at the
// right. Marks have a shape each: square = note, diamond = invalidation, circle = recovered or steady, triangle =
// fault. Left and right arrows walk the marks, Return jumps; a click jumps.

#include <QDateTime>
#include <QVector>
#include <QWidget>

#include <chrono>

namespace cachedeck::badge {

enum class EventKind { Note, Invalidation, Recovered, Fault };

struct StripEvent {
    qint64 id = 0; ///< the caller's, given back by activated()
    QDateTime time;
    EventKind kind = EventKind::Note;
    QString title;  ///< "Invalidate movie:*"; weight 500, in its kind's colour where it has one
    QString detail; ///< "9,540 keys"; follows the title
};

class EventStrip : public QWidget {
    Q_OBJECT
public:
    explicit EventStrip(QWidget* parent = nullptr);

    /// Adds one, in any order of time; the strip keeps the newest 1,000.
    void addEvent(const StripEvent& event);
    void clear();
    /// How much time the axis spans. Default five minutes.
    void setSpan(std::chrono::seconds span);
    /// The words at the right end: "CacheDeck itself: 0.9 core, 17 connections, 38 commands/s".
    void setCost(const QString& text);
    /// The clock, for tests; without it the strip moves by the system's clock once a second.
    void setNow(const QDateTime& now);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// A mark was clicked or chosen by Return.
    void activated(qint64 id, const QDateTime& time);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    QDateTime now() const;
    QRectF axisRect() const;
    qreal positionOf(const QDateTime& time) const;
    int markAt(const QPointF& position) const;
    QString words(const StripEvent& event) const;
    void updateAccess();
    void drawAxis(QPainter& painter) const;
    void drawMarks(QPainter& painter) const;
    void drawWords(QPainter& painter) const;

    QVector<StripEvent> m_events; ///< by time, oldest first
    std::chrono::seconds m_span{300};
    QString m_cost;
    QDateTime m_now;
    int m_current = -1;
    bool m_keyboard = false; ///< the focus came by keyboard and is shown
};

} // namespace cachedeck::badge
