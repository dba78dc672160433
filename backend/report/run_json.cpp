// run.json as command-line.md has it. Fields that came later stand after the contract's.

#include "backend/report/json_writer.hpp"
#include "backend/report/run_details.hpp"

namespace cachedeck::report {
namespace {

void write(JsonWriter& json, const Latency& latency)
{
    json.beginObject().key("count").count(latency.count);
    json.key("min").real(latency.min, 3).key("mean").real(latency.mean, 3);
    json.key("p50").real(latency.p50, 3).key("p90").real(latency.p90, 3).key("p95").real(latency.p95, 3);
    json.key("p99").real(latency.p99, 3).key("p99_9").real(latency.p999, 3).key("p99_99").real(latency.p9999, 3);
    json.key("max").real(latency.max, 3).endObject();
}

void write(JsonWriter& json, const std::vector<std::string>& texts)
{
    json.beginArray();
    for (const auto& text : texts)
        json.text(text);
    json.endArray();
}

void writeOutcomes(JsonWriter& json, const load::Counts& counts)
{
    json.key("operations").count(counts.issued).key("issued").count(counts.issued).key("ok").count(counts.ok);
    json.key("errors").count(counts.errors).key("timeouts").count(counts.timeouts);
    json.key("unfinished").count(counts.unfinished).key("fallbacks").count(counts.fallbacks);
}

void writeReads(JsonWriter& json, const load::Counts& counts, std::optional<double> hitRatio)
{
    json.key("hits").count(counts.hits).key("misses").count(counts.misses).key("hit_ratio").real(hitRatio, 6);
    json.key("store_reads").count(counts.storeReads).key("checked").count(counts.checked);
    json.key("wrong").count(counts.wrong).key("missing").count(counts.missing).key("stale").count(counts.stale);
}

void write(JsonWriter& json, const OperationSummary& operation)
{
    json.beginObject().key("kind").text(operation.kind);
    writeOutcomes(json, operation.counts);
    writeReads(json, operation.counts, operation.counts.hitRatio());
    json.key("service_us");
    write(json, operation.service);
    json.key("response_us");
    write(json, operation.response);
    writeLaterCounts(json, operation.counts);
    json.endObject();
}

void write(JsonWriter& json, const PathSummary& path)
{
    json.beginObject().key("name").text(path.name).key("strategy").text(path.strategy).key("store").text(path.store);
    json.key("encoding").text(path.encoding).key("loop").text(path.loop);
    writeOutcomes(json, path.counts);
    json.key("seconds").real(path.seconds, 3).key("warm_up").real(path.warmUp, 3).key("steady").boolean(path.steady);
    json.key("throughput").real(path.throughput, 3);
    writeReads(json, path.counts, path.hitRatio);
    json.key("stale_age_max").real(path.staleAgeMax, 6).key("stale_versions_max").count(path.staleVersionsMax);
    json.key("service_us");
    write(json, path.service);
    json.key("response_us");
    write(json, path.response);
    json.key("concurrency").real(path.concurrency, 3).key("little").real(path.little, 4);
    json.key("trusted").boolean(path.trusted).key("reasons");
    write(json, path.reasons);
    json.key("by_operation").beginObject();
    for (const auto& operation : path.operations) {
        json.key(operation.name);
        write(json, operation);
    }
    json.endObject().key("writes").count(path.counts.writes);
    writeLaterCounts(json, path.counts);
    writeDetails(json, path.details);
    json.endObject();
}

void write(JsonWriter& json, const load::Comparison& comparison)
{
    json.beginObject().key("what").text(comparison.what).key("baseline").text(comparison.baseline);
    json.key("path").text(comparison.path).key("quantile").real(comparison.quantile, -1);
    json.key("speedup")
        .real(comparison.speedup, 4)
        .key("low")
        .real(comparison.low, 4)
        .key("high")
        .real(comparison.high, 4);
    json.key("confidence").real(comparison.confidence, -1);
    if (!comparison.missing.empty())
        json.key("missing").text(comparison.missing);
    json.endObject();
}

void write(JsonWriter& json, const load::Machine& machine)
{
    json.beginObject().key("os").text(machine.os).key("cpu").text(machine.cpu).key("cores").integer(machine.cores);
    json.key("memory").count(machine.memory).endObject();
}

void write(JsonWriter& json, const load::NoiseCheck& noise)
{
    json.beginObject().key("steal").real(noise.steal, 4).key("other_load").real(noise.otherLoad, 3);
    json.key("own_cores").real(noise.ownCores, 3).key("server_cores").real(noise.serverCores, 3);
    json.key("cores").integer(noise.cores).key("shared_cores").boolean(noise.sharedCores).key("remarks");
    write(json, noise.remarks);
    json.endObject();
}

void writeFacts(JsonWriter& json, const RunDocument& document)
{
    json.key("format").integer(1).key("name").text(document.name).key("started").text(isoTime(document.started));
    json.key("seconds").real(document.seconds, 3).key("seed").count(document.seed);
    json.key("scenario").json(document.scenario).key("machine");
    write(json, document.machine);
    json.key("versions").beginObject();
    for (const auto& [name, version] : document.versions)
        json.key(name).text(version);
    json.endObject().key("simulated");
    write(json, document.simulated);
}

void writeOutcome(JsonWriter& json, const RunDocument& document)
{
    json.key("comparisons").beginArray();
    for (const auto& comparison : document.comparisons)
        write(json, comparison);
    json.endArray().key("events").beginArray();
    for (const auto& mark : document.events)
        json.beginObject()
            .key("at")
            .real(mark.at, 3)
            .key("kind")
            .text(mark.kind)
            .key("text")
            .text(mark.text)
            .endObject();
    json.endArray().key("thresholds").beginArray();
    for (const auto& threshold : document.thresholds)
        json.beginObject().key("what").text(threshold.what).key("met").boolean(threshold.met).endObject();
    json.endArray();
}

} // namespace

std::string toJson(const RunDocument& document)
{
    JsonWriter json(JsonWriter::Style::Indented);
    json.beginObject();
    writeFacts(json, document);
    json.key("paths").beginArray();
    for (const auto& path : document.paths)
        write(json, path);
    json.endArray();
    writeOutcome(json, document);
    json.key("interrupted").boolean(document.interrupted).key("data").text(document.data).key("verdicts");
    write(json, document.verdicts);
    json.key("noise");
    write(json, document.noise);
    json.key("own")
        .beginObject()
        .key("connections")
        .count(document.ownConnections)
        .key("commands")
        .count(document.ownCommands);
    json.endObject().key("faults").beginArray();
    for (const auto& fault : document.faults)
        write(json, fault);
    json.endArray().key("server");
    write(json, document.server);
    if (!document.stream.stream.carrier.empty()) {
        json.key("stream");
        write(json, document.stream);
    }
    json.key("break_even").beginArray();
    for (const auto& one : document.breakEven)
        write(json, one);
    json.endArray().endObject();
    return json.string() + "\n";
}

std::string toJson(const PathSummary& path)
{
    JsonWriter json;
    write(json, path);
    return json.string();
}

} // namespace cachedeck::report
