#pragma once
// What CacheDeck itself costs, for the event strip: its CPU, measured once a second.

#include <chrono>
#include <optional>

namespace cachedeck::ui {

class OwnCost {
public:
    // Cores used since the last call (1.0: one core fully); empty at the first call and where the system does not tell.
    std::optional<double> coresSinceLast();

private:
    std::chrono::steady_clock::time_point m_at{};
    std::optional<std::chrono::microseconds> m_used;
};

} // namespace cachedeck::ui
