// Invalidation: the second half of Cache.
#include "backend/strategies/cache.hpp"
#include "backend/strategies/cache_replies.hpp"

#include <algorithm>

namespace cachedeck::strategies {
namespace {

// Members a transaction: a server is busy with one for well under a millisecond.
constexpr std::size_t membersAtOnce = 500;

} // namespace

runtime::Task<Result<void>> Cache::invalidate(const workload::Call& call)
{
    const std::vector<std::string> none;
    co_return co_await invalidate(call, none, nullptr);
}

runtime::Task<Result<void>> Cache::invalidate(const workload::Call& call, const std::vector<std::string>& kept)
{
    return invalidate(call, kept, nullptr);
}

runtime::Task<Result<void>> Cache::invalidate(const workload::Call& call, const std::vector<std::string>& kept,
                                              std::vector<std::string>* gone)
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
        if (gone && !invalidation.isPattern)
            gone->push_back(std::move(text));
    }
    m_request.clear();
    appendUnlink(keys);
    for (const auto& tag : tags)
        m_request.append({"ZRANGE", tag, "0", "-1"});
    if (m_request.commands() == 0)
        co_return Result<void>();
    auto travelling = m_journey.roundTrip();
    co_await travelling;
    const auto done = co_await m_connection.execute(m_request, m_replies, m_deadline);
    if (!done) {
        note(done.error());
        co_return failureOf(done.error());
    }
    if (const auto error = firstError(m_replies); !error.empty())
        co_return failure(error, "UNLINK");
    m_deeds |= Deeds::Invalidated;
    co_return co_await unlinkMembers(tags, kept, gone);
}

// Keys with their prefix; where there are leases, those of the keys too.
void Cache::appendUnlink(const std::vector<std::string>& keys)
{
    if (keys.empty())
        return;
    m_request.begin(1 + keys.size() * (m_keeping.leases ? 2 : 1)).argument("UNLINK");
    for (const auto& key : keys) {
        m_request.argument(key);
        if (m_keeping.leases)
            m_request.argument(prefixed("lease:", std::string_view(key).substr(std::min(m_prefix.size(), key.size()))));
    }
}

// The second step: the members that the last replies name, one reply for each of `tags`, at the end.
runtime::Task<Result<void>> Cache::unlinkMembers(const std::vector<std::string>& tags,
                                                 const std::vector<std::string>& kept, std::vector<std::string>* gone)
{
    std::vector<std::pair<std::string, std::vector<std::string>>> batches; // tag, members
    for (std::size_t i = 0; i < tags.size(); ++i) {
        std::vector<std::string> members;
        for (const auto member : m_replies[m_replies.size() - tags.size() + i].root()) {
            const auto key = member.text().substr(std::min(m_prefix.size(), member.text().size()));
            if (std::find(kept.begin(), kept.end(), key) != kept.end())
                continue;
            if (gone)
                gone->emplace_back(key);
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
        appendUnlink(members);
        m_request.begin(2 + members.size()).argument("ZREM").argument(tag);
        for (const auto& member : members)
            m_request.argument(member);
        m_request.append({"EXEC"});
        auto travelling = m_journey.roundTrip();
        co_await travelling;
        const auto done = co_await m_connection.execute(m_request, m_replies, m_deadline);
        if (!done) {
            note(done.error());
            co_return failureOf(done.error());
        }
        if (const auto error = firstError(m_replies); !error.empty())
            co_return failure(error, "EXEC");
    }
    co_return Result<void>();
}

Failure Cache::failure(std::string_view reply, std::string_view command)
{
    const auto error = redis::errorFromReply(reply, command, m_connection.options().endpoint.address.text());
    note(error);
    return failureOf(error);
}

} // namespace cachedeck::strategies
