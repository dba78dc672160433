#include "backend/load/expiry_watch.hpp"

namespace cachedeck::load {
namespace {

using namespace std::chrono_literals;

constexpr const char* setting = "notify-keyspace-events";

} // namespace

ExpiryWatch::ExpiryWatch(redis::ConnectionOptions options, bool isOurs,
                         std::function<void(std::string_view key)> expired)
    : m_options(std::move(options)), m_isOurs(isOurs), m_expired(std::move(expired))
{}

ExpiryWatch::~ExpiryWatch()
{
    m_thread.run(end());
}

redis::Result<void> ExpiryWatch::start()
{
    return m_thread.run(listen());
}

runtime::Task<redis::Result<void>> ExpiryWatch::listen()
{
    auto options = m_options;
    options.reconnect = false;
    options.clientName = "cachedeck-load";
    m_connection = std::make_unique<redis::Connection>(m_thread, std::move(options));
    m_connection->onPush([this](resp::View push) { // "pmessage", the pattern, the channel, the key
        if (push.size() == 4 && push[0].text() == "pmessage")
            m_expired(push[3].text());
    });
    auto connecting = m_connection->connect();
    const auto connected = co_await connecting;
    if (!connected)
        co_return connected.error();
    if (m_isOurs) {
        auto asking = ask();
        const auto asked = co_await asking;
        if (!asked)
            co_return asked.error();
    }
    auto subscribing = m_connection->command({"PSUBSCRIBE", "__keyevent@*__:expired"});
    const auto subscribed = co_await subscribing;
    if (!subscribed)
        co_return subscribed.error();
    co_return redis::Result<void>();
}

// What the server sends already stays as it is.
runtime::Task<redis::Result<void>> ExpiryWatch::ask()
{
    auto reading = m_connection->command({"CONFIG", "GET", setting});
    const auto read = co_await reading;
    if (!read)
        co_return read.error();
    const auto value = read->root().find(setting);
    auto before = value ? std::string(value->text()) : std::string();
    auto wanted = before;
    for (const char flag : {'E', 'x'})
        if (wanted.find(flag) == std::string::npos)
            wanted += flag;
    auto changing = m_connection->command({"CONFIG", "SET", setting, wanted});
    const auto set = co_await changing;
    if (!set)
        co_return set.error();
    m_before = std::move(before);
    co_return redis::Result<void>();
}

// In RESP2 a subscribed connection takes no other command: it ends first, and another one puts the setting back.
runtime::Task<void> ExpiryWatch::end()
{
    m_connection.reset();
    if (!m_before)
        co_return;
    auto options = m_options;
    options.connectTimeout = options.commandTimeout = 250ms; // a server that is gone needs none
    m_connection = std::make_unique<redis::Connection>(m_thread, std::move(options));
    auto restoring = m_connection->command({"CONFIG", "SET", setting, *m_before});
    const auto restored = co_await restoring;
    (void)restored;
    m_connection.reset();
}

} // namespace cachedeck::load
