#include "backend/cli/command.hpp"
#include "backend/cli/terminal.hpp"
#include "backend/report/comparison.hpp"
#include "backend/report/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace cachedeck::cli {
namespace {

using report::MetricChange;

report::Result<report::StoredRun> read(const std::string& directory)
{
    auto run = report::readStoredRun(directory);
    if (run.has_error())
        failUsage(run.error().text());
    return run;
}

std::string metricOf(const MetricChange& change)
{
    return change.quantile ? fmt::format("p{:g}", *change.quantile * 100) : change.what;
}

std::string valueText(const MetricChange& change, std::optional<double> value)
{
    if (!value || change.what == "hit_ratio")
        return report::percentText(value);
    return change.what == "latency" ? report::latencyText(*value) : report::rateText(*value);
}

std::string distrustText(const report::Distrust& distrust, const report::RunComparison& comparison)
{
    auto text = fmt::format("{} is not trustworthy in {}", report::visible(distrust.path),
                            report::visible(distrust.inFirst ? comparison.first : comparison.second));
    for (const auto& reason : distrust.reasons)
        text += (&reason == &distrust.reasons.front() ? ": " : "; ") + report::visible(reason);
    return text;
}

std::string describe(const report::RunComparison& comparison)
{
    std::string text;
    for (const auto& difference : comparison.differences)
        text += fmt::format("{}: {} | {}\n", report::visible(difference.field), report::visible(difference.first),
                            report::visible(difference.second));
    if (comparison.differences.empty())
        text += "Same scenario, seed, versions and machine.\n";
    for (const auto& distrust : comparison.untrusted)
        text += distrustText(distrust, comparison) + '\n';
    for (const auto& change : comparison.changes) {
        const auto metric = change.quantile ? change.what + " " + metricOf(change) : change.what;
        text += fmt::format("{:<28} {:<16} {:>10} → {:>10}", change.path, metric, valueText(change, change.first),
                            valueText(change, change.second));
        if (change.ratio)
            text += fmt::format("  {}", report::factorText(*change.ratio));
        if (change.low && change.high)
            text += fmt::format(" ({:g} % CI {}–{}){}", change.confidence * 100, report::factorText(*change.low),
                                report::factorText(*change.high), change.differs() ? "" : ", no difference shown");
        else if (!change.missing.empty())
            text += fmt::format("  ({})", change.missing);
        text += '\n';
    }
    text.pop_back();
    return text;
}

// A limit for CI: "p99 > 1.1", or "cache-aside.throughput < 0.9" for one path.
struct Limit {
    std::string text, path, metric;
    bool above = true;
    double factor = 1;
};

Limit limitOf(const std::string& text)
{
    const auto wrong = [&] {
        failUsage(fmt::format("--fail-if: expected for example \"p99 > 1.1\" or \"cache-aside.throughput < 0.9\" (p50, "
                              "p90, p95, p99, throughput, hit_ratio or limit, as second ÷ first), found \"{}\"",
                              text));
    };
    Limit limit{text, {}, {}, true, 1};
    std::string plain;
    for (const char c : text)
        if (c != ' ')
            plain += c;
    const auto sign = plain.find_first_of("<>");
    if (sign == std::string::npos)
        wrong();
    limit.above = plain[sign] == '>';
    limit.metric = plain.substr(0, sign);
    if (const auto dot = limit.metric.rfind('.'); dot != std::string::npos) {
        limit.path = limit.metric.substr(0, dot);
        limit.metric.erase(0, dot + 1);
    }
    const auto number = plain.substr(sign + 1);
    char* end = nullptr;
    limit.factor = std::strtod(number.c_str(), &end);
    const auto metrics = {"p50", "p90", "p95", "p99", "throughput", "hit_ratio", "limit"};
    const bool known = std::find(metrics.begin(), metrics.end(), limit.metric) != metrics.end();
    if (!known || number.empty() || *end != '\0' || !(limit.factor > 0 && limit.factor < 1e9))
        wrong();
    return limit;
}

struct Judgement {
    int code = Done;
    std::set<std::string> paths; // that any limit was held against
    std::vector<std::string> messages;
};

// A change beyond a limit fails where it is shown, that is where its confidence interval excludes "the same"; where
// there is none to be had, the runs cannot tell. Hit ratios are counts, and limits were searched for: they need no
// interval.
void judge(const Limit& limit, const report::RunComparison& comparison, Judgement& judgement)
{
    bool found = false;
    for (const auto& change : comparison.changes) {
        if (metricOf(change) != limit.metric || (!limit.path.empty() && change.path != limit.path))
            continue;
        found = true;
        judgement.paths.insert(change.path);
        const bool hits = change.what == "hit_ratio" && *change.first > 0;
        const bool counted = hits || change.what == "limit";
        const auto ratio = hits ? std::optional(*change.second / *change.first) : change.ratio;
        const auto name = fmt::format("{}: {}", limit.text, report::visible(change.path));
        if (!ratio || (!counted && !(change.low && change.high))) {
            const bool few = change.missing.empty() || change.missing == report::tooFewSamples;
            judgement.messages.push_back(few ? name + " has not enough samples to tell"
                                             : fmt::format("{} cannot be told: {}", name, change.missing));
            judgement.code = judgement.code == Done ? static_cast<int>(NotTrustworthy) : judgement.code;
            continue;
        }
        const bool beyond = limit.above ? *ratio > limit.factor : *ratio < limit.factor;
        if (!beyond)
            continue;
        if (!counted && !change.differs()) {
            judgement.messages.push_back(name + " is beyond the limit, but the difference may be chance");
            continue;
        }
        judgement.messages.push_back(fmt::format("{} is {:.3g}", name, *ratio));
        judgement.code = ThresholdMissed;
    }
    if (!found)
        failUsage(fmt::format("--fail-if: both runs have no {} to compare", limit.text));
}

// Nothing is shown by figures that are not to be trusted, whether they are beyond a limit or not.
void distrust(const report::RunComparison& comparison, Judgement& judgement)
{
    for (const auto& one : comparison.untrusted)
        if (judgement.paths.contains(one.path)) {
            judgement.messages.push_back(distrustText(one, comparison));
            judgement.code = NotTrustworthy;
        }
}

} // namespace

