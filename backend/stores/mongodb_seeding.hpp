#pragma once
// A world's data in a MongoDB database of its own, written with insertMany. Private to the room.
//
// The workload's "tables" for mongodb are an object: collection → the fields of its rows, {"users": ["_id", "name"]};
// "indexes" is an array of commands that run after the rows, such as createIndexes, or an aggregation with $out that
// embeds.

#include "backend/stores/mongodb_client.hpp"

namespace cachedeck::stores::mongodb {

Result<bool> isSeeded(const Target& target, const DataSet& data);
// Null: another process has made it meanwhile.
Result<std::unique_ptr<Seeding>> seed(const Target& target, const DataSet& data,
                                      std::function<bool(std::uint64_t)> proceed);

// Drops what a crash left of copies. They are known by their age only, which a marker in each of them tells; a copy
// without one is left alone. Where the user may not list databases, nothing is dropped.
void dropOldCopies(Client& client);
// Copies every collection of one database into another, with its indexes. The marker of a copy stands in the other.
Result<void> copyDatabase(Client& client, const std::string& from, const std::string& to);

} // namespace cachedeck::stores::mongodb
