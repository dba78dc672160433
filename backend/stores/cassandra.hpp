#pragma once
// Cassandra as a primary store, over its native protocol (version 4), which is spoken here: no C++ driver is packaged.
//
// Calls wait on the user's event loop and block no thread (blocks() is false). The sessions of a thread share a
// connection and have many requests on their way at a time. Statements are prepared, values are bound with the types
// that the server names, rows come page by page, consistency is LOCAL_QUORUM.
//
// CQL has no joins. A read of several statements, separated by ";", does without: all are asked at once, and the first
// row of each but the last stands before every row of the last. (Where one of them finds nothing, there are no rows.)
// A write of several statements runs one after another, and stops at the first error; it is no transaction. It counts
// one row for each, as CQL changes rows by their key and does not tell.
//
// URL: cassandra://user@host:9042/keyspace, cassandras://… for TLS, with ?cafile=FILE. The password is given
// apart, or comes from CASSANDRA_PASSWORD; a URL that holds one is refused.

#include "backend/stores/store.hpp"

namespace cachedeck::stores {

// Connects once, to know that the server answers and which version it is.
Result<std::unique_ptr<Store>> openCassandra(std::string_view url, const runtime::Secret& password);

} // namespace cachedeck::stores
