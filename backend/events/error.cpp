#include "backend/events/error.hpp"

namespace cachedeck::events {

bool Error::retryable() const noexcept
{
    return kind == ErrorKind::Unreachable || kind == ErrorKind::Timeout || kind == ErrorKind::Full;
}

std::string Error::text() const
{
    auto text = (broker.empty() ? message : broker + ": " + message) + ".";
    if (!advice.empty())
        text += " " + advice;
    return text;
}

} // namespace cachedeck::events
