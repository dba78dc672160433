#include "backend/servers/error.hpp"

#include <stdexcept>

namespace cachedeck::servers {

std::string Error::text() const
{
    return advice.empty() ? message : message + " " + advice;
}

std::string_view name(ErrorKind kind) noexcept
{
    switch (kind) {
    case ErrorKind::NoBinary:
        return "NoBinary";
    case ErrorKind::Directory:
        return "Directory";
    case ErrorKind::Start:
        return "Start";
    case ErrorKind::Timeout:
        return "Timeout";
    case ErrorKind::UnknownNode:
        return "UnknownNode";
    case ErrorKind::NotRunning:
        return "NotRunning";
    case ErrorKind::Running:
        return "Running";
    case ErrorKind::Refused:
        return "Refused";
    }
    return "Start";
}

} // namespace cachedeck::servers

namespace boost::system {

void throw_exception_from_error(const cachedeck::servers::Error& error, const boost::source_location&)
{
    throw std::runtime_error(error.text());
}

} // namespace boost::system
