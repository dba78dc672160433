#include "backend/strategies/cache.hpp"

#include "backend/strategies/cache_replies.hpp"
#include "backend/workload/ttl.hpp"

#include <algorithm>
#include <chrono>

namespace cachedeck::strategies {
namespace {

using std::chrono::milliseconds;
using workload::Encoding;

// An expired key's name may stay in its tag for so long; it covers clocks that differ.
constexpr std::chrono::seconds clockSlack(60);

std::int64_t unixSeconds()
{
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

bool isHash(Encoding encoding) noexcept
{
    return encoding == Encoding::Hash || encoding == Encoding::Fields;
}

// The longest that a fill with this TTL may stay.
std::int64_t secondsAtMost(std::chrono::seconds ttl, const Keeping& keeping, milliseconds longer)
{
    const auto jittered = static_cast<double>(ttl.count()) * (1 + keeping.ttlJitter);
    const auto beyond = std::chrono::duration<double>(keeping.beyondTtl + longer).count();
    return static_cast<std::int64_t>(std::ceil(jittered + beyond));
}

} // namespace

std::string tagKey(std::string_view prefix, std::string_view pattern)
{
    return std::string(prefix).append("tag:").append(pattern);
}

Cache::Cache(redis::Connection& connection, std::string prefix, Encoding encoding, milliseconds deadline,
             Keeping keeping, stores::Journey journey)
    : m_connection(connection),
      m_prefix(std::move(prefix)),
      m_encoding(encoding),
      m_deadline(deadline),
      m_keeping(keeping),
      m_journey(std::move(journey))
{}

Encoding Cache::encodingOf(const workload::Operation& operation) const noexcept
{
    if (m_encoding == Encoding::Structures)
        return workload::canBe(operation, Encoding::Fields) ? Encoding::Fields : Encoding::Json;
    return workload::canBe(operation, m_encoding) ? m_encoding : Encoding::Json;
}

std::string_view Cache::prefixed(std::string_view key)
{
    m_key = m_prefix;
    m_key += key;
    return m_key;
}

std::string_view Cache::prefixed(std::string_view kind, std::string_view key)
{
    m_key = m_prefix;
    m_key += kind;
    m_key += key;
    return m_key;
}

void Cache::ask(const workload::Call& call)
{
    const auto& operation = *call.operation;
    m_request.clear();
    switch (encodingOf(operation)) {
    case Encoding::Hash:
        m_request.append({"HGETALL", prefixed(call.key)});
        break;
    case Encoding::Fields:
        m_request.begin(2 + operation.fields.size()).argument("HMGET").argument(prefixed(call.key));
        for (const auto& field : operation.fields)
            m_request.argument(field.name);
        break;
    default:
        m_request.append({"GET", prefixed(call.key)});
    }
}

// A string's value, or the part of it that the operation is.
bool Cache::decode(const workload::Operation& operation, std::string_view value, std::string& json)
{
    const auto& kept = keptBy(operation);
    auto& whole = operation.whole ? m_value : json;
    switch (encodingOf(operation)) {
    case Encoding::Zstd:
        if (!m_zstd.decompress(value, whole))
            return false;
        break;
    case Encoding::Binary:
        if (!messagePackToJson(kept, value, whole))
            return false;
        break;
    default:
        if (operation.whole)
            return takePart(operation, value, json);
        json = value;
        return true;
    }
    return !operation.whole || takePart(operation, whole, json);
}

Lookup Cache::found(const workload::Call& call, resp::View reply, Answer& answer)
{
    const auto& operation = *call.operation;
    switch (encodingOf(operation)) {
    case Encoding::Hash:
        answer.found = reply.size() > 0 && hashToJson(operation, reply, answer.json);
        break;
    case Encoding::Fields:
        answer.found = fieldsToJson(operation, reply, answer.json);
        break;
    default:
        answer.found = !reply.isNull() && decode(operation, reply.text(), answer.json);
    }
    if (!answer.found)
        answer.json.clear();
    answer.source = answer.found ? Source::Cache : Source::Store;
    answer.cacheAsked = true;
    answer.fallback = false;
    return answer.found ? Lookup::Hit : Lookup::Miss;
}

Lookup Cache::isUnavailable(const redis::Error& error, Answer& answer)
{
    note(error);
    ++m_unavailable;
    answer.draft.clear();
    answer.cacheAsked = false;
    answer.fallback = true;
    return Lookup::Unavailable;
}

void Cache::note(const redis::Error& error) noexcept
{
    using redis::ErrorKind;
    switch (error.kind) {
    case ErrorKind::Timeout:
        m_trouble = Trouble::NotResponding;
        break;
    case ErrorKind::Refused:
    case ErrorKind::Unreachable:
    case ErrorKind::Cancelled:
        m_trouble = Trouble::Down;
        break;
    case ErrorKind::ReadOnlyReplica:
        m_trouble = Trouble::ReadOnly;
        break;
    case ErrorKind::OutOfMemory:
        m_trouble = Trouble::OutOfMemory;
        break;
    case ErrorKind::Misconfigured:
        m_trouble = Trouble::CannotSave;
        break;
    default:
        m_trouble = Trouble::Other;
    }
}

bool Cache::isDone(const redis::Result<void>& sent, const std::vector<resp::Reply>& replies)
{
    if (!sent) {
        note(sent.error());
        return false;
    }
    const auto error = firstError(replies);
    if (error.empty())
        return true;
    note(redis::errorFromReply(error, {}, {}));
    return false;
}

runtime::Task<Lookup> Cache::get(const workload::Call& call, Answer& answer)
{
    if (isStructured(*call.operation))
        co_return co_await getStructure(call, answer);
    ask(call);
    auto travelling = m_journey.roundTrip();
    co_await travelling;
    const auto asked = co_await m_connection.execute(m_request, m_reply, m_deadline);
    co_return asked ? found(call, m_reply.root(), answer) : isUnavailable(asked.error(), answer);
}

runtime::Task<Lookup> Cache::get(const workload::Call& call, Answer& answer, Age& age)
{
    const bool structured = isStructured(*call.operation);
    auto lookup = Lookup::Miss;
    m_request.clear();
    if (structured) {
        lookup = co_await getStructure(call, answer);
        if (lookup == Lookup::Unavailable)
            co_return lookup;
        m_request.clear();
    } else {
        ask(call);
    }
    m_request.append({"PTTL", prefixed(keyOf(call))});
    m_request.append({"GET", prefixed("cost:", keyOf(call))});
    auto travelling = m_journey.roundTrip();
    co_await travelling;
    const auto asked = co_await m_connection.execute(m_request, m_replies, m_deadline);
    if (!asked)
        co_return isUnavailable(asked.error(), answer);
    const auto& first = m_replies[m_replies.size() - 2];
    if (const auto value = m_replies[0].root(); value.isError())
        co_return isUnavailable(redis::errorFromReply(value.text(), {}, {}), answer);
    const auto left = first.root().integer().value_or(0);
    age.left = left == -1 ? milliseconds::max() : milliseconds(std::max<std::int64_t>(0, left)); // -1: it stays
    age.cost = std::chrono::microseconds(std::max<std::int64_t>(0, m_replies.back().root().integer().value_or(0)));
    if (structured)
        co_return lookup;
    co_return found(call, m_replies[0].root(), answer);
}

milliseconds Cache::ttlOf(const workload::Call& call) const
{
    return workload::jitteredTtl(call.operation->ttl, m_keeping.ttlJitter, call.key, call.number) + m_keeping.beyondTtl;
}

void Cache::appendTags(const workload::Call& call, milliseconds longer)
{
    const auto now = unixSeconds();
    const auto& operation = *call.operation;
    for (const auto& tag : isStructured(operation) ? operation.structure.tags : operation.tags) {
        m_tag = m_prefix;
        m_tag += "tag:";
        tag.pattern.render(call.operation->parameters, call.values, m_tag);
        m_request.begin(4)
            .argument("ZADD")
            .argument(m_tag)
            .argument(now + secondsAtMost(call.operation->ttl, m_keeping, longer))
            .argument(prefixed(keyOf(call)));
        m_request.begin(4)
            .argument("ZREMRANGEBYSCORE")
            .argument(m_tag)
            .argument("-inf")
            .argument(now - clockSlack.count());
        m_request.begin(3).argument("EXPIRE").argument(m_tag).argument(secondsAtMost(tag.ttl, m_keeping, longer));
    }
}

// To m_fields where it is kept as a hash, to m_value else.
bool Cache::encode(const workload::Operation& operation, const Answer& answer)
{
    const auto& kept = keptBy(operation);
    const auto& json = operation.whole ? answer.whole : answer.json;
    switch (encodingOf(operation)) {
    case Encoding::Hash:
    case Encoding::Fields:
        return jsonToHash(kept, json, m_fields);
    case Encoding::Zstd:
        return m_zstd.compress(json, m_value);
    case Encoding::Binary:
        return jsonToMessagePack(kept, json, m_value);
    case Encoding::Json:
    case Encoding::Structures: // encodingOf() gives another
        m_value = json;
        return true;
    }
    return false;
}

void Cache::appendValue(const workload::Call& call, milliseconds ttl)
{
    const auto key = prefixed(call.key);
    if (!isHash(encodingOf(*call.operation))) {
        m_request.begin(5).argument("SET").argument(key).argument(m_value).argument("PX").argument(ttl.count());
        return;
    }
    m_request.append({"DEL", key});
    m_request.begin(2 + 2 * m_fields.size()).argument("HSET").argument(key);
    for (const auto& [name, value] : m_fields)
        m_request.argument(name).argument(value);
    m_request.begin(3).argument("PEXPIRE").argument(key).argument(ttl.count());
}

runtime::Task<bool> Cache::put(const workload::Call& call, const Answer& answer)
{
    return fill(call, answer, std::nullopt);
}

runtime::Task<bool> Cache::put(const workload::Call& call, const Answer& answer, std::chrono::microseconds cost)
{
    return fill(call, answer, cost);
}

runtime::Task<bool> Cache::fill(const workload::Call& call, const Answer& answer,
                                std::optional<std::chrono::microseconds> cost)
{
    const auto& operation = *call.operation;
    if (isStructured(operation))
        co_return co_await fillStructure(call, answer, {}, cost);
    if (!encode(operation, answer))
        co_return false;
    const auto ttl = ttlOf(call);
    const bool transaction = isHash(encodingOf(operation)) || !operation.tags.empty() || cost;
    m_request.clear();
    if (transaction)
        m_request.append({"MULTI"});
    appendTags(call, milliseconds(0));
    appendValue(call, ttl);
    if (cost)
        appendCost(call, *cost, ttl);
    if (transaction)
        m_request.append({"EXEC"});
    auto travelling = m_journey.roundTrip();
    co_await travelling;
    const auto sent = co_await m_connection.execute(m_request, m_replies, m_deadline);
    const bool done = isDone(sent, m_replies);
    m_deeds |= done ? Deeds::Filled : 0;
    co_return done;
}

void Cache::appendCost(const workload::Call& call, std::chrono::microseconds cost, milliseconds ttl)
{
    m_request.begin(5)
        .argument("SET")
        .argument(prefixed("cost:", keyOf(call)))
        .argument(std::int64_t{cost.count()})
        .argument("PX")
        .argument(ttl.count());
}

} // namespace cachedeck::strategies
