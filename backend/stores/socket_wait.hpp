#pragma once
// Waits for a driver's socket. Private to the room.

#include <chrono>

namespace cachedeck::stores {

// Until it can be written to, or has something to be read, or is closed; false when the time is over.
bool waitForSocket(int socket, bool toWrite, std::chrono::milliseconds atMost);

} // namespace cachedeck::stores
