#include "backend/stores/http_client.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <sstream>

namespace cachedeck::stores {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using Code = boost::system::error_code;

constexpr std::uint64_t largestBody = 256u << 20u;
constexpr std::size_t readAtOnce = 64u << 10u;
constexpr std::string_view connectionLost = "The connection was lost";

// One connection: an exchange at a time, a chain of callbacks that wakes the coroutine that waits for it.
class Exchange : public std::enable_shared_from_this<Exchange> {
public:
    Exchange(asio::io_context& context, asio::ssl::context* tls, const HttpTarget& target)
        : m_target(target), m_resolver(context), m_stream(context)
    {
        if (tls != nullptr)
            m_tls.emplace(m_stream, *tls);
    }

    // Whether the server has not closed it while it was idle.
    bool isUsable()
    {
        if (!m_isOpen)
            return false;
        char byte = 0;
        Code code;
        auto& socket = m_stream.socket();
        socket.non_blocking(true, code);
        socket.receive(asio::buffer(&byte, 1), asio::socket_base::message_peek, code);
        return code == asio::error::would_block;
    }

    void start(HttpRequest request, runtime::Clock::time_point until)
    {
        m_outcome.reset();
        m_isInterrupted = false;
        m_request = {http::verb::post, request.path, 11};
        m_request.set(http::field::host, fmt::format("{}:{}", m_target.host, m_target.port));
        m_request.set(http::field::user_agent, "cachedeck");
        for (const auto& [name, value] : request.headers)
            m_request.set(name, value);
        m_request.body() = std::move(request.body);
        m_request.prepare_payload();
        m_response.emplace();
        m_response->body_limit(largestBody);
        m_response->eager(true);
        m_stream.expires_at(until);
        if (m_isOpen)
            return write();
        m_resolver.async_resolve(m_target.host, std::to_string(m_target.port),
                                 [self = shared_from_this()](const Code& code, const auto& endpoints) {
                                     if (code)
                                         self->fail(code, "The host name is not known");
                                     else
                                         self->connect(endpoints);
                                 });
    }

    void interrupt()
    {
        if (m_outcome)
            return;
        m_isInterrupted = true;
        m_resolver.cancel();
        close();
    }

    void close()
    {
        m_isOpen = false;
        m_stream.close();
    }

    struct Awaiter {
        Exchange& exchange;
        bool await_ready() const noexcept { return exchange.m_outcome.has_value(); }
        void await_suspend(std::coroutine_handle<> waiting) noexcept { exchange.m_waiting = waiting; }
        Result<HttpResponse> await_resume() { return std::move(*exchange.m_outcome); }
    };
    Awaiter outcome() noexcept { return {*this}; }

private:
    void connect(const asio::ip::tcp::resolver::results_type& endpoints)
    {
        m_stream.async_connect(endpoints, [self = shared_from_this()](const Code& code, const auto&) {
            if (code)
                return self->fail(code, "No connection");
            Code ignored;
            self->m_stream.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
            if (self->m_tls)
                self->shakeHands();
            else
                self->write();
        });
    }

    void shakeHands()
    {
        m_tls->set_verify_callback(asio::ssl::host_name_verification(m_target.host));
        SSL_set_tlsext_host_name(m_tls->native_handle(), m_target.host.c_str());
        m_tls->async_handshake(asio::ssl::stream_base::client, [self = shared_from_this()](const Code& code) {
            if (code)
                self->fail(code, "No TLS with this server");
            else
                self->write();
        });
    }

    template<class Use>
    void withStream(Use use)
    {
        if (m_tls)
            use(*m_tls);
        else
            use(m_stream);
    }

    // Beast's own reading and writing would be compiled once for each kind of stream, at a minute's cost; its message
    // and its parser do not know streams.
    void write()
    {
        std::ostringstream text;
        text << m_request;
        m_text = std::move(text).str();
        withStream([this](auto& stream) {
            asio::async_write(stream, asio::buffer(m_text), [self = shared_from_this()](const Code& code, std::size_t) {
                if (code)
                    self->fail(code, connectionLost);
                else
                    self->read();
            });
        });
    }

