#pragma once
// Free loopback ports for servers.

#include <cstdint>
#include <vector>

namespace cachedeck::servers {

// `count` different ports on which nothing listens on 127.0.0.1 just now. They are taken from 20000–29999, below every
// system's range for outgoing connections, so that none of our own connections can take a dead server's port before it
// is restarted. Whoever takes one in between makes the server's start fail: try again. Fewer than `count`: none are
// free.
std::vector<std::uint16_t> freeLoopbackPorts(std::size_t count);

} // namespace cachedeck::servers
