#pragma once
// Whether a process is the one that was noted down, and not a later one with the same number.

#include <cstdint>
#include <string>

namespace cachedeck::servers {

// When a process started, in a form that only compares: boot and clock ticks on Linux, microseconds elsewhere. Empty:
// there is no such process, it has ended and waits for its parent, or it may not be looked at.
std::string startTime(std::int64_t pid);
// Its working directory; empty as above.
std::string workingDirectory(std::int64_t pid);

} // namespace cachedeck::servers
