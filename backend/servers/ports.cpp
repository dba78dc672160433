#include "backend/servers/ports.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <random>
#include <sys/socket.h>
#include <unistd.h>

namespace cachedeck::servers {

namespace {

bool isFree(std::uint16_t port)
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
    if (descriptor < 0)
        return false;
    const int on = 1; // as the server does it: a port in TIME_WAIT is free
    ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool free = ::bind(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(descriptor);
    return free;
}

} // namespace

std::vector<std::uint16_t> freeLoopbackPorts(std::size_t count)
{
    std::random_device random;
    std::uniform_int_distribution<int> any(20'000, 29'999);
    std::vector<std::uint16_t> ports;
    for (int attempt = 0; attempt < 10'000 && ports.size() < count; ++attempt) {
        const auto port = static_cast<std::uint16_t>(any(random));
        if (std::find(ports.begin(), ports.end(), port) == ports.end() && isFree(port))
            ports.push_back(port);
    }
    return ports;
}

} // namespace cachedeck::servers
