#include "widgets/table/views.hpp"

#include "widgets/table/delegates.hpp"
#include "widgets/theme/icons.hpp"
#include "widgets/theme/space.hpp"
#include "widgets/theme/theme.hpp"

#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

namespace cachedeck::table {

using theme::Theme;
using theme::Token;

namespace {

void prepare(QAbstractItemView& view)
{
    view.setFrameShape(QFrame::NoFrame);
    view.setSelectionBehavior(QAbstractItemView::SelectRows);
    view.setSelectionMode(QAbstractItemView::ExtendedSelection);
    view.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    view.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view.setEditTriggers(QAbstractItemView::NoEditTriggers);
    view.setProperty("cachedeck.ownFocus", true);
    view.viewport()->setAttribute(Qt::WA_Hover);
    view.setMouseTracking(true);
    view.setItemDelegate(new TextDelegate(&view));
}

int heightOfRow(const Theme& theme, bool dense)
{
    return theme.px(dense ? theme::space::denseRow : theme::space::row);
}

void paintEmpty(QAbstractItemView& view, const QString& text)
{
    if (text.isEmpty() || (view.model() && view.model()->rowCount(view.rootIndex()) > 0))
        return;
    const Theme theme = Theme::of(&view);
    QPainter painter(view.viewport());
    painter.setFont(theme.font(theme::Role::Body));
    painter.setPen(theme.color(Token::TextMuted));
    painter.drawText(view.viewport()->rect().adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap, text);
}

// Keys that Qt's views would take for a search of their rows. Space with Shift or Control selects, as everywhere.
bool wouldSearch(const QKeyEvent& event)
{
    if (event.key() == Qt::Key_Space)
        return event.modifiers() == Qt::NoModifier;
    const auto text = event.text();
    const auto command = event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    return !command && !text.isEmpty() && text.front().isPrint();
}

} // namespace

TableView::TableView(QWidget* parent) : QTableView(parent)
{
    prepare(*this);
    setTabKeyNavigation(false); // Tab leaves the table; the arrows walk in it
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setProperty("cachedeck.edgePadding", m_edgePadding);
    rescale();
}

void TableView::setDense(bool dense)
{
    m_dense = dense;
    rescale();
}

void TableView::setEdgePadding(int padding)
{
    m_edgePadding = padding;
    horizontalHeader()->setProperty("cachedeck.edgePadding", padding);
    horizontalHeader()->update();
    viewport()->update();
}

void TableView::setEmptyText(const QString& text)
{
    m_emptyText = text;
    viewport()->update();
}

void TableView::setModel(QAbstractItemModel* model)
{
    if (this->model())
        disconnect(this->model(), nullptr, this, nullptr);
    QTableView::setModel(model);
    if (model) {
        connect(model, &QAbstractItemModel::rowsInserted, this, &TableView::tellVisibleRows, Qt::QueuedConnection);
        connect(model, &QAbstractItemModel::rowsRemoved, this, &TableView::tellVisibleRows, Qt::QueuedConnection);
        connect(model, &QAbstractItemModel::modelReset, this, &TableView::tellVisibleRows, Qt::QueuedConnection);
        connect(model, &QAbstractItemModel::layoutChanged, this, &TableView::tellVisibleRows, Qt::QueuedConnection);
    }
    tellVisibleRows();
}

void TableView::keyPressEvent(QKeyEvent* event)
{
    if (wouldSearch(*event))
        event->ignore();
    else
        QTableView::keyPressEvent(event);
}

void TableView::paintEvent(QPaintEvent* event)
{
    QTableView::paintEvent(event);
    paintEmpty(*this, m_emptyText);
}

void TableView::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    tellVisibleRows();
}

void TableView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    tellVisibleRows();
}

void TableView::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        rescale();
}

void TableView::rescale()
{
    const Theme theme = Theme::of(this);
    verticalHeader()->setMinimumSectionSize(theme.px(16));
    verticalHeader()->setDefaultSectionSize(heightOfRow(theme, m_dense));
    horizontalHeader()->setFixedHeight(theme.px(theme::space::tableHead));
    viewport()->update();
}

void TableView::tellVisibleRows()
{
    int first = rowAt(0);
    int last = rowAt(viewport()->height() - 1);
    if (first >= 0 && last < 0 && model())
        last = model()->rowCount(rootIndex()) - 1;
    if (first == m_first && last == m_last)
        return;
    m_first = first;
    m_last = last;
    Q_EMIT visibleRowsChanged(first, last);
}

TreeView::TreeView(QWidget* parent) : QTreeView(parent)
{
    prepare(*this);
    setUniformRowHeights(true);
    setHeaderHidden(true);
    setAnimated(false);
    setAllColumnsShowFocus(true);
    header()->setStretchLastSection(true);
    rescale();
}

void TreeView::setDense(bool dense)
{
    m_dense = dense;
    rescale();
}

void TreeView::setEmptyText(const QString& text)
{
    m_emptyText = text;
    viewport()->update();
}

void TreeView::keyPressEvent(QKeyEvent* event)
{
    const auto key = event->key();
    const bool unfolds = key == Qt::Key_Plus || key == Qt::Key_Minus || key == Qt::Key_Asterisk;
    if (wouldSearch(*event) && !unfolds)
        event->ignore();
    else
        QTreeView::keyPressEvent(event);
}

void TreeView::paintEvent(QPaintEvent* event)
{
    QTreeView::paintEvent(event);
    paintEmpty(*this, m_emptyText);
}

void TreeView::drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const
{
    const Theme theme = Theme::of(this);
    if (selectionModel() && selectionModel()->isSelected(index))
        painter->fillRect(rect, theme.color(Token::SurfaceSelected));
    if (!model()->hasChildren(index))
        return;
    const int side = theme.px(theme::icon_size::small);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int inset = qMax(0, (indentation() - side) / 2);
    const int x = mirrored ? rect.left() + inset : rect.right() - side - inset + 1;
    const QString name = isExpanded(index) ? QStringLiteral("down") : QStringLiteral("right");
    painter->drawPixmap(
        QPoint(x, rect.center().y() - side / 2),
        theme::icon(name, side, theme.color(Token::TextSecondary), devicePixelRatioF(), layoutDirection()));
}

void TreeView::changeEvent(QEvent* event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        rescale();
}

void TreeView::rescale()
{
    const Theme theme = Theme::of(this);
    setProperty("cachedeck.rowHeight", heightOfRow(theme, m_dense));
    setIndentation(theme.px(20));
    header()->setFixedHeight(theme.px(theme::space::tableHead));
    scheduleDelayedItemsLayout();
}

} // namespace cachedeck::table
