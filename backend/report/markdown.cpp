#include "backend/report/insights.hpp"
#include "backend/report/run_files.hpp"
#include "backend/report/wording.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace cachedeck::report {
namespace {

std::string textCell(const Latency& latency, double Latency::*which)
{
    return latency.count == 0 ? "–" : latencyText(latency.*which);
}

std::string verdictLines(const load::Result& result)
{
    std::string out = "## Verdict\n\n";
    for (const auto& verdict : load::verdicts(result)) {
        out += fmt::format("**{}**\n\n", escapeMarkdown(load::sentence(verdict)));
        for (const auto& check : verdict.checks)
            out += fmt::format("- ✓ {}\n", escapeMarkdown(check));
        for (const auto& remark : verdict.remarks)
            out += fmt::format("- ! {}\n", escapeMarkdown(remark));
        out += '\n';
    }
    for (const auto& path : result.paths)
        for (const auto& reason : path.reasons)
            out += fmt::format("- {} {}: {}\n", path.trusted ? "!" : "✗ not trustworthy,", path.spec.name,
                               escapeMarkdown(reason));
    return out + '\n';
}

std::string latencyTable(const RunDocument& run, std::string_view title, Latency PathSummary::*which)
{
    auto out = fmt::format("## {}\n\n| path | reads | p50 | p90 | p95 | p99 | p99.9 | p99.99 | max | mean |\n"
                           "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n",
                           title);
    for (const auto& path : run.paths) {
        const auto& l = path.*which;
        out += fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |\n", path.name, countText(l.count),
                           textCell(l, &Latency::p50), textCell(l, &Latency::p90), textCell(l, &Latency::p95),
                           textCell(l, &Latency::p99), textCell(l, &Latency::p999), textCell(l, &Latency::p9999),
                           textCell(l, &Latency::max), textCell(l, &Latency::mean));
    }
    return out + '\n';
}

std::string pathTable(const RunDocument& run)
{
    std::string out = "## Paths\n\n| path | strategy | store | encoding | operations | ok | errors | timeouts | "
                      "fallbacks | throughput | "
                      "hit ratio | store reads | checked | wrong | missing | stale | Little's law |\n"
                      "|---|---|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n";
    for (const auto& path : run.paths) {
        const auto& c = path.counts;
        out += fmt::format(
            "| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {:.2f} |\n", path.name,
            escapeMarkdown(path.strategy), escapeMarkdown(path.store), path.encoding, countText(c.issued),
            countText(c.ok), countText(c.errors), countText(c.timeouts), countText(c.fallbacks),
            rateText(path.throughput), percentText(path.hitRatio), countText(c.storeReads), countText(c.checked),
            countText(c.wrong), countText(c.missing), countText(c.stale), path.little);
    }
    return out + '\n';
}

std::string operationTable(const RunDocument& run)
{
    std::string out =
        "## Operations (response time)\n\n| path | operation | kind | operations | hit ratio | p50 | p99 | max |\n"
        "|---|---|---|---:|---:|---:|---:|---:|\n";
    for (const auto& path : run.paths)
        for (const auto& one : path.operations)
            out += fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} |\n", path.name, escapeMarkdown(one.name),
                               one.kind, countText(one.counts.issued), percentText(one.counts.hitRatio()),
                               textCell(one.response, &Latency::p50), textCell(one.response, &Latency::p99),
                               textCell(one.response, &Latency::max));
    return out + '\n';
}

std::string eventsAndThresholds(const RunDocument& run)
{
    std::string out;
    if (!run.events.empty()) {
        out += "## Events\n\n| at | kind | what |\n|---:|---|---|\n";
        for (const auto& mark : run.events)
            out += fmt::format("| {} | {} | {} |\n", clockText(mark.at), escapeMarkdown(mark.kind),
                               escapeMarkdown(mark.text));
        out += '\n';
    }
    if (!run.thresholds.empty()) {
        out += "## Thresholds\n\n";
        for (const auto& threshold : run.thresholds)
            out += fmt::format("- {} {}\n", threshold.met ? "✓ met:" : "✗ missed:", escapeMarkdown(threshold.what));
        out += '\n';
    }
    return out;
}

std::string sentences(std::string_view title, const std::vector<std::string>& texts)
{
    if (texts.empty())
        return {};
    std::string out = fmt::format("## {}\n\n", title);
    for (const auto& text : texts)
        out += fmt::format("- {}\n", escapeMarkdown(text));
    return out + '\n';
}

std::string provenance(const RunDocument& run)
{
    std::string versions;
    for (const auto& [name, version] : run.versions)
        versions += fmt::format("{}{} {}", versions.empty() ? "" : ", ", name, version);
    std::string out =
        fmt::format("## Provenance\n\n- Started {}, measured {}, seed {}\n- Data: {}\n- Versions: {}\n"
                    "- Machine: {}, {}, {} cores, {}\n- Machine's noise: {:.1f} % steal, {:.2f} cores other load, "
                    "CacheDeck {:.2f} cores, servers {:.2f} cores\n",
                    isoTime(run.started), secondsText(run.seconds), run.seed, escapeMarkdown(run.data),
                    escapeMarkdown(versions), escapeMarkdown(run.machine.os), escapeMarkdown(run.machine.cpu),
                    run.machine.cores, bytesText(run.machine.memory), run.noise.steal * 100, run.noise.otherLoad,
                    run.noise.ownCores, run.noise.serverCores);
    for (const auto& remark : run.noise.remarks)
        out += fmt::format("- {}\n", escapeMarkdown(remark));
    return out +
           fmt::format("- CacheDeck's own: {} connections, {} commands\n- Repeat it with the scenario in run.json\n",
                       countText(run.ownConnections), countText(run.ownCommands));
}

} // namespace

std::string markdown(const load::Result& result)
{
    const auto run = summarize(result);
    std::string out =
        fmt::format("# {}{}\n\n{}, measured {}.\n\n", escapeMarkdown(run.name), run.interrupted ? " (interrupted)" : "",
                    isoTime(run.started), secondsText(run.seconds));
    if (!run.simulated.empty())
        out += fmt::format("**Simulated: {}.**\n\n", escapeMarkdown(fmt::format("{}", fmt::join(run.simulated, "; "))));
    return out + verdictLines(result) + latencyTable(run, "Response time of reads", &PathSummary::response) +
           latencyTable(run, "Service time of reads", &PathSummary::service) +
           sentences("Why the two times differ", timesSentences(run)) + sentences("Faults", faultSentences(run)) +
           sentences("Break-even", breakEvenSentences(run)) + pathTable(run) + operationTable(run) +
           eventsAndThresholds(run) + sentences("Estimates", estimateSentences(run)) +
           sentences("Stream of events", streamSentences(run)) +
           sentences("The server's own figures", serverSentences(run)) + provenance(run);
}

} // namespace cachedeck::report
