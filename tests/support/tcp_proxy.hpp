#pragma once
// A bad network between a client and a server on loopback: late, slow, or cut off within a reply. It forwards bytes on
// a thread of its own until it goes.
//
// Threads: members may be called from any thread.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <thread>
#include <vector>

namespace cachedeck::test {

class TcpProxy {
public:
    explicit TcpProxy(std::uint16_t serverPort);
    ~TcpProxy();
    TcpProxy(const TcpProxy&) = delete;
    TcpProxy& operator=(const TcpProxy&) = delete;

    std::uint16_t port() const noexcept { return m_port; }
    void setDelay(std::chrono::milliseconds delay) { m_delay = delay; } // of each reply's bytes
    void setBytesPerSecond(int rate) { m_rate = rate; }                 // of all replies together; 0: unlimited
    // The next reply on each connection is cut after three bytes, with a reset (RST).
    void resetWithinReplies(bool on) { m_reset = on; }
    int resets() const noexcept { return m_resets; }

private:
    struct Link;
    void loop();
    void accept();
    bool forwardRequest(Link& link);
    bool takeReply(Link& link);
    bool giveReply(Link& link);

    std::uint16_t m_serverPort, m_port = 0;
    int m_listener = -1;
    std::vector<std::unique_ptr<Link>> m_links;
    std::atomic<std::chrono::milliseconds> m_delay{std::chrono::milliseconds(0)};
    std::atomic<int> m_rate{0}, m_resets{0};
    std::atomic<bool> m_reset{false}, m_ending{false};
    std::chrono::steady_clock::time_point m_free; // when the line has carried what was given to it
    std::thread m_thread;
};

} // namespace cachedeck::test
