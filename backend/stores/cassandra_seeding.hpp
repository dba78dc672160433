#pragma once
// A world's data in a Cassandra keyspace of its own: prepared inserts, hundreds at a time on one connection. A marker
// table, filled last, tells that it is whole. Private to the room.

#include "backend/stores/cassandra_session.hpp"

namespace cachedeck::stores::cassandra {

// Calls of the store itself: on a thread of their own, blocking the caller, who must not be on an IoThread.
class BlockingCaller {
public:
    explicit BlockingCaller(const Target& target);
    ~BlockingCaller();
    BlockingCaller(const BlockingCaller&) = delete;
    BlockingCaller& operator=(const BlockingCaller&) = delete;

    Result<Rows> call(std::string cql, std::chrono::milliseconds deadline = std::chrono::minutes(2));
    // With values bound, and all pages.
    Result<Rows> ask(const std::string& cql, const std::vector<workload::Value>& values,
                     std::chrono::milliseconds deadline = std::chrono::minutes(2));
    Result<std::vector<std::string>> column(std::string cql,
                                            std::chrono::milliseconds deadline); // the first one, as text
    // The rows of a long answer, page by page, until `take` fails.
    Result<void> pages(const std::string& cql, std::chrono::milliseconds deadline,
                       const std::function<Result<void>(const Rows&)>& take);

    // A prepared statement for many rows, all on their way at the same time. Empty rows: nothing happens.
    Result<void> writeAll(const std::string& cql, const std::vector<std::vector<workload::Value>>& rows);

private:
    std::unique_ptr<runtime::IoThread> m_thread;
    std::shared_ptr<Link> m_link;
};

// How a table's rows are written: an INSERT of these columns, or where one is a counter, an UPDATE that adds to it, for
// which the counters' values come first.
struct RowWriter {
    std::string cql;
    std::vector<std::size_t> order; // of the columns, as the statement takes them
};
struct ColumnFact {
    std::string name, type, kind; // "partition_key", "clustering", "regular", "static"
    std::int64_t position = -1;   // within the key
    bool isDescending = false;
};
Result<std::vector<ColumnFact>> columnsOf(BlockingCaller& caller, const std::string& keyspace,
                                          const std::string& table);
RowWriter rowWriter(const std::string& place, const std::vector<ColumnFact>& facts,
                    const std::vector<std::string>& columns);

// The columns of each "CREATE TABLE name (column type, …)", in the order in which they stand there.
std::map<std::string, std::vector<std::string>> declaredColumns(std::string_view statements);

Result<bool> isSeeded(const Target& target, const DataSet& data);
Result<std::unique_ptr<Seeding>> seed(const Target& target, const DataSet& data,
                                      std::function<bool(std::uint64_t)> proceed);

} // namespace cachedeck::stores::cassandra
