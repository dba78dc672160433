#pragma once
// Rows ↔ JSON ↔ hash fields, so that every path gives the same bytes for the same rows.

#include "backend/resp/reply.hpp"
#include "backend/stores/store.hpp"
#include "backend/workload/workload.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cachedeck::strategies {

// The canonical JSON of rows: fields in the operation's order, no white space; Json fields are embedded as they are,
// Bytes as Base64. A single read gives its first row; the rows must not be empty then.
void encodeJson(const workload::Operation& operation, const stores::Rows& rows, std::string& json);
// A hash reply (HGETALL) of a single row to the same JSON; false when a field is missing or is not of its type.
bool hashToJson(const workload::Operation& operation, resp::View hash, std::string& json);
// The values of HMGET over all fields of a single row, in their order.
bool fieldsToJson(const workload::Operation& operation, resp::View values, std::string& json);
// A hash field's value to JSON; false when it is not of the field's type.
bool appendHashed(const workload::Field& field, std::string_view value, std::string& json);
// A single row's canonical JSON as field and value pairs, for HSET; false when it is not that. Texts go in without
// quotes.
bool jsonToHash(const workload::Operation& operation, std::string_view json,
                std::vector<std::pair<std::string, std::string>>& fields);

} // namespace cachedeck::strategies
