#pragma once
// The socket under a Connection and who waits on it. Includes Asio: for the .cpp files of the connection only.

#include "backend/stores/cassandra_connection.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>

#include <set>
#include <utility>
#include <vector>

namespace cachedeck::stores::cassandra {

struct Wire : std::enable_shared_from_this<Wire> {
    using Asked = Connection::Asked;
    using Code = boost::system::error_code;
    using Clock = runtime::Clock;

    Wire(runtime::IoThread& ioThread, const Target& where);

    // Reaches the server and agrees on TLS.
    struct Dialling {
        Wire& wire;
        bool await_ready() const noexcept { return wire.m_dialled.has_value(); }
        void await_suspend(std::coroutine_handle<> waiting) noexcept { wire.m_waiting = waiting; }
        Result<void> await_resume() { return *wire.m_dialled; }
    };
    Dialling dial(Clock::time_point until);
    bool isOpen() const noexcept { return m_isOpen; }

    void send(Asked& asked, std::string frame);
    void forget(Asked& asked); // nobody waits for it any more
    void interrupt(const void* asker);
    // Everybody who waits gets this error.
    void close(const Error& why);

    runtime::IoThread& thread;
    const Target target;

private:
    template<class Use>
    void withStream(Use use)
    {
        if (m_tls)
            use(*m_tls);
        else
            use(m_socket);
    }
    void connect(const boost::asio::ip::tcp::resolver::results_type& endpoints);
    void shakeHands();
    void begin();
    void dialFailed(const Code& code, std::string_view what);
    void dialled(Result<void> result);
    void write();
    void read();
    void takeFrames();
    void lost(const Code& code);
    void answer(Asked& asked, Result<Frame> outcome);
    void watch();
    void giveUp();
    Error late() const;

    boost::asio::ip::tcp::resolver m_resolver;
    boost::asio::ip::tcp::socket m_socket;
    std::optional<boost::asio::ssl::context> m_tlsContext;
    std::optional<boost::asio::ssl::stream<boost::asio::ip::tcp::socket&>> m_tls;
    boost::asio::steady_timer m_timer;
    std::optional<Clock::time_point> m_armed;
    std::optional<Result<void>> m_dialled;
    std::coroutine_handle<> m_waiting;
    FrameReader m_reader;
    std::string m_outgoing, m_writing;
    struct Stream {
        Asked* asked = nullptr; // null: nobody waits
        bool isOut = false;     // its answer is due
    };
    std::vector<Stream> m_streams; // by number
    std::vector<std::int16_t> m_unused;
    std::set<std::pair<Clock::time_point, std::int16_t>> m_deadlines;
    Clock::time_point m_lastHeard{};
    bool m_isOpen = false, m_isLate = false;
};

} // namespace cachedeck::stores::cassandra
