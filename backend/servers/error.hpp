#pragma once
// What can go wrong with servers of our own, as a value that says what to do.

#include <boost/system/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace cachedeck::servers {

enum class ErrorKind : std::uint8_t {
    NoBinary,    // no redis-server and no valkey-server; the advice says what to install on this platform
    Directory,   // the private directory could not be made, or is not ours alone
    Start,       // a process could not be started, or ended at once; the message has the end of its log
    Timeout,     // it did not answer, or the sentinels did not agree, in time
    UnknownNode, // no node of that name
    NotRunning,  // the node is dead or paused
    Running,     // the node runs already
    Refused,     // the server refused a command; the message has its words
};

struct Error {
    ErrorKind kind = ErrorKind::Start;
    std::string message;      // what happened, one sentence
    std::string advice;       // what to do, one sentence; may be empty
    std::string text() const; // both
};

template<class T>
using Result = boost::system::result<T, Error>;

std::string_view name(ErrorKind kind) noexcept; // "NoBinary"

} // namespace cachedeck::servers

namespace boost::system {
// result<T>::value() on an error throws std::runtime_error with Error::text().
[[noreturn]] void throw_exception_from_error(const cachedeck::servers::Error& error,
                                             const boost::source_location& where);
} // namespace boost::system
