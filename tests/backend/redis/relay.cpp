#include "tests/backend/redis/relay.hpp"

#include <arpa/inet.h>
#include <array>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace cachedeck::test {
namespace {

constexpr int tick = 20; // ms between looks at the end

sockaddr_in loopback(std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

int listenOnFreePort(std::uint16_t& port)
{
    const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    auto address = loopback(0);
    socklen_t length = sizeof address;
    if (::bind(listener, reinterpret_cast<sockaddr*>(&address), length) != 0 || ::listen(listener, 16) != 0 ||
        ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &length) != 0)
        throw std::runtime_error("the relay cannot listen");
    port = ntohs(address.sin_port);
    return listener;
}

bool waitFor(int descriptor)
{
    pollfd entry{descriptor, POLLIN, 0};
    return ::poll(&entry, 1, tick) == 1;
}

void sendAll(int socket, const char* bytes, std::size_t size)
{
    while (size > 0) {
        const auto sent = ::send(socket, bytes, size, MSG_NOSIGNAL);
        if (sent <= 0)
            return;
        bytes += sent;
        size -= static_cast<std::size_t>(sent);
    }
}

void reset(int socket)
{
    const linger hard{1, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
}

void noDelay(int socket)
{
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

} // namespace

Relay::Relay(std::uint16_t target, Faults faults) : m_faults(faults), m_listener(listenOnFreePort(m_port))
{
    m_thread = std::thread([this, target] { accept(target); });
}

Relay::~Relay()
{
    m_ending = true;
    m_thread.join();
    ::close(m_listener);
}

void Relay::accept(std::uint16_t target)
{
    while (!m_ending) {
        if (!waitFor(m_listener))
            continue;
        const int client = ::accept(m_listener, nullptr, nullptr);
        const int server = ::socket(AF_INET, SOCK_STREAM, 0);
        const auto address = loopback(target);
        if (::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
            noDelay(client);
            noDelay(server);
            carry(client, server);
        }
        ::close(client);
        ::close(server);
    }
}

void Relay::carry(int client, int server)
{
    std::array<char, 64 * 1024> buffer;
    std::size_t fromServer = 0;
    while (!m_ending) {
        std::array<pollfd, 2> entries{{{client, POLLIN, 0}, {server, POLLIN, 0}}};
        if (::poll(entries.data(), entries.size(), tick) <= 0)
            continue;
        for (std::size_t i = 0; i < entries.size(); ++i) {
            if (entries[i].revents == 0)
                continue;
            const auto size = ::recv(entries[i].fd, buffer.data(), m_faults.slice ? m_faults.slice : buffer.size(), 0);
            if (size <= 0)
                return;
            auto bytes = static_cast<std::size_t>(size);
            if (i == 1 && fromServer + bytes > m_faults.cutAfter) {
                bytes = m_faults.cutAfter - fromServer;
                sendAll(client, buffer.data(), bytes);
                ::usleep(tick * 1000); // so that the part arrives before the reset
                reset(client);
                return;
            }
            fromServer += i == 1 ? bytes : 0;
            sendAll(entries[1 - i].fd, buffer.data(), bytes);
        }
    }
}

Stranger::Stranger(std::string says, bool closes) : m_listener(listenOnFreePort(m_port))
{
    m_thread = std::thread([this, says = std::move(says), closes] { serve(says, closes); });
}

Stranger::~Stranger()
{
    m_ending = true;
    m_thread.join();
    ::close(m_listener);
}

void Stranger::serve(const std::string& says, bool closes)
{
    std::array<char, 4096> ignored;
    while (!m_ending) {
        if (!waitFor(m_listener))
            continue;
        const int client = ::accept(m_listener, nullptr, nullptr);
        ++m_connections;
        sendAll(client, says.data(), says.size());
        while (!m_ending && !closes) {
            if (waitFor(client) && ::recv(client, ignored.data(), ignored.size(), 0) <= 0)
                break;
        }
        ::close(client);
    }
}

} // namespace cachedeck::test
