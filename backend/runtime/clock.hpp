#pragma once
// Time, as the backend measures it. Durations come from the steady clock, so a jump of the wall clock harms none of
// them; the wall clock only dates a run and an event for people.

#include <chrono>

namespace cachedeck::runtime {

using Clock = std::chrono::steady_clock;
using WallClock = std::chrono::system_clock;

} // namespace cachedeck::runtime
