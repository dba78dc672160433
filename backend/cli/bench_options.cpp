#include "backend/cli/bench_options.hpp"

#include "backend/cli/server.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace cachedeck::cli {
namespace {

std::vector<BenchTest> testsOf(const CommandLine& line)
{
    std::vector<BenchTest> tests;
    const auto list = line.has("tests") ? line.text("tests") : std::string("get,set");
    for (std::size_t begin = 0; begin <= list.size();) {
        const auto end = std::min(list.find(',', begin), list.size());
        const auto some = benchTests(std::string_view(list).substr(begin, end - begin));
        if (some.empty())
            failUsage(
                fmt::format("-t: expected names of {}, separated by commas, found \"{}\"", benchTestNames(), list));
        tests.insert(tests.end(), some.begin(), some.end());
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
    if (line.has("key") && !line.has("cert"))
        failUsage("--key is the key of a client certificate: give that with --cert");
    if (line.has("requests") && line.has("seconds"))
        failUsage("-n and --seconds exclude each other: count requests, or measure for a time");
    if (line.integer("keepalive", 1, 0, 1) == 0)
        failUsage("-k 0: bench measures commands on connections that are kept; it does not measure connecting");
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
    wanted.seed = static_cast<std::uint64_t>(line.integer("seed", 0, 0, INT64_MAX));
    wanted.deadline = milliseconds(line.number("deadline", 5, 0.001, 86400));
    wanted.busyPoll = line.has("busy-poll");
    return wanted;
}

} // namespace

options::options_description benchDescription()
{
    options::options_description description("Options");
    const auto add = [&](const char* name, const char* value, const char* text) {
        description.add_options()(name, options::value<std::string>()->value_name(value), text);
    };
    addServerOptions(description, true);
    addAddressOptions(description);
    add("connections,c", "N", "connections (50)");
    add("pipeline,P", "N", "requests in flight on each connection (1)");
    static const auto tests = "what to measure (get,set), of: " + benchTestNames() +
                              ". The lists of lrange are filled first, up to 600 elements";
    add("tests,t", "TESTS", tests.c_str());
    add("requests,n", "N", "requests of each test (100000)");
    add("seconds", "N", "measured time instead of a number of requests");
    add("warmup", "N", "seconds that are not measured (0)");
    add("rate", "N", "requests a second, uniform; at most -c × -P in flight and the rest queued");
    add("size,d", "BYTES", "size of a value (3)");
    add("keys,r", "KEYS", "number of different keys (1)");
    add("seed", "N", "of the keys that are asked for (0)");
    add("deadline", "N", "seconds after which a request is a timeout (5)");
    add("threads", "N", "threads of CacheDeck (1)");
    add("keepalive,k", "1", "connections are kept: the only way there is");
    description.add_options()("busy-poll", "never sleep: shorter latencies, and a processor for each thread");
    description.add_options()("resp3,3", "speak RESP3, which is what CacheDeck does anyway");
    description.add_options()("loop,l", "again and again, until Ctrl-C");
    description.add_options()("quiet,q", "a line with the rate and the median, as redis-benchmark -q");
    description.add_options()("csv", "a table, as redis-benchmark --csv");
    description.add_options()("json", "print one JSON object");
    return description;
}

BenchRequestLine benchRequest(const CommandLine& line)
{
    BenchRequestLine wanted;
    wanted.options = benchOptions(line);
    wanted.tests = testsOf(line);
    if (int(line.has("json")) + int(line.has("csv")) + int(line.has("quiet")) > 1)
        failUsage("--json, --csv and -q exclude each other");
    wanted.form = line.has("json")    ? BenchRequestLine::Form::Json
                  : line.has("csv")   ? BenchRequestLine::Form::Csv
                  : line.has("quiet") ? BenchRequestLine::Form::Quiet
                                      : BenchRequestLine::Form::Text;
    wanted.forever = line.has("loop");
    return wanted;
}

} // namespace cachedeck::cli
