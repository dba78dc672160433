#pragma once
// The order of an answer's members, as a store gives it: by their number, and those that are equal by the member.
// Private to this room.

#include "backend/strategies/draft.hpp"
#include "backend/workload/workload.hpp"

namespace cachedeck::strategies {

enum class MemberOrder : std::uint8_t { Rising, Falling }; // of Draft::Member::order; members always rise
void sortMembers(const workload::Operation& read, Draft& draft, MemberOrder order);

} // namespace cachedeck::strategies
