#include "backend/cli/command.hpp"
#include "backend/cli/server.hpp"
#include "backend/cli/terminal.hpp"
#include "backend/keyspace/sample.hpp"
#include "backend/keyspace/scanner.hpp"
#include "backend/report/json_writer.hpp"
#include "backend/report/wording.hpp"

#include <fmt/format.h>

#include <future>

#ifndef _WIN32
#include <sys/resource.h>
#endif

namespace cachedeck::cli {
namespace {

// Types, TTLs and memory are asked of every key up to here, and of a random sample of so many beyond.
constexpr std::size_t askedOf = 100'000;

std::uint64_t peakResident() // bytes
{
#ifdef _WIN32
    return 0;
#else
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
#ifdef __APPLE__
    return static_cast<std::uint64_t>(usage.ru_maxrss);
#else
    return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
#endif
#endif
}

struct Scan {
    std::shared_ptr<keyspace::KeyStore> store = std::make_shared<keyspace::KeyStore>();
    keyspace::ScanProgress progress;
    keyspace::KeyspaceSample sample;
    std::string sampleTrouble;
    bool interrupted = false;
};

void scanAll(Scan& scan, redis::Client& client, const keyspace::ScanOptions& wanted, Interrupt& interrupt)
{
    keyspace::Scanner scanner(client, scan.store);
    std::promise<void> ended;
    auto whenEnded = ended.get_future();
    scanner.start(wanted, [&](const keyspace::ScanProgress& progress) {
        if (progress.ended())
            ended.set_value();
    });
    LiveLine live;
    while (whenEnded.wait_for(std::chrono::milliseconds(100)) != std::future_status::ready) {
        const auto now = scanner.progress();
        live.show(fmt::format("{} keys, {:.0f} %{}", report::countText(now.keys), now.fraction * 100,
                              now.trouble.empty() ? "" : ", " + now.trouble));
        if (interrupt.requested() && !scan.interrupted) {
            scan.interrupted = true;
            scanner.cancel();
        }
    }
    scan.progress = scanner.progress();
}

void sampleKeys(Scan& scan, redis::Client& client, Interrupt& interrupt)
{
    const auto snapshot = scan.store->snapshot();
    if (scan.interrupted || snapshot.present() == 0)
        return;
    keyspace::SampleOptions wanted;
    wanted.keys = snapshot.present() <= askedOf ? 0 : askedOf;
    const auto control = std::make_shared<keyspace::ScanControl>();
    auto& thread = client.thread();
    auto outcome = std::async(std::launch::async, [&] {
        return thread.run(keyspace::sampleKeyspace(client.connection(), snapshot, wanted, control));
    });
    LiveLine live;
    live.show("types, TTLs and memory…");
    while (outcome.wait_for(std::chrono::milliseconds(100)) != std::future_status::ready)
        if (interrupt.requested()) {
            scan.interrupted = true;
            control->cancelled = true;
        }
    const auto sample = outcome.get();
    if (sample.has_value())
        scan.sample = *sample;
    else
        scan.sampleTrouble = sample.error().text();
}

std::uint64_t memoryPerKey(const keyspace::KeyspaceSample& sample)
{
    return sample.memoryKeys == 0 ? 0 : sample.memory / sample.memoryKeys;
}

std::string toJson(const Scan& scan, bool list)
{
    const auto& sample = scan.sample;
    const auto keys = scan.store->present();
    report::JsonWriter json;
    json.beginObject().key("keys").count(keys).key("seconds").real(scan.progress.seconds, 6);
    json.key("complete").boolean(scan.progress.state == keyspace::ScanState::Complete).key("types").beginObject();
    for (const auto& [type, count] : sample.types)
        json.key(type).count(sample.project(count));
    json.endObject()
        .key("no_ttl")
        .count(sample.project(sample.ttl.never))
        .key("memory_per_key")
        .count(memoryPerKey(sample));
    json.key("peak_resident").count(peakResident()).key("sampled").count(sample.sampled);
    if (list) {
        const auto snapshot = scan.store->snapshot();
        json.key("list").beginArray();
        for (keyspace::KeySnapshot::Row row = 0; row < snapshot.size(); ++row)
            if (!snapshot.isRemoved(row))
                json.bytes(snapshot[row]);
        json.endArray();
    }
    return json.endObject().string();
}

std::string summary(const Scan& scan)
{
    const auto& sample = scan.sample;
    auto text = fmt::format("{} keys in {:.2f} s{}", report::countText(scan.store->present()), scan.progress.seconds,
                            scan.progress.state == keyspace::ScanState::Complete ? "" : ", incomplete");
    for (const auto& [type, count] : sample.types)
        text += fmt::format("\n  {:<8} {:>12}", type, report::countText(sample.project(count)));
    text += fmt::format("\n  {:<8} {:>12}", "no TTL", report::countText(sample.project(sample.ttl.never)));
    if (sample.memoryKeys > 0)
        text += fmt::format("\n{} a key", report::bytesText(memoryPerKey(sample)));
    if (!sample.isAll())
        text += fmt::format("\nTypes, TTLs and memory from a sample of {} keys", report::countText(sample.sampled));
    for (const auto& refused : sample.refused)
        text += "\nnot permitted: " + report::visible(refused);
    return text;
}

void listKeys(const Scan& scan)
{
    const auto snapshot = scan.store->snapshot();
    std::string lines;
    for (keyspace::KeySnapshot::Row row = 0; row < snapshot.size(); ++row)
        if (!snapshot.isRemoved(row)) {
            lines += report::visible(snapshot[row]) + '\n';
            if (lines.size() > 1'000'000) {
                fmt::print(stdout, "{}", lines);
                lines.clear();
            }
        }
    fmt::print(stdout, "{}", lines);
}

// A server counts no key of a type that it does not know. Types of modules have dashes or capitals: "ReJSON-RL".
std::string typeWanted(std::string type)
{
    constexpr std::string_view known[] = {"", "string", "hash", "list", "set", "zset", "stream"};
    const bool isPlain = std::all_of(type.begin(), type.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (isPlain && std::find(std::begin(known), std::end(known), type) == std::end(known))
        failUsage(fmt::format("--type: expected string, hash, list, set, zset or stream, found \"{}\"", type));
    return type;
}

} // namespace

int keys(const Arguments& arguments)
{
    options::options_description description("Options");
    addServerOptions(description, false);
    description.add_options()("match", options::value<std::string>()->value_name("GLOB"), "only keys that match");
    description.add_options()("type", options::value<std::string>()->value_name("T"),
                              "only string, hash, list, set, zset or stream");
    description.add_options()("count", options::value<std::string>()->value_name("N"),
                              "COUNT of each SCAN; adapted where left out");
    description.add_options()("list", "print the keys, not only the summary");
    description.add_options()("json", "print one JSON object");
    const CommandLine line("keys --redis URL [--match GLOB] [--type T] [--count N] [--list] [--json]",
                           "Scans the keys and prints a summary. Reads only.", description, {}, arguments);
    keyspace::ScanOptions wanted;
    wanted.match = line.text("match");
    wanted.type = typeWanted(line.text("type"));
    wanted.adaptive = !line.has("count");
    wanted.count =
        static_cast<std::size_t>(line.integer("count", static_cast<std::int64_t>(wanted.count), 1, 1'000'000));

    Interrupt interrupt;
    runtime::IoThread thread("keys");
    const auto server = openServer(line, thread, Access::Read);
    const auto client = connect(thread, server);
    Scan scan;
    scanAll(scan, *client, wanted, interrupt);
    scan.store->finish();
    sampleKeys(scan, *client, interrupt);
    if (line.has("list") && !line.has("json"))
        listKeys(scan);
    if (line.has("json"))
        printResult(toJson(scan, line.has("list")));
    else if (line.has("list"))
        printMessage(summary(scan));
    else
        printResult(summary(scan));
    if (!scan.progress.trouble.empty())
        printMessage(scan.progress.trouble);
    if (!scan.sampleTrouble.empty())
        printMessage(scan.sampleTrouble);
    if (scan.interrupted)
        return Interrupted;
    return scan.progress.state == keyspace::ScanState::Complete && scan.sampleTrouble.empty() ? Done : ServerFailed;
}

} // namespace cachedeck::cli
