#include "backend/stores/sets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>

namespace cachedeck::stores {

namespace {

// Each query's rows, by the name that it has in the workload.
using Answers = std::map<std::string, Rows>;

Result<Answers> askAll(Store& store, const std::map<std::string, const workload::SetQuery*>& queries,
                       std::string_view what, runtime::IoThread& thread, std::chrono::milliseconds deadline)
{
    const std::string kind(store.kind());
    std::map<std::string, StatementId> statements;
    for (const auto& [name, query] : queries) {
        const auto text = query->query.find(kind);
        if (text == query->query.end())
            return Error{ErrorKind::BadStatement, store.location(),
                         fmt::format("The {} \"{}\" has no query for {}.", what, name, kind), ""};
        statements.emplace(name, store.prepare(text->second, {}));
    }
    Answers answers;
    if (statements.empty())
        return answers;
    auto session = store.open(thread, deadline);
    if (!session)
        return session.error();
    for (const auto& [name, statement] : statements) {
        const std::vector<workload::Value> none;
        const auto read = thread.run((*session)->read(statement, none, answers[name]));
        if (!read)
            return read.error();
    }
    return answers;
}

} // namespace

Result<workload::Sets> loadSets(Store& store, const workload::Workload& workload, runtime::IoThread& thread,
                                std::chrono::milliseconds deadline)
{
    const auto isApplied = [&](const workload::Operation& operation) { // by a message
        return std::any_of(workload.events.begin(), workload.events.end(),
                           [&](const auto& event) { return event.applies == operation.name; });
    };
    std::set<std::string_view> asked; // others are of operations that are not run by themselves
    for (const auto& operation : workload.operations)
        for (const auto& parameter : operation.parameters)
            if (operation.share > 0 || isApplied(operation))
                asked.insert(parameter.set);
    std::map<std::string, const workload::SetQuery*> queries;
    for (const auto& [name, source] : workload.sets) {
        if (const auto* query = std::get_if<workload::SetQuery>(&source); query != nullptr && asked.contains(name))
            queries.emplace(name, query);
    }
    auto answers = askAll(store, queries, "set", thread, deadline);
    if (!answers)
        return answers.error();
    workload::Sets sets;
    for (auto& [name, rows] : *answers) {
        if (rows.columns != 1)
            return Error{ErrorKind::BadStatement, store.location(),
                         fmt::format("The query of the set \"{}\" gives {} columns; expected one.", name, rows.columns),
                         ""};
        if (rows.cells.empty())
            return Error{ErrorKind::BadStatement, store.location(), fmt::format("The set \"{}\" is empty.", name),
                         "Is the database the one that the workload was written for?"};
        sets.emplace(name, std::move(rows.cells));
    }
    return sets;
}

Result<workload::KnownVersions> loadVersions(Store& store, const workload::Workload& workload,
                                             runtime::IoThread& thread, std::chrono::milliseconds deadline)
{
    std::map<std::string, const workload::SetQuery*> queries;
    for (const auto& [name, query] : workload.versions)
        queries.emplace(name, &query);
    const auto answers = askAll(store, queries, "version of", thread, deadline);
    if (!answers)
        return answers.error();
    workload::KnownVersions versions;
    for (const auto& [name, rows] : *answers) {
        for (std::size_t row = 0; row < rows.count(); ++row) {
            const auto* version = rows.columns == 2 ? std::get_if<std::int64_t>(&rows.cells[row * 2 + 1]) : nullptr;
            if (version == nullptr)
                return Error{
                    ErrorKind::BadStatement, store.location(),
                    fmt::format("The query of the versions of \"{}\" gives something else than two columns, an "
                                "entity and its version, a whole number.",
                                name),
                    ""};
            versions[name].emplace_back(rows.cells[row * 2], *version);
        }
    }
    return versions;
}

} // namespace cachedeck::stores
