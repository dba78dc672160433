#pragma once
// ClickHouse as a primary store, over its HTTP interface (ClickHouse documentation, "HTTP Interface").
//
// Calls wait on the user's event loop and block no thread (blocks() is false). Connections are kept alive; a session
// has as many as it has calls at a time.
//
// Values are bound: from 19.14 as the server's own parameters ({name:Type} and param_name), below that, where it has
// none, as typed literals from one escaper (clickhouse_text.hpp), which is fuzzed. Never does a value become SQL.
//
// Answers come as TabSeparatedWithNamesAndTypes: integers and reals as the server writes them, which is exact, and the
// type of each column with them (JSONCompact would quote 64-bit integers or round them). The server holds an answer
// back until it is whole (wait_end_of_query), so that an error in the middle of it is an error.
//
// URL: clickhouse://user@host:8123/database, clickhouses://… for TLS, with ?cafile=FILE. The password is given
// apart, or comes from CLICKHOUSE_PASSWORD; a URL that holds one is refused.
//
// ClickHouse has no transactions: a write of several statements runs one after another, and stops at the first error.
// How many rows a write changed is not told: 0.

#include "backend/stores/store.hpp"

namespace cachedeck::stores {

// Connects once, to know that the server answers and which version it is.
Result<std::unique_ptr<Store>> openClickhouse(std::string_view url, const runtime::Secret& password);

} // namespace cachedeck::stores
