#include "widgets/badge/segmented_control.hpp"

#include "widgets/theme/space.hpp"
#include "widgets/theme/text.hpp"
#include "widgets/theme/theme.hpp"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QSignalBlocker>

namespace cachedeck::badge {

using theme::Theme;
using theme::Token;

namespace {

/// One segment: it draws its own share of the common frame.
class Segment : public QAbstractButton {
public:
    Segment(const QString& text, SegmentedControl::Shape shape, QWidget* parent)
        : QAbstractButton(parent), m_shape(shape)
    {
        setText(text);
        setAccessibleName(text);
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(shape == SegmentedControl::Shape::Wide ? QSizePolicy::Expanding : QSizePolicy::Fixed,
                      QSizePolicy::Fixed);
    }
    QSize sizeHint() const override
    {
        const Theme theme = Theme::of(this);
        const QFontMetrics metrics(
            theme.font(theme::Role::Caption, theme::Weight::SemiBold)); // checked is the wider one
        return {metrics.horizontalAdvance(text()) + theme.px(17),
                theme.px(m_shape == SegmentedControl::Shape::Wide ? 28 : 24)};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Theme theme = Theme::of(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QWidget* row = parentWidget();
        const bool first = x() == 0;
        const bool last = geometry().right() >= row->width() - 1;
        // The frame of the whole control, clipped to this segment, so that the ends are round and the middle is not.
        QPainterPath frame;
        frame.addRoundedRect(QRectF(row->rect()).translated(-pos()).adjusted(0.5, 0.5, -0.5, -0.5),
                             theme.line(theme::space::radius), theme.line(theme::space::radius));
        const bool hover = underMouse() && isEnabled();
        const Token ground = isChecked() ? Token::SurfaceSelected : hover ? Token::SurfaceHover : Token::SurfacePanel;
        painter.fillPath(frame, theme.color(ground));
        const QColor line = theme.color(isEnabled() ? Token::LineControl : Token::LineHairline);
        painter.setPen(QPen(line, 1));
        painter.drawPath(frame);
        const bool mirrored = layoutDirection() == Qt::RightToLeft;
        if (!(mirrored ? last : first))
            painter.fillRect(QRect(mirrored ? width() - 1 : 0, 0, 1, height()), line);
        painter.setFont(
            theme.font(theme::Role::Caption, isChecked() ? theme::Weight::SemiBold : theme::Weight::Regular));
        painter.setPen(theme.color(!isEnabled()  ? Token::TextDisabled
                                   : isChecked() ? Token::AccentText
                                                 : Token::TextSecondary));
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextSingleLine, text());
    }
    void keyPressEvent(QKeyEvent* event) override
    {
        // In an exclusive group QAbstractButton moves by itself; elsewhere the arrows move the focus along the row.
        const bool exclusive = group() && group()->exclusive();
        if (!exclusive && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)) {
            const bool forward = (event->key() == Qt::Key_Right) == (layoutDirection() == Qt::LeftToRight);
            const int next = group()->id(this) + (forward ? 1 : -1);
            if (QAbstractButton* other = group()->button(next))
                other->setFocus(Qt::TabFocusReason);
            return;
        }
        QAbstractButton::keyPressEvent(event);
    }

private:
    SegmentedControl::Shape m_shape;
};

} // namespace

SegmentedControl::SegmentedControl(Mode mode, Shape shape, QWidget* parent)
    : QWidget(parent), m_mode(mode), m_shape(shape), m_group(new QButtonGroup(this))
{
    m_group->setExclusive(mode == Mode::Exclusive);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    setSizePolicy(shape == Shape::Wide ? QSizePolicy::Expanding : QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_group, &QButtonGroup::idToggled, this, &SegmentedControl::toggled);
}

int SegmentedControl::addSegment(const QString& text, const QString& toolTip)
{
    auto* segment = new Segment(text, m_shape, this);
    theme::setPlainToolTip(segment, toolTip);
    const int index = count();
    layout()->addWidget(segment);
    m_group->addButton(segment, index);
    if (m_mode == Mode::Exclusive && index == 0) {
        const QSignalBlocker blocker(this);
        segment->setChecked(true);
    }
    return index;
}

int SegmentedControl::count() const
{
    return static_cast<int>(m_group->buttons().size());
}

void SegmentedControl::setSegmentEnabled(int index, bool enabled)
{
    if (QAbstractButton* segment = m_group->button(index))
        segment->setEnabled(enabled);
}

int SegmentedControl::current() const
{
    return m_mode == Mode::Exclusive ? m_group->checkedId() : -1;
}

void SegmentedControl::setCurrent(int index)
{
    if (QAbstractButton* segment = m_group->button(index))
        segment->setChecked(true);
}

QVector<int> SegmentedControl::checked() const
{
    QVector<int> result;
    for (int index = 0; index < count(); ++index)
        if (m_group->button(index)->isChecked())
            result.append(index);
    return result;
}

void SegmentedControl::setChecked(int index, bool checked)
{
    if (QAbstractButton* segment = m_group->button(index))
        segment->setChecked(checked);
}

void SegmentedControl::toggled(int index, bool isOn)
{
    if (m_mode == Mode::Exclusive) {
        if (isOn)
            Q_EMIT currentChanged(index);
        return;
    }
    if (!isOn && m_keepOne && checked().isEmpty()) {
        const QSignalBlocker blocker(m_group);
        m_group->button(index)->setChecked(true);
        return;
    }
    Q_EMIT checkedChanged(checked());
}

} // namespace cachedeck::badge
