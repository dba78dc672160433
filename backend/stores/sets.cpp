#include "backend/stores/sets.hpp"

#include <fmt/format.h>

#include <set>
#include <string_view>

namespace cachedeck::stores {

Result<workload::Sets> loadSets(Store& store, const workload::Workload& workload, runtime::IoThread& thread,
                                std::chrono::milliseconds deadline)
{
    const std::string kind(store.kind());
    std::set<std::string_view> asked; // others are of operations that are not run by themselves
    for (const auto& operation : workload.operations)
        for (const auto& parameter : operation.parameters)
            if (operation.share > 0)
                asked.insert(parameter.set);
    std::map<std::string, StatementId> statements;
    for (const auto& [name, source] : workload.sets) {
        const auto* query = std::get_if<workload::SetQuery>(&source);
        if (query == nullptr || !asked.contains(name))
            continue;
        const auto text = query->query.find(kind);
        if (text == query->query.end())
            return Error{ErrorKind::BadStatement, store.location(),
                         fmt::format("The set \"{}\" has no query for {}.", name, kind), ""};
        statements.emplace(name, store.prepare(text->second, {}));
    }
    workload::Sets sets;
    if (statements.empty())
        return sets;
    auto session = store.open(thread, deadline);
    if (!session)
        return session.error();
    for (const auto& [name, statement] : statements) {
        const std::vector<workload::Value> none;
        Rows rows;
        const auto read = thread.run((*session)->read(statement, none, rows));
        if (!read)
            return read.error();
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

} // namespace cachedeck::stores