    void read()
    {
        const auto room = m_buffer.prepare(readAtOnce);
        withStream([this, room](auto& stream) {
            stream.async_read_some(room, [self = shared_from_this()](Code code, std::size_t bytes) {
                self->m_buffer.commit(bytes);
                if (!code)
                    self->m_buffer.consume(self->m_response->put(self->m_buffer.data(), code));
                else if (code == asio::error::eof && self->m_response->got_some())
                    self->m_response->put_eof(code);
                if (code == http::error::need_more)
                    self->read();
                else if (code)
                    self->fail(code, connectionLost);
                else if (self->m_response->is_done())
                    self->answered();
                else
                    self->read();
            });
        });
    }

    void answered()
    {
        m_isOpen = m_response->keep_alive();
        auto message = m_response->release();
        if (!m_isOpen)
            close();
        finish(HttpResponse{message.result_int(), std::move(message.body())});
    }

    void fail(const Code& code, std::string_view what)
    {
        close();
        m_buffer.clear();
        const bool isLate = code == beast::error::timeout || m_isInterrupted;
        if (isLate)
            return finish(Error{ErrorKind::Timeout, m_target.store, "The server does not answer.", ""});
        const bool isTls = m_tls && what.find("TLS") != what.npos;
        finish(Error{isTls ? ErrorKind::Refused : ErrorKind::Unreachable, m_target.store,
                     fmt::format("{}: {}.", what, code.message()),
                     isTls ? "Is it the TLS port, and is the certificate one that this machine trusts?"
                           : "Is the server running, and are host and port right?"});
    }

    void finish(Result<HttpResponse> result)
    {
        m_outcome.emplace(std::move(result));
        if (m_waiting)
            std::exchange(m_waiting, {}).resume();
    }

    const HttpTarget& m_target;
    asio::ip::tcp::resolver m_resolver;
    beast::tcp_stream m_stream;
    std::optional<asio::ssl::stream<beast::tcp_stream&>> m_tls;
    beast::flat_buffer m_buffer;
    http::request<http::string_body> m_request;
    std::string m_text; // of the request
    std::optional<http::response_parser<http::string_body>> m_response;
    std::optional<Result<HttpResponse>> m_outcome;
    std::coroutine_handle<> m_waiting;
    bool m_isOpen = false, m_isInterrupted = false;
};

} // namespace

struct HttpClient::Implementation {
    Implementation(runtime::IoThread& ioThread, HttpTarget where) : thread(ioThread), target(std::move(where))
    {
        if (!target.tls)
            return;
        tls.emplace(asio::ssl::context::tls_client);
        Code code;
        if (target.caFile.empty())
            tls->set_default_verify_paths(code);
        else
            tls->load_verify_file(target.caFile, code); // what is wrong shows in the handshake
        tls->set_verify_mode(asio::ssl::verify_peer, code);
    }

    std::shared_ptr<Exchange> take()
    {
        while (!idle.empty()) {
            auto exchange = std::move(idle.back());
            idle.pop_back();
            if (exchange->isUsable())
                return exchange;
            exchange->close();
        }
        return std::make_shared<Exchange>(thread.context(), tls ? &*tls : nullptr, target);
    }

    runtime::IoThread& thread;
    const HttpTarget target;
    std::optional<asio::ssl::context> tls;
    std::vector<std::shared_ptr<Exchange>> idle, busy;
};

HttpClient::HttpClient(runtime::IoThread& thread, HttpTarget target)
    : m_implementation(std::make_shared<Implementation>(thread, std::move(target)))
{}

HttpClient::~HttpClient()
{
    for (auto* list : {&m_implementation->idle, &m_implementation->busy}) {
        for (const auto& exchange : *list)
            exchange->close();
    }
}

runtime::Task<Result<HttpResponse>> HttpClient::ask(HttpRequest request, runtime::Clock::time_point until)
{
    const auto inside = m_implementation;
    const auto exchange = inside->take();
    inside->busy.push_back(exchange);
    exchange->start(std::move(request), until);
    auto waiting = exchange->outcome();
    auto result = co_await waiting;
    inside->busy.erase(std::find(inside->busy.begin(), inside->busy.end(), exchange));
    inside->idle.push_back(exchange);
    co_return result;
}

void HttpClient::interrupt() noexcept
{
    m_implementation->thread.post([weak = std::weak_ptr(m_implementation)] {
        if (const auto inside = weak.lock()) {
            const auto busy = inside->busy; // ends of exchanges change the list
            for (const auto& exchange : busy)
                exchange->interrupt();
        }
    });
}

} // namespace cachedeck::stores
