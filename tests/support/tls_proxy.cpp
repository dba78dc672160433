#include "tests/support/tls_proxy.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <atomic>
#include <thread>

namespace cachedeck::test {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Code = boost::system::error_code;

struct Link {
    asio::ssl::stream<tcp::socket> client;
    tcp::socket server;

    void close()
    {
        Code ignored;
        client.lowest_layer().close(ignored);
        server.close(ignored);
    }
};

template<class From, class To>
asio::awaitable<void> forward(std::shared_ptr<Link> link, From& from, To& to)
{
    std::array<char, 16384> bytes{};
    Code code;
    while (!code) {
        const auto size =
            co_await from.async_read_some(asio::buffer(bytes), asio::redirect_error(asio::use_awaitable, code));
        if (!code)
            co_await asio::async_write(to, asio::buffer(bytes.data(), size),
                                       asio::redirect_error(asio::use_awaitable, code));
    }
    link->close();
}

} // namespace

struct TlsProxy::Implementation {
    Implementation(std::uint16_t serverPort, const TlsFiles& files)
        : server(asio::ip::address_v4::loopback(), serverPort),
          tls(asio::ssl::context::tls_server),
          acceptor(context, tcp::endpoint(asio::ip::address_v4::loopback(), 0)),
          port(acceptor.local_endpoint().port())
    {
        tls.use_certificate_chain_file(files.certificateFile);
        tls.use_private_key_file(files.keyFile, asio::ssl::context::pem);
        asio::co_spawn(context, accept(), asio::detached);
        thread = std::thread([this] { context.run(); });
    }
    ~Implementation()
    {
        context.stop();
        thread.join();
    }
    Implementation(const Implementation&) = delete;
    Implementation& operator=(const Implementation&) = delete;

    asio::awaitable<void> accept()
    {
        Code code;
        for (;;) {
            auto socket = co_await acceptor.async_accept(asio::redirect_error(asio::use_awaitable, code));
            if (code)
                co_return;
            asio::co_spawn(context, serve(std::move(socket)), asio::detached);
        }
    }

    asio::awaitable<void> serve(tcp::socket socket)
    {
        const auto link = std::make_shared<Link>(Link{{std::move(socket), tls}, tcp::socket(context)});
        Code code;
        co_await link->client.async_handshake(asio::ssl::stream_base::server,
                                              asio::redirect_error(asio::use_awaitable, code));
        if (!code) {
            ++handshakes;
            co_await link->server.async_connect(server, asio::redirect_error(asio::use_awaitable, code));
        }
        if (code)
            co_return link->close();
        asio::co_spawn(context, forward(link, link->client, link->server), asio::detached);
        asio::co_spawn(context, forward(link, link->server, link->client), asio::detached);
    }

    const tcp::endpoint server;
    asio::ssl::context tls;
    asio::io_context context;
    tcp::acceptor acceptor;
    const std::uint16_t port;
    std::atomic<int> handshakes{0};
    std::thread thread;
};

TlsProxy::TlsProxy(std::uint16_t serverPort, const TlsFiles& files)
    : m_implementation(std::make_unique<Implementation>(serverPort, files))
{}

TlsProxy::~TlsProxy() = default;

std::uint16_t TlsProxy::port() const noexcept
{
    return m_implementation->port;
}

int TlsProxy::handshakes() const noexcept
{
    return m_implementation->handshakes;
}

} // namespace cachedeck::test
