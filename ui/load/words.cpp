#include "ui/load/words.hpp"

#include "backend/load/simulated.hpp"
#include "ui/bridge/backend_text.hpp"
#include "ui/bridge/store_addresses.hpp"
#include "widgets/chart/ticks.hpp"
#include "widgets/theme/text.hpp"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace cachedeck::ui::words {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Words)
};

QString text(const std::string& value)
{
    return theme::plain(QString::fromStdString(value));
}

// A sentence of the backend's, in the window's language.
QString said(const std::string& sentence)
{
    return theme::plain(backendText(sentence));
}

theme::PathRole roleOfStrategy(const std::string& strategy)
{
    if (strategy == "uncached")
        return theme::PathRole::Uncached;
    if (strategy == "cache-aside")
        return theme::PathRole::Cached;
    if (strategy == "write-through" || strategy == "read-through")
        return theme::PathRole::Through;
    if (strategy == "write-behind")
        return theme::PathRole::Behind;
    if (strategy == "refresh-ahead" || strategy == "stale-while-revalidate")
        return theme::PathRole::Ahead;
    return theme::PathRole::Other;
}

QString store(const std::string& name)
{
    return theme::plain(StoreAddresses::kindName(QString::fromStdString(name)));
}

QString percent(double share)
{
    return chart::valueText(share, chart::Unit::Ratio);
}

} // namespace

theme::PathRole roleOf(const load::Scenario& scenario, std::size_t path)
{
    const auto role = roleOfStrategy(scenario.paths[path].strategy);
    for (std::size_t before = 0; before < path; ++before)
        if (roleOfStrategy(scenario.paths[before].strategy) == role)
            return theme::PathRole::Other;
    return role;
}

QString none()
{
    return QStringLiteral("–");
}

QString microseconds(double value)
{
    return value > 0 ? chart::valueText(value / 1e6, chart::Unit::Seconds) : none();
}

QString times(double factor)
{
    const int digits = factor >= 20 ? 0 : factor >= 2 ? 1 : 2;
    return QLocale().toString(factor, 'f', digits) + QStringLiteral("×");
}

QString encoding(const load::PathSpec& path)
{
    if (path.strategy == "uncached")
        return store(path.store);
    switch (path.encoding) {
    case workload::Encoding::Json:
        return Words::tr("JSON string");
    case workload::Encoding::Hash:
        return Words::tr("hash");
    case workload::Encoding::Fields:
        return Words::tr("hash fields");
    case workload::Encoding::Zstd:
        return Words::tr("zstd");
    case workload::Encoding::Binary:
        return Words::tr("MessagePack");
    case workload::Encoding::Structures:
        return Words::tr("structures");
    }
    return {};
}

QString encodingExplained(const load::PathSpec& path)
{
    if (path.strategy == "uncached")
        return Words::tr("Nothing is kept: every read goes to the primary store.");
    switch (path.encoding) {
    case workload::Encoding::Json:
        return Words::tr("An answer is one JSON text (GET): all of it comes over the wire, whatever is wanted of it.");
    case workload::Encoding::Hash:
        return Words::tr("An answer is a hash with a field for each column, and is read whole (HGETALL).");
    case workload::Encoding::Fields:
        return Words::tr("An answer is a hash, and only the fields that are wanted are read (HMGET).");
    case workload::Encoding::Zstd:
        return Words::tr("An answer is compressed JSON: less memory and less on the wire, for some time at both ends.");
    case workload::Encoding::Binary:
        return Words::tr("An answer is MessagePack: shorter than JSON, but not for people to read.");
    case workload::Encoding::Structures:
        return Words::tr(
            "Each read has the Redis structure that suits it: a counter, a sorted set with a hash for each "
            "member, a capped list, a HyperLogLog or a GEO set; writes count into it.");
    }
    return {};
}

QString when(std::chrono::system_clock::time_point time)
{
    return QLocale().toString(QDateTime::fromSecsSinceEpoch(std::chrono::system_clock::to_time_t(time)),
                              QLocale::ShortFormat);
}

QString data(const load::Scenario& scenario)
{
    if (scenario.workload && scenario.workload->data && !scenario.storeUrl.empty()) // other data than the world's own
        return Words::tr("%1 from %2, seed %3")
            .arg(text(scenario.workload->title), text(scenario.storeUrl.substr(scenario.storeUrl.rfind('/') + 1)))
            .arg(scenario.seed);
    return Words::tr("%1, seed %2")
        .arg(text(scenario.workload ? scenario.workload->title : scenario.workloadName))
        .arg(scenario.seed);
}

