#pragma once
// MongoDB as a primary store, with libmongoc. A server that speaks MongoDB's protocol and is another is named beside
// every number: see "label".
//
// A session is a client of its own on the user's own thread (blocks() is true), as libmongoc waits where it is called.
//
// A query is a command of MongoDB's own, as an object: {"find": "movies", "filter": {"_id": "{id}"}, "sort": …},
// {"aggregate": "movies", "pipeline": […]}, {"update": "movies", "updates": […]}, "insert", "delete", "findAndModify",
// with Extended JSON for types that JSON lacks. A text that is a parameter's name in braces is replaced by the
// parameter's value with its type; nothing is ever put into a text. Of our own are
//   "columns": ["_id", "title"]       the fields of a document that become a row's columns, in order; without it those
//                                     of the first document
//   {"first": { … }, "then": { … }}   a read in two steps: the columns of the first one's first document are values of
//                                     the second, as "{first.latitude}"; without a document the answer is empty
//   {"transaction": [ … ]}            a write of several commands, all or nothing
//   {"commands": [ … ]}               the same, one after another, for what a transaction does not allow ($merge)
//
// Cells: integers, reals and texts as they are; booleans 0 and 1; dates in milliseconds since 1970; ids as 24
// hexadecimal digits; binaries as bytes; documents and arrays as JSON; a missing field is NULL.
//
// URL: mongodb://user@host:port/database, with libmongoc's options, and "label=SecantusDB" for a server whose buildInfo
// does not tell what it is. The password is given apart, or comes from MONGODB_PASSWORD; a URL that holds one is
// refused.
//
// Deadlines: maxTimeMS on the server, and the socket's timeout, after which the connection is closed and made anew by
// the next call. libmongoc's waiting cannot be interrupted: a call ends at its deadline at the latest.

#include "backend/stores/store.hpp"

namespace cachedeck::stores {

// Connects once, to know that the server answers and what it is.
Result<std::unique_ptr<Store>> openMongodb(std::string_view url, const runtime::Secret& password);

} // namespace cachedeck::stores
