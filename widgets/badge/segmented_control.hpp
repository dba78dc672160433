#pragma once
// A row of segments in one frame: one of them checked (exclusive), or any number. Each segment is a button of its own
// to the keyboard and to screen readers: arrows move (and choose, when exclusive), Space toggles.

#include <QButtonGroup>
#include <QWidget>

namespace cachedeck::badge {

class SegmentedControl : public QWidget {
    Q_OBJECT
public:
    enum class Mode { Exclusive, Multiple };
    /// Inline: 24 px, caption type. Wide: 28 px and all segments equally wide (the load profile's loop).
    enum class Shape { Inline, Wide };

    explicit SegmentedControl(Mode mode = Mode::Exclusive, Shape shape = Shape::Inline, QWidget* parent = nullptr);

    /// Adds a segment at the end; its index is its order. The first of an exclusive control is checked.
    int addSegment(const QString& text, const QString& toolTip = {});
    int count() const;
    void setSegmentEnabled(int index, bool enabled);

    /// Exclusive: the one checked, or -1 when empty.
    int current() const;
    void setCurrent(int index);
    /// Multiple: every index checked, ascending.
    QVector<int> checked() const;
    void setChecked(int index, bool checked);
    /// Multiple: refuses to uncheck the last one. Default true.
    void setKeepOne(bool keep) { m_keepOne = keep; }

Q_SIGNALS:
    /// Exclusive, by the user or setCurrent().
    void currentChanged(int index);
    /// Multiple, by the user or setChecked().
    void checkedChanged(const QVector<int>& checked);

private:
    void toggled(int index, bool checked);

    Mode m_mode;
    Shape m_shape;
    QButtonGroup* m_group;
    bool m_keepOne = true;
};

} // namespace cachedeck::badge
