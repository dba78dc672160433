#include "backend/cli/bench_load.hpp"
#include "backend/cli/command.hpp"
#include "backend/cli/server.hpp"
#include "backend/cli/terminal.hpp"
#include "backend/report/json_writer.hpp"
#include "backend/report/run_document.hpp"
#include "backend/report/wording.hpp"

#include <fmt/format.h>

#include <cmath>

namespace cachedeck::cli {
namespace {

std::vector<BenchCommand> testsOf(const CommandLine& line)
{
    std::vector<BenchCommand> tests;
    const auto list = line.has("tests") ? line.text("tests") : std::string("get,set");
    for (std::size_t begin = 0; begin <= list.size();) {
        const auto end = std::min(list.find(',', begin), list.size());
        auto name = list.substr(begin, end - begin);
        for (auto& c : name)
            c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
        if (name != "get" && name != "set")
            failUsage(fmt::format("-t: expected get, set or get,set, found \"{}\"", list));
        tests.push_back(name == "get" ? BenchCommand::Get : BenchCommand::Set);
        begin = end + 1;
    }
    return tests;
}

std::chrono::milliseconds milliseconds(double seconds)
{
    return std::chrono::milliseconds(std::llround(seconds * 1000));
}

BenchOptions benchOptions(const CommandLine& line)
{
    if (line.has("requests") && line.has("seconds"))
        failUsage("-n and --seconds exclude each other: count requests, or measure for a time");
    BenchOptions wanted;
    wanted.connections = static_cast<int>(line.integer("connections", wanted.connections, 1, 10'000));
    wanted.pipeline = static_cast<int>(line.integer("pipeline", wanted.pipeline, 1, 10'000));
    wanted.threads = static_cast<int>(line.integer("threads", wanted.threads, 1, 256));
    wanted.duration = milliseconds(line.number("seconds", 0, 0.001, 1e6));
    const auto otherwise = static_cast<std::int64_t>(wanted.requests);
    wanted.requests =
        line.has("seconds") ? 0 : static_cast<std::uint64_t>(line.integer("requests", otherwise, 1, 1'000'000'000'000));
    wanted.warmUp = milliseconds(line.number("warmup", 0, 0, 1e6));
    wanted.rate = line.number("rate", 0, 0.001, 1e9);
    wanted.valueBytes = static_cast<std::size_t>(
        line.integer("size", static_cast<std::int64_t>(wanted.valueBytes), 0, 512 * 1024 * 1024));
    wanted.keys = static_cast<std::uint64_t>(line.integer("keys", 1, 1, 1'000'000'000'000));
    wanted.deadline = milliseconds(line.number("deadline", 5, 0.001, 86400));
    return wanted;
}

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
    if (!before || !after || seconds <= 0)
        return;
    const double serverShare = (*after - *before) / seconds;
    if (outcome.ownShare < 0.97 || serverShare > 0.8)
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

BenchOutcome measure(const BenchOptions& wanted, BenchCommand command, redis::Client& client, Interrupt& interrupt)
{
    LiveLine live;
    const auto name = command == BenchCommand::Get ? "get" : "set";
    BenchProgress before;
    const auto cpuBefore = serverCpu(client);
    const auto start = runtime::Clock::now();
    auto outcome = runBench(wanted, command, [&](const BenchProgress& now) {
        if (now.seconds - before.seconds >= 0.5) {
            live.show(fmt::format(
                "{}: {:.1f} s, {}", name, now.seconds,
                report::rateText(static_cast<double>(now.done - before.done) / (now.seconds - before.seconds))));
            before = now;
        }
        return !interrupt.requested();
    });
    const auto seconds = std::chrono::duration<double>(runtime::Clock::now() - start).count();
    if (outcome.trouble.empty())
        judgeBottleneck(outcome, cpuBefore, serverCpu(client), seconds);
    return outcome;
}

options::options_description benchDescription()
{
    options::options_description description("Options");
    const auto add = [&](const char* name, const char* value, const char* text) {
        description.add_options()(name, options::value<std::string>()->value_name(value), text);
    };
    addServerOptions(description, true);
    add("connections,c", "N", "connections (50)");
    add("pipeline,P", "N", "requests in flight on each connection (1)");
    add("tests,t", "TESTS", "get, set or get,set (get,set)");
    add("requests,n", "N", "requests of each test (100000)");
    add("seconds", "N", "measured time instead of a number of requests");
    add("warmup", "N", "seconds that are not measured (0)");
    add("rate", "N", "requests a second, uniform; at most -c × -P in flight and the rest queued");
    add("size,d", "BYTES", "size of a value (3)");
    add("keys,r", "KEYS", "number of different keys (1)");
    add("deadline", "N", "seconds after which a request is a timeout (5)");
    add("threads", "N", "threads of CacheDeck (1)");
    description.add_options()("json", "print one JSON object");
    return description;
}

} // namespace

int bench(const Arguments& arguments)
{
    const CommandLine line(
        "bench --redis URL [-c N] [-P N] [-t get,set] [-n N | --seconds N] [--warmup N] [--rate N] [-d BYTES] [-r "
        "KEYS] "
        "[--deadline N] [--json]",
        "Measures GET and SET on keys named as redis-benchmark names them, and records the latency of every request.",
        benchDescription(), {}, arguments);
    auto wanted = benchOptions(line);
    const auto tests = testsOf(line);
    Interrupt interrupt;
    runtime::IoThread thread("bench");
    const auto server = openServer(line, thread, Access::Write);
    wanted.connection = server.connection;
    const auto client = connect(thread, server);

    int code = Done;
    std::string paths, trouble;
    for (const auto test : tests) {
        const auto outcome = measure(wanted, test, *client, interrupt);
        const auto path = summaryOf(outcome, wanted.rate > 0);
        if (line.has("json"))
            paths += (paths.empty() ? "" : ",") + report::toJson(path);
        else
            printResult(describe(path));
        trouble = outcome.trouble;
        code = outcome.interrupted ? Interrupted
               : !trouble.empty()  ? ServerFailed
               : !path.trusted     ? NotTrustworthy
                                   : code;
        if (outcome.interrupted || !trouble.empty())
            break;
    }
    if (line.has("json"))
        printResult(fmt::format("{{\"format\":1,\"paths\":[{}]}}", paths));
    if (!trouble.empty())
        printMessage(trouble);
    return code;
}

} // namespace cachedeck::cli
