// Linux. https://man7.org/linux/man-pages/man2/epoll_wait.2.html
#include "backend/redis/sockets.hpp"

#include <array>
#include <cerrno>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <system_error>
#include <unistd.h>

namespace cachedeck::redis {
namespace {

Transfer outcomeOf(ssize_t result) noexcept
{
    if (result >= 0)
        return {static_cast<std::size_t>(result), false, 0};
    const bool again = errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
    return {0, again, again ? 0 : errno};
}

} // namespace

// By syscall(), because the C library's functions are points of cancellation, which costs each call some nanoseconds
// in a program with threads.
Transfer readSome(NativeSocket socket, char* to, std::size_t size) noexcept
{
    return outcomeOf(::syscall(SYS_recvfrom, socket, to, size, MSG_DONTWAIT, nullptr, nullptr));
}

Transfer writeSome(NativeSocket socket, const char* from, std::size_t size) noexcept
{
    return outcomeOf(::syscall(SYS_sendto, socket, from, size, MSG_DONTWAIT | MSG_NOSIGNAL, nullptr, 0));
}

void closeSocket(NativeSocket socket) noexcept
{
    ::close(socket);
}

struct Poller::Implementation {
    int epoll = ::epoll_create1(EPOLL_CLOEXEC);
    std::array<epoll_event, 256> events{};
    std::array<Ready, 256> ready{};
    bool precise = true; // the kernel knows epoll_pwait2 (5.11 and later)
    bool prompt = false; // this thread's timers have been asked to be exact

    int waitFor(std::chrono::nanoseconds time)
    {
        const auto room = static_cast<int>(events.size());
        if (time.count() <= 0)
            return ::epoll_wait(epoll, events.data(), room, 0);
#ifdef SYS_epoll_pwait2
        if (precise) {
            if (!prompt)
                ::prctl(PR_SET_TIMERSLACK, 1UL);
            prompt = true;
            const timespec limit{static_cast<time_t>(time.count() / 1'000'000'000),
                                 static_cast<long>(time.count() % 1'000'000'000)};
            const auto count = ::syscall(SYS_epoll_pwait2, epoll, events.data(), room, &limit, nullptr, 0);
            if (count >= 0 || errno != ENOSYS)
                return static_cast<int>(count);
            precise = false;
        }
#endif
        const auto milliseconds = std::chrono::ceil<std::chrono::milliseconds>(time).count();
        return ::epoll_wait(epoll, events.data(), room, static_cast<int>(milliseconds));
    }
};

Poller::Poller() : m_implementation(std::make_unique<Implementation>())
{
    if (m_implementation->epoll < 0)
        throw std::system_error(errno, std::generic_category(), "epoll_create1");
}

Poller::~Poller()
{
    ::close(m_implementation->epoll);
}

// Edge-triggered: a socket that was read empty is not looked at again until something new comes.
void Poller::add(NativeSocket socket, std::uint32_t tag)
{
    epoll_event event{};
    event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
    event.data.u32 = tag;
    if (::epoll_ctl(m_implementation->epoll, EPOLL_CTL_ADD, socket, &event) != 0)
        throw std::system_error(errno, std::generic_category(), "epoll_ctl");
}

void Poller::awaitWriting(std::uint32_t, bool) {} // the kernel tells when there is room again

void Poller::remove(NativeSocket socket, std::uint32_t)
{
    ::epoll_ctl(m_implementation->epoll, EPOLL_CTL_DEL, socket, nullptr);
}

std::span<const Poller::Ready> Poller::wait(std::chrono::nanoseconds atMost)
{
    auto& inside = *m_implementation;
    const int count = inside.waitFor(atMost);
    for (int i = 0; i < count; ++i) {
        const auto& event = inside.events[static_cast<std::size_t>(i)];
        const bool closing = (event.events & (EPOLLERR | EPOLLHUP | EPOLLRDHUP)) != 0;
        inside.ready[static_cast<std::size_t>(i)] = {event.data.u32, (event.events & EPOLLIN) != 0,
                                                     (event.events & EPOLLOUT) != 0, closing};
    }
    return {inside.ready.data(), static_cast<std::size_t>(count > 0 ? count : 0)};
}

} // namespace cachedeck::redis