int compare(const Arguments& arguments)
{
    options::options_description description("Options");
    using Texts = std::vector<std::string>;
    description.add_options()("runs", options::value<Texts>(), "two runs' directories");
    description.add_options()("fail-if", options::value<Texts>()->value_name("LIMIT"),
                              "exit with 1 if a change is beyond it and shown with confidence, for example \"p99 > "
                              "1.1\", with 4 if a path that it is held against is not trustworthy; may be given "
                              "several times");
    description.add_options()("json", "print one JSON object");
    options::positional_options_description positional;
    positional.add("runs", -1);
    const CommandLine line("compare RUN RUN [--fail-if LIMIT]... [--json]",
                           "Tells what differs between two runs: parameters, and each path's results as the "
                           "second ÷ the first, with confidence.",
                           description, positional, arguments);
    if (!line.has("runs") || line.get<Texts>("runs").size() != 2)
        failUsage("compare needs two runs' directories");
    std::vector<Limit> limits;
    if (line.has("fail-if"))
        for (const auto& text : line.get<Texts>("fail-if"))
            limits.push_back(limitOf(text));
    const auto& runs = line.get<Texts>("runs");
    const auto comparison = report::compareRuns(*read(runs[0]), *read(runs[1]));
    printResult(line.has("json") ? report::toJson(comparison) : describe(comparison));
    Judgement judgement;
    for (const auto& limit : limits)
        judge(limit, comparison, judgement);
    distrust(comparison, judgement);
    for (const auto& message : judgement.messages)
        printMessage(message);
    return judgement.code;
}

} // namespace cachedeck::cli
