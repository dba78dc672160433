#pragma once
// An event: what a path's cache did, or what happened in a world's domain. As text it is a CloudEvent 1.0 in JSON
// (https://github.com/cloudevents/spec, "JSON Event Format", section 3.1; resources/schemas/event.schema.json), so that
// any consumer of a broker can read it.
//
// Threads: values.

#include "backend/events/error.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace cachedeck::events {

// The kinds that are counted apart; Domain is every type that is not a cache operation of ours.
enum class Kind : std::uint8_t { Hit, Miss, Fill, Invalidate, Expire, Domain };
inline constexpr std::size_t kinds = 6;
std::string_view name(Kind kind) noexcept; // "hit"

// Types begin so; then comes "cache.hit" or "experiments.run_completed".
inline constexpr std::string_view typePrefix = "io.github.cachedeck.";
std::string cacheType(Kind kind);

struct Event {
    std::string id;      // unique within its source: with it a second delivery is recognised
    std::string source;  // "/cachedeck/runs/7f3a/paths/cache-aside"
    std::string type;    // "io.github.cachedeck.cache.hit"
    std::string subject; // what it is about: the key ("movie:42"), or an entity
    std::chrono::system_clock::time_point time;
    std::string data = "{}"; // a JSON object
};
Kind kindOf(const Event& event) noexcept;

// One line. Text that is not UTF-8 is escaped byte by byte, as \u00XX.
std::string toJson(const Event& event);
// At most 1 MiB and 32 levels. Members that we do not know are passed over, as the specification asks for.
Result<Event> parseEvent(std::string_view json);

// A JSON string with its quotes, for whoever writes `data`.
std::string quoted(std::string_view text);
// "2026-11-21T10:00:00.123456Z"
std::string timeText(std::chrono::system_clock::time_point time);

} // namespace cachedeck::events
