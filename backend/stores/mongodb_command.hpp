#pragma once
// A query of a workload as MongoDB's commands: parsed once, bound for each call, answers as rows. No I/O. Private to
// the room.

#include "backend/stores/mongodb_client.hpp"

#include <boost/system/result.hpp>

#include <optional>
#include <vector>

namespace cachedeck::stores::mongodb {

struct Command {
    Bson pattern;                     // without our own fields
    std::string collection;           // "movies"; empty: a command of the database
    bool isQuery = false;             // find or aggregate: its answer is a cursor
    std::vector<std::string> columns; // empty: those of the first document
    bool needsCursor = false;         // aggregate without "cursor"
};

struct Query {
    std::optional<Command> first; // of a read: asked before it
    std::vector<Command> commands;
    bool isTransaction = false;
    // In the order of the values to bind: the operation's own, then "first.latitude" for each column of `first`.
    std::vector<std::string> names;
};

// The error says what is wrong, for instance which "{name}" is not among `names`.
boost::system::result<Query, std::string> parseQuery(std::string_view json, const std::vector<std::string>& names);

// The command with its values and its time limit.
Bson bindCommand(const Command& command, const std::vector<std::string>& names,
                 const std::vector<workload::Value>& values, std::chrono::milliseconds limit);

workload::Value cell(const bson_iter_t& place);
void appendValue(bson_t* document, std::string_view key, const workload::Value& value);
// Appends a document's cells in the order of `columns`, which are taken from it where they are empty.
void appendRow(const bson_t* document, std::vector<std::string>& columns, Rows& rows);

} // namespace cachedeck::stores::mongodb
