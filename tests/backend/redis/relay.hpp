#pragma once
// A peer in the middle or at the end of a connection, for faults that a real server does not make by itself: a relay
// that hands bytes on in small slices or cuts the connection, and a stranger that says fixed bytes to whoever connects.

#include <atomic>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

namespace cachedeck::test {

class Relay {
public:
    struct Faults {
        std::size_t slice = 0;           // bytes handed on at a time; 0: as they come
        std::size_t cutAfter = SIZE_MAX; // bytes from the server, then the connection is reset
    };

    Relay(std::uint16_t target, Faults faults);
    ~Relay();
    Relay(const Relay&) = delete;
    Relay& operator=(const Relay&) = delete;
    std::uint16_t port() const noexcept { return m_port; }

private:
    void accept(std::uint16_t target);
    void carry(int client, int server);

    Faults m_faults;
    std::uint16_t m_port = 0; // before the listener, which finds it
    int m_listener = -1;
    std::atomic<bool> m_ending{false};
    std::thread m_thread;
};

class Stranger {
public:
    explicit Stranger(std::string says, bool closes = false);
    ~Stranger();
    Stranger(const Stranger&) = delete;
    Stranger& operator=(const Stranger&) = delete;
    std::uint16_t port() const noexcept { return m_port; }
    int connections() const noexcept { return m_connections; }

private:
    void serve(const std::string& says, bool closes);

    std::uint16_t m_port = 0; // before the listener, which finds it
    int m_listener = -1;
    std::atomic<bool> m_ending{false};
    std::atomic<int> m_connections{0};
    std::thread m_thread;
};

} // namespace cachedeck::test
