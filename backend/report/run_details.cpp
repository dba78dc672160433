#include "backend/report/run_details.hpp"

#include <cmath>

namespace cachedeck::report {

using workload::JsonNode;

std::string text(const JsonNode& json)
{
    if (!json.value().is_string())
        json.failExpected("a text");
    return {json.value().get_string().data(), json.value().get_string().size()};
}

std::uint64_t count(const JsonNode& json)
{
    boost::system::error_code error;
    const auto number = json.value().is_number() ? json.value().to_number<std::uint64_t>(error) : 0;
    if (!json.value().is_number() || error)
        json.failExpected("a whole number, 0 or above");
    return number;
}

namespace {

void take(const JsonNode& json, const char* name, std::uint64_t& to)
{
    if (const auto field = json.find(name))
        to = count(*field);
}

void take(const JsonNode& json, const char* name, double& to)
{
    if (const auto field = json.find(name))
        to = field->number();
}

void take(const JsonNode& json, const char* name, std::optional<double>& to)
{
    if (const auto field = json.find(name); field && !field->value().is_null())
        to = field->number();
}

void take(const JsonNode& json, const char* name, std::optional<std::uint64_t>& to)
{
    if (const auto field = json.find(name); field && !field->value().is_null())
        to = count(*field);
}

void optionalCount(JsonWriter& json, const std::optional<std::uint64_t>& value)
{
    value ? json.count(*value) : json.null();
}

void write(JsonWriter& json, const Durations& durations)
{
    json.beginObject().key("count").count(durations.count).key("mean").real(durations.mean, 3);
    json.key("p50").real(durations.p50, 3).key("p90").real(durations.p90, 3).key("p99").real(durations.p99, 3);
    json.key("max").real(durations.max, 3).endObject();
}

void take(const JsonNode& json, const char* name, Durations& to)
{
    const auto durations = json.find(name);
    if (!durations)
        return;
    take(*durations, "count", to.count);
    take(*durations, "mean", to.mean);
    take(*durations, "p50", to.p50);
    take(*durations, "p90", to.p90);
    take(*durations, "p99", to.p99);
    take(*durations, "max", to.max);
}

void take(const JsonNode& json, const char* name, std::string& to)
{
    if (const auto field = json.find(name))
        to = text(*field);
}

void write(JsonWriter& json, const load::LimitResult& limit)
{
    json.beginObject().key("threshold").text(limit.threshold).key("rate").real(limit.rate, 3);
    json.key("above").real(limit.above, 3).key("complete").boolean(limit.complete).key("steps").beginArray();
    for (const auto& step : limit.steps) {
        json.beginObject().key("rate").real(step.rate, 3).key("throughput").real(step.throughput, 3);
        json.key("p50_us").real(step.p50, 3).key("p99_us").real(step.p99, 3);
        json.key("sustained").boolean(step.sustained).key("met").boolean(step.met);
        json.key("decided").boolean(step.decided).endObject();
    }
    json.endArray().endObject();
}

load::LimitResult readLimit(const JsonNode& json)
{
    load::LimitResult limit;
    limit.threshold = text(json.at("threshold"));
    take(json, "rate", limit.rate);
    take(json, "above", limit.above);
    limit.complete = json.at("complete").boolean();
    for (const auto& one : json.at("steps").elements()) {
        load::LimitStep step;
        step.rate = one.at("rate").number();
        step.throughput = one.at("throughput").number();
        step.p50 = one.at("p50_us").number();
        step.p99 = one.at("p99_us").number();
        step.sustained = one.at("sustained").boolean();
        step.met = one.at("met").boolean();
        if (const auto decided = one.find("decided"))
            step.decided = decided->boolean();
        limit.steps.push_back(step);
    }
    return limit;
}

} // namespace

void writeLaterCounts(JsonWriter& json, const load::Counts& counts)
{
    json.key("recomputations").count(counts.recomputations).key("store_errors").count(counts.storeErrors);
    json.key("cache_errors").count(counts.cacheErrors);
    if (counts.unknownWrites > 0)
        json.key("unknown_writes").count(counts.unknownWrites);
    if (counts.estimates == 0)
        return;
    const auto n = static_cast<double>(counts.estimates);
    json.key("estimates").beginObject().key("checked").count(counts.estimates);
    json.key("mean_error").real(static_cast<double>(counts.estimateErrors) / 1e6 / n, 6);
    json.key("standard_error").real(std::sqrt(static_cast<double>(counts.estimateSquares) / n) / 1e6, 6).endObject();
}

void readLaterCounts(const JsonNode& json, load::Counts& counts)
{
    take(json, "recomputations", counts.recomputations);
    take(json, "store_errors", counts.storeErrors);
    take(json, "cache_errors", counts.cacheErrors);
    take(json, "unknown_writes", counts.unknownWrites);
    const auto estimates = json.find("estimates");
    if (!estimates)
        return;
    take(*estimates, "checked", counts.estimates);
    const auto n = static_cast<double>(counts.estimates);
    counts.estimateErrors = static_cast<std::uint64_t>(std::llround(estimates->at("mean_error").number() * n * 1e6));
    const double standard = estimates->at("standard_error").number() * 1e6;
    counts.estimateSquares = static_cast<std::uint64_t>(std::llround(standard * standard * n));
}

void writeDetails(JsonWriter& json, const PathDetails& details)
{
    json.key("steady_after").real(details.steadyAfter, 3).key("drift").real(details.drift, 4);
    json.key("stale_age_ms");
    write(json, details.staleAges);
    json.key("stale_versions_mean").real(details.staleVersionsMean, 4);
    json.key("store_in_flight_max").count(details.storeInFlightMax);
    json.key("own_thread_share").real(details.ownThreadShare, 4).key("server_cores").real(details.serverCores, 3);
    if (details.waiting) {
        json.key("waiting").beginObject().key("response_p99_us").real(details.waiting->responseP99, 3);
        json.key("service_p99_us")
            .real(details.waiting->serviceP99, 3)
            .key("text")
            .text(details.waiting->text)
            .endObject();
    }
    json.key("hit_mean_us").real(details.hitMean, 3).key("miss_mean_us").real(details.missMean, 3).key("cache_bytes");
    optionalCount(json, details.cacheBytes);
    json.key("cache_keys");
    optionalCount(json, details.cacheKeys);
    json.key("figures").beginObject();
    for (const auto& figure : details.figures)
        json.key(figure.name).count(figure.value);
    json.endObject();
    if (details.eventsApplied + details.eventsFailed > 0) {
        json.key("events_applied").count(details.eventsApplied).key("events_failed").count(details.eventsFailed);
        json.key("events_not_fresh").count(details.eventsNotFresh).key("event_to_applied_ms");
        write(json, details.eventToApplied);
        json.key("event_to_fresh_ms");
        write(json, details.eventToFresh);
    }
    if (details.limit) {
        json.key("limit");
        write(json, *details.limit);
    }
}

PathDetails readDetails(const JsonNode& json)
{
    PathDetails details;
    take(json, "steady_after", details.steadyAfter);
    take(json, "drift", details.drift);
    take(json, "stale_age_ms", details.staleAges);
    take(json, "events_applied", details.eventsApplied);
    take(json, "events_failed", details.eventsFailed);
    take(json, "events_not_fresh", details.eventsNotFresh);
    take(json, "event_to_applied_ms", details.eventToApplied);
    take(json, "event_to_fresh_ms", details.eventToFresh);
    take(json, "stale_versions_mean", details.staleVersionsMean);
    take(json, "store_in_flight_max", details.storeInFlightMax);
    take(json, "own_thread_share", details.ownThreadShare);
    take(json, "server_cores", details.serverCores);
    if (const auto waiting = json.find("waiting"))
        details.waiting = load::Waiting{waiting->at("response_p99_us").number(), waiting->at("service_p99_us").number(),
                                        text(waiting->at("text"))};
    take(json, "hit_mean_us", details.hitMean);
    take(json, "miss_mean_us", details.missMean);
    take(json, "cache_bytes", details.cacheBytes);
    take(json, "cache_keys", details.cacheKeys);
    if (const auto figures = json.find("figures"))
        for (const auto& [name, value] : figures->members())
            details.figures.push_back({name, count(value)});
    if (const auto limit = json.find("limit"))
        details.limit = readLimit(*limit);
    return details;
}

void write(JsonWriter& json, const load::Fault& fault)
{
    json.beginObject().key("from").real(fault.from, 3).key("to").real(fault.to, 3).key("over").boolean(fault.over);
    json.key("path")
        .text(fault.path)
        .key("where")
        .text(fault.where)
        .key("kind")
        .text(fault.kind)
        .key("text")
        .text(fault.text);
    json.key("errors")
        .count(fault.errors)
        .key("timeouts")
        .count(fault.timeouts)
        .key("fallbacks")
        .count(fault.fallbacks);
    const auto& response = fault.response;
    json.key("response_us").beginObject().key("count").count(response.count).key("p50").real(response.p50, 3);
    json.key("p95").real(response.p95, 3).key("p99").real(response.p99, 3).key("p99_9").real(response.p999, 3);
    json.key("max").real(response.max, 3).endObject().endObject();
}

load::Fault readFault(const JsonNode& json)
{
    load::Fault fault;
    fault.from = json.at("from").number();
    fault.to = json.at("to").number();
    fault.over = json.at("over").boolean();
    fault.path = text(json.at("path"));
    fault.where = text(json.at("where"));
    fault.kind = text(json.at("kind"));
    fault.text = text(json.at("text"));
    fault.errors = count(json.at("errors"));
    fault.timeouts = count(json.at("timeouts"));
    fault.fallbacks = count(json.at("fallbacks"));
    const auto response = json.at("response_us");
    fault.response = {count(response.at("count")), response.at("p50").number(),   response.at("p95").number(),
                      response.at("p99").number(), response.at("p99_9").number(), response.at("max").number()};
    return fault;
}

void write(JsonWriter& json, const load::ServerCost& server)
{
    json.beginObject().key("known").boolean(server.known).key("why").text(server.why);
    json.key("commands").count(server.commands).key("own_commands").count(server.ownCommands);
    json.key("control_commands").count(server.controlCommands).key("other_commands").count(server.otherCommands);
    json.key("cpu_seconds").real(server.cpuSeconds, 3).key("connections_received").count(server.connectionsReceived);
    json.key("connected_clients").count(server.connectedClients).key("own_connections").count(server.ownConnections);
    json.key("keyspace_hits").count(server.keyspaceHits).key("keyspace_misses").count(server.keyspaceMisses);
    json.key("evicted_keys").count(server.evictedKeys).key("expired_keys").count(server.expiredKeys);
    json.key("net_input_bytes").count(server.netInput).key("net_output_bytes").count(server.netOutput);
    json.key("used_memory").count(server.usedMemory).key("by_command").beginObject();
    for (const auto& [name, command] : server.byCommand)
        json.key(name)
            .beginObject()
            .key("calls")
            .count(command.calls)
            .key("usec")
            .count(command.microseconds)
            .endObject();
    json.endObject().endObject();
}

load::ServerCost readServer(const JsonNode& json)
{
    load::ServerCost server;
    server.known = json.at("known").boolean();
    server.why = text(json.at("why"));
    take(json, "commands", server.commands);
    take(json, "own_commands", server.ownCommands);
    take(json, "control_commands", server.controlCommands);
    take(json, "other_commands", server.otherCommands);
    take(json, "cpu_seconds", server.cpuSeconds);
    take(json, "connections_received", server.connectionsReceived);
    take(json, "connected_clients", server.connectedClients);
    take(json, "own_connections", server.ownConnections);
    take(json, "keyspace_hits", server.keyspaceHits);
    take(json, "keyspace_misses", server.keyspaceMisses);
    take(json, "evicted_keys", server.evictedKeys);
    take(json, "expired_keys", server.expiredKeys);
    take(json, "net_input_bytes", server.netInput);
    take(json, "net_output_bytes", server.netOutput);
    take(json, "used_memory", server.usedMemory);
    if (const auto commands = json.find("by_command"))
        for (const auto& [name, command] : commands->members())
            server.byCommand[name] = {count(command.at("calls")), count(command.at("usec"))};
    return server;
}

void write(JsonWriter& json, const StreamSummary& summary)
{
    const auto& stream = summary.stream;
    json.beginObject().key("carrier").text(stream.carrier).key("place").text(stream.place);
    json.key("trouble").text(stream.trouble).key("sampled_one_in").integer(stream.sampledOneIn);
    json.key("offered").count(stream.offered).key("delivered").count(stream.delivered).key("lost").count(stream.lost);
    json.key("waiting").count(stream.waiting);
    json.key("dropped").count(stream.dropped).key("most_waiting").count(stream.mostWaiting);
    json.key("outages").count(stream.outages).key("produced").count(stream.produced).key("again").count(stream.again);
    json.key("dead_lettered").count(stream.deadLettered).key("most_lag").count(stream.mostLag).key("publish_ms");
    write(json, summary.publish);
    json.endObject();
}

StreamSummary readStream(const JsonNode& json)
{
    StreamSummary summary;
    auto& stream = summary.stream;
    take(json, "carrier", stream.carrier);
    take(json, "place", stream.place);
    take(json, "trouble", stream.trouble);
    if (const auto oneIn = json.find("sampled_one_in"))
        stream.sampledOneIn = static_cast<int>(oneIn->integer(0, 1'000'000'000));
    const std::pair<const char*, std::uint64_t&> counts[] = {
        {"offered", stream.offered}, {"delivered", stream.delivered},
        {"lost", stream.lost},       {"waiting", stream.waiting},
        {"dropped", stream.dropped}, {"most_waiting", stream.mostWaiting},
        {"outages", stream.outages}, {"produced", stream.produced},
        {"again", stream.again},     {"dead_lettered", stream.deadLettered},
        {"most_lag", stream.mostLag}};
    for (const auto& [name, to] : counts)
        take(json, name, to);
    take(json, "publish_ms", summary.publish);
    return summary;
}

void write(JsonWriter& json, const BreakEvenSummary& summary)
{
    const auto& one = summary.breakEven;
    const auto& t = one.times;
    const auto& f = one.figures;
    json.beginObject().key("baseline").text(one.baseline).key("path").text(one.path);
    json.key("uncached_mean_us")
        .real(t.uncached, 3)
        .key("hit_mean_us")
        .real(t.hit, 3)
        .key("miss_mean_us")
        .real(t.miss, 3);
    json.key("estimated").boolean(one.estimated).key("measured_hit_ratio").real(t.hitRatio, 6);
    json.key("measured_write_share").real(one.writeShare, 6).key("measured_reads_per_second").real(t.readsPerSecond, 3);
    json.key("hit_ratio").real(f.hitRatio, 6).key("write_share").real(f.writeShare, 6);
    json.key("write_share_least").real(f.writeShareLeast, 6).key("reads_per_second").real(f.readsPerSecond, 3);
    json.key("saved_ms_per_second").real(f.savedMillisecondsPerSecond, 3);
    json.key("bytes_per_saved_ms_per_second").real(f.bytesPerMillisecond, 3).key("sentences").beginObject();
    for (const auto& sentence : summary.sentences)
        json.key(sentence.figure).text(sentence.text);
    json.endObject().endObject();
}

BreakEvenSummary readBreakEven(const JsonNode& json)
{
    BreakEvenSummary summary;
    auto& one = summary.breakEven;
    one.baseline = text(json.at("baseline"));
    one.path = text(json.at("path"));
    one.estimated = json.at("estimated").boolean();
    take(json, "uncached_mean_us", one.times.uncached);
    take(json, "hit_mean_us", one.times.hit);
    take(json, "miss_mean_us", one.times.miss);
    take(json, "measured_hit_ratio", one.times.hitRatio);
    take(json, "measured_write_share", one.writeShare);
    take(json, "measured_reads_per_second", one.times.readsPerSecond);
    take(json, "hit_ratio", one.figures.hitRatio);
    take(json, "write_share", one.figures.writeShare);
    take(json, "write_share_least", one.figures.writeShareLeast);
    take(json, "reads_per_second", one.figures.readsPerSecond);
    take(json, "saved_ms_per_second", one.figures.savedMillisecondsPerSecond);
    take(json, "bytes_per_saved_ms_per_second", one.figures.bytesPerMillisecond);
    for (const auto& [figure, sentence] : json.at("sentences").members())
        summary.sentences.push_back({figure, text(sentence)});
    return summary;
}

} // namespace cachedeck::report