QString beside(const load::Comparison& comparison)
{
    if (comparison.what == "throughput")
        return Words::tr("throughput");
    const QString quantile = QStringLiteral("p%1").arg(comparison.quantile.value_or(0.5) * 100);
    if (!comparison.speedup)
        return Words::tr("at %1").arg(quantile);
    // What the interval does not show is not claimed.
    if (comparison.low.value_or(*comparison.speedup) > 1.05)
        return Words::tr("faster at %1").arg(quantile);
    if (*comparison.speedup > 0.95 && comparison.high.value_or(*comparison.speedup) <= 1.05)
        return Words::tr("no faster at %1").arg(quantile);
    return Words::tr("as fast at %1").arg(quantile);
}

QString interval(const load::Comparison& comparison)
{
    if (!comparison.low || !comparison.high)
        return Words::tr("not enough samples");
    const int digits = *comparison.high >= 100 ? 0 : *comparison.high >= 10 ? 1 : 2; // three that count
    return Words::tr("%1 % CI %2–%3")
        .arg(comparison.confidence * 100)
        .arg(QLocale().toString(*comparison.low, 'f', digits), QLocale().toString(*comparison.high, 'f', digits));
}

QString sentence(const load::Verdict& verdict)
{
    using Kind = load::Verdict::Kind;
    const QString path = text(verdict.path);
    const QString baseline = text(verdict.baseline);
    const QString p50 = microseconds(verdict.pathP50);
    const QString baselineP50 = microseconds(verdict.baselineP50);
    QString tail;
    if (verdict.hitRatio && *verdict.hitRatio < 0.9995)
        tail = QLatin1Char(' ') + Words::tr("The tail is misses: %1 of the reads still wait for the primary store.")
                                      .arg(percent(1 - *verdict.hitRatio));
    switch (verdict.kind) {
    case Kind::Faster:
        return Words::tr("Half of the reads answer within %1 instead of %2.").arg(p50, baselineP50) + tail;
    case Kind::NoHelp:
        if (verdict.baselineIsCached)
            return Words::tr("No difference: %1 takes %2, %3 takes %4.").arg(path, p50, baseline, baselineP50);
        return Words::tr("A cache does not help here: %1 takes %2, %3 takes %4.").arg(path, p50, baseline, baselineP50);
    case Kind::Slower:
        return (verdict.baselineIsCached ? Words::tr("These reads are slower: %1 instead of %2.")
                                         : Words::tr("The cache makes these reads slower: %1 instead of %2."))
            .arg(p50, baselineP50);
    case Kind::Undecided:
        return Words::tr("Not decided: %1 takes %2, %3 takes %4, but the interval is too wide. A longer run would "
                         "tell.")
            .arg(path, p50, baseline, baselineP50);
    case Kind::TooFewSamples:
        return Words::tr("Not enough samples yet for a number that holds.");
    case Kind::NoVerdict:
        return Words::tr("The primary store failed during the run, so it says nothing about the cache.");
    case Kind::Untrusted:
        return Words::tr("These numbers are not to be trusted; the reasons stand beside.");
    }
    return {};
}

QString phase(const load::Progress& progress)
{
    const auto clock = [](double seconds) { return chart::timeText(std::floor(seconds)); };
    switch (progress.phase) {
    case load::Phase::Preparing:
        return said(progress.text);
    case load::Phase::WarmUp:
        return Words::tr("Warming up, %1 left").arg(clock(progress.left));
    case load::Phase::Measuring:
        return Words::tr("Running, %1 of %2").arg(clock(progress.elapsed), clock(progress.elapsed + progress.left));
    case load::Phase::Finishing:
        return Words::tr("Finishing");
    case load::Phase::Finished:
        return Words::tr("Finished");
    case load::Phase::Failed:
        return Words::tr("Failed");
    }
    return {};
}

