#include "backend/redis/dial.hpp"

#if defined(__linux__) || defined(__APPLE__)
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#endif

namespace cachedeck::redis {
namespace {

namespace asio = boost::asio;

// A connection that nobody answers on must not look alive: probes after 5 s of silence, and no unacknowledged data for
// longer than 10 s (truth-and-safety C4). Commands have their own, shorter deadline.
[[maybe_unused]] constexpr int idleSeconds = 5, probeSeconds = 2, probes = 3, unacknowledgedMilliseconds = 10'000;

template<int Level, int Name>
void setOption(asio::ip::tcp::socket& socket, int value)
{
    boost::system::error_code ignored; // a system without it keeps its default
    socket.set_option(asio::detail::socket_option::integer<Level, Name>(value), ignored);
}

void setOptions(asio::ip::tcp::socket& socket)
{
    boost::system::error_code ignored;
    socket.set_option(asio::ip::tcp::no_delay(true), ignored);
    socket.set_option(asio::socket_base::keep_alive(true), ignored);
#if defined(__linux__)
    setOption<IPPROTO_TCP, TCP_KEEPIDLE>(socket, idleSeconds);
    setOption<IPPROTO_TCP, TCP_KEEPINTVL>(socket, probeSeconds);
    setOption<IPPROTO_TCP, TCP_KEEPCNT>(socket, probes);
    setOption<IPPROTO_TCP, TCP_USER_TIMEOUT>(socket, unacknowledgedMilliseconds);
#elif defined(__APPLE__)
    setOption<IPPROTO_TCP, TCP_KEEPALIVE>(socket, idleSeconds);
#endif
}

} // namespace

Dial::Dial(asio::io_context& context, Address address)
    : m_context(context),
      m_address(std::move(address)),
      m_resolver(context),
      m_tcp(context),
      m_other(context),
      m_timer(context)
{}

void Dial::start(runtime::Clock::time_point deadline, runtime::Clock::duration allowed)
{
    m_allowed = allowed;
    m_timer.arm(deadline, shared_from_this(), &Dial::expire);
    if (!m_address.unixPath.empty()) {
        reachUnix();
        return;
    }
    boost::system::error_code notNumeric;
    const auto numeric = asio::ip::make_address(m_address.host, notNumeric);
    if (!notNumeric) {
        reach({asio::ip::tcp::endpoint(numeric, m_address.port)});
        return;
    }
    m_resolver.async_resolve(m_address.host, std::to_string(m_address.port),
                             [self = shared_from_this()](const boost::system::error_code& code,
                                                         const asio::ip::tcp::resolver::results_type& results) {
                                 if (self->m_stopped || code) {
                                     self->finish(self->error(code));
                                     return;
                                 }
                                 Endpoints endpoints;
                                 for (const auto& entry : results)
                                     endpoints.push_back(entry.endpoint());
                                 self->reach(std::move(endpoints));
                             });
}

void Dial::reach(Endpoints endpoints)
{
    m_endpoints = std::move(endpoints);
    asio::async_connect(
        m_tcp, m_endpoints,
        [self = shared_from_this()](const boost::system::error_code& code, const asio::ip::tcp::endpoint&) {
            if (self->m_stopped || code) {
                self->finish(self->error(code));
                return;
            }
            setOptions(self->m_tcp);
            self->finish(Socket(std::move(self->m_tcp)));
        });
}

void Dial::reachUnix()
{
#if defined(BOOST_ASIO_HAS_LOCAL_SOCKETS)
    // The address has a fixed size: a longer path would throw.
    static constexpr std::size_t longest = 100;
    if (m_address.unixPath.size() > longest) {
        asio::post(m_context, [self = shared_from_this()] {
            self->finish(Error{ErrorKind::Unreachable,
                               {},
                               self->m_address.text(),
                               "the path of the Unix socket is too long",
                               fmt::format("Use a path of at most {} bytes.", longest)});
        });
        return;
    }
    m_other.async_connect(asio::local::stream_protocol::endpoint(m_address.unixPath),
                          [self = shared_from_this()](const boost::system::error_code& code) {
                              if (self->m_stopped || code)
                                  self->finish(self->error(code));
                              else
                                  self->finish(std::move(self->m_other));
                          });
#else
    asio::post(m_context, [self = shared_from_this()] {
        self->finish(Error{ErrorKind::Unreachable,
                           {},
                           self->m_address.text(),
                           "this system has no Unix sockets",
                           "Use a host and a port."});
    });
#endif
}

void Dial::finish(Result<Socket> result)
{
    if (m_result)
        return;
    m_timer.cancel();
    m_result.emplace(std::move(result));
    if (m_waiting)
        m_waiting.resume();
}

void Dial::expire()
{
    m_stopped = Error{ErrorKind::Timeout,
                      {},
                      m_address.text(),
                      fmt::format("no connection within {} ms",
                                  std::chrono::duration_cast<std::chrono::milliseconds>(m_allowed).count()),
                      "Is the host up, and does a firewall let the port through?"};
    dropSockets();
}

void Dial::cancel()
{
    m_stopped = Error{ErrorKind::Cancelled, {}, m_address.text(), "the connection was closed", {}};
    dropSockets();
}

void Dial::dropSockets()
{
    boost::system::error_code ignored;
    m_resolver.cancel();
    m_tcp.close(ignored);
    m_other.close(ignored);
    // A name that takes its time keeps the resolver busy: do not wait for it.
    asio::post(m_context, [self = shared_from_this()] { self->finish(*self->m_stopped); });
}

Error Dial::error(const boost::system::error_code& code) const
{
    if (m_stopped)
        return *m_stopped;
    Error why{ErrorKind::Unreachable, {}, m_address.text(), {}, {}};
    if (code == asio::error::connection_refused) {
        why.kind = ErrorKind::Refused;
        why.message = m_address.unixPath.empty() ? "nothing listens there" : "nothing listens on this Unix socket";
        why.advice = "Is the server running, and is the address right?";
    } else if (code == boost::system::errc::no_such_file_or_directory) {
        why.kind = ErrorKind::Refused;
        why.message = "there is no such Unix socket";
        why.advice = "Is the server running, and is the path right?";
    } else if (code == asio::error::host_not_found || code == asio::error::host_not_found_try_again ||
               code == asio::error::no_data || code == asio::error::service_not_found) {
        why.message = "the host name is not known";
        why.advice = "Check the spelling and the name server.";
    } else if (code == asio::error::access_denied) {
        why.message = "this user may not open the Unix socket";
        why.advice = "Check its permissions (unixsocketperm).";
    } else if (code == asio::error::timed_out) {
        why.kind = ErrorKind::Timeout;
        why.message = "no connection: the host does not answer";
        why.advice = "Is the host up, and does a firewall let the port through?";
    } else {
        why.message = "no connection: " + code.message();
        why.advice = "Check the address and the network.";
    }
    return why;
}

} // namespace cachedeck::redis
