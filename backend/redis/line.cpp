#include "backend/redis/line.hpp"

#include "backend/redis/channel.hpp"
#include "backend/redis/dial.hpp"
#include "backend/redis/enter.hpp"

namespace cachedeck::redis {

runtime::Task<Result<Line>> openLine(runtime::IoThread& thread, const ConnectionOptions& options)
{
    std::unique_ptr<TlsSession> tls;
    if (options.endpoint.tls) {
        auto made = TlsSession::create(*options.endpoint.tls, options.endpoint.address);
        if (!made)
            co_return made.error();
        tls = std::move(*made);
    }
    const auto deadline = runtime::Clock::now() + options.connectTimeout;
    const auto dial = std::make_shared<Dial>(thread.context(), options.endpoint.address);
    dial->start(deadline, options.connectTimeout);
    auto reaching = dial->outcome();
    auto socket = co_await reaching;
    if (!socket)
        co_return socket.error();
    const auto server = options.endpoint.address.text();
    const auto channel = std::make_shared<Channel>(thread.context(), std::move(*socket), server, std::move(tls));
    channel->open();
    std::uint64_t commandsSent = 0; // a line's owner counts its own
    auto entering = enter(thread, *channel, options, deadline, commandsSent);
    const auto entered = co_await entering;
    if (!entered)
        co_return entered.error();
    auto given = channel->giveUp();
    if (given.first == noSocket)
        co_return Error{ErrorKind::Unreachable, {}, server, "the socket could not be taken over", {}};
    co_return Line(given.first, std::move(given.second));
}

} // namespace cachedeck::redis
