#pragma once
// A primary store: the database of record behind the cache. One file pair each; a new one is a file pair and a line in
// registry.cpp.
//
// Threads: a Store is shared and thread-safe. A Session (a connection) belongs to the IoThread it was opened for. A
// store whose driver blocks (blocks() is true) answers on the calling thread: the engine then gives every virtual user
// a thread of its own, so that no hop between threads is billed to the database.

#include "backend/runtime/io_thread.hpp"
#include "backend/runtime/secret.hpp"
#include "backend/runtime/task.hpp"
#include "backend/workload/generators/generator.hpp"
#include "backend/workload/value.hpp"
#include "backend/workload/workload.hpp"

#include <boost/system/result.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::stores {

enum class ErrorKind : std::uint8_t {
    Unreachable,
    Timeout,
    Refused,
    BadStatement,
    Constraint,
    Busy,
    Full,
    Corrupt,
    Other
};
struct Error {
    ErrorKind kind = ErrorKind::Other;
    std::string store;   // "sqlite:/…/movies.db", without password
    std::string message; // the store's own words
    std::string advice;
    bool retryable() const noexcept;
    std::string text() const;
};
template<class T>
using Result = boost::system::result<T, Error>;

// Rows of a read: cells row by row. clear() keeps the memory.
struct Rows {
    std::size_t columns = 0;
    std::vector<workload::Value> cells;
    std::size_t count() const noexcept { return columns == 0 ? 0 : cells.size() / columns; }
    void clear() noexcept { cells.clear(); }
};

// The same statement means the same number in every session of a store.
using StatementId = std::size_t;

class Session {
public:
    virtual ~Session() = default;
    // Values are bound in the order of the parameters given to Store::prepare; never spliced into the text.
    virtual runtime::Task<Result<void>> read(StatementId statement, const std::vector<workload::Value>& values,
                                             Rows& rows) = 0;
    // Gives the number of rows changed. Committed when it returns.
    virtual runtime::Task<Result<std::int64_t>> write(StatementId statement,
                                                      const std::vector<workload::Value>& values) = 0;
    // The names of the columns that a read of this statement gives, after one; empty where the store does not tell.
    virtual std::vector<std::string> columns(StatementId) const { return {}; }
    // Any thread: what is being asked ends soon, as a Timeout. Where nothing is being asked, nothing happens.
    virtual void interrupt() noexcept {}
};

// A world's generated data as a server keeps it: in a schema, database or keyspace of its own, so that nothing of the
// server's owner is touched.
struct DataSet {
    std::string name;    // "cachedeck_movies_full_1f2e3d4c": small letters, digits and "_"
    std::string tables;  // the workload's schema for this store: statements before the rows …
    std::string indexes; // … and after them
};

// Takes a generator's rows by the store's own bulk path (COPY, insertMany, batches). Rows of a table that the schema
// does not make are passed over. Without finish() nothing is left of what was written.
class Seeding : public workload::RowSink {
public:
    // Makes the indexes; from then on the data set is there, whole, for everybody.
    virtual Result<void> finish() = 0;
    virtual std::uint64_t rows() const noexcept = 0;
    virtual const std::optional<Error>& error() const noexcept = 0; // why row() gave false; empty: stopped
};

class Store {
public:
    virtual ~Store() = default;
    virtual std::string_view kind() const noexcept = 0; // "sqlite": the key of the workload's queries
    virtual std::string version() const = 0;            // "3.40.1"
    virtual std::string location() const = 0;           // without password
    virtual bool blocks() const noexcept = 0;
    virtual bool inProcess() const noexcept = 0; // named on screen and in exports
    // A server that speaks another one's protocol and is not it, as version() then tells; expect it to be slower.
    virtual bool isStandIn() const noexcept { return false; }
    // Registers a statement with the names of its parameters, in binding order. Before open(). A write may hold several
    // statements separated by ";": they are one transaction.
    virtual StatementId prepare(std::string_view text, const std::vector<std::string>& parameterNames) = 0;
    virtual Result<std::unique_ptr<Session>> open(runtime::IoThread& thread, std::chrono::milliseconds deadline) = 0;
    // A private copy of all mutable data, for one path of a run. The copy knows no statements yet: prepare them anew.
    // Call it while no session of this store is open. A file is copied into `directory` under `name` (a file name's
    // letters), reflinked where the file system can. A server copies the tables that the statements `writes` change,
    // beside the others, under a name made of the directory's last part and `name`; the copy is dropped with the
    // object, and what a crash left is dropped by the next copy.
    virtual Result<std::unique_ptr<Store>> copy(const std::string& directory, const std::string& name,
                                                const std::vector<std::string>& writes = {}) = 0;

    // Servers only (a file has WorldData). All of them block.
    virtual Result<bool> hasData(const DataSet& data);
    // `proceed` is called every few thousand rows; false stops the work. Waits for another process that seeds the same,
    // and gives null where that has made it meanwhile.
    virtual Result<std::unique_ptr<Seeding>> seed(const DataSet& data, std::function<bool(std::uint64_t rows)> proceed);
    // This store, with that data set as what its statements find.
    virtual Result<std::unique_ptr<Store>> withData(const DataSet& data);
};

// "sqlite:PATH", "postgresql://…". The error names the forms that are known. A URL that holds a password is refused, so
// that none is shown or stored: it is given apart. Empty: the store takes it from its environment's variable.
Result<std::unique_ptr<Store>> openStore(std::string_view url, const runtime::Secret& password = {});
// The kind of store that a URL names, by its scheme alone: "postgresql". Empty: none that is known.
std::string_view kindOf(std::string_view url);

} // namespace cachedeck::stores
