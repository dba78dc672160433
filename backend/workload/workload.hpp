#pragma once
// What is asked: operations with their keys, TTLs, queries, parameters and invalidation rules, read from a JSON file
// (resources/schemas/workload.schema.json, format 1). The shipped worlds are such files; a user's own has the same
// rights.
//
// Threads: values, immutable once loaded.

#include "backend/workload/value.hpp"

#include <boost/system/result.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace cachedeck::workload {

// A bad file: where, which field, what was expected.
struct FileError {
    std::string file;
    std::size_t line = 0;     // from 1; 0 when the file could not be read
    std::string field;        // "operations[2].ttl"
    std::string message;      // "expected a number of seconds above 0, found \"long\""
    std::string text() const; // "movies.json:14: operations[2].ttl: expected …"
};
template<class T>
using FileResult = boost::system::result<T, FileError>;

enum class FieldType : std::uint8_t { Integer, Real, Text, Json, Bytes }; // bytes: Base64 in JSON
struct Field {
    std::string name;
    FieldType type = FieldType::Text;
};

// How a parameter's value is picked from its set. Ranks: the first element of a set is the most popular one.
struct Uniform {};
struct Zipf {
    double exponent = 0.99;
};
struct Sequential {};
struct Hotspot { // of all operations, a share goes evenly to the first keys, the rest evenly to the others
    double keys = 0.2, operations = 0.8;
};
// The newest are the most popular: Zipf backwards from the newest element, which moves on by one (round the set) every
// so many operations, as if elements were added.
struct Latest {
    double exponent = 0.99;
    std::uint64_t every = 20;
};
using Distribution = std::variant<Uniform, Zipf, Sequential, Hotspot, Latest>;

// The values that a parameter can take: listed (in the workload, or in a file beside it), a range, or a query's.
struct Range { // first … last, both included
    std::int64_t first = 0, last = 0;
};
struct SetQuery { // one column; asked once, before the run. By store: "sqlite" → SQL
    std::map<std::string, std::string> query;
};
using SetSource = std::variant<std::vector<Value>, Range, SetQuery>;

inline constexpr std::size_t mostParameters = 64; // of an operation
struct Parameter {
    std::string name;
    std::string set; // its set's name in Workload::sets
    Distribution distribution;
    // An earlier parameter whose place in its set is this one's too: the two halves of a pair, such as a point.
    std::optional<std::size_t> with = std::nullopt;
};

enum class Kind : std::uint8_t { Read, Write };
// How an answer is kept in the cache. Hash and Fields are the same hash, read whole (HGETALL) or by the operation's
// fields (HMGET). Structures: in the operation's Redis structure; where it has none as Fields, and else as JSON.
enum class Encoding : std::uint8_t { Json, Hash, Fields, Zstd, Binary, Structures };
std::string_view name(Encoding encoding) noexcept; // "json", "hash", "fields", "zstd", "binary", "structures"

class Versions;

// A template such as "movie:{id}": literal pieces and parameters by turns. A parameter has one of three forms, and a
// read's query may be named as a fourth:
//   {id}             its value
//   {features|hash}  32 hexadecimal digits of its value's XXH3-128, the same on every machine: for long values
//   {model|version}  the version of the entity that it names, as the application knows it (versions.hpp): a write of
//                    that entity makes all keys of earlier versions orphans, which nobody asks for and their TTL ends
//   {query|hash}     the hash of the read's own query, normalised (query_text.hpp), where it has no parameter "query":
//                    a query that was changed asks for other keys, and never gets an answer of the earlier one
class KeyTemplate {
public:
    enum class Form : std::uint8_t { Plain, Hash, Version };

