#pragma once
// What can go wrong between us and a carrier of events.

#include <boost/system/result.hpp>

#include <cstdint>
#include <string>

namespace cachedeck::events {

enum class ErrorKind : std::uint8_t {
    BadUrl,
    Unreachable, // no connection, or it was lost
    Refused,     // the broker said no: credentials, permissions, a queue of another kind
    Timeout,     // no confirmation in time
    Full,        // the carrier takes no more at the moment
    BadEvent,    // what came is no CloudEvent
    NotBuiltIn
};
struct Error {
    ErrorKind kind = ErrorKind::Unreachable;
    std::string broker;  // "amqp://127.0.0.1:5672/", without password; may be empty
    std::string message; // without a full stop
    std::string advice;
    // Whether trying again may help by itself.
    bool retryable() const noexcept;
    std::string text() const;
};
template<class T>
using Result = boost::system::result<T, Error>;

} // namespace cachedeck::events
