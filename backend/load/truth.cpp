#include "backend/load/truth.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <vector>

namespace cachedeck::load {

namespace {

using Kind = Finding::Kind;

struct Row {
    std::string entity;
    std::int64_t version = 0;
    const boost::json::value* value = nullptr;
};

std::string textOf(const boost::json::value& value)
{
    return value.is_string() ? std::string(value.get_string()) : boost::json::serialize(value);
}

// The rows of an answer by their entities; empty where one has no identity or version.
std::optional<std::vector<Row>> rowsOf(const workload::Operation& operation, const boost::json::value& answer)
{
    std::vector<Row> rows;
    const auto add = [&](const boost::json::value& value) {
        const auto* object = value.if_object();
        const auto* identity = object ? object->if_contains(operation.identity) : nullptr;
        const auto* version = object ? object->if_contains(operation.version) : nullptr;
        if (!identity || !version || !version->is_int64())
            return false;
        rows.push_back({textOf(*identity), version->get_int64(), &value});
        return true;
    };
    if (answer.is_null())
        return rows;
    if (const auto* array = answer.if_array())
        return std::all_of(array->begin(), array->end(), add) ? std::optional(std::move(rows)) : std::nullopt;
    return add(answer) ? std::optional(std::move(rows)) : std::nullopt;
}

const Row* find(const std::vector<Row>& rows, const std::string& entity)
{
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.entity == entity; });
    return found == rows.end() ? nullptr : &*found;
}

Finding staleSince(Clock::time_point since, Clock::time_point began, std::uint64_t versions)
{
    return {Kind::Stale, began - since, std::max<std::uint64_t>(versions, 1)};
}

bool equalButForReals(const workload::Operation& operation, const boost::json::object& left,
                      const boost::json::object& right)
{
    return std::all_of(operation.fields.begin(), operation.fields.end(), [&](const workload::Field& field) {
        const auto* mine = left.if_contains(field.name);
        const auto* theirs = right.if_contains(field.name);
        return mine && theirs && (field.type == workload::FieldType::Real || *mine == *theirs);
    });
}

// The same version on both sides. A row of a list may hold measures over all entities (a score against the site's
// mean): a real number may then differ because something else was written.
Finding compareSameVersion(const workload::Operation& operation, const Row& answer, const Row& truth,
                           Clock::time_point began, const WriteLog& writes)
{
    if (*answer.value == *truth.value)
        return {};
    if (operation.single || !equalButForReals(operation, answer.value->get_object(), truth.value->get_object()))
        return {Kind::Wrong};
    const auto all = writes.all();
    if (all.begun == 0)
        return {Kind::Wrong};
    const auto last = all.completion(all.begun);
    return last && *last <= began ? staleSince(*last, began, 1) : Finding{Kind::Inconclusive};
}

// A row that both have: the answer's version against the store's.
Finding compareRow(const workload::Operation& operation, const Row& answer, const Row& truth, Clock::time_point began,
                   const WriteLog& writes)
{
    if (answer.version == truth.version)
        return compareSameVersion(operation, answer, truth, began, writes);
    if (answer.version > truth.version)
        return {Kind::Wrong}; // the truth was read later
    const auto history = writes.of(answer.entity);
    const auto behind = static_cast<std::uint64_t>(truth.version - answer.version);
    if (behind > history.begun)
        return {Kind::Wrong}; // a version from before the run
    const auto successor = history.begun - behind + 1;
    const auto completed = history.completion(successor);
    if (!completed || *completed > began)
        return {Kind::Inconclusive};
    std::uint64_t versions = 0;
    while (versions < behind && history.completion(successor + versions).value_or(Clock::time_point::max()) <= began)
        ++versions;
    return staleSince(*completed, began, versions);
}

// Rows that only one side has: a list is explained by writes of such entities and by nothing else.
Finding compareMembership(const std::vector<const Row*>& onlyAnswer, const std::vector<const Row*>& onlyTruth,
                          Clock::time_point began, const WriteLog& writes)
{
    std::optional<Clock::time_point> last;
    for (const auto* rows : {&onlyAnswer, &onlyTruth})
        for (const auto* row : *rows) {
            const auto history = writes.of(row->entity);
            if (history.begun == 0)
                continue;
            const auto completed = history.completion(history.begun);
            if (!completed || *completed > began)
                return {Kind::Inconclusive};
            last = std::max(last.value_or(*completed), *completed);
        }
    if (last)
        return staleSince(*last, began, 1);
    return {onlyAnswer.empty() ? Kind::Missing : Kind::Wrong};
}

Finding worse(const Finding& left, const Finding& right)
{
    if (left.kind != right.kind)
        return left.kind > right.kind ? left : right;
    return {left.kind, std::max(left.age, right.age), std::max(left.versions, right.versions)};
}

bool sameOrder(const std::vector<Row>& answer, const std::vector<Row>& truth)
{
    return std::equal(answer.begin(), answer.end(), truth.begin(), truth.end(),
                      [](const Row& left, const Row& right) { return left.entity == right.entity; });
}