    // `query`: what {query|hash} stands for; without one it is a parameter like others.
    static boost::system::result<KeyTemplate, std::string> parse(std::string_view text, std::string_view query = {});
    // Appends the key for these values, which are in the order of `parameters`, to `out`. Without `versions` every
    // entity is in version 0.
    void render(const std::vector<Parameter>& parameters, const std::vector<Value>& values, std::string& out,
                const Versions* versions = nullptr) const;
    const std::vector<std::string>& names() const noexcept { return m_names; }
    const std::vector<Form>& forms() const noexcept { return m_forms; } // one for each of names()
    const std::string& text() const noexcept { return m_text; }
    // Whether a glob pattern such as "top:*" could match a key made by this template.
    bool mayMatch(std::string_view glob) const;

private:
    std::string m_text;
    std::vector<std::string> m_literals; // one more than m_names
    std::vector<std::string> m_names;
    std::vector<Form> m_forms;
};

struct Invalidation {
    KeyTemplate key;        // exact key, or a glob where isPattern
    bool isPattern = false; // "top:*": fills of matching reads are kept in a tag set, so that no SCAN is needed
};

// A pattern of some write's invalidation that may match a read. Every fill of that read is remembered under the
// pattern, rendered with the read's own values, for as long as `ttl`: the longest TTL of all reads with this pattern.
struct Tag {
    KeyTemplate pattern; // "top:*"
    std::chrono::seconds ttl{0};
};

struct Operation;

// A Redis structure that holds what a read asks for, so that it is answered without the store, and counted into without
// reading it: on paths with the encoding Structures.
//   Counter    an integer (INCRBY): a single row of one integer
//   Counters   a hash of integers (HINCRBY): a single row
//   Ranking    a sorted set of members and scores (ZINCRBY), highest first, ties by member; the rest of a row comes
//   from
//              the members' own hashes, `documents`
//   Recent     a capped list of rows (LPUSH, LTRIM), newest first
//   Unique     a HyperLogLog (PFADD): a single row of one integer, an estimate (standard error 0.81 %)
//   Places     a GEO set of members; a row's rest comes from `documents`, its distance is computed
struct Structure {
    enum class Kind : std::uint8_t { None, Counter, Counters, Ranking, Recent, Unique, Places } kind = Kind::None;
    KeyTemplate key;
    std::vector<Tag> tags;  // as an operation's, of this key
    std::size_t member = 0; // Ranking, Places: the field that names a row; an integer or a text
    std::size_t order = 0;  // the field: Ranking: the score; Recent: an integer, newest first; Places: the distance
    std::optional<std::size_t> length;     // Ranking: the parameter that says how many rows are asked for; else all are
    std::uint64_t rows = 0;                // Recent, Places: so many rows are given at most …
    std::uint64_t keep = 0;                // Recent: … of so many that are kept, in case they come out of order
    double radius = 0;                     // Places: kilometres
    std::array<std::size_t, 2> point{};    // Places: the parameters with latitude and longitude
    std::array<std::size_t, 2> position{}; // Places: the fields with latitude and longitude
    // What the store is asked to fill it, where the operation's own query does not give it. Columns: Ranking: member,
    // score; Unique: member; Places: member, latitude, longitude. By store.
    std::map<std::string, std::string> fill;
    std::shared_ptr<const Operation> documents; // a single read of one parameter, the member
    bool counted = false;                       // some write counts into it
};

// What a write adds to a read's structure, once it is in the store.
struct Count {
    std::shared_ptr<const Operation> in;
    KeyTemplate field;                      // Counters: a hash field, "device_{device}"
    std::size_t member = 0;                 // Ranking, Unique: the parameter that names the member
    std::int64_t by = 1;                    // Counter, Counters, Ranking
    std::optional<std::size_t> byParameter; // in place of `by`
    std::vector<std::size_t> row;           // Recent: the parameters that the row is made of, one for each field
};

struct Operation {
    std::string name; // "movie_by_id"
    Kind kind = Kind::Read;
    double share = 0; // of all operations; the shares of a workload sum to 1
    std::vector<Parameter> parameters;
    std::map<std::string, std::string> query; // by store; parameters as :name

