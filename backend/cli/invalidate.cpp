#include "backend/cli/command.hpp"
#include "backend/cli/selection.hpp"
#include "backend/cli/server.hpp"
#include "backend/cli/terminal.hpp"
#include "backend/keyspace/edit.hpp"
#include "backend/keyspace/invalidation.hpp"
#include "backend/keyspace/key_query.hpp"
#include "backend/load/scenario.hpp"
#include "backend/report/json_writer.hpp"
#include "backend/report/wording.hpp"

#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <future>

namespace cachedeck::cli {
namespace {

struct Outcome {
    std::uint64_t matched = 0, removed = 0;
    std::string trouble; // why it is incomplete
    bool interrupted = false;
};

workload::Workload readWorkload(const std::string& fileOrName)
{
    std::error_code ignored;
    const auto shipped = load::ResourcePaths::find().worlds / (fileOrName + ".json");
    const auto file = std::filesystem::exists(fileOrName, ignored) ? std::filesystem::path(fileOrName) : shipped;
    const auto read = workload::load(file);
    if (read.has_error())
        failUsage(read.error().text());
    return *read;
}

std::string keyFromBase64(const std::string& text)
{
    const auto key = report::fromBase64(text);
    if (!key)
        failUsage(fmt::format("--key-base64: expected Base64, found \"{}\"", text));
    return *key;
}

Selection selectionOf(const CommandLine& line)
{
    const auto prefix = line.text("prefix");
    if (line.has("key"))
        return {{prefix + line.text("key")}, {}};
    if (line.has("key-base64"))
        return {{prefix + keyFromBase64(line.text("key-base64"))}, {}};
    if (line.has("pattern"))
        return {{}, {keyspace::globEscape(prefix) + line.text("pattern")}};
    if (!line.has("workload"))
        return *selectEntity(line.text("entity"), prefix, nullptr);
    const auto workload = readWorkload(line.text("workload"));
    const auto selection = selectEntity(line.text("entity"), prefix, &workload);
    if (!selection)
        failUsage(fmt::format("--entity: the workload {} has no key and no write for \"{}\"", workload.name,
                              line.text("entity")));
    return *selection;
}

std::uint64_t countExisting(redis::Client& client, const std::vector<std::string>& keys)
{
    std::uint64_t count = 0;
    for (const auto& key : keys) {
        const auto reply = client.call({"EXISTS", key});
        if (reply.has_error())
            failServer(reply.error().text());
        count += static_cast<std::uint64_t>(reply->root().integer().value_or(0));
    }
    return count;
}

void removeNamed(Outcome& outcome, redis::Client& client, const std::vector<std::string>& keys, bool dryRun)
{
    outcome.matched += countExisting(client, keys);
    if (dryRun || keys.empty())
        return;
    const auto removed = client.thread().run(keyspace::removeKeys(client.connection(), keys));
    if (removed.has_error())
        failServer(removed.error().text());
    outcome.removed += *removed;
}

void removeMatching(Outcome& outcome, redis::Client& client, const std::string& pattern, bool dryRun,
                    Interrupt& interrupt)
{
    keyspace::InvalidationRequest request;
    request.pattern = pattern;
    request.dryRun = dryRun;
    std::promise<redis::Result<keyspace::InvalidationProgress>> promise;
    auto ended = promise.get_future();
    std::atomic<std::uint64_t> matched{0};
    keyspace::Invalidation invalidation(client);
    invalidation.start(request, [&](const redis::Result<keyspace::InvalidationProgress>& progress) {
        if (progress.has_error() || progress->ended())
            promise.set_value(progress);
        else
            matched = progress->matched;
    });
    LiveLine live;
    while (ended.wait_for(std::chrono::milliseconds(100)) != std::future_status::ready) {
        live.show(fmt::format("{}: {} keys", report::visible(pattern), report::countText(matched)));
        if (interrupt.requested() && !outcome.interrupted) {
            outcome.interrupted = true;
            invalidation.stop();
        }
    }
    const auto progress = ended.get();
    if (progress.has_error())
        failServer(progress.error().text());
    outcome.matched += progress->matched;
    outcome.removed += progress->removed;
    outcome.trouble = progress->error;
}

Outcome invalidateAll(const Selection& selection, redis::Client& client, bool dryRun, Interrupt& interrupt)
{
    Outcome outcome;
    std::vector<std::string> keys; // without those that a pattern counts anyway
    for (const auto& key : selection.keys) {
        const auto covers = [&](const std::string& pattern) { return keyspace::globMatches(pattern, key); };
        if (std::none_of(selection.patterns.begin(), selection.patterns.end(), covers))
            keys.push_back(key);
    }
    removeNamed(outcome, client, keys, dryRun);
    for (const auto& pattern : selection.patterns)
        if (!outcome.interrupted && outcome.trouble.empty())
            removeMatching(outcome, client, pattern, dryRun, interrupt);
    return outcome;
}

// Where strategies::Cache keeps a tag's keys.
std::string tagKey(const CommandLine& line)
{
    return line.text("prefix") + "tag:" + line.text("tag");
}

Selection selectTag(redis::Client& client, const std::string& tag)
{
    Selection selection;
    const auto members = client.call({"ZRANGE", tag, "0", "-1"});
    if (members.has_error())
        failServer(members.error().text()); // also where the key is no tag
    for (const auto member : members->root())
        selection.keys.emplace_back(member.text());
    return selection;
}

// Takes the removed keys out of their tag, and only them: one that was filled meanwhile stays.
void forgetMembers(redis::Client& client, const std::string& tag, const std::vector<std::string>& keys)
{
    constexpr std::size_t batch = 500;
    for (std::size_t begin = 0; begin < keys.size(); begin += batch) {
        redis::Client::Command command{"ZREM", tag};
        const auto end = std::min(begin + batch, keys.size());
        command.insert(command.end(), keys.begin() + static_cast<std::ptrdiff_t>(begin),
                       keys.begin() + static_cast<std::ptrdiff_t>(end));
        if (const auto reply = client.call(std::move(command)); reply.has_error())
            failServer(reply.error().text());
    }
}

void requireOne(const CommandLine& line)
{
    static constexpr std::array<const char*, 5> ways{"key", "key-base64", "pattern", "tag", "entity"};
    int given = 0;
    for (const auto* way : ways)
        given += line.has(way) ? 1 : 0;
    if (given != 1)
        failUsage("expected one of --key, --key-base64, --pattern, --tag and --entity");
    if (line.has("workload") && !line.has("entity"))
        failUsage("--workload goes with --entity");
}

} // namespace

int invalidate(const Arguments& arguments)
{
    options::options_description description("Options");
    const auto text = [] { return options::value<std::string>(); };
    addServerOptions(description, true);
    description.add_options()("key", text()->value_name("K"), "one key");
    description.add_options()("key-base64", text()->value_name("B"), "one key whose name is not text");
    description.add_options()("pattern", text()->value_name("G"), "all keys that match a glob");
    description.add_options()("tag", text()->value_name("T"), "all keys kept under a tag");
    description.add_options()("entity", text()->value_name("E"),
                              "all keys derived from an entity, for example movie:42");
    description.add_options()("workload", text()->value_name("FILE"),
                              "the workload (a file or a shipped world) that tells which keys those are");
    description.add_options()("prefix", text()->value_name("P"),
                              "what stands before every key, for example a path's prefix in a run");
    description.add_options()("dry-run", "only count");
    description.add_options()("json", "print one JSON object");
    const CommandLine line(
        "invalidate --redis URL (--key K | --key-base64 B | --pattern G | --tag T | --entity E) [--workload FILE] "
        "[--dry-run] [--json]",
        "Removes what is cached under a key, a pattern, a tag or for an entity.", description, {}, arguments);
    requireOne(line);
    auto selection = line.has("tag") ? Selection{} : selectionOf(line); // before anything is sent
    const bool dryRun = line.has("dry-run");

    Interrupt interrupt;
    runtime::IoThread thread("invalidate");
    const auto client = connect(thread, openServer(line, thread, Access::Write));
    const auto start = std::chrono::steady_clock::now();
    if (line.has("tag"))
        selection = selectTag(*client, tagKey(line));
    const auto outcome = invalidateAll(selection, *client, dryRun, interrupt);
    if (line.has("tag") && !dryRun)
        forgetMembers(*client, tagKey(line), selection.keys);
    const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();

    if (line.has("json"))
        printResult(report::JsonWriter()
                        .beginObject()
                        .key("matched")
                        .count(outcome.matched)
                        .key("removed")
                        .count(outcome.removed)
                        .key("seconds")
                        .real(seconds, 6)
                        .endObject()
                        .string());
    else
        printResult(fmt::format("{} {} matched, {} removed{}", report::countText(outcome.matched),
                                outcome.matched == 1 ? "key" : "keys", report::countText(outcome.removed),
                                dryRun ? " (dry run)" : ""));
    if (!outcome.trouble.empty())
        printMessage(outcome.trouble);
    return outcome.interrupted ? Interrupted : outcome.trouble.empty() ? Done : ServerFailed;
}

} // namespace cachedeck::cli
