#include "backend/report/insights.hpp"

#include "backend/report/wording.hpp"

#include <fmt/format.h>

#include <cmath>

namespace cachedeck::report {

std::vector<std::string> timesSentences(const RunDocument& run)
{
    std::vector<std::string> sentences;
    for (const auto& path : run.paths) {
        if (path.response.count == 0)
            continue;
        const auto both =
            fmt::format("{}: p99 {} from when a read was due (response), {} from when it was sent (service)", path.name,
                        latencyText(path.response.p99), latencyText(path.service.p99));
        sentences.push_back(
            path.details.waiting ? fmt::format("{}; {}.", both, path.details.waiting->text)
            : path.loop == "closed"
                ? fmt::format(
                      "{}; in a closed loop a user asks when its last answer is there, so no read waits to be sent.",
                      both)
                : fmt::format("{}; reads did not wait for their turn.", both));
    }
    return sentences;
}

std::vector<std::string> faultSentences(const RunDocument& run)
{
    std::vector<std::string> sentences;
    for (const auto& fault : run.faults) {
        auto text = fmt::format("{} to {}{}: {}{}; {} errors, {} timeouts, {} fallbacks", clockText(fault.from),
                                clockText(fault.to), fault.over ? "" : " (the end)",
                                fault.path.empty() ? "" : fault.path + ": ", fault.text, countText(fault.errors),
                                countText(fault.timeouts), countText(fault.fallbacks));
        if (fault.response.count > 0)
            text += fmt::format("; the {} reads that succeeded took {} at p50 and {} at p99",
                                countText(fault.response.count), latencyText(fault.response.p50),
                                latencyText(fault.response.p99));
        sentences.push_back(text + ".");
    }
    return sentences;
}

std::vector<std::string> breakEvenSentences(const RunDocument& run)
{
    std::vector<std::string> sentences;
    for (const auto& one : run.breakEven)
        for (const auto& sentence : one.sentences)
            sentences.push_back(sentence.text);
    return sentences;
}

std::vector<std::string> estimateSentences(const RunDocument& run)
{
    std::vector<std::string> sentences;
    for (const auto& path : run.paths)
        for (const auto& operation : path.operations) {
            const auto& counts = operation.counts;
            if (counts.estimates == 0)
                continue;
            const auto n = static_cast<double>(counts.estimates);
            sentences.push_back(fmt::format(
                "{}: the estimates of {} were {} off the store's exact number on average, a standard error of {} over "
                "{} checked answers; a HyperLogLog promises 0.81 %.",
                path.name, operation.name, percentText(static_cast<double>(counts.estimateErrors) / 1e6 / n),
                percentText(std::sqrt(static_cast<double>(counts.estimateSquares) / n) / 1e6),
                countText(counts.estimates)));
        }
    return sentences;
}

std::vector<std::string> serverSentences(const RunDocument& run)
{
    const auto& server = run.server;
    if (!server.known)
        return server.why.empty()
                   ? std::vector<std::string>{}
                   : std::vector<std::string>{fmt::format("Nothing is known of the cache's server: {}.", server.why)};
    return {fmt::format("The cache's server processed {} commands in {:.1f} s of CPU: {} of the load, {} of "
                        "CacheDeck's control, {} of others; "
                        "{} hits, {} misses, {} keys evicted, {} expired; {} in, {} out, {} in use at the end.",
                        countText(server.commands), server.cpuSeconds, countText(server.ownCommands),
                        countText(server.controlCommands), countText(server.otherCommands),
                        countText(server.keyspaceHits), countText(server.keyspaceMisses), countText(server.evictedKeys),
                        countText(server.expiredKeys), bytesText(server.netInput), bytesText(server.netOutput),
                        bytesText(server.usedMemory))};
}

std::vector<std::string> streamSentences(const RunDocument& run)
{
    const auto& stream = run.stream.stream;
    if (stream.carrier.empty())
        return {};
    std::vector<std::string> sentences;
    auto text =
        fmt::format("Carried by {} ({}): {} events offered, {} delivered, {} lost", stream.carrier, stream.place,
                    countText(stream.offered), countText(stream.delivered), countText(stream.lost));
    if (stream.waiting > 0)
        text += fmt::format(", {} still waiting when the run ended", countText(stream.waiting));
    if (stream.sampledOneIn > 0)
        text += fmt::format("; cache operations of one operation in {}, {} of them not told", stream.sampledOneIn,
                            countText(stream.dropped));
    if (run.stream.publish.count > 0)
        text += fmt::format("; confirmed after {} at p50 and {} at p99", latencyText(run.stream.publish.p50 * 1000),
                            latencyText(run.stream.publish.p99 * 1000));
    if (stream.outages > 0 || !stream.trouble.empty())
        text += fmt::format("; the connection was lost {} times, {} events at most waited", countText(stream.outages),
                            countText(stream.mostWaiting));
    sentences.push_back(text + ".");
    if (stream.produced > 0)
        sentences.push_back(
            fmt::format("The world sent {} messages; {} came a second time and were recognised, {} went "
                        "to the dead letters; {} at most waited for their receiver.",
                        countText(stream.produced), countText(stream.again), countText(stream.deadLettered),
                        countText(stream.mostLag)));
    for (const auto& path : run.paths) {
        const auto& fresh = path.details.eventToFresh;
        if (path.details.eventsApplied == 0)
            continue;
        auto line = fmt::format("{}: {} events applied", path.name, countText(path.details.eventsApplied));
        if (fresh.count > 0)
            line += fmt::format("; from event to fresh read {} at p50, {} at p90, {} at p99 ({} measured)",
                                latencyText(fresh.p50 * 1000), latencyText(fresh.p90 * 1000),
                                latencyText(fresh.p99 * 1000), countText(fresh.count));
        if (path.details.eventsNotFresh > 0)
            line += fmt::format("; {} were not to be read when the run ended", countText(path.details.eventsNotFresh));
        sentences.push_back(line + ".");
    }
    return sentences;
}

} // namespace cachedeck::report
