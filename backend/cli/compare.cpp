#include "backend/cli/command.hpp"
#include "backend/cli/terminal.hpp"
#include "backend/report/comparison.hpp"
#include "backend/report/wording.hpp"

#include <fmt/format.h>

namespace cachedeck::cli {
namespace {

report::Result<report::StoredRun> read(const std::string& directory)
{
    auto run = report::readStoredRun(directory);
    if (run.has_error())
        failUsage(run.error().text());
    return run;
}

std::string valueText(const report::MetricChange& change, double value)
{
    return change.what == "latency"      ? report::latencyText(value)
           : change.what == "throughput" ? report::rateText(value)
                                         : report::percentText(value);
}

std::string describe(const report::RunComparison& comparison)
{
    std::string text;
    for (const auto& difference : comparison.differences)
        text += fmt::format("{}: {} | {}\n", report::visible(difference.field), report::visible(difference.first),
                            report::visible(difference.second));
    if (comparison.differences.empty())
        text += "Same scenario, seed, versions and machine.\n";
    for (const auto& change : comparison.changes) {
        const auto metric =
            change.quantile ? fmt::format("{} p{:g}", change.what, *change.quantile * 100) : change.what;
        text += fmt::format("{:<28} {:<16} {:>10} → {:>10}", change.path, metric, valueText(change, change.first),
                            valueText(change, change.second));
        if (change.ratio)
            text += fmt::format("  {}", report::factorText(*change.ratio));
        if (change.low && change.high)
            text += fmt::format(" ({:g} % CI {}–{}){}", change.confidence * 100, report::factorText(*change.low),
                                report::factorText(*change.high), change.differs() ? "" : ", no difference shown");
        else if (change.what != "hit_ratio")
            text += "  (not enough samples to compare)";
        text += '\n';
    }
    text.pop_back();
    return text;
}

} // namespace

int compare(const Arguments& arguments)
{
    options::options_description description("Options");
    description.add_options()("runs", options::value<std::vector<std::string>>(), "two runs' directories");
    description.add_options()("json", "print one JSON object");
    options::positional_options_description positional;
    positional.add("runs", -1);
    const CommandLine line("compare RUN RUN [--json]",
                           "Tells what differs between two runs: parameters, and each path's results as the "
                           "second ÷ the first, with confidence.",
                           description, positional, arguments);
    if (!line.has("runs") || line.get<std::vector<std::string>>("runs").size() != 2)
        failUsage("compare needs two runs' directories");
    const auto& runs = line.get<std::vector<std::string>>("runs");
    const auto comparison = report::compareRuns(*read(runs[0]), *read(runs[1]));
    printResult(line.has("json") ? report::toJson(comparison) : describe(comparison));
    return Done;
}

} // namespace cachedeck::cli
