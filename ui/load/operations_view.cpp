#include "ui/load/operations_view.hpp"

#include "ui/load/explanations.hpp"
#include "ui/load/words.hpp"
#include "widgets/chart/ticks.hpp"
#include "widgets/table/delegates.hpp"
#include "widgets/table/views.hpp"
#include "widgets/theme/space.hpp"
#include "widgets/theme/text.hpp"

#include <QHeaderView>
#include <QLocale>
#include <QPainter>
#include <QVBoxLayout>

namespace cachedeck::ui {

namespace {

constexpr int operationWidth = 168;
constexpr int pathWidth = 150;
constexpr int barWidth = 56;

// A share in words and, before them, as a bar in the path's colour.
class ShareDelegate : public table::NumberDelegate {
public:
    using NumberDelegate::NumberDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        NumberDelegate::paint(painter, option, index);
        const auto share = index.data(Qt::UserRole).toDouble();
        if (share <= 0)
            return;
        const auto theme = themeOf(option);
        const QRectF room =
            QStyle::visualRect(option.direction, option.rect,
                               QRect(option.rect.left() + theme.px(8), option.rect.center().y() - theme.px(3),
                                     theme.px(barWidth), theme.px(6)));
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.color(theme::Token::LineHairline));
        painter->drawRoundedRect(room, theme.line(2), theme.line(2));
        painter->setBrush(theme.path(static_cast<theme::PathRole>(index.data(table::PathLookRole).toInt())).color);
        auto filled = room;
        filled.setWidth(std::max(theme.line(2), room.width() * std::min(1.0, share)));
        if (option.direction == Qt::RightToLeft)
            filled.moveRight(room.right());
        painter->drawRoundedRect(filled, theme.line(2), theme.line(2));
        painter->restore();
    }
};

} // namespace

void OperationModel::setFigures(const load::Scenario& scenario, std::vector<OperationFigures> operations)
{
    const bool sameRows = operations.size() == m_rows.size() && !m_rows.empty() && scenario.name == m_scenario.name;
    if (sameRows) {
        m_scenario = scenario;
        m_rows = std::move(operations);
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_scenario = scenario;
    m_rows = std::move(operations);
    endResetModel();
}

int OperationModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int OperationModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString OperationModel::cell(const OperationFigures& row, int column) const
{
    const QLocale locale;
    switch (column) {
    case Operation:
        return theme::plain(QString::fromStdString(row.name));
    case Path:
        return row.path < m_scenario.paths.size()
                   ? theme::plain(QString::fromStdString(m_scenario.paths[row.path].name))
                   : QString();
    case Count:
        return locale.toString(qulonglong(row.counts.issued));
    case TimeShare:
        return chart::valueText(row.timeShare, chart::Unit::Ratio);
    case P50:
        return words::microseconds(row.p50);
    case P99:
        return words::microseconds(row.p99);
    case HitRatio: {
        const auto ratio = row.counts.hitRatio();
        return ratio ? chart::valueText(*ratio, chart::Unit::Ratio) : words::none();
    }
    case StoreReads:
        return locale.toString(qulonglong(row.counts.storeReads));
    case Failed:
        return locale.toString(qulonglong(row.counts.errors + row.counts.timeouts));
    default:
        return {};
    }
}

QVariant OperationModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || std::size_t(index.row()) >= m_rows.size())
        return {};
    const auto& row = m_rows[std::size_t(index.row())];
    // The operation's name stands once, over its paths.
    const bool first = index.row() == 0 || m_rows[std::size_t(index.row()) - 1].name != row.name;
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == Operation && !first ? QString() : cell(row, index.column());
    case Qt::AccessibleTextRole:
        return cell(row, index.column());
    case Qt::UserRole:
        return index.column() == TimeShare ? row.timeShare : QVariant();
    case Qt::TextAlignmentRole:
        return int((index.column() <= Path ? Qt::AlignLeading : Qt::AlignTrailing) | Qt::AlignVCenter);
    case table::PathLookRole:
        return row.path < m_scenario.paths.size() && (index.column() == Path || index.column() == TimeShare)
                   ? int(words::roleOf(m_scenario, row.path))
                   : QVariant();
    case table::DetailRole:
        return index.column() == Operation && first && row.write ? tr("write") : QVariant();
    case table::StrongRole:
        return index.column() == Operation;
    case table::TokenRole:
        return index.column() == Failed && row.counts.errors + row.counts.timeouts > 0 ? int(theme::Token::StateWarn)
                                                                                       : QVariant();
    default:
        return {};
    }
}

QVariant OperationModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section <= Path ? Qt::AlignLeading : Qt::AlignTrailing) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole)
        return explanations::tip(explained(section));
    if (role == Qt::AccessibleDescriptionRole)
        return explained(section);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Operation:
        return tr("Operation");
    case Path:
        return tr("Path");
    case Count:
        return tr("count");
    case TimeShare:
        return tr("share of time");
    case P50:
        return QStringLiteral("p50");
    case P99:
        return QStringLiteral("p99");
    case HitRatio:
        return tr("hit ratio");
    case StoreReads:
        return tr("store reads");
    case Failed:
        return tr("failed");
    default:
        return {};
    }
}

