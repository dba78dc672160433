#include "ui/load/percentile_model.hpp"

#include "ui/load/words.hpp"
#include "widgets/chart/ticks.hpp"
#include "widgets/table/delegates.hpp"
#include "widgets/theme/text.hpp"

#include <QLocale>

namespace cachedeck::ui {

namespace {

QString latency(const load::PathResult& path, double quantile)
{
    return path.response.empty() ? words::none()
                                 : words::microseconds(double(path.response.quantile(quantile).count()) / 1e3);
}

} // namespace

void PercentileModel::setScenario(const load::Scenario& scenario)
{
    beginResetModel();
    m_scenario = scenario;
    m_result.reset();
    endResetModel();
}

void PercentileModel::setResult(std::shared_ptr<const load::Result> result)
{
    m_result = std::move(result);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int PercentileModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_scenario.paths.size());
}

int PercentileModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const load::PathResult* PercentileModel::measured(int row) const
{
    return m_result && std::size_t(row) < m_result->paths.size() ? &m_result->paths[std::size_t(row)] : nullptr;
}

QVariant PercentileModel::data(const QModelIndex& index, int role) const
{
    const auto row = std::size_t(index.row());
    if (!index.isValid() || row >= m_scenario.paths.size())
        return {};
    if (role == Qt::DisplayRole)
        return cell(index.row(), index.column());
    if (role == Qt::TextAlignmentRole && index.column() != Path)
        return int(Qt::AlignTrailing | Qt::AlignVCenter);
    if (index.column() == Path) {
        if (role == table::PathLookRole)
            return int(words::roleOf(m_scenario, row));
        if (role == table::DetailRole)
            return words::encoding(m_scenario.paths[row]);
    }
    if (role == table::StrongRole)
        return index.column() == TimesP50 || index.column() == TimesP99;
    const auto* path = measured(index.row());
    if (role == table::TokenRole && index.column() == Stale && path && path->counts.stale > 0)
        return int(theme::Token::StateWarn);
    return {};
}

QString PercentileModel::cell(int row, int column) const
{
    if (column == Path)
        return theme::plain(QString::fromStdString(m_scenario.paths[std::size_t(row)].name));
    const auto* path = measured(row);
    if (!path)
        return words::none();
    switch (column) {
    case P50:
        return latency(*path, 0.5);
    case P90:
        return latency(*path, 0.9);
    case P99:
        return latency(*path, 0.99);
    case P999:
        return latency(*path, 0.999);
    case Max:
        return latency(*path, 1.0);
    case TimesP50:
        return times(row, 0.5);
    case TimesP99:
        return times(row, 0.99);
    case Throughput:
        return tr("%1/s").arg(QLocale().toString(path->throughput, 'f', 0));
    case HitRatio: {
        const auto ratio = path->counts.hitRatio();
        return ratio ? QLocale().toString(*ratio * 100, 'f', 2) + QStringLiteral(" %") : words::none();
    }
    case Stale:
        if (path->counts.checked == 0)
            return words::none();
        return path->counts.stale == 0
                   ? QStringLiteral("0")
                   : QLocale().toString(100.0 * double(path->counts.stale) / double(path->counts.checked), 'f', 2) +
                         QStringLiteral(" %");
    default:
        return {};
    }
}

// How many times faster than the first path at a quantile.
QString PercentileModel::times(int row, double quantile) const
{
    const auto* baseline = measured(0);
    const auto* path = measured(row);
    if (!baseline || !path || baseline->response.empty() || path->response.empty())
        return words::none();
    return words::times(double(baseline->response.quantile(quantile).count()) /
                        double(std::max<std::int64_t>(1, path->response.quantile(quantile).count())));
}

QVariant PercentileModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Path ? Qt::AlignLeading : Qt::AlignTrailing) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Path:
        return tr("Path");
    case P50:
        return QStringLiteral("p50");
    case P90:
        return QStringLiteral("p90");
    case P99:
        return QStringLiteral("p99");
    case P999:
        return QStringLiteral("p99.9");
    case Max:
        return tr("max");
    case TimesP50:
        return QStringLiteral("× p50");
    case TimesP99:
        return QStringLiteral("× p99");
    case Throughput:
        return tr("throughput");
    case HitRatio:
        return tr("hit ratio");
    case Stale:
        return tr("stale");
    default:
        return {};
    }
}

} // namespace cachedeck::ui
