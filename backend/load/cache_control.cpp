#include "backend/load/cache_control.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <future>
#include <tuple>

namespace cachedeck::load {

namespace {

using namespace std::chrono_literals;

constexpr auto patience = std::chrono::milliseconds(2000);
constexpr std::size_t unlinkBatch = 500;

// A line "name:value" of INFO.
std::string_view infoField(std::string_view info, std::string_view name)
{
    for (std::size_t at = 0; at < info.size();) {
        const auto end = std::min(info.find('\n', at), info.size());
        auto line = info.substr(at, end - at);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (line.size() > name.size() && line.starts_with(name) && line[name.size()] == ':')
            return line.substr(name.size() + 1);
        at = end + 1;
    }
    return {};
}

std::int64_t numberIn(std::string_view text)
{
    std::int64_t number = 0;
    const auto digit = text.find_first_of("0123456789");
    if (digit != std::string_view::npos)
        std::from_chars(text.data() + digit, text.data() + text.size(), number);
    return number;
}

} // namespace

CacheControl::CacheControl(redis::ConnectionOptions options) : m_options(std::move(options)), m_thread("cd-control")
{
    m_options.clientName = "cachedeck-control";
    moveTo(m_options.endpoint);
}

CacheControl::~CacheControl()
{
    m_closing = true;
}

redis::Result<void> CacheControl::connect()
{
    return client().connect();
}

redis::ServerFacts CacheControl::facts() const
{
    return client().facts();
}

redis::Result<std::string> CacheControl::setting(const std::string& name)
{
    const auto reply = client().call({"CONFIG", "GET", name}, patience);
    if (!reply)
        return reply.error();
    const auto value = reply->root().find(name);
    return redis::Result<std::string>(boost::system::in_place_value,
                                      value ? std::string(value->text()) : std::string());
}

redis::Result<void> CacheControl::apply(const CacheProfile& profile, std::size_t paths)
{
    std::vector<std::pair<std::string, std::string>> wanted;
    if (!profile.evictionPolicy.empty())
        wanted.emplace_back("maxmemory-policy", profile.evictionPolicy);
    if (profile.maxMemory) {
        const auto info = client().call({"INFO", "memory"}, patience);
        if (!info)
            return info.error();
        const auto used = numberIn(infoField(info->root().text(), "used_memory"));
        wanted.emplace_back("maxmemory", std::to_string(static_cast<std::uint64_t>(used) + *profile.maxMemory * paths));
    }
    const auto want = [&](const char* name, const std::optional<int>& value) {
        if (value)
            wanted.emplace_back(name, std::to_string(*value));
    };
    want("maxmemory-samples", profile.evictionSamples);
    want("lfu-log-factor", profile.lfuLogFactor);
    want("lfu-decay-time", profile.lfuDecayMinutes);
    for (const auto& [name, value] : wanted) {
        auto before = setting(name);
        if (!before)
            return before.error();
        const auto set = client().call({"CONFIG", "SET", name, value}, patience);
        if (!set)
            return set.error();
        m_before.emplace_back(name, std::move(*before));
        m_applied.emplace_back(name, value);
    }
    return {};
}

void CacheControl::restore()
{
    for (const auto& [name, value] : m_before)
        (void)client().call({"CONFIG", "SET", name, value}, 250ms); // a server that is gone needs none
    m_before.clear();
    m_applied.clear();
}

// In pages of SCAN; one page may name a key that another named before.
runtime::Task<redis::Result<std::uint64_t>> CacheControl::eachPage(std::string pattern,
                                                                   runtime::Clock::time_point until, Page page)
{
    std::uint64_t changed = 0;
    std::string cursor = "0";
    do {
        std::vector<std::string> scan{"SCAN", cursor, "MATCH", pattern, "COUNT", "1000"};
        auto scanning = client().connection().command(std::move(scan), patience);
        const auto reply = co_await scanning;
        if (!reply)
            co_return reply.error();
        if (reply->root().size() != 2)
            break;
        cursor = reply->root()[0].text();
        std::vector<std::string> keys;
        for (const auto key : reply->root()[1])
            keys.emplace_back(key.text());
        if (keys.empty())
            continue;
        auto changing = page(std::move(keys));
        const auto count = co_await changing;
        if (!count)
            co_return count.error();
        changed += *count;
    } while (cursor != "0" && runtime::Clock::now() < until);
    co_return changed;
}

runtime::Task<redis::Result<std::uint64_t>> CacheControl::unlink(std::vector<std::string> keys)
{
    std::uint64_t removed = 0;
    for (std::size_t begin = 0; begin < keys.size(); begin += unlinkBatch) {
        std::vector<std::string> command{"UNLINK"};
        for (auto i = begin; i < std::min(begin + unlinkBatch, keys.size()); ++i)
            command.push_back(std::move(keys[i]));
        auto unlinking = client().connection().command(std::move(command), patience);
        const auto gone = co_await unlinking;
        if (!gone)
            co_return gone.error();
        removed += static_cast<std::uint64_t>(gone->root().integer().value_or(0));
    }
    co_return removed;
}

// PEXPIRE … LT is of Redis 7; a script does the same on older ones, and takes the keys at once.
runtime::Task<redis::Result<std::uint64_t>> CacheControl::shorten(std::vector<std::string> keys, std::size_t prefix,
                                                                  std::chrono::milliseconds life)
{
    static constexpr std::string_view script =
        "local n = 0 for _, key in ipairs(KEYS) do local left = redis.call('PTTL', key) "
        "if left == -1 or left > tonumber(ARGV[1]) then n = n + redis.call('PEXPIRE', key, ARGV[1]) end end return n";
    const auto isBeside = [&](const std::string& key) {
        const auto name = std::string_view(key).substr(std::min(prefix, key.size()));
        return name.starts_with("tag:") || name.starts_with("lease:") || name.starts_with("lock:");
    };
    keys.erase(std::remove_if(keys.begin(), keys.end(), isBeside), keys.end());
    std::uint64_t shortened = 0;
    for (std::size_t begin = 0; begin < keys.size(); begin += unlinkBatch) {
        const auto end = std::min(begin + unlinkBatch, keys.size());
        std::vector<std::string> command{"EVAL", std::string(script), std::to_string(end - begin)};
        for (auto i = begin; i < end; ++i)
            command.push_back(std::move(keys[i]));
        command.push_back(std::to_string(life.count()));
        auto asking = client().connection().command(std::move(command), patience);
        const auto reply = co_await asking;
        if (!reply)
            co_return reply.error();
        const auto changed = static_cast<std::uint64_t>(reply->root().integer().value_or(0));
        client().connection().noteCalledByScript(end - begin + changed); // each is asked, and those set
        shortened += changed;
    }
    co_return shortened;
}

runtime::Task<void> CacheControl::removeFrom(std::vector<std::string> prefixes, std::string glob,
                                             runtime::Clock::time_point until, Changed done)
{
    std::uint64_t removed = 0;
    for (const auto& prefix : prefixes) {
        if (m_closing)
            break;
        auto removing =
            eachPage(prefix + glob, until, [this](std::vector<std::string> keys) { return unlink(std::move(keys)); });
        const auto count = co_await removing;
        if (!count) {
            done(count.error());
            co_return;
        }
        removed += *count;
    }
    done(removed);
}

runtime::Task<void> CacheControl::expireFrom(Lives lives, std::string glob, Changed done)
{
    std::uint64_t shortened = 0;
    for (const auto& [prefix, life] : lives) {
        if (m_closing)
            break;
        auto shortening = eachPage(prefix + glob, runtime::Clock::time_point::max(),
                                   [this, size = prefix.size(), life = life](std::vector<std::string> keys) {
                                       return shorten(std::move(keys), size, life);
                                   });
        const auto count = co_await shortening;
        if (!count) {
            done(count.error());
            co_return;
        }
        shortened += *count;
    }
    done(shortened);
}

void CacheControl::remove(std::vector<std::string> prefixes, std::string glob, Changed done)
{
    m_thread.post([this, prefixes = std::move(prefixes), glob = std::move(glob), done = std::move(done)]() mutable {
        m_thread.spawn(
            removeFrom(std::move(prefixes), std::move(glob), runtime::Clock::time_point::max(), std::move(done)));
    });
}

void CacheControl::expire(Lives lives, std::string glob, Changed done)
{
    m_thread.post([this, lives = std::move(lives), glob = std::move(glob), done = std::move(done)]() mutable {
        m_thread.spawn(expireFrom(std::move(lives), std::move(glob), std::move(done)));
    });
}

void CacheControl::removeAll(std::vector<std::string> prefixes, std::chrono::milliseconds atMost)
{
    auto finished = std::make_shared<std::promise<void>>();
    auto future = finished->get_future();
    const auto until = runtime::Clock::now() + atMost;
    m_thread.post([this, prefixes = std::move(prefixes), until, finished]() mutable {
        m_thread.spawn(removeFrom(std::move(prefixes), "*", until,
                                  [finished](const redis::Result<std::uint64_t>&) { finished->set_value(); }));
    });
    future.wait_for(atMost);
}

void CacheControl::watch(std::function<void(ServerChange, std::string)> changed)
{
    m_thread.post([this, changed = std::move(changed)]() mutable { m_thread.spawn(watchLoop(std::move(changed))); });
}

runtime::Task<void> CacheControl::watchLoop(std::function<void(ServerChange, std::string)> changed)
{
    Watch before;
    if (m_closing) // between the call and this first step: the connection is gone
        co_return;
    before.runId = client().connection().facts().runId;
    while (!m_closing) {
        auto looking = whatChanged(before);
        const auto what = co_await looking;
        if (m_closing)
            co_return;
        if (what)
            changed(what->first, what->second);
        auto sleeping = m_thread.sleepFor(1s);
        co_await sleeping;
    }
}

// Empty: nothing, or the server does not answer, which the users see for themselves.
runtime::Task<std::optional<CacheControl::Change>> CacheControl::whatChanged(Watch& before)
{
    std::vector<std::string> server{"INFO", "server"};
    auto askingIdentity = client().connection().command(std::move(server), patience);
    const auto identity = co_await askingIdentity;
    if (!identity)
        co_return std::nullopt;
    const std::string runId(infoField(identity->root().text(), "run_id"));
    if (runId != std::exchange(before.runId, runId.empty() ? before.runId : runId) && !runId.empty()) {
        before.errors.clear();
        co_return Change(ServerChange::Identity, "the server was restarted or replaced (its run_id changed)");
    }
    std::vector<std::string> replication{"INFO", "replication"};
    auto askingRole = client().connection().command(std::move(replication), patience);
    const auto role = co_await askingRole;
    if (!role) // also when this object closes: its connection is gone then
        co_return std::nullopt;
    const bool isReplica = infoField(role->root().text(), "role") == "slave";
    if (isReplica && !std::exchange(before.wasReplica, isReplica))
        co_return Change(ServerChange::ReadOnly, "the server is a replica now");
    before.wasReplica = isReplica;
    std::vector<std::string> errorStatistics{"INFO", "errorstats"};
    auto askingErrors = client().connection().command(std::move(errorStatistics), patience);
    const auto errors = co_await askingErrors;
    if (!errors)
        co_return std::nullopt;
    static constexpr std::tuple<std::string_view, ServerChange, std::string_view> serious[] = {
        {"errorstat_OOM", ServerChange::OutOfMemory, "the server is out of memory (OOM)"},
        {"errorstat_MISCONF", ServerChange::CannotSave, "the server refuses writes because it cannot save (MISCONF)"}};
    for (const auto& [name, change, meaning] : serious) {
        const auto count = numberIn(infoField(errors->root().text(), name));
        const auto [known, first] = before.errors.try_emplace(std::string(name), count);
        if (!first && count > std::exchange(known->second, count))
            co_return Change(change, std::string(meaning));
    }
    co_return std::nullopt;
}

ServerReading CacheControl::read()
{
    const auto info = client().call({"INFO", "all"}, 250ms);
    return info ? readingOf(info->root().text()) : ServerReading{};
}

std::uint64_t CacheControl::commandsSent()
{
    std::promise<std::uint64_t> sent;
    m_thread.post([&] {
        std::uint64_t sum = 0;
        for (const auto& each : m_clients)
            sum += each->connection().commandsSent();
        sent.set_value(sum);
    });
    return sent.get_future().get();
}

Footprint CacheControl::footprint(const std::string& prefix, const workload::Orphans& orphans,
                                  std::chrono::milliseconds atMost)
{
    return m_thread.run(measureFootprint(prefix, orphans, runtime::Clock::now() + atMost));
}

// All keys are counted, some 200 of them weighed, spread over the scan's pages.
runtime::Task<Footprint> CacheControl::measureFootprint(std::string prefix, const workload::Orphans& orphans,
                                                        runtime::Clock::time_point until)
{
    static constexpr std::size_t weighedOfPage = 20;
    static constexpr std::uint64_t enough = 200;
    std::uint64_t keys = 0;
    std::uint64_t weighed = 0;
    std::uint64_t bytes = 0;
    std::uint64_t orphaned = 0;
    std::string cursor = "0";
    do {
        if (m_closing || runtime::Clock::now() >= until)
            co_return Footprint{};
        std::vector<std::string> scan{"SCAN", cursor, "MATCH", prefix + "*", "COUNT", "1000"};
        auto scanning = client().connection().command(std::move(scan), 250ms);
        const auto page = co_await scanning;
        if (!page || page->root().size() != 2)
            co_return Footprint{};
        cursor = page->root()[0].text();
        const auto names = page->root()[1];
        keys += names.size();
        for (const auto name : names) {
            if (orphans.arePossible() && orphans.contains(name.text().substr(prefix.size())))
                ++orphaned;
        }
        std::size_t seen = 0;
        for (const auto name : names) {
            if (weighed >= enough || seen++ >= weighedOfPage)
                break;
            std::vector<std::string> weigh{"MEMORY", "USAGE", std::string(name.text())};
            auto weighing = client().connection().command(std::move(weigh), 250ms);
            const auto size = co_await weighing;
            if (!size)
                co_return Footprint{};
            bytes += static_cast<std::uint64_t>(size->root().integer().value_or(0));
            ++weighed;
        }
    } while (cursor != "0");
    co_return Footprint{keys, weighed > 0 ? bytes * keys / weighed : 0, orphaned};
}

void CacheControl::moveTo(const redis::Endpoint& endpoint)
{
    m_options.endpoint = endpoint;
    m_clients.push_back(std::make_unique<redis::Client>(m_thread, m_options));
    m_current = m_clients.back().get();
    // The replica that took over is as its own configuration has it.
    if (m_applied.empty() || !client().connect())
        return;
    for (const auto& [name, value] : m_applied)
        (void)client().call({"CONFIG", "SET", name, value}, 500ms);
}

} // namespace cachedeck::load
