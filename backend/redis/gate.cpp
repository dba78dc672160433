#include "backend/redis/gate.hpp"

#include "backend/redis/command_words.hpp"

#include <array>
#include <cstring>
#include <limits>

namespace cachedeck::redis {
namespace {

using Ticks = std::chrono::steady_clock::rep;
constexpr Ticks always = std::numeric_limits<Ticks>::max();

struct Entry {
    std::string_view command; // lower case; "config|set" for a sub-command, "client|*" for the others
    CommandClass kind;
};

// What COMMAND's flags do not say: what is harmless though neither readonly nor fast, what is more than a write, and
// what reaches others although no key is written. Names: https://redis.io/commands
constexpr auto read = CommandClass::Read;
constexpr auto write = CommandClass::Write;
constexpr auto destructive = CommandClass::Destructive;
constexpr auto forbidden = CommandClass::Forbidden;
constexpr Entry fixed[] = {
    {"flushall", forbidden},
    {"flushdb", forbidden},
    {"keys", forbidden},
    {"save", forbidden},
    {"shutdown", forbidden},
    {"debug", forbidden},
    {"replicaof", forbidden},
    {"slaveof", forbidden},
    {"failover", forbidden},
    {"swapdb", forbidden},
    {"migrate", forbidden},
    {"module", forbidden},
    {"module|list", read},
    {"config|get", read},
    {"config|*", forbidden},
    {"acl|whoami", read},
    {"acl|list", read},
    {"acl|users", read},
    {"acl|getuser", read},
    {"acl|cat", read},
    {"acl|dryrun", read},
    {"acl|log", read},
    {"acl|help", read},
    {"acl|*", forbidden},
    {"client|list", read},
    {"client|info", read},
    {"client|id", read},
    {"client|getname", read},
    {"client|setname", read},
    {"client|tracking", read},
    {"client|trackinginfo", read},
    {"client|caching", read},
    {"client|getredir", read},
    {"client|no-evict", read},
    {"client|no-touch", read},
    {"client|setinfo", read},
    {"client|help", read},
    {"client|kill", destructive},
    {"client|*", forbidden},
    {"cluster|info", read},
    {"cluster|nodes", read},
    {"cluster|slots", read},
    {"cluster|shards", read},
    {"cluster|keyslot", read},
    {"cluster|myid", read},
    {"cluster|*", forbidden},
    {"command", read},
    {"command|*", read},
    {"memory|usage", read},
    {"memory|stats", read},
    {"memory|doctor", read},
    {"memory|malloc-stats", read},
    {"memory|help", read},
    {"memory|*", write},
    {"slowlog|get", read},
    {"slowlog|len", read},
    {"slowlog|help", read},
    {"slowlog|*", write},
    {"latency|latest", read},
    {"latency|history", read},
    {"latency|doctor", read},
    {"latency|graph", read},
    {"latency|histogram", read},
    {"latency|help", read},
    {"latency|*", write},
    {"object|*", read},
    {"pubsub|*", read},
    {"xinfo|*", read},
    {"script|exists", read},
    {"script|flush", destructive},
    {"script|*", write},
    {"function|list", read},
    {"function|dump", read},
    {"function|stats", read},
    {"function|delete", destructive},
    {"function|flush", destructive},
    {"function|*", write},
    {"sentinel|masters", read},
    {"sentinel|master", read},
    {"sentinel|primaries", read},
    {"sentinel|primary", read},
    {"sentinel|replicas", read},
    {"sentinel|slaves", read},
    {"sentinel|sentinels", read},
    {"sentinel|ckquorum", read},
    {"sentinel|get-master-addr-by-name", read},
    {"sentinel|get-primary-addr-by-name", read},
    {"sentinel|info-cache", read},
    {"sentinel|myid", read},
    {"sentinel|pending-scripts", read},
    {"sentinel|is-master-down-by-addr", read},
    {"sentinel|failover", destructive},
    {"sentinel|*", forbidden},
    {"del", destructive},
    {"unlink", destructive},
    {"rename", destructive},
    {"renamenx", destructive},
    {"restore", destructive},
    {"getdel", destructive},
    {"move", destructive},
    {"ltrim", destructive},
    {"xtrim", destructive},
    {"xdel", destructive},
    {"publish", write},
    {"spublish", write},
    {"bgsave", write},
    {"bgrewriteaof", write},
    {"ping", read},
    {"echo", read},
    {"auth", read},
    {"select", read},
    {"quit", read},
    {"info", read},
    {"role", read},
    {"time", read},
    {"lastsave", read},
    {"dbsize", read},
    {"subscribe", read},
    {"unsubscribe", read},
    {"psubscribe", read},
    {"punsubscribe", read},
    {"ssubscribe", read},
    {"sunsubscribe", read},
    {"multi", read},
    {"exec", read},
    {"discard", read},
    {"watch", read},
    {"unwatch", read},
    {"wait", read},
    {"waitaof", read},
    {"readonly", read},
    {"readwrite", read},
};

// Reads that are known before the server has said anything.
constexpr std::string_view builtInReads[] = {
    "get",           "mget",
    "getrange",      "strlen",
    "getbit",        "bitcount",
    "bitpos",        "exists",
    "type",          "ttl",
    "pttl",          "expiretime",
    "pexpiretime",   "scan",
    "randomkey",     "dump",
    "touch",         "hget",
    "hmget",         "hgetall",
    "hkeys",         "hvals",
    "hlen",          "hexists",
    "hscan",         "hstrlen",
    "hrandfield",    "lrange",
    "llen",          "lindex",
    "lpos",          "smembers",
    "scard",         "sismember",
    "smismember",    "sscan",
    "srandmember",   "sinter",
    "sunion",        "sdiff",
    "sintercard",    "zrange",
    "zrangebyscore", "zrangebylex",
    "zrevrange",     "zrevrangebyscore",
    "zrank",         "zrevrank",
    "zscore",        "zmscore",
    "zcard",         "zcount",
    "zlexcount",     "zscan",
    "zrandmember",   "xrange",
    "xrevrange",     "xlen",
    "xread",         "xpending",
    "geopos",        "geodist",
    "geohash",       "geosearch",
    "georadius_ro",  "georadiusbymember_ro",
    "pfcount",       "sort_ro",
    "bitfield_ro",   "eval_ro",
    "evalsha_ro",    "fcall_ro",
    "lcs",
};

std::string lowered(std::string_view text)
{
    std::string out(text);
    for (auto& c : out)
        c = lower(c);
    return out;
}

bool hasFlag(resp::View flags, std::string_view flag)
{
    for (const auto each : flags) {
        if (each.text() == flag)
            return true;
    }
    return false;
}

} // namespace

std::size_t Gate::CaseInsensitiveHash::operator()(std::string_view text) const noexcept
{
    std::size_t hash = 14695981039346656037ULL & std::numeric_limits<std::size_t>::max(); // FNV-1a
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(lower(c))) * 1099511628211ULL;
    return hash;
}

