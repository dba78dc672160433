#include "ui/load/percentile_model.hpp"

#include "ui/bridge/backend_text.hpp"
#include "ui/load/explanations.hpp"
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

bool isTimes(int column)
{
    return column == PercentileModel::TimesP50 || column == PercentileModel::TimesP99;
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
        return isTimes(index.column());
    if (isTimes(index.column()) && role == Qt::ToolTipRole)
        return timesTip(index.row(), index.column());
    if (isTimes(index.column()) && role == table::TokenRole && !isTrusted(index.row()))
        return int(theme::Token::TextMuted);
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
    case TimesP99:
        return times(row, column);
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

const load::Comparison* PercentileModel::comparison(int row, int column) const
{
    const auto* path = measured(row);
    if (!path)
        return nullptr;
    const double quantile = column == TimesP50 ? 0.5 : 0.99;
    for (const auto& one : m_result->comparisons)
        if (one.what == "latency" && one.path == path->spec.name && one.quantile == quantile)
            return &one;
    return nullptr;
}

// How many times faster than the first path.
QString PercentileModel::times(int row, int column) const
{
    if (row == 0)
        return measured(row)->response.empty() ? words::none() : QStringLiteral("1×");
    const auto* found = comparison(row, column);
    return found && found->speedup ? words::times(*found->speedup) : words::none();
}

// How sure the number is, or why there is none.
QString PercentileModel::timesTip(int row, int column) const
{
    const auto* found = comparison(row, column);
    if (!found)
        return {};
    if (!found->speedup)
        return explanations::tip(theme::plain(backendText(found->missing)));
    return isTrusted(row) ? words::interval(*found)
                          : explanations::tip(tr("This number is not to be trusted; the verdict says why."));
}

bool PercentileModel::isTrusted(int row) const
{
    const auto* baseline = measured(0);
    const auto* path = measured(row);
    return !baseline || !path || (baseline->trusted && path->trusted);
}

QVariant PercentileModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Path ? Qt::AlignLeading : Qt::AlignTrailing) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole)
        return explanations::tip(explained(section));
    if (role == Qt::AccessibleDescriptionRole)
        return explained(section);
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

QString PercentileModel::explained(int column)
{
    switch (column) {
    case Path:
        return tr("A path is one way to the data that the run compares: straight from the primary store, or through a "
                  "cache.");
    case P50:
        return tr("Half of all reads were answered within this time, counted from when a read was due (its response "
                  "time).");
    case P90:
        return tr("Nine in ten reads were answered within this time.");
    case P99:
        return tr("99 in 100 reads were answered within this time, and one in 100 took longer.");
    case P999:
        return tr("999 in 1,000 reads were answered within this time, so it takes many reads to know it well.");
    case Max:
        return tr("The slowest of all reads took this long.");
    case TimesP50:
        return tr("Half of all reads were answered this many times faster than on the first path (below 1: slower), "
                  "with a dash where too few reads were made to say so, or where the primary store failed.");
    case TimesP99:
        return tr("99 in 100 reads were answered this many times faster than on the first path (below 1: slower), "
                  "with a dash where too few reads were made to say so, or where the primary store failed.");
    case Throughput:
        return tr("This many operations, reads and writes together, succeeded in a second.");
    case HitRatio:
        return tr("The share of lookups in the cache that found the answer there and spared the primary store a read.");
    case Stale:
        return tr("The share of the checked answers that were out of date: the primary store had a newer version "
                  "already.");
    default:
        return {};
    }
}

} // namespace cachedeck::ui
