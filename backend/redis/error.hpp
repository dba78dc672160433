#pragma once
// What can go wrong between us and a Redis server, as a value that names the command and the server and says what to
// do.

#include <boost/system/result.hpp>

#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>

namespace cachedeck::redis {

enum class ErrorKind : std::uint8_t {
    Refused,         // nothing listens there; retryable
    Unreachable,     // no route, name not found, reset, closed; retryable
    Timeout,         // no answer within the deadline ("not responding", told apart from "down"); retryable
    Cancelled,       // by us: the connection was closed with the command in flight; its effect is unknown
    NotRedis,        // the port speaks something else
    Protocol,        // the reply is not RESP, or beyond the limits
    Tls,             // certificate expired, self-signed, wrong name; or TLS against a plain port and the reverse
    Authentication,  // NOAUTH, WRONGPASS: never retried by itself
    Permission,      // NOPERM
    UnknownCommand,  // unknown or renamed command
    ReadOnlyReplica, // READONLY: ask Sentinel for the primary; a write is not replayed
    Loading,         // LOADING; retryable
    Busy,            // BUSY: a script runs
    OutOfMemory,     // OOM
    Misconfigured,   // MISCONF
    MasterDown,      // MASTERDOWN, NOREPLICAS
    Redirected,      // MOVED, ASK, CLUSTERDOWN: cluster is not supported
    Denied,          // -DENIED (protected mode), max number of clients
    Server,          // any other error reply
    Gate,            // refused by our own safety gate before anything was sent
    BadUrl,          // the text is not an address
};

struct Error {
    ErrorKind kind = ErrorKind::Server;
    std::string command; // its name and key, never values or passwords; may be empty
    std::string server;  // "127.0.0.1:6379", "unix:/run/redis.sock"
    std::string message; // what happened, one sentence, plain text from us or the server's own words
    std::string advice;  // what to do, one sentence; may be empty

    bool retryable() const noexcept;     // the same read may succeed if tried again later
    bool effectUnknown() const noexcept; // a write may or may not have happened
    // "GET movie:42 on 127.0.0.1:6379: no answer within 500 ms. Is the server stopped or overloaded?"
    std::string text() const;
};

// Maps an error reply ("-NOAUTH Authentication required.") to its kind and advice.
Error errorFromReply(std::string_view text, std::string_view command, std::string_view server);

template<class T>
using Result = boost::system::result<T, Error>;

std::string_view name(ErrorKind kind) noexcept;                  // "Timeout"
std::ostream& operator<<(std::ostream& out, const Error& error); // text(); tests print results with it

// Found by boost::system::result: value() on an error throws std::runtime_error with Error::text().
[[noreturn]] void throw_exception_from_error(const Error& error, const boost::source_location& where);

} // namespace cachedeck::redis
