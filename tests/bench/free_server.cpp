// A server that costs next to nothing, so that a load generator is measured and not what it loads: every request gets
// bytes that were made before. It knows the GET that redis-benchmark and `cachedeck-cli bench` send, and says enough of
// the rest for both to begin. Linux only, one thread.
//
// usage: bench_free_server PORT
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string>
#include <string_view>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

constexpr std::string_view get = "*2\r\n$3\r\nGET\r\n$16\r\nkey:000000000000\r\n"; // any digits
constexpr std::size_t commonGet = get.size() - 14;                                 // the same in each
constexpr std::string_view value = "$3\r\nxxx\r\n";
constexpr std::size_t batch = 4096;

const std::string& values()
{
    static const std::string many = [] {
        std::string bytes;
        for (std::size_t i = 0; i < batch; ++i)
            bytes += value;
        return bytes;
    }();
    return many;
}

void say(int client, std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto sent = ::send(client, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

// The size of the encoded command at the beginning, and its name; 0 while it is not whole.
std::size_t readCommand(std::string_view bytes, std::string& name)
{
    std::size_t at = bytes.find("\r\n");
    if (at == std::string_view::npos)
        return 0;
    if (bytes[0] != '*') { // inline
        name = bytes.substr(0, at);
        return at + 2;
    }
    const int words = std::atoi(bytes.data() + 1);
    at += 2;
    for (int i = 0; i < words; ++i) {
        const auto end = bytes.find("\r\n", at);
        if (end == std::string_view::npos)
            return 0;
        const auto size = static_cast<std::size_t>(std::atoi(bytes.data() + at + 1));
        if (bytes.size() < end + 2 + size + 2)
            return 0;
        if (i == 0)
            name = bytes.substr(end + 2, size);
        at = end + 2 + size + 2;
    }
    return at;
}

std::string answerTo(const std::string& name)
{
    if (name == "PING")
        return "+PONG\r\n";
    if (name == "INFO") {
        const std::string text = "# Server\r\nredis_version:7.0.0\r\nrun_id:0\r\n";
        return "$" + std::to_string(text.size()) + "\r\n" + text + "\r\n";
    }
    return name == "GET" ? std::string(value) : "-ERR unknown command\r\n";
}

// Answers all whole commands; gives how many bytes they were.
std::size_t answer(int client, std::string_view bytes)
{
    std::size_t done = 0;
    while (done < bytes.size()) {
        std::size_t gets = 0;
        while (gets < batch && bytes.size() - done >= get.size() &&
               std::memcmp(bytes.data() + done, get.data(), commonGet) == 0) {
            ++gets;
            done += get.size();
        }
        if (gets > 0) {
            say(client, std::string_view(values()).substr(0, gets * value.size()));
            continue;
        }
        std::string name;
        const auto size = readCommand(bytes.substr(done), name);
        if (size == 0)
            break;
        say(client, answerTo(name));
        done += size;
    }
    return done;
}

} // namespace

int main(int count, char** arguments)
{
    if (count != 2) {
        std::fprintf(stderr, "usage: bench_free_server PORT\n");
        return 2;
    }
    const int listener = ::socket(AF_INET, SOCK_STREAM, 0), one = 1;
    ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(std::atoi(arguments[1])));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 || ::listen(listener, 1024) != 0) {
        std::perror("bench_free_server");
        return 1;
    }
    const int epoll = ::epoll_create1(0);
    const auto watch = [&](int socket) {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.fd = socket;
        ::epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event);
    };
    watch(listener);
    std::map<int, std::string> rest; // of commands that were cut
    std::array<epoll_event, 256> events;
    static std::array<char, 1 << 18> buffer;
    for (;;) {
        const int ready = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), -1);
        for (int i = 0; i < ready; ++i) {
            const int socket = events[static_cast<std::size_t>(i)].data.fd;
            if (socket == listener) {
                const int client = ::accept(listener, nullptr, nullptr);
                ::setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
                watch(client);
                continue;
            }
            const auto size = ::recv(socket, buffer.data(), buffer.size(), 0);
            if (size <= 0) {
                rest.erase(socket);
                ::close(socket);
                continue;
            }
            std::string_view bytes(buffer.data(), static_cast<std::size_t>(size));
            const auto found = rest.find(socket);
            if (found == rest.end()) {
                const auto done = answer(socket, bytes);
                if (done < bytes.size())
                    rest[socket] = bytes.substr(done);
                continue;
            }
            found->second += bytes;
            found->second.erase(0, answer(socket, found->second));
            if (found->second.empty())
                rest.erase(found);
        }
    }
}
