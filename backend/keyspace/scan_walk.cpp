#include "backend/keyspace/scan_walk.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace cachedeck::keyspace {

using redis::Error;
using redis::ErrorKind;
using redis::Result;
using runtime::Clock;
using runtime::Task;

namespace {

bool isPassing(const Error& error)
{
    // Cancelled: some other command of this connection missed its deadline and took the socket with it.
    return error.retryable() || error.kind == ErrorKind::Cancelled;
}

} // namespace

ScanWalk::ScanWalk(runtime::IoThread& thread, redis::Connection& connection, WalkOptions options,
                   std::shared_ptr<ScanControl> control)
    : m_thread(thread), m_connection(connection), m_options(std::move(options)), m_control(std::move(control))
{}

Task<std::uint64_t> ScanWalk::size()
{
    resp::Request request{"DBSIZE"};
    resp::Reply reply;
    auto asking = m_connection.execute(request, reply, m_options.deadline);
    const auto result = co_await asking;
    co_return result.has_value() ? static_cast<std::uint64_t>(reply.root().integer().value_or(0)) : 0;
}

Task<Result<std::uint64_t>> ScanWalk::begin()
{
    resp::Request request{"DBSIZE"};
    resp::Reply reply;
    auto asking = m_connection.execute(request, reply, m_options.deadline);
    const auto result = co_await asking;
    if (!result.has_value() && result.error().kind != ErrorKind::Permission &&
        result.error().kind != ErrorKind::UnknownCommand)
        co_return result.error();
    if (!m_control->cancelled)
        m_runId = m_connection.facts().runId;
    co_return result.has_value() ? static_cast<std::uint64_t>(reply.root().integer().value_or(0)) : 0;
}

bool ScanWalk::isOther() const
{
    const auto& runId = m_connection.facts().runId;
    return !m_runId.empty() && !runId.empty() && runId != m_runId;
}

Task<Result<void>> ScanWalk::next(std::size_t count, std::vector<std::string_view>& keys,
                                  std::function<void(const Error&)> troubled)
{
    keys.clear();
    m_request.clear();
    m_request.begin(4 + (m_options.match.empty() ? 0 : 2) + (m_options.type.empty() ? 0 : 2));
    m_request.argument("SCAN").argument(m_cursor).argument("COUNT").argument(static_cast<std::int64_t>(count));
    if (!m_options.match.empty())
        m_request.argument("MATCH").argument(m_options.match);
    if (!m_options.type.empty())
        m_request.argument("TYPE").argument(m_options.type);

    constexpr std::chrono::milliseconds betweenAttempts{100};
    const auto giveUp = Clock::now() + m_options.giveUpAfter;
    for (;;) {
        auto asking = m_connection.execute(m_request, m_reply, m_options.deadline);
        const auto result = co_await asking;
        if (m_control->cancelled) // the connection may be gone
            co_return Error{ErrorKind::Cancelled, "SCAN", "", "cancelled.", ""};
        if (isOther())
            co_return Error{ErrorKind::Server, "SCAN", m_connection.options().endpoint.address.text(),
                            "the server was restarted meanwhile, so the place in its keys is lost.", "Scan again."};
        if (result.has_value())
            break;
        if (!isPassing(result.error()) || Clock::now() >= giveUp)
            co_return result.error();
        troubled(result.error());
        co_await m_thread.sleepFor(betweenAttempts);
        if (m_control->cancelled)
            co_return Error{ErrorKind::Cancelled, "SCAN", "", "cancelled.", ""};
    }

    const auto root = m_reply.root();
    auto part = root.begin();
    if (root.size() != 2)
        co_return Error{ErrorKind::Protocol, "SCAN", m_connection.options().endpoint.address.text(),
                        "the reply is not a cursor and keys.", ""};
    m_cursor = (*part).text();
    m_ended = m_cursor == "0";
    ++part;
    for (const auto key : *part)
        keys.push_back(key.text());
    co_return Result<void>{};
}

double ScanWalk::fraction() const noexcept
{
    if (m_ended)
        return 1;
    std::uint64_t cursor = 0;
    std::from_chars(m_cursor.data(), m_cursor.data() + m_cursor.size(), cursor);
    std::uint64_t reversed = 0;
    for (int bit = 0; bit < 64; ++bit)
        reversed = reversed << 1 | (cursor >> bit & 1);
    return std::ldexp(static_cast<double>(reversed), -64);
}

} // namespace cachedeck::keyspace
