#pragma once
// PostgreSQL as a primary store, with libpq.
//
// One connection a session. Its calls are made and awaited on the user's own thread (blocks() is true): a request is
// one write and one read of the socket there, and no event loop or hop between threads is billed to the database.
// Statements are prepared once a connection; a write of several statements goes out in pipeline mode, one round trip
// and one transaction.
//
// URL: postgresql://user@host:port/database?sslmode=verify-full, as libpq reads it (PostgreSQL 15, 34.1.1.2), with all
// of its parameters for TLS and authentication. The password is given apart, or comes from PGPASSWORD,
// PGPASSFILE or ~/.pgpass; a URL that holds one is refused, so that none is shown or stored.
//
// Deadlines: the server ends a statement itself (statement_timeout), and the connection lives on. Where the server does
// not answer at all, the session gives up a little later, closes the connection and makes a new one for the next call.
// A lost connection is an Unreachable error of the call that finds it; no call is repeated. While the server is gone,
// attempts to reach it are made with growing pauses, and calls in between fail at once.
//
// interrupt() ends the waiting and closes the connection; the server is not asked to cancel, because libpq's PQcancel()
// would wait without limit for a server that hangs. What was asked there ends by statement_timeout, or when the server
// notices that nobody listens (client_connection_check_interval).
//
// Values: integers, reals and texts as they are; bytea as bytes; numeric as an integer where it is whole, else a real;
// boolean as 0 and 1; json, dates and all others as their text.

#include "backend/stores/store.hpp"

namespace cachedeck::stores {

// Connects once, to know that the server answers and which version it is.
Result<std::unique_ptr<Store>> openPostgresql(std::string_view url, const runtime::Secret& password);

} // namespace cachedeck::stores