Finding compareRows(const workload::Operation& operation, const std::vector<Row>& answer, const std::vector<Row>& truth,
                    Clock::time_point began, const WriteLog& writes)
{
    Finding finding;
    std::vector<const Row*> onlyAnswer;
    std::vector<const Row*> onlyTruth;
    for (const auto& row : answer) {
        if (const auto* true_ = find(truth, row.entity))
            finding = worse(finding, compareRow(operation, row, *true_, began, writes));
        else
            onlyAnswer.push_back(&row);
    }
    for (const auto& row : truth)
        if (!find(answer, row.entity))
            onlyTruth.push_back(&row);
    if (operation.single && !onlyAnswer.empty())
        return {Kind::Wrong}; // another entity than was asked for, or one that is not there
    if (operation.single && !onlyTruth.empty() &&
        static_cast<std::uint64_t>(truth[0].version) > writes.of(truth[0].entity).begun)
        return {Kind::Missing}; // it was there before the run's first write of it
    if (!onlyAnswer.empty() || !onlyTruth.empty()) {
        // A write that explains a row in common explains that others moved in or out.
        const auto membership = compareMembership(onlyAnswer, onlyTruth, began, writes);
        const bool explained = finding.kind == Kind::Stale || finding.kind == Kind::Inconclusive;
        if (!explained || membership.kind < Kind::Missing)
            finding = worse(finding, membership);
    } else if (finding.kind == Kind::Fine && !sameOrder(answer, truth)) {
        finding.kind = Kind::Wrong;
    }
    return finding;
}

// Answers that differ and carry no version: only that nothing was written, or when the last write was, tells more.
Finding compareUnversioned(const workload::Operation& operation, std::string_view answer, Clock::time_point began,
                           const WriteLog& writes)
{
    const auto all = writes.all();
    if (!operation.changes || all.begun == 0)
        return {answer.empty() ? Kind::Missing : Kind::Wrong};
    const auto last = all.completion(all.begun);
    return last && *last <= began ? staleSince(*last, began, 1) : Finding{Kind::Inconclusive};
}

} // namespace

std::optional<Clock::time_point> WriteLog::History::completion(std::uint64_t k) const noexcept
{
    if (k == 0 || k > completed)
        return std::nullopt;
    // What fell out of the ring completed no later than the oldest that is in it.
    const auto oldest = completed > times.size() ? completed - times.size() + 1 : 1;
    return times[(std::max(k, oldest) - 1) % times.size()];
}

void WriteLog::History::completeNow() noexcept
{
    times[completed % times.size()] = Clock::now();
    ++completed;
}

void WriteLog::begin(const std::string& entity)
{
    auto& stripe = const_cast<Stripe&>(stripeOf(entity));
    const std::lock_guard lock(stripe.mutex);
    ++stripe.entities[entity].begun;
    const std::lock_guard lockAll(m_allMutex);
    ++m_all.begun;
}

void WriteLog::complete(const std::string& entity)
{
    auto& stripe = const_cast<Stripe&>(stripeOf(entity));
    const std::lock_guard lock(stripe.mutex);
    stripe.entities[entity].completeNow();
    const std::lock_guard lockAll(m_allMutex);
    m_all.completeNow();
}

WriteLog::History WriteLog::all() const
{
    const std::lock_guard lock(m_allMutex);
    return m_all;
}

WriteLog::History WriteLog::of(const std::string& entity) const
{
    const auto& stripe = stripeOf(entity);
    const std::lock_guard lock(stripe.mutex);
    const auto found = stripe.entities.find(entity);
    return found == stripe.entities.end() ? History{} : found->second;
}

std::string entityOf(const workload::Call& call)
{
    const auto& operation = *call.operation;
    for (std::size_t i = 0; i < operation.parameters.size() && i < call.values.size(); ++i) {
        if (operation.parameters[i].name != operation.entity)
            continue;
        if (const auto* number = std::get_if<std::int64_t>(&call.values[i]))
            return std::to_string(*number);
        if (const auto* text = std::get_if<std::string>(&call.values[i]))
            return *text;
    }
    return {};
}

Finding compare(const workload::Operation& operation, std::string_view answer, std::string_view truth,
                Clock::time_point began, const WriteLog& writes)
{
    if (answer == truth)
        return {};
    if (operation.identity.empty() || operation.version.empty())
        return compareUnversioned(operation, answer, began, writes);
    boost::system::error_code error;
    const auto parse = [&](std::string_view text) {
        return text.empty() || error ? boost::json::value() : boost::json::parse(text, error);
    };
    const auto answered = parse(answer);
    const auto true_ = parse(truth);
    if (error)
        return {Kind::Wrong};
    const auto answeredRows = rowsOf(operation, answered);
    const auto trueRows = rowsOf(operation, true_);
    if (!answeredRows || !trueRows)
        return {Kind::Wrong};
    return compareRows(operation, *answeredRows, *trueRows, began, writes);
}

} // namespace cachedeck::load
