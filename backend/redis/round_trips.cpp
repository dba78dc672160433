#include "backend/redis/round_trips.hpp"

namespace cachedeck::redis {
namespace {

using RoundTripTimes = std::vector<std::chrono::microseconds>;

runtime::Task<Result<RoundTripTimes>> pingAgainAndAgain(runtime::IoThread& thread, Connection& connection,
                                                        RoundTripPlan plan, const std::atomic<bool>& cancel)
{
    auto connecting = connection.connect();
    const auto connected = co_await connecting;
    if (!connected)
        co_return connected.error();
    resp::Request request;
    request.append({"PING"});
    resp::Reply reply;
    RoundTripTimes times;
    times.reserve(plan.count);
    while (times.size() < plan.count) {
        if (cancel)
            co_return Error{
                ErrorKind::Cancelled, "PING", connection.options().endpoint.address.text(), "it was cancelled", {}};
        auto resting = thread.sleepFor(plan.pause);
        co_await resting;
        const auto began = runtime::Clock::now();
        auto asking = connection.execute(request, reply, Connection::Deadline(0));
        const auto asked = co_await asking;
        if (!asked)
            co_return asked.error();
        times.push_back(std::chrono::duration_cast<std::chrono::microseconds>(runtime::Clock::now() - began));
    }
    co_return times;
}

} // namespace

Result<std::vector<std::chrono::microseconds>> takeRoundTrips(ConnectionOptions options, const RoundTripPlan& plan,
                                                              const std::atomic<bool>& cancel)
{
    options.reconnect = false; // a round trip that connected anew would be none
    runtime::IoThread thread("cd-round-trips");
    Connection connection(thread, std::move(options));
    return thread.run(pingAgainAndAgain(thread, connection, plan, cancel));
}

} // namespace cachedeck::redis
