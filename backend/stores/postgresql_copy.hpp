#pragma once
// A path's own copy of the tables that a workload changes: a schema of its own that stands before the others on the
// search path, so that all other tables are read where they are. Private to the room.
//
// A connection stays open as long as the copy is there, and holds an advisory lock on its name: a copy that nobody
// holds was left by a crash and is dropped when the next one is made.

#include "backend/stores/postgresql_connection.hpp"

#include <set>

namespace cachedeck::stores::postgresql {

class SchemaCopy {
public:
    static Result<std::unique_ptr<SchemaCopy>> make(const Target& source, const std::string& directory,
                                                    const std::string& name, const std::set<std::string>& tables);
    ~SchemaCopy(); // drops the schema
    SchemaCopy(const SchemaCopy&) = delete;
    SchemaCopy& operator=(const SchemaCopy&) = delete;

    std::string searchPath() const { return m_searchPath; }

private:
    SchemaCopy(Target source, std::unique_ptr<Connection> connection, std::string schema)
        : m_source(std::move(source)), m_connection(std::move(connection)), m_schema(std::move(schema))
    {}
    Result<void> dropLeftovers();
    Result<void> create();
    Result<void> findSearchPath();
    // `table` from the first schema of the search path that has it; none: nothing is copied.
    Result<void> copyTable(const std::string& table);
    Result<void> copyIndexes(const std::string& oid, const std::string& table);
    Result<void> refuseViews(const std::string& oid, const std::string& table);

    Target m_source;
    std::unique_ptr<Connection> m_connection;
    std::string m_schema;
    std::string m_searchPath;
};

} // namespace cachedeck::stores::postgresql
