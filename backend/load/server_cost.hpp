#pragma once
// What a server says of itself (INFO), and the difference of two such readings without CacheDeck's own share.

#include "backend/load/result.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace cachedeck::load {

struct ServerReading {
    bool known = false;
    std::string runId;
    std::map<std::string, double, std::less<>> numbers; // "total_commands_processed", "used_cpu_user", …
    std::map<std::string, ServerCost::Command> commands;
};
ServerReading readingOf(std::string_view info);

// `own` and `control`: commands that the run's users and the control connection sent between the readings.
ServerCost costBetween(const ServerReading& start, const ServerReading& end, std::uint64_t own, std::uint64_t control);

} // namespace cachedeck::load
