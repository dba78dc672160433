#pragma once
// A world's data in a schema of its own, written with COPY in one transaction: it is there whole, or not at all.
// Private to the room.

#include "backend/stores/postgresql_connection.hpp"

namespace cachedeck::stores::postgresql {

Result<bool> isSeeded(const Target& target, const DataSet& data);
// Null: another process has made it meanwhile.
Result<std::unique_ptr<Seeding>> seed(const Target& target, const DataSet& data,
                                      std::function<bool(std::uint64_t)> proceed);

} // namespace cachedeck::stores::postgresql
