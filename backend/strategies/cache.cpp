#include "backend/strategies/cache.hpp"

#include <algorithm>
#include <chrono>

namespace cachedeck::strategies {
namespace {

// Members a transaction: a server is busy with one for well under a millisecond.
constexpr std::size_t membersAtOnce = 500;
// An expired key's name may stay in its tag for so long; it covers clocks that differ.
constexpr std::chrono::seconds clockSlack(60);

std::int64_t unixSeconds()
{
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

Failure failureOf(const redis::Error& error)
{
    return {Failure::Where::Cache, error.kind == redis::ErrorKind::Timeout, error.text()};
}

// The first error among replies, or inside the array that EXEC gave.
std::string_view firstError(const std::vector<resp::Reply>& replies)
{
    for (const auto& reply : replies) {
        const auto root = reply.root();
        if (root.isError())
            return root.text();
        if (!root.isAggregate())
            continue;
        for (const auto element : root) {
            if (element.isError())
                return element.text();
        }
    }
    return {};
}

} // namespace

std::string tagKey(std::string_view prefix, std::string_view pattern)
{
    return std::string(prefix).append("tag:").append(pattern);
}

Cache::Cache(redis::Connection& connection, std::string prefix, workload::Encoding encoding,
             std::chrono::milliseconds deadline)
    : m_connection(connection), m_prefix(std::move(prefix)), m_encoding(encoding), m_deadline(deadline)
{}

bool Cache::usesHash(const workload::Operation& operation) const noexcept
{
    return m_encoding == workload::Encoding::Hash && operation.single &&
           std::find(operation.encodings.begin(), operation.encodings.end(), workload::Encoding::Hash) !=
               operation.encodings.end();
}

std::string_view Cache::prefixed(std::string_view key)
{
    m_key = m_prefix;
    m_key += key;
    return m_key;
}

runtime::Task<Lookup> Cache::get(const workload::Call& call, Answer& answer)
{
    const bool hash = usesHash(*call.operation);
    m_request.clear();
    m_request.append({hash ? "HGETALL" : "GET", prefixed(call.key)});
    const auto asked = co_await m_connection.execute(m_request, m_reply, m_deadline);
    if (!asked) {
        ++m_unavailable;
        co_return Lookup::Unavailable;
    }
    const auto reply = m_reply.root();
    if (hash) {
        answer.found = reply.size() > 0 && hashToJson(*call.operation, reply, answer.json);
    } else {
        answer.found = !reply.isNull();
        answer.json = reply.text();
    }
    if (!answer.found)
        answer.json.clear();
    answer.source = answer.found ? Source::Cache : Source::Store;
    co_return answer.found ? Lookup::Hit : Lookup::Miss;
}

void Cache::appendTags(const workload::Call& call)
{
    const auto now = unixSeconds();
    for (const auto& tag : call.operation->tags) {
        m_tag = m_prefix;
        m_tag += "tag:";
        tag.pattern.render(call.operation->parameters, call.values, m_tag);
        m_request.begin(4)
            .argument("ZADD")
            .argument(m_tag)
            .argument(now + call.operation->ttl.count())
            .argument(prefixed(call.key));
        m_request.begin(4)
            .argument("ZREMRANGEBYSCORE")
            .argument(m_tag)
            .argument("-inf")
            .argument(now - clockSlack.count());
        m_request.begin(3).argument("EXPIRE").argument(m_tag).argument(std::int64_t{tag.ttl.count()});
    }
}

bool Cache::appendValue(const workload::Call& call, const Answer& answer)
{
    const auto& operation = *call.operation;
    const auto key = prefixed(call.key);
    if (!usesHash(operation)) {
        m_request.begin(5)
            .argument("SET")
            .argument(key)
            .argument(answer.json)
            .argument("EX")
            .argument(std::int64_t{operation.ttl.count()});
        return true;
    }
    if (!jsonToHash(operation, answer.json, m_fields))
        return false;
    m_request.append({"DEL", key});
    m_request.begin(2 + 2 * m_fields.size()).argument("HSET").argument(key);
    for (const auto& [name, value] : m_fields)
        m_request.argument(name).argument(value);
    m_request.begin(3).argument("EXPIRE").argument(key).argument(std::int64_t{operation.ttl.count()});
    return true;
}

runtime::Task<bool> Cache::put(const workload::Call& call, const Answer& answer)
{
    const bool transaction = usesHash(*call.operation) || !call.operation->tags.empty();
    m_request.clear();
    if (transaction)
        m_request.append({"MULTI"});
    appendTags(call);
    if (!appendValue(call, answer))
        co_return false;
    if (transaction)
        m_request.append({"EXEC"});
    const auto done = co_await m_connection.execute(m_request, m_replies, m_deadline);
    co_return done&& firstError(m_replies).empty();
}

runtime::Task<Result<void>> Cache::invalidate(const workload::Call& call)
{
    const std::vector<std::string> none;
    co_return co_await invalidate(call, none);
}

runtime::Task<Result<void>> Cache::invalidate(const workload::Call& call, const std::vector<std::string>& kept)
{
    const auto& write = *call.operation;
    std::vector<std::string> keys, tags;
    for (const auto& invalidation : write.invalidates) {
        std::string text;
        invalidation.key.render(write.parameters, call.values, text);
        if (invalidation.isPattern)
            tags.push_back(tagKey(m_prefix, text));
        else if (std::find(kept.begin(), kept.end(), text) == kept.end())
            keys.push_back(m_prefix + text);
    }
    m_request.clear();
    if (!keys.empty()) {
        m_request.begin(1 + keys.size()).argument("UNLINK");
        for (const auto& key : keys)
            m_request.argument(key);
    }
    for (const auto& tag : tags)
        m_request.append({"ZRANGE", tag, "0", "-1"});
    if (m_request.commands() == 0)
        co_return Result<void>();
    const auto done = co_await m_connection.execute(m_request, m_replies, m_deadline);
    if (!done)
        co_return failureOf(done.error());
    if (const auto error = firstError(m_replies); !error.empty())
        co_return failure(error, "UNLINK");
    co_return co_await unlinkMembers(tags, kept);
}

// The second step: the members that the last replies name, one reply for each of `tags`, at the end.
runtime::Task<Result<void>> Cache::unlinkMembers(const std::vector<std::string>& tags,
                                                 const std::vector<std::string>& kept)
{
    std::vector<std::pair<std::string, std::vector<std::string>>> batches; // tag, members
    for (std::size_t i = 0; i < tags.size(); ++i) {
        std::vector<std::string> members;
        for (const auto member : m_replies[m_replies.size() - tags.size() + i].root()) {
            const auto key = member.text().substr(std::min(m_prefix.size(), member.text().size()));
            if (std::find(kept.begin(), kept.end(), key) != kept.end())
                continue;
            members.emplace_back(member.text());
            if (members.size() == membersAtOnce)
                batches.emplace_back(tags[i], std::exchange(members, {}));
        }
        if (!members.empty())
            batches.emplace_back(tags[i], std::move(members));
    }
    for (const auto& [tag, members] : batches) {
        m_request.clear();
        m_request.append({"MULTI"});
        m_request.begin(1 + members.size()).argument("UNLINK");
        for (const auto& member : members)
            m_request.argument(member);
        m_request.begin(2 + members.size()).argument("ZREM").argument(tag);
        for (const auto& member : members)
            m_request.argument(member);
        m_request.append({"EXEC"});
        const auto done = co_await m_connection.execute(m_request, m_replies, m_deadline);
        if (!done)
            co_return failureOf(done.error());
        if (const auto error = firstError(m_replies); !error.empty())
            co_return failure(error, "EXEC");
    }
    co_return Result<void>();
}

Failure Cache::failure(std::string_view reply, std::string_view command) const
{
    return failureOf(redis::errorFromReply(reply, command, m_connection.options().endpoint.address.text()));
}

} // namespace cachedeck::strategies
