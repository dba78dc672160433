#include "backend/report/charts.hpp"
#include "backend/report/insights.hpp"
#include "backend/report/json_writer.hpp"
#include "backend/report/run_files.hpp"
#include "backend/report/style_sheet.hpp"
#include "backend/report/wording.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace cachedeck::report {
namespace {

std::string td(const std::string& text)
{
    return fmt::format("<td>{}</td>", text);
}

std::string cell(const Latency& latency, double Latency::*which)
{
    return td(latency.count == 0 ? "–" : latencyText(latency.*which));
}

std::string pathCell(const PathSummary& path, const PathStyle& style)
{
    return fmt::format(
        "<th scope=\"row\"><svg class=\"key\" viewBox=\"0 0 24 12\" aria-hidden=\"true\"><path class=\"p50 l-{0}\" "
        "d=\"M0 6H24\"/>{1}</svg><span class=\"t-{0}\">{2}</span> <small>{3}, {4}</small></th>",
        style.token, markerSvg(style, 12, 6, 4), escapeHtml(path.name), escapeHtml(path.store),
        escapeHtml(path.encoding));
}

std::string list(const std::vector<std::string>& texts, std::string_view cssClass, std::string_view sign)
{
    std::string out;
    for (const auto& text : texts)
        out += fmt::format("<li class=\"{}\"><b aria-hidden=\"true\">{}</b> {}</li>", cssClass, sign, escapeHtml(text));
    return out;
}

std::string bigNumber(const std::optional<load::Comparison>& comparison, std::string_view where)
{
    if (!comparison)
        return {};
    if (!comparison->speedup)
        return fmt::format(
            "<div class=\"big\"><strong>–</strong><span>at {}<small>not enough samples</small></span></div>", where);
    const double low = comparison->low.value_or(*comparison->speedup);
    const double high = comparison->high.value_or(*comparison->speedup);
    const bool shown = low > 1.05 || high < 0.95;
    const bool faster = *comparison->speedup >= 1 || !shown;
    const auto interval = comparison->low && comparison->high
                              ? fmt::format("{:g} % CI {}–{}", comparison->confidence * 100,
                                            factorText(faster ? *comparison->low : 1 / *comparison->high),
                                            factorText(faster ? *comparison->high : 1 / *comparison->low))
                              : std::string();
    return fmt::format("<div class=\"big\"><strong>{}</strong><span>{} at {}<small>{}</small></span></div>",
                       factorText(faster ? *comparison->speedup : 1 / *comparison->speedup),
                       !shown   ? "as fast"
                       : faster ? "faster"
                                : "slower",
                       where, interval);
}

std::string verdictSection(const load::Result& result)
{
    std::string out;
    for (const auto& verdict : load::verdicts(result)) {
        const bool untrusted = verdict.kind == load::Verdict::Kind::Untrusted;
        out += fmt::format("<section class=\"card verdict{}\"><h2>{} against {}</h2><div class=\"facts\">",
                           untrusted ? " bad" : "", escapeHtml(verdict.path), escapeHtml(verdict.baseline));
        if (!untrusted)
            out += bigNumber(verdict.p50, "p50") + bigNumber(verdict.p99, "p99");
        out += fmt::format("<p>{}</p><ul>{}{}</ul></div></section>\n", escapeHtml(load::sentence(verdict)),
                           list(verdict.checks, "ok", "✓"), list(verdict.remarks, "info", "i"));
    }
    return out;
}

std::string reasonsSection(const RunDocument& run)
{
    std::string items;
    for (const auto& path : run.paths)
        for (const auto& reason : path.reasons)
            items += fmt::format("<li class=\"{}\"><b aria-hidden=\"true\">{}</b> {}{}: {}</li>",
                                 path.trusted ? "warn" : "down", path.trusted ? "▲" : "✕", escapeHtml(path.name),
                                 path.trusted ? "" : " is not trustworthy", escapeHtml(reason));
    return items.empty() ? std::string()
                         : fmt::format("<section class=\"card\"><h2>Reasons</h2><ul>{}</ul></section>\n", items);
}

std::string factor(const RunDocument& run, const PathSummary& path, double quantile)
{
    for (const auto& one : run.comparisons)
        if (one.what == "latency" && one.path == path.name && one.quantile == quantile)
            return td(one.speedup ? factorText(*one.speedup) : "–");
    return td(&path == &run.paths.front() ? "1×" : "–");
}

std::string latencySection(const RunDocument& run, const std::vector<PathStyle>& styles, std::string_view title,
                           Latency PathSummary::*which)
{
    auto out = fmt::format(
        "<section class=\"card\"><h2>{}</h2><table><thead><tr><th>Path</th><th>reads</th><th>p50</th><th>p90</th>"
        "<th>p95</th><th>p99</th><th>p99.9</th><th>p99.99</th><th>max</th><th>mean</th>",
        title);
    const bool response = which == &PathSummary::response;
    out += response ? "<th>× p50</th><th>× p99</th></tr></thead><tbody>" : "</tr></thead><tbody>";
    for (std::size_t i = 0; i < run.paths.size(); ++i) {
        const auto& path = run.paths[i];
        const auto& l = path.*which;
        out += "<tr>" + pathCell(path, styles[i]) + td(countText(l.count)) + cell(l, &Latency::p50) +
               cell(l, &Latency::p90) + cell(l, &Latency::p95) + cell(l, &Latency::p99) + cell(l, &Latency::p999) +
               cell(l, &Latency::p9999) + cell(l, &Latency::max) + cell(l, &Latency::mean) +
               (response ? factor(run, path, 0.5) + factor(run, path, 0.99) : "") + "</tr>";
    }
    return out + "</tbody></table></section>\n";
}

std::string pathSection(const RunDocument& run, const std::vector<PathStyle>& styles)
{
    std::string out =
        "<section class=\"card\"><h2>Work and answers</h2><table><thead><tr><th>Path</th><th>operations</th><th>ok</th>"
        "<th>errors</th><th>timeouts</th><th>unfinished</th><th>fallbacks</th><th>throughput</th><th>hit ratio</th>"
        "<th>store reads</th><th>checked</th><th>wrong</th><th>missing</th><th>stale</th><th>oldest stale</th>"
        "<th>Little</th></tr></thead><tbody>";
    for (std::size_t i = 0; i < run.paths.size(); ++i) {
        const auto& path = run.paths[i];
        const auto& c = path.counts;
        out += "<tr>" + pathCell(path, styles[i]);
        for (const auto count : {c.issued, c.ok, c.errors, c.timeouts, c.unfinished, c.fallbacks})
            out += td(countText(count));
        out += td(rateText(path.throughput)) + td(percentText(path.hitRatio));
        for (const auto count : {c.storeReads, c.checked, c.wrong, c.missing, c.stale})
            out += td(countText(count));
        out += td(c.stale == 0 ? "–" : latencyText(path.staleAgeMax * 1e6)) + td(fmt::format("{:.2f}", path.little)) +
               "</tr>";
    }
    return out + "</tbody></table></section>\n";
}

std::string operationSection(const RunDocument& run, const std::vector<PathStyle>& styles)
{
    std::string rows;
    for (std::size_t i = 0; i < run.paths.size(); ++i)
        for (const auto& one : run.paths[i].operations)
            rows += "<tr>" + pathCell(run.paths[i], styles[i]) +
                    fmt::format("<td class=\"name\"><code>{}</code> {}</td>", escapeHtml(one.name), one.kind) +
                    td(countText(one.counts.issued)) + td(countText(one.counts.errors + one.counts.timeouts)) +
                    td(percentText(one.counts.hitRatio())) + cell(one.response, &Latency::p50) +
                    cell(one.response, &Latency::p95) + cell(one.response, &Latency::p99) +
                    cell(one.response, &Latency::max) + "</tr>";
    return "<section class=\"card\"><h2>By operation, response time</h2><table><thead><tr><th>Path</th><th "
           "class=\"name\">operation</th>"
           "<th>operations</th><th>errors</th><th>hit "
           "ratio</th><th>p50</th><th>p95</th><th>p99</th><th>max</th></tr></thead><tbody>" +
           rows + "</tbody></table></section>\n";
}

std::string sentencesSection(std::string_view title, const std::vector<std::string>& texts)
{
    std::string paragraphs;
    for (const auto& text : texts)
        paragraphs += fmt::format("<p>{}</p>", escapeHtml(text));
    return paragraphs.empty() ? std::string()
                              : fmt::format("<section class=\"card\"><h2>{}</h2>{}</section>\n", title, paragraphs);
}

std::string eventsSection(const RunDocument& run)
{
    std::string rows;
    for (const auto& mark : run.events)
        rows += fmt::format("<tr><th scope=\"row\">{}</th><td class=\"name\">{}</td><td class=\"name\">{}</td></tr>",
                            clockText(mark.at), escapeHtml(mark.kind), escapeHtml(mark.text));
    return rows.empty() ? std::string()
                        : "<section class=\"card\"><h2>Events</h2><table class=\"events\"><tbody>" + rows +
                              "</tbody></table></section>\n";
}

std::string thresholdsSection(const RunDocument& run)
{
    std::string items;
    for (const auto& one : run.thresholds)
        items +=
            fmt::format("<li class=\"{}\"><b aria-hidden=\"true\">{}</b> <code>{}</code> {}</li>",
                        one.met ? "ok" : "down", one.met ? "✓" : "✕", escapeHtml(one.what), one.met ? "met" : "missed");
    return items.empty() ? std::string()
                         : fmt::format("<section class=\"card\"><h2>Thresholds</h2><ul>{}</ul></section>\n", items);
}

std::string provenanceSection(const RunDocument& run)
{
    std::string versions;
    for (const auto& [name, version] : run.versions)
        versions += fmt::format("{}{} {}", versions.empty() ? "" : ", ", name, version);
    const auto row = [](std::string_view name, const std::string& value) {
        return fmt::format("<dt>{}</dt><dd>{}</dd>", name, escapeHtml(value));
    };
    std::string out =
        "<section class=\"card\"><h2>Provenance</h2><dl>" + row("Started", isoTime(run.started)) +
        row("Measured", secondsText(run.seconds)) + row("Seed", fmt::format("{}", run.seed)) + row("Data", run.data) +
        row("Simulated", run.simulated.empty() ? "nothing" : fmt::format("{}", fmt::join(run.simulated, "; "))) +
        row("Versions", versions) +
        row("Machine", fmt::format("{}; {}; {} cores; {}", run.machine.os, run.machine.cpu, run.machine.cores,
                                   bytesText(run.machine.memory))) +
        row("Noise",
            fmt::format("{:.1f} % steal; {:.2f} cores taken by others; CacheDeck {:.2f} cores; servers {:.2f} cores",
                        run.noise.steal * 100, run.noise.otherLoad, run.noise.ownCores, run.noise.serverCores));
    for (const auto& remark : run.noise.remarks)
        out += row("", remark);
    out += row("CacheDeck's own",
               fmt::format("{} connections, {} commands", countText(run.ownConnections), countText(run.ownCommands)));
    return out + "</dl><details open><summary>Scenario</summary><pre>";
}

// JSON keeps its line breaks; everything else in it is escaped.
std::string preformatted(const std::string& text)
{
    std::string out;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find('\n', begin), text.size());
        out += escapeHtml(std::string_view(text).substr(begin, end - begin)) + '\n';
        begin = end + 1;
    }
    return out;
}

} // namespace

