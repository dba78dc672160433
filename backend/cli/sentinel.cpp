#include "backend/cli/command.hpp"
#include "backend/cli/server.hpp"
#include "backend/cli/terminal.hpp"
#include "backend/report/json_writer.hpp"
#include "backend/report/wording.hpp"
#include "backend/sentinel/observer.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace cachedeck::cli {
namespace {

using namespace std::chrono_literals;

std::string isoMilliseconds(sentinel::WallClock::time_point time)
{
    const auto whole = std::chrono::floor<std::chrono::seconds>(time);
    const auto rest = std::chrono::duration_cast<std::chrono::milliseconds>(time - whole).count();
    return fmt::format("{:%FT%T}.{:03}Z", fmt::gmtime(sentinel::WallClock::to_time_t(whole)), rest);
}

void addresses(report::JsonWriter& json, const char* key, const std::vector<sentinel::Peer>& peers)
{
    json.key(key).beginArray();
    for (const auto& peer : peers)
        json.beginObject()
            .key("address")
            .text(peer.address.text())
            .key("flags")
            .text(fmt::format("{}", fmt::join(peer.flags, ",")))
            .key("up")
            .boolean(peer.isUp())
            .endObject();
    json.endArray();
}

void view(report::JsonWriter& json, const sentinel::SentinelView& one)
{
    json.beginObject().key("sentinel").text(one.address.text()).key("reachable").boolean(one.reachable).key("trouble");
    one.trouble.empty() ? json.null() : json.text(one.trouble);
    json.key("primary");
    one.primary ? json.text(one.primary->text()) : json.null();
    json.key("flags").text(fmt::format("{}", fmt::join(one.flags, ","))).key("epoch").count(one.configEpoch);
    json.key("quorum").count(one.quorum).key("quorum_reached");
    one.quorumReached ? json.boolean(*one.quorumReached) : json.null();
    json.key("quorum_text").text(one.quorumText).key("usable_sentinels").count(one.usableSentinels);
    json.key("down_after").real(static_cast<double>(one.downAfter.count()) / 1000, 3);
    json.key("tilt").boolean(one.tilt).key("disagrees").boolean(one.disagrees);
    addresses(json, "replicas", one.replicas);
    addresses(json, "sentinels", one.sentinels);
    json.endObject();
}

void server(report::JsonWriter& json, const sentinel::ServerView& one)
{
    json.beginObject().key("address").text(one.address.text()).key("reachable").boolean(one.reachable).key("trouble");
    one.trouble.empty() ? json.null() : json.text(one.trouble);
    json.key("role").text(one.role == sentinel::Role::Primary   ? "primary"
                          : one.role == sentinel::Role::Replica ? "replica"
                                                                : "unknown");
    json.key("version").text(one.version).key("offset").count(one.offset).key("lag_bytes");
    one.lagBytes ? json.count(*one.lagBytes) : json.null();
    json.endObject();
}

std::string toJson(const sentinel::Topology& topology)
{
    report::JsonWriter json;
    json.beginObject()
        .key("at")
        .text(isoMilliseconds(topology.date))
        .key("name")
        .text(topology.primaryName)
        .key("primary");
    topology.primary ? json.text(topology.primary->text()) : json.null();
    json.key("agreed").boolean(topology.agreed).key("majority").boolean(topology.majority);
    json.key("disagreement")
        .boolean(topology.disagreement)
        .key("naming")
        .count(topology.naming)
        .key("known")
        .count(topology.known);
    json.key("quorum").count(topology.quorum).key("epoch").count(topology.highestEpoch);
    json.key("failover_possible").boolean(topology.failoverPossible);
    json.key("failover_in_progress")
        .boolean(topology.failoverInProgress)
        .key("split_brain")
        .boolean(topology.splitBrain);
    json.key("sentinels").beginArray();
    for (const auto& one : topology.sentinels)
        view(json, one);
    json.endArray().key("servers").beginArray();
    for (const auto& one : topology.servers)
        server(json, one);
    return json.endArray().endObject().string();
}

std::string toText(const sentinel::Topology& topology)
{
    auto text = fmt::format("{}: primary {}, named by {} of {} sentinels", report::visible(topology.primaryName),
                            topology.primary ? topology.primary->text() : "unknown", topology.naming, topology.known);
    for (const auto& one : topology.sentinels) {
        text += fmt::format("\n{:<22}", one.address.text());
        if (!one.reachable) {
            text += " not reachable: " + report::visible(one.trouble);
            continue;
        }
        text += fmt::format(" names {}, flags {}, epoch {}, {} replicas, {} other sentinels, {}{}{}",
                            one.primary ? one.primary->text() : "nobody", fmt::join(one.flags, ","), one.configEpoch,
                            one.replicas.size(), one.sentinels.size(),
                            report::visible(one.quorumText.empty() ? one.trouble : one.quorumText),
                            one.disagrees ? ", DISAGREES" : "", one.tilt ? ", TILT" : "");
    }
    for (const auto& one : topology.servers)
        text += fmt::format("\n{:<22} {}", one.address.text(),
                            !one.reachable                        ? "not reachable: " + report::visible(one.trouble)
                            : one.role == sentinel::Role::Primary ? std::string("primary")
                            : one.lagBytes ? fmt::format("replica, {} bytes behind", *one.lagBytes)
                                           : std::string("replica"));
    return text + (topology.splitBrain ? "\nTWO SERVERS SAY THAT THEY ARE PRIMARY" : "");
}

std::string eventJson(const sentinel::Event& event)
{
    report::JsonWriter json;
    json.beginObject().key("at").text(isoMilliseconds(event.date)).key("sentinel").text(event.sentinel.text());
    json.key("event").text(event.event).key("primary").text(event.primary).key("detail").text(event.detail);
    return json.endObject().string();
}

std::string failoverJson(const sentinel::Failover& failover)
{
    using Phase = std::optional<sentinel::Failover::Milliseconds>;
    report::JsonWriter json;
    const auto phase = [&](const char* key, const Phase& at) {
        json.key(key).real(at ? std::optional(at->count()) : std::nullopt, 3);
    };
    json.beginObject().key("event").text("failover");
    phase("down", failover.down);
    phase("detected", failover.detected);
    phase("elected", failover.elected);
    phase("promoted", failover.promoted);
    phase("writable", failover.writable);
    phase("agreed", failover.agreed);
    json.key("at").text(isoMilliseconds(failover.date)).key("from").text(failover.from.text()).key("to");
    failover.to ? json.text(failover.to->text()) : json.null();
    return json.key("manual").boolean(failover.manual).key("outcome").text(failover.outcome).endObject().string();
}

std::string failoverText(const sentinel::Failover& failover)
{
    auto text = fmt::format("failover {}: {} to {}", failover.outcome, failover.from.text(),
                            failover.to ? failover.to->text() : "nobody");
    for (const auto& phase : sentinel::phases(failover))
        text += fmt::format(", {} after {:.0f} ms", phase.name, phase.at.count());
    return text;
}

sentinel::ObserverOptions observed(const CommandLine& line)
{
    sentinel::ObserverOptions wanted;
    const auto list = line.text("sentinel");
    for (std::size_t begin = 0; begin <= list.size();) {
        const auto end = std::min(list.find(',', begin), list.size());
        const auto address = redis::parseAddress(std::string_view(list).substr(begin, end - begin), 26379);
        if (address.has_error())
            failUsage("--sentinel: " + address.error().text());
        wanted.sentinels.push_back(*address);
        begin = end + 1;
    }
    wanted.primaryName = line.text("primary");
    wanted.sentinelCredentials.password = sentinelPassword();
    wanted.serverCredentials.password = serverPassword();
    return wanted;
}

// Every sentinel has answered or failed, and so has every server they name.
bool isWhole(const sentinel::Topology& topology)
{
    const auto told = [](const auto& one) { return one.at.has_value() || !one.trouble.empty(); };
    return !topology.sentinels.empty() && std::all_of(topology.sentinels.begin(), topology.sentinels.end(), told) &&
           std::all_of(topology.servers.begin(), topology.servers.end(), told) &&
           (!topology.servers.empty() || std::none_of(topology.sentinels.begin(), topology.sentinels.end(),
                                                      [](const auto& one) { return one.primary; }));
}

bool anyReachable(const sentinel::Topology& topology)
{
    return std::any_of(topology.sentinels.begin(), topology.sentinels.end(),
                       [](const auto& one) { return one.reachable; });
}

void printNoneReached(const sentinel::Topology& topology)
{
    printMessage("No sentinel could be reached.");
    for (const auto& one : topology.sentinels)
        printMessage(fmt::format("{}: {}", one.address.text(), report::visible(one.trouble)));
}

int showOnce(runtime::IoThread& thread, sentinel::ObserverOptions wanted, bool json, Interrupt& interrupt)
{
    wanted.measureFailovers = false;
    wanted.poll = 200ms;
    const auto deadline = 3 * wanted.deadline;
    sentinel::Observer observer(thread, std::move(wanted));
    observer.start();
    const auto end = runtime::Clock::now() + deadline;
    auto topology = observer.topology();
    while (!isWhole(*topology) && runtime::Clock::now() < end && !interrupt.waitFor(20ms))
        topology = observer.topology();
    if (interrupt.requested())
        return Interrupted;
    printResult(json ? toJson(*topology) : toText(*topology));
    const bool any = anyReachable(*topology);
    const bool known = std::any_of(topology->sentinels.begin(), topology->sentinels.end(),
                                   [](const auto& one) { return one.primary; });
    if (any && !known)
        printMessage(fmt::format("No sentinel knows a primary named \"{}\".", report::visible(topology->primaryName)));
    if (!any)
        printNoneReached(*topology);
    return any && known ? Done : ServerFailed;
}

// Sentinels that go away later are waited for; the first answer is not.
int follow(runtime::IoThread& thread, sentinel::ObserverOptions wanted, bool json, Interrupt& interrupt)
{
    const auto deadline = 3 * wanted.deadline;
    sentinel::Observer observer(thread, std::move(wanted));
    observer.onEvent([json](const sentinel::Event& event) { // on the IoThread, one at a time with the next one
        printResult(json ? eventJson(event)
                         : fmt::format("{} {} {} {}", isoMilliseconds(event.date), event.sentinelName, event.event,
                                       report::visible(event.detail)));
    });
    observer.onFailover([json](const sentinel::Failover& failover) {
        if (failover.finished && failover.outcome != "false alarm")
            printResult(json ? failoverJson(failover) : failoverText(failover));
    });
    observer.start();
    const auto end = runtime::Clock::now() + deadline;
    while (!anyReachable(*observer.topology()) && !interrupt.requested()) {
        if (runtime::Clock::now() >= end) {
            printNoneReached(*observer.topology());
            return ServerFailed;
        }
        interrupt.waitFor(20ms);
    }
    while (!interrupt.requested())
        interrupt.wait();
    return Interrupted;
}

} // namespace

int sentinel(const Arguments& arguments)
{
    options::options_description description("Options");
    description.add_options()("sentinel", options::value<std::string>()->value_name("HOST:PORT,...")->required(),
                              "sentinels to ask");
    description.add_options()("primary", options::value<std::string>()->value_name("NAME")->required(),
                              "the primary's name");
    description.add_options()("follow", "go on, and print every event and the times of each failover");
    description.add_options()("json", "print JSON: one object, or with --follow one a line");
    const CommandLine line("sentinel --sentinel HOST:PORT[,...] --primary NAME [--follow] [--json]",
                           "Prints each sentinel's own view of a primary, or the log of their events. Never writes.",
                           description, {}, arguments);
    auto wanted = observed(line);
    Interrupt interrupt;
    runtime::IoThread thread("sentinel");
    return line.has("follow") ? follow(thread, std::move(wanted), line.has("json"), interrupt)
                              : showOnce(thread, std::move(wanted), line.has("json"), interrupt);
}

} // namespace cachedeck::cli
