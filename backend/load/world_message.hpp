#pragma once
// An event of a world as a message: the number and name of the event, and the values of the write that it applies.

#include "backend/events/event.hpp"
#include "backend/workload/sequence.hpp"

#include <optional>
#include <string>

namespace cachedeck::load {

// The source of a run's own events: "/cachedeck/runs/7f3a/worlds/experiments".
std::string worldSource(std::string_view runName, std::string_view world);

// `call` holds the write's values; `points`: how many things a batch carries.
events::Event worldEvent(const workload::DomainEvent& event, const workload::Call& call, std::int64_t points,
                         std::string_view runName, std::string_view world);

// What a receiver does with it: the event of the workload and a call of its write. Empty: it is none of this
// workload's.
struct WorldMessage {
    const workload::DomainEvent* event = nullptr;
    workload::Call write;
};
std::optional<WorldMessage> readWorldMessage(const events::Event& event, const workload::Workload& workload);

// The read that the write makes old, with its key; empty: the event names none.
std::optional<workload::Call> freshRead(const WorldMessage& message, const workload::Workload& workload);

} // namespace cachedeck::load
