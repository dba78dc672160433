#pragma once
// What a scenario may say of its load. As its reader has it (backend/load/scenario_load.cpp), so that every scenario
// that can be opened fits into the fields.

namespace cachedeck::ui::bounds {

inline constexpr int mostUsers = 10'000;
inline constexpr double leastRate = 0.001, mostRate = 10'000'000; // operations a second
inline constexpr double mostThink = 3'600'000;                    // milliseconds
inline constexpr double mostDistance = 10'000;                    // milliseconds (scenario_distance.cpp)
// Measured time, and each of its stages; a warm-up may also be none.
inline constexpr double leastSeconds = 0.1, mostSeconds = 7 * 24 * 3600;

} // namespace cachedeck::ui::bounds
