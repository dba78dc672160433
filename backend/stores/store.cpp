#include "backend/stores/store.hpp"

namespace cachedeck::stores {

bool Error::retryable() const noexcept
{
    return kind == ErrorKind::Unreachable || kind == ErrorKind::Timeout || kind == ErrorKind::Busy;
}

std::string Error::text() const
{
    auto text = store.empty() ? message : store + ": " + message;
    if (!advice.empty())
        text += " " + advice;
    return text;
}

} // namespace cachedeck::stores
