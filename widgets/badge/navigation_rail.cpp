#include "widgets/badge/navigation_rail.hpp"

#include "widgets/theme/icons.hpp"
#include "widgets/theme/space.hpp"
#include "widgets/theme/text.hpp"
#include "widgets/theme/theme.hpp"

#include <QAbstractButton>
#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QSvgRenderer>
#include <QVBoxLayout>

namespace cachedeck::badge {

using theme::Theme;
using theme::Token;

namespace {

class Mark : public QWidget {
public:
    using QWidget::QWidget;
    QSize sizeHint() const override
    {
        const int side = Theme::of(this).px(theme::space::topBar);
        return {side, side};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const int side = Theme::of(this).px(28);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        QSvgRenderer renderer(QStringLiteral(":/cachedeck/icons/icon.svg"));
        renderer.render(&painter, QRectF((width() - side) / 2.0, (height() - side) / 2.0, side, side));
    }
};

class RailItem : public QAbstractButton {
public:
    RailItem(const QString& icon, const QString& text, QWidget* parent) : QAbstractButton(parent), m_icon(icon)
    {
        setText(text);
        setAccessibleName(text);
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    void setCollapsed(bool collapsed)
    {
        m_collapsed = collapsed;
        updateGeometry();
        update();
    }
    QSize sizeHint() const override
    {
        const Theme theme = Theme::of(this);
        return {theme.px(m_collapsed ? theme::space::railCollapsed : theme::space::rail) - 1,
                theme.px(m_collapsed ? 44 : theme::space::railItem)};
    }
    // A low window squeezes the items rather than the pages.
    QSize minimumSizeHint() const override
    {
        const Theme theme = Theme::of(this);
        return {theme.px(40), theme.px(m_collapsed ? 32 : 44)};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Theme theme = Theme::of(this);
        QPainter painter(this);
        if (isChecked()) {
            painter.fillRect(rect(), theme.color(Token::SurfaceSelected));
            const int edge = theme.px(3);
            painter.fillRect(style()->visualRect(layoutDirection(), rect(), QRect(0, 0, edge, height())),
                             theme.color(Token::Accent));
        } else if (underMouse() && isEnabled()) {
            painter.fillRect(rect(), theme.color(Token::SurfaceHover));
        }
        const QColor ink = theme.color(!isEnabled()  ? Token::TextDisabled
                                       : isChecked() ? Token::AccentText
                                                     : Token::TextSecondary);
        const int side = theme.px(theme::icon_size::page);
        const int line = theme.lineHeight(theme::Role::Caption);
        const int whole = m_collapsed ? side : side + theme.px(4) + line;
        const int top = (height() - whole) / 2;
        painter.drawPixmap(QPoint((width() - side) / 2, top),
                           theme::icon(m_icon, side, ink, devicePixelRatioF(), layoutDirection()));
        if (!m_collapsed) {
            painter.setFont(
                theme.font(theme::Role::Caption, isChecked() ? theme::Weight::SemiBold : theme::Weight::Regular));
            painter.setPen(ink);
            painter.drawText(QRect(2, top + side + theme.px(4), width() - 4, line),
                             Qt::AlignCenter | Qt::TextSingleLine,
                             painter.fontMetrics().elidedText(text(), Qt::ElideRight, width() - 4));
        }
        if (hasFocus() && window()->isActiveWindow() && m_keyboard) {
            painter.setPen(QPen(theme.color(Token::Accent), 2));
            painter.drawRect(QRectF(rect()).adjusted(1, 1, -1, -1));
        }
    }
    void focusInEvent(QFocusEvent* event) override
    {
        m_keyboard = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
        QAbstractButton::focusInEvent(event);
    }

private:
    QString m_icon;
    bool m_collapsed = false;
    bool m_keyboard = false;
};

} // namespace

NavigationRail::NavigationRail(QWidget* parent)
    : QWidget(parent), m_layout(new QVBoxLayout(this)), m_mark(new Mark(this)), m_group(new QButtonGroup(this))
{
    setAccessibleName(tr("Pages"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    m_group->setExclusive(true);
    m_layout->setContentsMargins(0, 0, 1, 0);
    m_layout->setSpacing(0);
    m_layout->addWidget(m_mark, 0, Qt::AlignHCenter);
    m_layout->addStretch(1);
    connect(m_group, &QButtonGroup::idClicked, this, [this](int id) { Q_EMIT activated(m_ids.key(id)); });
}

void NavigationRail::addItem(const QString& id, const QString& icon, const QString& text, bool atFoot)
{
    auto* item = new RailItem(icon, text, this);
    item->setProperty("cachedeck.ownFocus", true); // the rail has no room for a ring around an item
    item->setCollapsed(m_collapsed);
    const int number = static_cast<int>(m_ids.size());
    m_ids.insert(id, number);
    m_group->addButton(item, number);
    const int stretch = m_layout->count() - 1 - m_feet;
    if (atFoot) {
        m_layout->addWidget(item);
        ++m_feet;
    } else {
        m_layout->insertWidget(stretch, item);
    }
    if (m_group->checkedId() < 0)
        item->setChecked(true);
}

void NavigationRail::setCurrent(const QString& id)
{
    if (const auto found = m_ids.constFind(id); found != m_ids.cend())
        m_group->button(*found)->setChecked(true);
}

QString NavigationRail::current() const
{
    return m_ids.key(m_group->checkedId());
}

void NavigationRail::setItemEnabled(const QString& id, bool enabled)
{
    if (const auto found = m_ids.constFind(id); found != m_ids.cend())
        m_group->button(*found)->setEnabled(enabled);
}

void NavigationRail::setShortcutText(const QString& id, const QString& shortcut)
{
    const auto found = m_ids.constFind(id);
    if (found == m_ids.cend())
        return;
    QAbstractButton* item = m_group->button(*found);
    //: A page's tool tip in the navigation rail: its name and its keyboard shortcut
    theme::setPlainToolTip(item, tr("%1 (%2)").arg(item->text(), shortcut));
}

void NavigationRail::setCollapsed(bool collapsed)
{
    if (collapsed == m_collapsed)
        return;
    m_collapsed = collapsed;
    relayout();
}

QSize NavigationRail::sizeHint() const
{
    const Theme theme = Theme::of(this);
    return {theme.px(m_collapsed ? theme::space::railCollapsed : theme::space::rail), theme.px(600)};
}

void NavigationRail::paintEvent(QPaintEvent*)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(Token::SurfaceWindow));
    painter.fillRect(style()->visualRect(layoutDirection(), rect(), QRect(width() - 1, 0, 1, height())),
                     theme.color(Token::LineHairline));
}

void NavigationRail::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        relayout();
}

void NavigationRail::relayout()
{
    const auto items = m_group->buttons();
    for (QAbstractButton* item : items)
        static_cast<RailItem*>(item)->setCollapsed(m_collapsed);
    updateGeometry();
    update();
}

} // namespace cachedeck::badge
