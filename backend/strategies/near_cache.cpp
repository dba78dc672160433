#include "backend/strategies/near_cache.hpp"

#include "backend/strategies/cache_replies.hpp"
#include "backend/strategies/counting.hpp"
#include "backend/strategies/waiter.hpp"

#include <fmt/format.h>

namespace cachedeck::strategies {
namespace {

using namespace std::chrono_literals;
using runtime::Clock;

// A connection that has died without a word is found out so soon.
constexpr auto lookingAfter = 200ms;
// After so many near answers others who wait for the thread have their turn.
constexpr unsigned nearInARow = 64;

} // namespace

bool NearMap::get(const std::string& key, std::string& json)
{
    auto& shard = shardOf(key);
    const std::lock_guard lock(shard.mutex);
    const auto found = shard.byKey.find(key);
    if (found == shard.byKey.end() || found->second->expires <= Clock::now())
        return false;
    shard.entries.splice(shard.entries.begin(), shard.entries, found->second);
    json = found->second->json;
    return true;
}

std::uint64_t NearMap::changesOf(const std::string& key)
{
    auto& shard = shardOf(key);
    const std::lock_guard lock(shard.mutex);
    return shard.changes;
}

void NearMap::put(const std::string& key, const std::string& json, Clock::time_point expires, std::uint64_t changes)
{
    auto& shard = shardOf(key);
    const std::lock_guard lock(shard.mutex);
    if (shard.changes != changes)
        return;
    if (const auto old = shard.byKey.find(key); old != shard.byKey.end()) {
        old->second->json = json;
        old->second->expires = expires;
        return;
    }
    if (shard.entries.size() >= m_entriesAShard) {
        shard.byKey.erase(shard.entries.back().key);
        shard.entries.pop_back();
    }
    shard.entries.push_front({key, json, expires});
    shard.byKey.emplace(shard.entries.front().key, shard.entries.begin());
}

void NearMap::erase(const std::string& key)
{
    auto& shard = shardOf(key);
    const std::lock_guard lock(shard.mutex);
    ++shard.changes;
    const auto found = shard.byKey.find(key);
    if (found == shard.byKey.end())
        return;
    const auto entry = found->second;
    shard.byKey.erase(found);
    shard.entries.erase(entry);
}

void NearMap::clear()
{
    for (auto& shard : m_shards) {
        const std::lock_guard lock(shard.mutex);
        ++shard.changes;
        shard.byKey.clear();
        shard.entries.clear();
    }
}

Tracking::Tracking(const PathSurroundings& surroundings)
    : map(surroundings.options.nearEntries), m_path(surroundings), m_journey(surroundings.cacheDistance, &m_thread)
{}

Tracking::~Tracking()
{
    m_ending = true;
    if (m_started)
        m_ended.get_future().wait();
}

Result<void> Tracking::start()
{
    auto listening = m_thread.run(listen());
    m_started = true;
    m_thread.spawn(keepListening()); // which also closes what a failure leaves
    return listening;
}

runtime::Task<Result<void>> Tracking::listen()
{
    auto options = m_path.connection();
    options.reconnect = false; // a new connection is not tracked until we say so
    if (m_connection)
        m_earlierCommands += m_connection->commandsSent();
    m_connection = std::make_unique<redis::Connection>(m_thread, std::move(options));
    m_connection->onPush([this](resp::View push) { told(push); });
    m_connection->onStateChange([this](redis::ConnectionState state, const redis::Error*) {
        if (state != redis::ConnectionState::Ready)
            flush();
    });
    auto connecting = m_connection->connect();
    const auto connected = co_await connecting;
    if (!connected)
        co_return failureOf(connected.error());
    const auto server = m_connection->options().endpoint.address.text();
    if (m_connection->facts().protocol < 3)
        co_return Failure{Failure::Where::Cache, false,
                          fmt::format("A near cache needs RESP3 and CLIENT TRACKING (Redis 6 or later, or Valkey), but "
                                      "{} speaks RESP2 only. Choose another strategy, or a newer server.",
                                      server)};
    resp::Request request{"CLIENT", "TRACKING", "ON", "BCAST", "PREFIX", m_path.prefix};
    resp::Reply reply;
    auto asking = m_connection->execute(request, reply, 0ms);
    const auto tracked = co_await asking;
    if (!tracked)
        co_return failureOf(tracked.error());
    noteCommands();
    map.clear(); // of what was kept until now no message may come
    m_listening.store(true, std::memory_order_release);
    co_return Result<void>();
}

runtime::Task<void> Tracking::keepListening()
{
    resp::Request ping{"PING"};
    resp::Reply reply;
    while (!m_ending) {
        auto sleeping = m_thread.sleepFor(lookingAfter / 10);
        co_await sleeping;
        if (isListening()) {
            auto asking = m_connection->execute(ping, reply, lookingAfter);
            const auto answered = co_await asking;
            if (!answered)
                flush();
        } else if (!m_ending) {
            auto trying = listen();
            const auto listening = co_await trying;
            (void)listening; // tried again
        }
        noteCommands();
    }
    m_connection.reset();
    m_ended.set_value();
}

// [ "invalidate", [ key… ] ]; null in place of the keys: the whole keyspace is gone.
void Tracking::told(resp::View push)
{
    if (push.size() != 2 || push[0].text() != "invalidate")
        return;
    const auto keys = push[1];
    if (keys.isNull()) {
        map.clear();
        return;
    }
    std::vector<std::string> changed;
    for (const auto key : keys) {
        const auto text = key.text();
        if (text.starts_with(m_path.prefix))
            changed.emplace_back(text.substr(m_path.prefix.size()));
    }
    if (m_path.cacheDistance.isNone())
        forget(changed);
    else
        m_thread.spawn(forgetLater(std::move(changed)));
    m_told.fetch_add(keys.size(), std::memory_order_relaxed);
}

void Tracking::forget(const std::vector<std::string>& keys)
{
    for (const auto& key : keys)
        map.erase(key);
}

void Tracking::dropped(const std::vector<std::string>& keys, bool all)
{
    if (all)
        forget(keys);
    else
        map.clear(); // nobody knows which keys a tag had
}

// The message is under way for so long.
runtime::Task<void> Tracking::forgetLater(std::vector<std::string> keys)
{
    auto travelling = m_journey.oneWay();
    co_await travelling;
    forget(keys);
}

void Tracking::flush()
{
    if (!m_listening.exchange(false))
        return;
    map.clear();
    m_flushes.fetch_add(1, std::memory_order_relaxed);
}

bool NearCache::isNear(const workload::Call& call, Answer& answer)
{
    if (!m_near.isListening() || !m_cache.isWholeValue(*call.operation) || !m_near.map.get(call.key, answer.json))
        return false;
    m_near.hits.fetch_add(1, std::memory_order_relaxed);
    answer.found = answer.cacheAsked = true;
    answer.source = Source::Cache;
    return true;
}

runtime::Task<Result<void>> NearCache::read(const workload::Call& call, Answer& answer)
{
    answer.clear();
    if (isNear(call, answer)) {
        if (++m_inARow % nearInARow == 0) {
            Turn turn(m_thread);
            co_await turn;
        }
        co_return Result<void>();
    }
    const auto changes = m_near.map.changesOf(call.key);
    Age age;
    const auto lookup = co_await m_cache.get(call, answer, age);
    if (lookup == Lookup::Hit) {
        if (m_near.isListening() && m_cache.isWholeValue(*call.operation))
            m_near.map.put(call.key, answer.json, Clock::now() + std::min<Clock::duration>(age.left, 24h), changes);
        co_return Result<void>();
    }
    const auto read = co_await m_primary.read(call, answer);
    if (read && answer.found && lookup == Lookup::Miss)
        co_await m_cache.put(call, answer);
    co_return read;
}

runtime::Task<Result<void>> NearCache::write(const workload::Call& call)
{
    const auto written = co_await writeAndCount(m_cache, m_primary, call);
    if (!written)
        co_return written;
    const std::vector<std::string> kept;
    std::vector<std::string> gone;
    const auto invalidated = co_await m_cache.invalidate(call, kept, &gone);
    m_near.dropped(gone, invalidated.has_value());
    co_return invalidated;
}

} // namespace cachedeck::strategies
