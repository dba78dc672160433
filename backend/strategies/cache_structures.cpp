// Structures: the part of Cache that speaks with them (structure.hpp), their documents (documents.hpp), and fills both.
#include "backend/strategies/cache.hpp"
#include "backend/strategies/cache_replies.hpp"
#include "backend/strategies/documents.hpp"
#include "backend/strategies/structure.hpp"

namespace cachedeck::strategies {
namespace {

using std::chrono::milliseconds;
using Found = StructureCode::Found;

// KEYS: lease, guard. ARGV: the lease's token (empty: none is asked for), whether the guard is asked, its epoch before
// the store was read; then the fill's commands, each after the number of its words. Answers with how many commands it
// called.
constexpr std::string_view guardedFill =
    "local called = 0 "
    "if ARGV[1] ~= '' then "
    "  if redis.call('get', KEYS[1]) ~= ARGV[1] then return 1 end "
    "  redis.call('del', KEYS[1]) "
    "  called = 2 "
    "end "
    "if ARGV[2] == '1' then "
    "  local guard = redis.call('hmget', KEYS[2], 'writing', 'epoch') "
    "  called = called + 1 "
    "  if tonumber(guard[1] or '0') > 0 or (guard[2] or '') ~= ARGV[3] then return called end "
    "end "
    "local i = 4 "
    "while i <= #ARGV do "
    "  local n = tonumber(ARGV[i]) "
    "  redis.call(unpack(ARGV, i + 1, i + n)) "
    "  i = i + n + 1 "
    "  called = called + 1 "
    "end "
    "return called";

} // namespace

bool Cache::isStructured(const workload::Operation& operation) const noexcept
{
    return m_encoding == workload::Encoding::Structures && operation.structure.kind != workload::Structure::Kind::None;
}

bool Cache::isWholeValue(const workload::Operation& operation) const noexcept
{
    return !operation.whole && !isStructured(operation);
}

// Without the prefix; valid until the next call.
std::string_view Cache::keyOf(const workload::Call& call)
{
    const auto& operation = *call.operation;
    if (!isStructured(operation))
        return call.key;
    m_structureKey.clear();
    operation.structure.key.render(operation.parameters, call.values, m_structureKey);
    return m_structureKey;
}

runtime::Task<Lookup> Cache::getStructure(const workload::Call& call, Answer& answer)
{
    const auto& code = codeOf(call.operation->structure.kind);
    auto what = Found::AskAll;
    for (bool all = false; what == Found::AskAll; all = true) {
        m_request.clear();
        code.ask(call, prefixed(keyOf(call)), all, m_request);
        auto travelling = m_journey.roundTrip();
        co_await travelling;
        const auto asked = co_await m_connection.execute(m_request, m_replies, m_deadline);
        if (!asked)
            co_return isUnavailable(asked.error(), answer);
        if (const auto error = firstError(m_replies); !error.empty())
            co_return isUnavailable(redis::errorFromReply(error, {}, {}), answer);
        what = code.read(call, m_replies, all, answer);
    }
    answer.found = what == Found::Answer;
    answer.cacheAsked = true;
    answer.fallback = false;
    answer.source = answer.found ? Source::Cache : Source::Store;
    if (what == Found::Members)
        co_return co_await getDocuments(call, answer);
    answer.draft.clear();
    if (answer.found)
        co_return Lookup::Hit;
    answer.json.clear();
    co_await prepareFill(call, answer);
    co_return Lookup::Miss;
}

// One pipeline for all members. A miss is one where some documents are missing: they stay so marked in the draft.
runtime::Task<Lookup> Cache::getDocuments(const workload::Call& call, Answer& answer)
{
    auto& draft = answer.draft;
    m_request.clear();
    for (std::size_t i = 0; i < draft.count; ++i) {
        documentCall(*call.operation, draft.members[i].name, m_document);
        askDocument(*call.operation, prefixed(m_document.key), m_request);
    }
    if (draft.count > 0) {
        auto travelling = m_journey.roundTrip();
        co_await travelling;
        const auto asked = co_await m_connection.execute(m_request, m_documents, m_deadline);
        if (!asked)
            co_return isUnavailable(asked.error(), answer);
        if (const auto error = firstError(m_documents); !error.empty())
            co_return isUnavailable(redis::errorFromReply(error, {}, {}), answer);
    }
    for (std::size_t i = 0; i < draft.count; ++i) {
        auto& member = draft.members[i];
        member.missing = !takeDocument(call, m_documents[i].root(), member);
        draft.missing += member.missing ? 1 : 0;
    }
    if (draft.missing > 0) {
        answer.json.clear();
        co_return Lookup::Miss;
    }
    codeOf(call.operation->structure.kind).finish(call, draft);
    joinRows(draft, answer.json);
    answer.found = true;
    answer.source = Source::Cache;
    co_return Lookup::Hit;
}

runtime::Task<void> Cache::prepareFill(const workload::Call& call, Answer& answer)
{
    if (!isStructured(*call.operation) || !call.operation->structure.counted)
        co_return;
    m_request.clear();
    m_request.append({"HGET", prefixed("guard:", keyOf(call)), "epoch"});
    auto travelling = m_journey.roundTrip();
    co_await travelling;
    const auto asked = co_await m_connection.execute(m_request, m_reply, m_deadline);
    if (asked && !m_reply.root().isNull())
        answer.draft.epoch = m_reply.root().text();
}

// With a token it fills only while that lease is held, and where writes count only while none is on its way.
runtime::Task<bool> Cache::fillStructure(const workload::Call& call, const Answer& answer, const std::string& token,
                                         std::optional<std::chrono::microseconds> cost)
{
    if (answer.draft.count > 0)
        co_return co_await fillDocuments(call, answer);
    const auto ttl = ttlOf(call);
    const std::string key(prefixed(keyOf(call)));
    m_commands.clear();
    m_commands.begin("DEL").word(key);
    codeOf(call.operation->structure.kind).fill(call, key, answer, m_commands);
    if (m_commands.count() == 1)
        co_return false; // nothing to keep
    m_commands.begin("PEXPIRE").word(key).word(ttl.count());
    m_request.clear();
    m_request.append({"MULTI"});
    appendTags(call, milliseconds(0));
    const bool guarded = !token.empty() || call.operation->structure.counted;
    const auto scriptAt = m_request.commands() - 1; // among what the transaction answers
    if (!guarded)
        m_commands.appendTo(m_request);
    else
        appendGuarded(call, answer, token);
    if (cost)
        appendCost(call, *cost, ttl);
    m_request.append({"EXEC"});
    auto travelling = m_journey.roundTrip();
    co_await travelling;
    const auto done = co_await m_connection.execute(m_request, m_replies, m_deadline);
    if (guarded && done && scriptAt < m_replies.back().root().size())
        m_connection.noteCalledByScript(calledByScript(m_replies.back().root()[scriptAt]));
    co_return isDone(done, m_replies);
}

void Cache::appendGuarded(const workload::Call& call, const Answer& answer, const std::string& token)
{
    m_request.begin(8 + m_commands.arguments()).argument("EVAL").argument(guardedFill).argument("2");
    m_request.argument(prefixed("lease:", keyOf(call)));
    m_request.argument(prefixed("guard:", keyOf(call)));
    m_request.argument(token).argument(call.operation->structure.counted ? "1" : "0").argument(answer.draft.epoch);
    m_commands.appendArguments(m_request);
}

// Those that were missing, each as its own read would fill it.
runtime::Task<bool> Cache::fillDocuments(const workload::Call& call, const Answer& answer)
{
    Answer document;
    m_request.clear();
    m_request.append({"MULTI"});
    for (std::size_t i = 0; i < answer.draft.count; ++i) {
        const auto& member = answer.draft.members[i];
        if (!member.missing)
            continue;
        documentCall(*call.operation, member.name, m_document);
        (m_document.operation->whole ? document.whole : document.json) = member.document;
        if (!encode(*m_document.operation, document))
            continue;
        m_document.number = call.number;
        appendTags(m_document, milliseconds(0));
        appendValue(m_document, ttlOf(m_document));
    }
    m_request.append({"EXEC"});
    auto travelling = m_journey.roundTrip();
    co_await travelling;
    const auto done = co_await m_connection.execute(m_request, m_replies, m_deadline);
    co_return isDone(done, m_replies);
}

} // namespace cachedeck::strategies