namespace {

QString saidSimulated(const std::vector<std::string>& phrases)
{
    QStringList delays;
    for (const auto& phrase : phrases)
        if (load::isDelay(phrase))
            delays << said(phrase);
    return delays.isEmpty() ? QString() : Words::tr("simulated: %1").arg(delays.join(QStringLiteral(", ")));
}

// What else is not as in production: generated data, stores inside CacheDeck.
QStringList saidBesides(const load::Result& result)
{
    QStringList others;
    for (const auto& phrase : result.simulated)
        if (!load::isDelay(phrase))
            others << said(phrase);
    return others;
}

// What the run says of a path: doubts where it is not trusted, else what to keep in mind.
void addReasons(std::vector<Check>& checks, const load::PathResult& path, bool isNamed)
{
    const auto kind = path.trusted ? Check::Kind::Note : Check::Kind::Wrong;
    for (const auto& reason : path.reasons)
        checks.push_back({kind, (isNamed ? text(path.spec.name) + QStringLiteral(": ") : QString()) + said(reason)});
}

void addTrust(std::vector<Check>& checks, const load::Result& result, const load::PathResult& baseline,
              const load::PathResult& path)
{
    using Kind = Check::Kind;
    const auto ratio = [](double value) { return QLocale().toString(value, 'f', 2); };
    const auto reads = baseline.response.count() + path.response.count();
    const bool isSteady = baseline.steady && path.steady;
    const auto holds = [](double little) { return little >= load::littleLow && little <= load::littleHigh; };
    if (holds(baseline.little) && holds(path.little)) // else it is among the reasons
        checks.push_back(
            {Kind::Held, Words::tr("Little's law %1 and %2").arg(ratio(baseline.little), ratio(path.little))});
    checks.push_back(
        {Kind::Held, isSteady ? Words::tr("%L1 reads, no drift").arg(reads) : Words::tr("%L1 reads").arg(reads)});
    if (!isSteady)
        checks.push_back({Kind::Note, Words::tr("The latencies drifted during the run")});
    const auto checked = baseline.counts.checked + path.counts.checked;
    const auto wrong = baseline.counts.wrong + path.counts.wrong;
    if (result.scenario.checkOneIn > 0 && wrong == 0) // else it is among the reasons
        checks.push_back({Kind::Held, Words::tr("0 of %L1 checked answers wrong").arg(checked)});
    addReasons(checks, path, false); // the verdict's own
    addReasons(checks, baseline, true);
}

} // namespace

QString simulated(const load::Scenario& scenario)
{
    return saidSimulated(load::delaysIn(scenario));
}

QString simulated(const load::Result& result)
{
    return saidSimulated(result.simulated);
}

std::vector<Check> checks(const load::Result& result, const load::Verdict& verdict)
{
    std::vector<Check> checks;
    if (const auto line = simulated(result); !line.isEmpty())
        checks.push_back({Check::Kind::Simulated, line});
    const auto* baseline = result.find(verdict.baseline);
    const auto* path = result.find(verdict.path);
    if (!baseline || !path)
        return checks;
    addTrust(checks, result, *baseline, *path);
    for (const auto& remark : result.noise.remarks)
        checks.push_back({Check::Kind::Note, said(remark)});
    for (const auto& other : saidBesides(result))
        checks.push_back({Check::Kind::Note, other});
    std::stable_sort(checks.begin(), checks.end(),
                     [](const Check& left, const Check& right) { return left.kind < right.kind; });
    return checks;
}

QStringList provenance(const load::Result& result)
{
    QStringList lines;
    if (const auto line = simulated(result); !line.isEmpty())
        lines << line;
    std::uint64_t reads = 0;
    for (const auto& path : result.paths)
        reads += path.response.count();
    QString versions;
    for (const auto& [name, version] : result.versions)
        versions +=
            (versions.isEmpty() ? QString() : QStringLiteral(", ")) + text(name) + QLatin1Char(' ') + text(version);
    const auto started = QDateTime::fromSecsSinceEpoch(std::chrono::system_clock::to_time_t(result.started)).toUTC();
    lines << Words::tr("Scenario %1; %2; seed %3; %4")
                 .arg(text(result.scenario.name), said(result.dataDescription))
                 .arg(result.scenario.seed)
                 .arg(started.toString(Qt::ISODate));
    lines << Words::tr("%1; %L2 reads measured in %3 s; warm-up excluded")
                 .arg(versions)
                 .arg(reads)
                 .arg(result.seconds, 0, 'f', 1);
    if (const auto others = saidBesides(result); !others.isEmpty())
        lines << Words::tr("Not a production system: %1").arg(others.join(QStringLiteral(", ")));
    return lines;
}

} // namespace cachedeck::ui::words
