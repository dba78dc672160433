#pragma once
// A path's copies of the tables that it changes, in a keyspace of their own that is dropped with the object. Private to
// the room.

#include "backend/stores/cassandra_seeding.hpp"

namespace cachedeck::stores::cassandra {

class KeyspaceCopy {
public:
    // Copies the tables that the statements `writes` change, with their secondary indexes. What a crash left is dropped
    // first; it is known by its age only, as Cassandra has no lock that dies with its owner.
    static Result<std::unique_ptr<KeyspaceCopy>> make(const Target& source, const std::string& directory,
                                                      const std::string& name, const std::vector<std::string>& writes);
    ~KeyspaceCopy();
    KeyspaceCopy(const KeyspaceCopy&) = delete;
    KeyspaceCopy& operator=(const KeyspaceCopy&) = delete;

    // Where the copied tables are: "stock" → "cachedeck_copy_x.stock".
    const std::map<std::string, std::string>& places() const noexcept { return m_places; }

private:
    KeyspaceCopy(const Target& source, std::string keyspace);
    Result<void> dropLeftovers();
    Result<void> create();
    Result<void> copyTable(const std::string& table);
    Result<void> copyIndexes(const std::string& table);
    Result<void> copyRows(const std::string& table, const std::vector<ColumnFact>& facts);

    std::string m_source, m_keyspace;
    BlockingCaller m_caller;
    std::map<std::string, std::string> m_places;
};

} // namespace cachedeck::stores::cassandra
