#include "tests/support/tcp_proxy.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <deque>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdexcept>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

namespace cachedeck::test {

namespace {

using Clock = std::chrono::steady_clock;

sockaddr_in loopback(std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

void sendAll(int socket, const char* data, std::size_t size)
{
    while (size > 0) {
        const auto sent = ::send(socket, data, size, MSG_NOSIGNAL);
        if (sent <= 0)
            return;
        data += sent;
        size -= static_cast<std::size_t>(sent);
    }
}

} // namespace

struct TcpProxy::Link {
    int client = -1, server = -1;
    struct Piece {
        Clock::time_point due;
        std::string bytes;
    };
    std::deque<Piece> replies;
    ~Link()
    {
        ::close(client);
        ::close(server);
    }
};

TcpProxy::TcpProxy(std::uint16_t serverPort) : m_serverPort(serverPort)
{
    m_listener = ::socket(AF_INET, SOCK_STREAM, 0);
    auto address = loopback(0);
    socklen_t length = sizeof address;
    if (::bind(m_listener, reinterpret_cast<sockaddr*>(&address), length) != 0 || ::listen(m_listener, 64) != 0 ||
        ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &length) != 0)
        throw std::runtime_error("the proxy has no port");
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { loop(); });
}

TcpProxy::~TcpProxy()
{
    m_ending = true;
    m_thread.join();
    m_links.clear();
    ::close(m_listener);
}

void TcpProxy::accept()
{
    auto link = std::make_unique<Link>();
    link->client = ::accept(m_listener, nullptr, nullptr);
    link->server = ::socket(AF_INET, SOCK_STREAM, 0);
    const auto address = loopback(m_serverPort);
    const int on = 1;
    ::setsockopt(link->client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ::setsockopt(link->server, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(link->server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
        m_links.push_back(std::move(link));
}

bool TcpProxy::forwardRequest(Link& link)
{
    char bytes[65536];
    const auto count = ::recv(link.client, bytes, sizeof bytes, 0);
    if (count > 0)
        sendAll(link.server, bytes, static_cast<std::size_t>(count));
    return count > 0;
}

bool TcpProxy::takeReply(Link& link)
{
    char bytes[4096];
    const auto count = ::recv(link.server, bytes, sizeof bytes, 0);
    if (count <= 0)
        return false;
    if (m_reset) {
        sendAll(link.client, bytes, static_cast<std::size_t>(std::min<ssize_t>(count, 3)));
        const linger hard{1, 0}; // close() sends RST
        ::setsockopt(link.client, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
        ++m_resets;
        return false;
    }
    auto due = Clock::now() + m_delay.load();
    if (const int rate = m_rate) {
        m_free = std::max(m_free, Clock::now()) + std::chrono::microseconds(count * 1'000'000 / rate);
        due = std::max(due, m_free + m_delay.load());
    }
    link.replies.push_back({due, std::string(bytes, static_cast<std::size_t>(count))});
    return true;
}

bool TcpProxy::giveReply(Link& link)
{
    while (!link.replies.empty() && link.replies.front().due <= Clock::now()) {
        sendAll(link.client, link.replies.front().bytes.data(), link.replies.front().bytes.size());
        link.replies.pop_front();
    }
    return true;
}

void TcpProxy::loop()
{
    std::vector<pollfd> polled;
    while (!m_ending) {
        polled.assign(1, {m_listener, POLLIN, 0});
        for (const auto& link : m_links) {
            polled.push_back({link->client, POLLIN, 0});
            polled.push_back({link->server, POLLIN, 0});
        }
        const auto links = m_links.size();
        ::poll(polled.data(), static_cast<nfds_t>(polled.size()), 1);
        if (polled[0].revents)
            accept();
        for (std::size_t i = 0; i < links; ++i) {
            auto& link = *m_links[i];
            const bool alive = (!polled[1 + 2 * i].revents || forwardRequest(link)) &&
                               (!polled[2 + 2 * i].revents || takeReply(link)) && giveReply(link);
            if (!alive)
                m_links[i].reset();
        }
        m_links.erase(std::remove(m_links.begin(), m_links.end(), nullptr), m_links.end());
    }
}

} // namespace cachedeck::test
