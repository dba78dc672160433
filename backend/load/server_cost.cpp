#include "backend/load/server_cost.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace cachedeck::load {

namespace {

std::optional<double> numberOf(std::string_view text)
{
    // By hand: from_chars for doubles is missing in some standard libraries that CacheDeck is built with.
    double value = 0;
    double unit = 1;
    bool fraction = false;
    for (const char c : text) {
        if (c == '.' && !fraction) {
            fraction = true;
        } else if (c >= '0' && c <= '9') {
            value = value * 10 + (c - '0');
            unit *= fraction ? 10 : 1;
        } else {
            return std::nullopt;
        }
    }
    return text.empty() ? std::nullopt : std::optional(value / unit);
}

// "calls=12,usec=34,…"
std::uint64_t partOf(std::string_view value, std::string_view name)
{
    std::uint64_t number = 0;
    const auto at = value.find(name);
    if (at != std::string_view::npos)
        std::from_chars(value.data() + at + name.size(), value.data() + value.size(), number);
    return number;
}

double between(const ServerReading& start, const ServerReading& end, std::string_view name)
{
    const auto before = start.numbers.find(name);
    const auto after = end.numbers.find(name);
    if (before == start.numbers.end() || after == end.numbers.end())
        return 0;
    return std::max(0.0, after->second - before->second);
}

std::uint64_t countBetween(const ServerReading& start, const ServerReading& end, std::string_view name)
{
    return static_cast<std::uint64_t>(between(start, end, name));
}

std::uint64_t atEnd(const ServerReading& end, std::string_view name)
{
    const auto found = end.numbers.find(name);
    return found == end.numbers.end() ? 0 : static_cast<std::uint64_t>(found->second);
}

} // namespace

ServerReading readingOf(std::string_view info)
{
    static constexpr std::string_view command = "cmdstat_";
    ServerReading reading;
    for (std::size_t at = 0; at < info.size();) {
        const auto end = std::min(info.find('\n', at), info.size());
        auto line = info.substr(at, end - at);
        at = end + 1;
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        const auto colon = line.find(':');
        if (colon == std::string_view::npos)
            continue;
        const auto name = line.substr(0, colon);
        const auto value = line.substr(colon + 1);
        if (name == "run_id")
            reading.runId = value;
        else if (name.starts_with(command))
            reading.commands[std::string(name.substr(command.size()))] = {partOf(value, "calls="),
                                                                          partOf(value, "usec=")};
        else if (const auto number = numberOf(value))
            reading.numbers.emplace(name, *number);
    }
    reading.known = !reading.runId.empty();
    return reading;
}

ServerCost costBetween(const ServerReading& start, const ServerReading& end, std::uint64_t own, std::uint64_t control)
{
    ServerCost cost;
    if (!start.known || !end.known) {
        cost.why = "the server did not tell (INFO)";
        return cost;
    }
    if (start.runId != end.runId) {
        cost.why = "the run ended on another server than it began on, or that was restarted";
        return cost;
    }
    cost.known = true;
    cost.commands = countBetween(start, end, "total_commands_processed");
    cost.ownCommands = own;
    cost.controlCommands = control;
    cost.otherCommands = cost.commands > own + control ? cost.commands - own - control : 0;
    cost.cpuSeconds = between(start, end, "used_cpu_user") + between(start, end, "used_cpu_sys");
    cost.connectionsReceived = countBetween(start, end, "total_connections_received");
    cost.connectedClients = atEnd(end, "connected_clients");
    cost.keyspaceHits = countBetween(start, end, "keyspace_hits");
    cost.keyspaceMisses = countBetween(start, end, "keyspace_misses");
    cost.evictedKeys = countBetween(start, end, "evicted_keys");
    cost.expiredKeys = countBetween(start, end, "expired_keys");
    cost.netInput = countBetween(start, end, "total_net_input_bytes");
    cost.netOutput = countBetween(start, end, "total_net_output_bytes");
    cost.usedMemory = atEnd(end, "used_memory");
    for (const auto& [name, after] : end.commands) {
        const auto before = start.commands.find(name);
        const auto since = before == start.commands.end() ? ServerCost::Command{} : before->second;
        if (after.calls > since.calls)
            cost.byCommand[name] = {after.calls - since.calls, after.microseconds - since.microseconds};
    }
    return cost;
}

} // namespace cachedeck::load