    // Reads
    KeyTemplate key;
    std::chrono::seconds ttl{0};
    std::vector<Encoding> encodings{Encoding::Json};
    bool single = false;       // one row: an object and not an array; only such answers can be hashes
    std::vector<Field> fields; // the columns that the query gives, in order
    std::string identity;      // the columns that tell which entity a row is and in which version: the basis of the
    std::string version;       // check for stale answers; empty where no row tells its version
    bool changes = false;      // without a version: a write may change the answer all the same
    std::vector<Tag> tags;     // filled by the loader
    // A read that takes a part of another's value, "part_of": it has that one's key, TTL and encodings, and some of its
    // fields, in the other's order. A copy of the other.
    std::shared_ptr<const Operation> whole;
    Structure structure;
    // What a strategy's read of the store costs beside the store's own time, without holding anyone else up: a
    // computation or a distance that is simulated, and is labelled so wherever results are shown.
    std::chrono::milliseconds recompute{0};

    // Writes
    std::vector<Invalidation> invalidates;
    std::vector<std::string> refreshes; // reads that write-through stores anew after this write (same parameter names)
    std::vector<Count> counts;
    std::string entity; // the parameter whose entity's version this write raises by one

    std::size_t index = 0; // in Workload::operations
};

// Whether the answers of a read can be kept so: as JSON, also compressed or binary, always; as a hash or in a structure
// where the operation says so.
bool canBe(const Operation& operation, Encoding encoding) noexcept;

// Something that happens in the world by itself and is told by a message: who receives it applies a write. A producer
// makes `perSecond` of them; where they come in batches, so many make one message, or as many as came within a time.
struct DomainEvent {
    std::string name;     // "run_completed"
    std::string applies;  // the write, by name
    double perSecond = 1; // things that happen, also where a batch carries many
    std::int64_t batch = 1;
    std::chrono::milliseconds batchWithin{5000};
    std::string points; // the write's parameter that takes how many a batch has; empty: none
    std::string fresh;  // a single read that the write makes old, by name: its answer tells when the news can be read
};

// How many bytes a generated value has.
struct ConstantSize {
    std::uint64_t bytes = 100;
};
struct UniformSize { // both included
    std::uint64_t least = 1, most = 1000;
};
struct LognormalSize {
    double median = 200, sigma = 1; // of the logarithm
};
struct EtcSize {}; // as in Facebook's general pool (value_size.hpp)
using ValueSizes = std::variant<ConstantSize, UniformSize, LognormalSize, EtcSize>;

struct DataSource {
    std::string generator; // "movies"
    std::uint64_t seed = 0;
    std::map<std::string, std::int64_t> sizes; // "full", "quick": items (movies)
    ValueSizes values;                         // of the generator "synthetic"
    // IDX files (idx.hpp) of the generator "datasets"; it draws images where they are empty or not there.
    std::filesystem::path images, labels;
    // By store: statements that run before the rows come (tables) and after them (indexes).
    struct Schema {
        std::string tables;
        std::string indexes;
    };
    std::map<std::string, Schema> schema;
};

// A small drawing from the world's own data, for the card that it is started from.
struct Picture {
    bool bars = false;                       // else lines
    std::vector<std::vector<double>> series; // equally spaced values, at least two each
    std::string caption;                     // what they are
};

struct Workload {
    std::string name;
    std::string title; // for people: "Movies"
    std::string description;
    std::string about; // a paragraph for students: what it shows; the description where the file has none
    std::string icon;  // one of resources/icons; the name where the file has none
    std::optional<Picture> picture;
    std::optional<DataSource> data; // generated; a user's own workload names a store instead
    std::map<std::string, SetSource> sets;
    std::map<std::string, SetQuery> versions; // by parameter: entities and their versions, two columns; for {…|version}
    std::vector<Operation> operations;
    std::vector<DomainEvent> events;

    const Operation* find(std::string_view operationName) const noexcept;
};

// The values of each set, queries answered (stores/sets.hpp); ranges need none.
using Sets = std::map<std::string, std::vector<Value>>;

// Reads a workload; `name` is for messages. parse() is for bytes from anywhere and is fuzzed. Files that it names lie
// in `folder`; without one it may name none.
FileResult<Workload> load(const std::filesystem::path& file);
FileResult<Workload> parse(std::string_view json, std::string_view name, const std::filesystem::path& folder = {});

} // namespace cachedeck::workload