QString OperationModel::explained(int column)
{
    switch (column) {
    case Operation:
        return tr("An operation is one kind of read or write of the workload, and each path does all of them.");
    case Path:
        return tr("A path is one way to the data that the run compares: straight from the primary store, or through a "
                  "cache.");
    case Count:
        return tr("The path began this operation so many times in the measured time, whether or not it succeeded.");
    case TimeShare:
        return tr("The operation's part of all the time that this path's operations took: the larger it is, the more "
                  "there is to gain here.");
    case P50:
        return tr("Half of these operations were answered within this time, counted from when they were due (their "
                  "response time).");
    case P99:
        return tr("99 in 100 of these operations were answered within this time, and one in 100 took longer.");
    case HitRatio:
        return tr("The share of this operation's lookups in the cache that found the answer there and spared the "
                  "primary store a read.");
    case StoreReads:
        return tr("This operation read from the primary store so many times.");
    case Failed:
        return tr("This operation ended in an error, or was not answered in time, so many times.");
    default:
        return {};
    }
}

QVector<QStringList> OperationModel::exportRows() const
{
    if (m_rows.empty())
        return {};
    QVector<QStringList> rows{{QStringLiteral("operation"), QStringLiteral("kind"), QStringLiteral("path"),
                               QStringLiteral("operations"), QStringLiteral("time_share"), QStringLiteral("p50_us"),
                               QStringLiteral("p99_us"), QStringLiteral("hit_ratio"), QStringLiteral("store_reads"),
                               QStringLiteral("errors"), QStringLiteral("timeouts")}};
    const auto number = [](double value) { return value > 0 ? QString::number(value, 'g', 9) : QString(); };
    for (const auto& row : m_rows) {
        const auto ratio = row.counts.hitRatio();
        rows.append({QString::fromStdString(row.name), row.write ? QStringLiteral("write") : QStringLiteral("read"),
                     cell(row, Path), QString::number(row.counts.issued), number(row.timeShare), number(row.p50),
                     number(row.p99), ratio ? QString::number(*ratio, 'f', 6) : QString(),
                     QString::number(row.counts.storeReads), QString::number(row.counts.errors),
                     QString::number(row.counts.timeouts)});
    }
    return rows;
}

OperationsView::OperationsView(QWidget* parent)
    : QWidget(parent), m_model(new OperationModel(this)), m_table(new table::TableView)
{
    setAccessibleName(explanations::title(View::Operations));
    m_table->setObjectName(QStringLiteral("operationsTable"));
    m_table->setAccessibleName(explanations::title(View::Operations));
    m_table->setAccessibleDescription(explanations::explanation(View::Operations));
    m_table->setDense(true);
    m_table->setModel(m_model);
    m_table->setItemDelegate(new table::NumberDelegate(m_table));
    m_table->setItemDelegateForColumn(OperationModel::Operation, new table::PathDelegate(m_table));
    m_table->setItemDelegateForColumn(OperationModel::Path, new table::PathDelegate(m_table));
    m_table->setItemDelegateForColumn(OperationModel::TimeShare, new ShareDelegate(m_table));
    m_table->setEmptyText(explanations::empty(View::Operations));
    auto* header = m_table->horizontalHeader();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::Stretch);
    header->setSectionResizeMode(OperationModel::Operation, QHeaderView::Fixed);
    header->setSectionResizeMode(OperationModel::Path, QHeaderView::Fixed);
    header->setSectionResizeMode(OperationModel::TimeShare, QHeaderView::Fixed);
    header->resizeSection(OperationModel::Operation, operationWidth);
    header->resizeSection(OperationModel::Path, pathWidth);
    header->resizeSection(OperationModel::TimeShare, barWidth + 64);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_table);
}

QSize OperationsView::exportSize() const
{
    const auto theme = theme::Theme::of(this);
    const int rows = theme.px(theme::space::denseRow) * m_model->rowCount() + theme.px(theme::space::tableHead);
    return {std::max(width(), theme.px(928)), theme.px(40) + rows + theme.px(8)};
}

// The whole table, also the rows that do not fit on the screen, painted by the same delegates.
void OperationsView::exportTo(QPainter& painter, const QRectF& target)
{
    const auto theme = theme::Theme::of(this);
    painter.save();
    painter.fillRect(target, theme.color(theme::Token::SurfacePanel));
    painter.translate(target.topLeft());
    painter.setFont(theme.font(theme::Role::Title));
    painter.setPen(theme.color(theme::Token::TextPrimary));
    painter.drawText(QRectF(theme.line(16), 0, target.width(), theme.line(40)), Qt::AlignLeft | Qt::AlignVCenter,
                     explanations::title(View::Operations));
    const double scale = target.width() / std::max(1, m_table->horizontalHeader()->length());
    double y = theme.line(40);
    const auto walk = [&](int row, double height) {
        double x = 0;
        for (int column = 0; column < OperationModel::ColumnCount; ++column) {
            const double width = m_table->columnWidth(column) * scale;
            const QRect cell(qRound(x), qRound(y), qRound(width), qRound(height));
            x += width;
            if (row < 0) {
                painter.setFont(theme.font(theme::Role::Caption, theme::Weight::SemiBold));
                painter.setPen(theme.color(theme::Token::TextMuted));
                painter.drawText(cell.adjusted(theme.px(column == 0 ? 16 : 8), 0, -theme.px(8), 0),
                                 m_model->headerData(column, Qt::Horizontal, Qt::TextAlignmentRole).toInt(),
                                 m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
                continue;
            }
            QStyleOptionViewItem option;
            option.initFrom(m_table);
            option.widget = m_table;
            option.rect = cell;
            option.state = QStyle::State_Enabled;
            const auto index = m_model->index(row, column);
            m_table->itemDelegateForIndex(index)->paint(&painter, option, index);
        }
        y += height;
    };
    walk(-1, theme.line(theme::space::tableHead));
    for (int row = 0; row < m_model->rowCount(); ++row)
        walk(row, theme.line(theme::space::denseRow));
    painter.restore();
}

} // namespace cachedeck::ui
