// Every system but Linux: poll(2), or WSAPoll.
#include "backend/redis/sockets.hpp"

#include <algorithm>
#include <cerrno>
#include <vector>

#ifdef _WIN32
#include <winsock2.h>
#else
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace cachedeck::redis {
namespace {

#ifdef _WIN32
using Watched = WSAPOLLFD;
constexpr int sendFlags = 0;

int lastError() noexcept
{
    return ::WSAGetLastError();
}
bool meansLater(int error) noexcept
{
    return error == WSAEWOULDBLOCK || error == WSAEINTR;
}
int waitForAny(std::vector<Watched>& watched, int milliseconds) noexcept
{
    return ::WSAPoll(watched.data(), static_cast<ULONG>(watched.size()), milliseconds);
}
int portion(std::size_t size) noexcept
{
    return static_cast<int>(std::min<std::size_t>(size, 1 << 30));
}
#else
using Watched = pollfd;
#ifdef MSG_NOSIGNAL
constexpr int sendFlags = MSG_NOSIGNAL;
#else
constexpr int sendFlags = 0; // macOS: Asio has set SO_NOSIGPIPE
#endif

int lastError() noexcept
{
    return errno;
}
bool meansLater(int error) noexcept
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}
int waitForAny(std::vector<Watched>& watched, int milliseconds) noexcept
{
    return ::poll(watched.data(), static_cast<nfds_t>(watched.size()), milliseconds);
}
std::size_t portion(std::size_t size) noexcept
{
    return size;
}
#endif

Transfer outcomeOf(std::ptrdiff_t result) noexcept
{
    if (result >= 0)
        return {static_cast<std::size_t>(result), false, 0};
    const int error = lastError();
    return {0, meansLater(error), meansLater(error) ? 0 : error};
}

} // namespace

Transfer readSome(NativeSocket socket, char* to, std::size_t size) noexcept
{
    return outcomeOf(::recv(socket, to, portion(size), 0));
}

Transfer writeSome(NativeSocket socket, const char* from, std::size_t size) noexcept
{
    return outcomeOf(::send(socket, from, portion(size), sendFlags));
}

void closeSocket(NativeSocket socket) noexcept
{
#ifdef _WIN32
    ::closesocket(socket);
#else
    ::close(socket);
#endif
}

struct Poller::Implementation {
    std::vector<Watched> watched;
    std::vector<std::uint32_t> tags; // of each
    std::vector<Ready> ready;

    auto find(std::uint32_t tag) { return std::find(tags.begin(), tags.end(), tag) - tags.begin(); }
};

Poller::Poller() : m_implementation(std::make_unique<Implementation>()) {}
Poller::~Poller() = default;

void Poller::add(NativeSocket socket, std::uint32_t tag)
{
    Watched one{};
    one.fd = socket;
    one.events = POLLIN;
    m_implementation->watched.push_back(one);
    m_implementation->tags.push_back(tag);
}

void Poller::awaitWriting(std::uint32_t tag, bool on)
{
    const auto place = static_cast<std::size_t>(m_implementation->find(tag));
    m_implementation->watched[place].events = static_cast<short>(on ? POLLIN | POLLOUT : POLLIN);
}

void Poller::remove(NativeSocket, std::uint32_t tag)
{
    auto& inside = *m_implementation;
    const auto place = inside.find(tag);
    inside.tags.erase(inside.tags.begin() + place);
    inside.watched.erase(inside.watched.begin() + place);
}

std::span<const Poller::Ready> Poller::wait(std::chrono::nanoseconds atMost)
{
    auto& inside = *m_implementation;
    inside.ready.clear();
    const auto milliseconds = std::chrono::ceil<std::chrono::milliseconds>(atMost).count();
    if (waitForAny(inside.watched, static_cast<int>(std::max<std::int64_t>(milliseconds, 0))) <= 0)
        return {};
    for (std::size_t i = 0; i < inside.watched.size(); ++i) {
        const auto events = inside.watched[i].revents;
        const bool closing = (events & (POLLERR | POLLHUP | POLLNVAL)) != 0;
        if (events != 0)
            inside.ready.push_back({inside.tags[i], (events & POLLIN) != 0, (events & POLLOUT) != 0, closing});
    }
    return inside.ready;
}

} // namespace cachedeck::redis
