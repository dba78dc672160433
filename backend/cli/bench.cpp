#include "backend/cli/bench_options.hpp"
#include "backend/cli/command.hpp"
#include "backend/cli/server.hpp"
#include "backend/cli/terminal.hpp"
#include "backend/report/json_writer.hpp"
#include "backend/report/run_document.hpp"
#include "backend/report/wording.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cachedeck::cli {
namespace {

// CPU seconds of the server's main thread, or of all of it where it does not tell them apart.
std::optional<double> serverCpu(redis::Client& client)
{
    const auto info = client.call({"INFO", "cpu"});
    if (info.has_error())
        return std::nullopt;
    const auto text = std::string(info->root().text());
    const auto field = [&](const char* name) -> std::optional<double> {
        const auto at = text.find(std::string(name) + ":");
        return at == std::string::npos
                   ? std::nullopt
                   : std::optional(std::strtod(text.c_str() + at + std::string_view(name).size() + 1, nullptr));
    };
    const auto add = [](std::optional<double> a, std::optional<double> b) {
        return a && b ? std::optional(*a + *b) : std::nullopt;
    };
    const auto main = add(field("used_cpu_sys_main_thread"), field("used_cpu_user_main_thread"));
    return main ? main : add(field("used_cpu_sys"), field("used_cpu_user"));
}

// A server that idles while our threads have no time left was measured by a bottleneck of our own.
void judgeBottleneck(BenchOutcome& outcome, std::optional<double> before, std::optional<double> after, double seconds)
{
    constexpr double busy = 0.9, shortest = 0.2; // seconds, below which the figures mean nothing
    if (!before || !after || seconds < shortest)
        return;
    const double serverShare = (*after - *before) / seconds;
    if (outcome.ownShare < busy || serverShare > busy)
        return;
    outcome.path.trusted = false;
    outcome.path.reasons.push_back(
        fmt::format("CacheDeck itself was the bottleneck: its threads were busy {:.0f} % of the time, the server "
                    "{:.0f} %. Use more --threads.",
                    outcome.ownShare * 100, serverShare * 100));
}

report::PathSummary summaryOf(const BenchOutcome& outcome, bool open)
{
    auto summary = report::summarize(outcome.path, open ? load::Loop::Open : load::Loop::Closed);
    summary.store = "redis";
    summary.encoding = "raw";
    return summary;
}

std::string describe(const report::PathSummary& path)
{
    const auto& l = path.response;
    auto text = fmt::format("{}: {}, p50 {}, p99 {}, p99.9 {}, max {}; {} ok, {} errors, {} timeouts", path.name,
                            report::rateText(path.throughput), report::latencyText(l.p50), report::latencyText(l.p99),
                            report::latencyText(l.p999), report::latencyText(l.max), report::countText(path.counts.ok),
                            report::countText(path.counts.errors), report::countText(path.counts.timeouts));
    if (path.hitRatio)
        text += fmt::format("; {} hits, {} misses", report::countText(path.counts.hits),
                            report::countText(path.counts.misses));
    text += fmt::format("; Little's law {:.2f}", path.little);
    for (const auto& reason : path.reasons)
        text += "\n  " + reason;
    return text;
}

// redis-benchmark's columns and units.
std::string csvRow(const report::PathSummary& path)
{
    const auto& l = path.response;
    return fmt::format("\"{}\",\"{:.2f}\",\"{:.3f}\",\"{:.3f}\",\"{:.3f}\",\"{:.3f}\",\"{:.3f}\",\"{:.3f}\"", path.name,
                       path.throughput, l.mean / 1000, l.min / 1000, l.p50 / 1000, l.p95 / 1000, l.p99 / 1000,
                       l.max / 1000);
}

constexpr std::string_view csvHeader =
    "\"test\",\"rps\",\"avg_latency_ms\",\"min_latency_ms\",\"p50_latency_ms\",\"p95_latency_ms\",\"p99_latency_ms\","
    "\"max_latency_ms\"";

// What a test needs before it can ask: redis-benchmark's list.
redis::Result<void> prepare(const BenchOptions& wanted, const BenchTest& test, redis::Client& client)
{
    if (test.listLength == 0)
        return {};
    constexpr int whole = 600; // so that all of these tests meet the same list
    const auto length = client.call({"LLEN", std::string(benchList)});
    if (length.has_error())
        return length.error();
    for (auto left = whole - length->root().integer().value_or(0); left > 0; left -= 100) {
        const auto filled = client.call(listFill(wanted.valueBytes, std::min<std::int64_t>(left, 100)));
        if (filled.has_error())
            return filled.error();
    }
    return {};
}

BenchOutcome measure(const BenchOptions& wanted, const BenchTest& test, redis::Client& client, Interrupt& interrupt)
{
    if (const auto prepared = prepare(wanted, test, client); prepared.has_error()) {
        BenchOutcome outcome;
        outcome.path.spec.name = outcome.path.spec.strategy = test.name;
        outcome.trouble = prepared.error().text();
        return outcome;
    }
    LiveLine live;
    BenchProgress before;
    std::optional<double> cpuBefore;
    auto start = runtime::Clock::now();
    const auto started = [&] {
        cpuBefore = serverCpu(client);
        start = runtime::Clock::now();
    };
    auto outcome = runBench(wanted, test, started, [&](const BenchProgress& now) {
        if (now.seconds - before.seconds >= 0.5) {
            live.show(fmt::format(
                "{}: {:.1f} s, {}", test.name, now.seconds,
                report::rateText(static_cast<double>(now.done - before.done) / (now.seconds - before.seconds))));
            before = now;
        }
        return !interrupt.requested();
    });
    const auto seconds = std::chrono::duration<double>(runtime::Clock::now() - start).count();
    if (outcome.trouble.empty() && !wanted.busyPoll)
        judgeBottleneck(outcome, cpuBefore, serverCpu(client), seconds);
    return outcome;
}

using Form = BenchRequestLine::Form;

void print(const report::PathSummary& path, Form form)
{
    if (form == Form::Csv)
        printResult(csvRow(path));
    else if (form == Form::Quiet)
        printResult(fmt::format("{}: {:.2f} requests per second, p50={:.3f} msec", path.name, path.throughput,
                                path.response.p50 / 1000));
    else
        printResult(describe(path));
    if (form != Form::Text) // the text has them
        for (const auto& reason : path.reasons)
            printMessage(path.name + ": " + reason);
}

// All tests once.
int runTests(const BenchRequestLine& wanted, redis::Client& client, Interrupt& interrupt)
{
    int code = Done;
    std::string paths, trouble;
    for (const auto& test : wanted.tests) {
        const auto outcome = measure(wanted.options, test, client, interrupt);
        const auto path = summaryOf(outcome, wanted.options.rate > 0);
        if (wanted.form == Form::Json)
            paths += (paths.empty() ? "" : ",") + report::toJson(path);
        else
            print(path, wanted.form);
        trouble = outcome.trouble;
        code = outcome.interrupted ? Interrupted
               : !trouble.empty()  ? ServerFailed
               : !path.trusted     ? NotTrustworthy
                                   : code;
        if (outcome.interrupted || !trouble.empty())
            break;
    }
    if (wanted.form == Form::Json)
        printResult(fmt::format("{{\"format\":1,\"paths\":[{}]}}", paths));
    if (!trouble.empty())
        printMessage(trouble);
    return code;
}

} // namespace

int bench(const Arguments& arguments)
{
    const CommandLine line(
        benchUsage,
        "Measures commands on keys named as redis-benchmark names them, and records the latency of every request.",
        benchDescription(), {}, arguments);
    auto wanted = benchRequest(line);
    Interrupt interrupt;
    runtime::IoThread thread("bench");
    const auto server = openServer(line, thread, Access::Write);
    wanted.options.connection = server.connection;
    const auto client = connect(thread, server);
    if (wanted.form == Form::Csv)
        printResult(csvHeader);
    int code = Done;
    do
        code = runTests(wanted, *client, interrupt);
    while (wanted.forever && (code == Done || code == NotTrustworthy));
    return code;
}

} // namespace cachedeck::cli