std::string html(const load::Result& result)
{
    const auto run = summarize(result);
    const auto styles = pathStyles(result.paths);
    JsonWriter scenario(JsonWriter::Style::Indented);
    scenario.json(run.scenario);
    const auto simulated =
        run.simulated.empty() ? std::string() : fmt::format("Simulated: {}", fmt::join(run.simulated, "; "));
    std::string out = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{0}, CacheDeck</title>\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" "
        "content=\"light dark\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        "<style>{1}</style></head>\n<body><header><h1>{0}</h1><p>{2}, measured {3}{4}. {5}</p>{6}</header>\n<main>\n",
        escapeHtml(run.name), styleSheet, isoTime(run.started), secondsText(run.seconds),
        run.interrupted ? ", interrupted" : "", escapeHtml(run.data),
        simulated.empty() ? "" : fmt::format("<p class=\"simulated\">{}</p>", escapeHtml(simulated)));
    out += verdictSection(result) + reasonsSection(run);
    out += fmt::format(
        "<section class=\"card\"><h2>Latency of reads{}</h2><p class=\"note\">Response time: p50 solid with markers, "
        "p99 thin, "
        "log axis; below it throughput, hit ratio and store queries on the same time axis.</p>{}</section>\n",
        run.simulated.empty() ? "" : fmt::format(" <small>{}</small>", escapeHtml(simulated)),
        chartsSvg(result, styles));
    out += latencySection(run, styles, "Response time of reads", &PathSummary::response) +
           latencySection(run, styles, "Service time of reads", &PathSummary::service) +
           sentencesSection("Why the two times differ", timesSentences(run)) +
           sentencesSection("Faults", faultSentences(run)) + sentencesSection("Break-even", breakEvenSentences(run)) +
           pathSection(run, styles) + operationSection(run, styles) + eventsSection(run) + thresholdsSection(run) +
           sentencesSection("Estimates", estimateSentences(run)) +
           sentencesSection("Stream of events", streamSentences(run)) +
           sentencesSection("The server's own figures", serverSentences(run)) + provenanceSection(run) +
           preformatted(scenario.string());
    return out + "</pre></details></section>\n</main></body></html>\n";
}

} // namespace cachedeck::report
