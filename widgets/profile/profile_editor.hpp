#pragma once
// A level over time as steps and ramps, drawn, and changed by dragging the handle at the end of each stage: up and down
// its level, left and right its length. All of it by keyboard, too:
//
//   Left, Right    the handle before or after
//   Up, Down       its level (Shift: ten times as much)
//   Ctrl+Left, Ctrl+Right    the stage's length, a second (Shift: ten)
//   +, Insert      a stage after this one, as long and as high
//   Delete         takes the stage away, unless it is the only one
//   R              reached at once, or linearly
//   Ctrl+Z, Ctrl+Shift+Z     undo, redo
//
// A double click adds a stage where it is. GUI thread.

#include "widgets/chart/ticks.hpp"

#include <QVector>
#include <QWidget>

#include <optional>

namespace cachedeck::profile {

struct Stage {
    double seconds = 10;
    double level = 0; ///< held to the end of the stage, or reached there
    bool ramp = false;
    bool operator==(const Stage&) const = default;
};

class ProfileEditor : public QWidget {
    Q_OBJECT
public:
    explicit ProfileEditor(QWidget* parent = nullptr);

    /// What a level is: "users", "operations/s"; and between which bounds it lies.
    void setLevel(const QString& name, double least, double most);
    /// At least one. `start` is the level before the first, from which it ramps. Forgets what could be undone.
    void setStages(QVector<Stage> stages, double start);
    const QVector<Stage>& stages() const { return m_stages; }
    double seconds() const; ///< all stages together
    int current() const { return m_current; }
    void setCurrent(int stage);

    // What the buttons beside it do; each can be undone.
    void addStage();
    void removeStage();
    void setRamp(bool ramp);
    void undo();
    void redo();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void changed(); ///< by the user
    void currentChanged(int stage);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    struct Scale {
        double seconds = 1, level = 1;
    };
    QRectF area() const;
    Scale scale() const; ///< stands still while a handle is dragged
    QPointF place(double seconds, double level) const;
    QPointF handle(int stage) const;
    double begin(int stage) const;
    int stageAt(double seconds) const;
    /// Remembers what was, then takes the change over.
    void apply(QVector<Stage> stages, int current);
    void nudge(double seconds, double levels);
    double rounded(double level) const;
    void updateAccess();

    QString m_name;
    double m_least = 0, m_most = 1e9;
    double m_start = 0;
    QVector<Stage> m_stages{Stage{}};
    int m_current = 0;
    QVector<QVector<Stage>> m_undo, m_redo;
    std::optional<Scale> m_dragScale; ///< while dragging
    QVector<Stage> m_beforeDrag;
};

} // namespace cachedeck::profile