bool Gate::CaseInsensitiveEqual::operator()(std::string_view left, std::string_view right) const noexcept
{
    return equalsIgnoringCase(left, right);
}

Gate::Gate(Environment environment)
    : m_environment(environment),
      m_unlockedUntil(environment == Environment::Production ? std::numeric_limits<Ticks>::min() : always)
{
    for (const auto command : builtInReads)
        m_classes.emplace(command, CommandClass::Read);
    for (const auto& entry : fixed)
        m_classes.insert_or_assign(std::string(entry.command), entry.kind);
}

void Gate::learn(resp::View commandReply)
{
    // Each entry: name, arity, flags, …, and from Redis 7 on its sub-commands, named "config|get", in tenth place.
    for (const auto entry : commandReply) {
        if (entry.size() < 3)
            continue;
        const auto command = lowered(entry[0].text());
        const bool writes = hasFlag(entry[2], "write");
        const bool reads = hasFlag(entry[2], "readonly") || hasFlag(entry[2], "fast");
        if (command.find('|') == std::string::npos) {
            const auto known = m_classes.find(command);
            const bool isFixed = known != m_classes.end() && known->second != CommandClass::Read;
            if (!isFixed && (writes || known == m_classes.end()))
                m_classes.insert_or_assign(command, reads && !writes ? CommandClass::Read : CommandClass::Write);
        }
    }
}

CommandClass Gate::classify(std::string_view command, std::string_view subcommand) const
{
    constexpr std::size_t longest = 64;
    if (!subcommand.empty() && command.size() + subcommand.size() + 1 <= longest) {
        std::array<char, longest> buffer;
        std::memcpy(buffer.data(), command.data(), command.size());
        buffer[command.size()] = '|';
        std::memcpy(buffer.data() + command.size() + 1, subcommand.data(), subcommand.size());
        const auto whole = std::string_view(buffer.data(), command.size() + 1 + subcommand.size());
        if (const auto found = m_classes.find(whole); found != m_classes.end())
            return found->second;
        buffer[command.size() + 1] = '*';
        if (const auto found = m_classes.find(whole.substr(0, command.size() + 2)); found != m_classes.end())
            return found->second;
    }
    const auto found = m_classes.find(command);
    return found != m_classes.end() ? found->second : CommandClass::Write;
}

Result<void> Gate::check(std::string_view command, std::string_view subcommand, std::string_view server) const
{
    if (m_environment == Environment::Demo)
        return {};
    const auto kind = classify(command, subcommand);
    const bool allowed = kind == CommandClass::Read || (kind != CommandClass::Forbidden && isUnlocked());
    if (allowed)
        return {};
    auto words = std::string(command);
    if (!subcommand.empty())
        words.append(" ").append(subcommand);
    Error error{ErrorKind::Gate, words, std::string(server), {}, {}};
    if (kind == CommandClass::Forbidden) {
        error.message = "CacheDeck sends this command only to servers that it started itself";
    } else {
        error.message = "this connection is read-only";
        error.advice = "Unlock writing for a time by typing the server's name.";
    }
    return error;
}

bool Gate::asksFirst(std::string_view command, std::string_view subcommand) const
{
    return m_environment == Environment::Development && !m_confirmed.load(std::memory_order_relaxed) &&
           classify(command, subcommand) == CommandClass::Destructive;
}

void Gate::confirm() noexcept
{
    m_confirmed.store(true, std::memory_order_relaxed);
}

void Gate::unlock(std::chrono::steady_clock::duration duration)
{
    if (m_environment != Environment::Production)
        return;
    m_unlockedUntil.store((std::chrono::steady_clock::now() + duration).time_since_epoch().count());
}

void Gate::lock() noexcept
{
    m_unlockedUntil.store(std::numeric_limits<Ticks>::min());
}

bool Gate::isUnlocked() const noexcept
{
    const auto until = m_unlockedUntil.load();
    return until == always || std::chrono::steady_clock::now().time_since_epoch().count() < until;
}

} // namespace cachedeck::redis
