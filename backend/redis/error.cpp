#include "backend/redis/error.hpp"

#include <array>
#include <ostream>
#include <stdexcept>

namespace cachedeck::redis {
namespace {

struct Known {
    std::string_view prefix; // of the reply's text
    ErrorKind kind;
    std::string_view advice;
};

// Prefixes as the servers' sources write them (redis server.c createSharedObjects, acl.c, networking.c).
constexpr std::array<Known, 26> known{{
    {"NOAUTH", ErrorKind::Authentication, "Give a password (and a user, where the server has ACLs)."},
    {"WRONGPASS", ErrorKind::Authentication, "Check the user name and the password."},
    {"ERR invalid password", ErrorKind::Authentication, "Check the password."},
    {"ERR Client sent AUTH, but no password is set", ErrorKind::Authentication, "Connect without a password."},
    {"ERR AUTH <password> called without any password", ErrorKind::Authentication,
     "Connect without a password, or give a user."},
    {"NOPERM", ErrorKind::Permission, "Ask the server's administrator to allow this command or key for your user."},
    {"ERR unknown command", ErrorKind::UnknownCommand, "The server does not know this command, or it was renamed."},
    {"ERR Unknown subcommand", ErrorKind::UnknownCommand, "The server does not know this command."},
    {"ERR unknown subcommand", ErrorKind::UnknownCommand, "The server does not know this command."},
    {"READONLY", ErrorKind::ReadOnlyReplica,
     "This is a replica now: find the primary through Sentinel. The write was not done."},
    {"LOADING", ErrorKind::Loading, "The server is loading its data set: wait until it is done."},
    {"BUSY", ErrorKind::Busy,
     "A script keeps the server busy: SCRIPT KILL or FUNCTION KILL ends it, if it has not written yet."},
    {"OOM", ErrorKind::OutOfMemory,
     "The server's maxmemory is reached: raise it, free keys or choose an eviction policy."},
    {"MISCONF", ErrorKind::Misconfigured,
     "The server cannot save to disk and refuses writes: see its log for the last save error."},
    {"MASTERDOWN", ErrorKind::MasterDown,
     "The replica has lost its primary and does not answer from old data: try another node."},
    {"NOREPLICAS", ErrorKind::MasterDown, "Fewer replicas are connected than min-replicas-to-write asks for."},
    {"MOVED", ErrorKind::Redirected, "The server is part of a Redis Cluster, which is not supported."},
    {"ASK", ErrorKind::Redirected, "The server is part of a Redis Cluster, which is not supported."},
    {"TRYAGAIN", ErrorKind::Redirected, "The server is part of a Redis Cluster, which is not supported."},
    {"CROSSSLOT", ErrorKind::Redirected, "The server is part of a Redis Cluster, which is not supported."},
    {"CLUSTERDOWN", ErrorKind::Redirected, "The server is part of a Redis Cluster, which is not supported."},
    {"DENIED", ErrorKind::Denied,
     "The server is in protected mode: connect from its own machine, or set a password or protected-mode no there."},
    {"ERR max number of clients", ErrorKind::Denied,
     "The server's maxclients is reached: close other clients or raise it."},
    {"NOTBUSY", ErrorKind::Server, "No script is running."},
    {"NOSCRIPT", ErrorKind::Server, "Load the script first."},
    {"WRONGTYPE", ErrorKind::Server, "The key holds a value of another type: reload it."},
}};

// A code must end where the text's first word ends ("BUSY" is not the beginning of "BUSYKEY", "BUSYGROUP").
bool matches(std::string_view text, std::string_view prefix) noexcept
{
    if (!text.starts_with(prefix))
        return false;
    return prefix.find(' ') != std::string_view::npos || text.size() == prefix.size() || text[prefix.size()] == ' ';
}

// Older servers repeat an unknown command's arguments, which may hold a password or a value.
std::string withoutArguments(std::string_view text)
{
    const auto cut = text.find(", with args beginning with");
    return std::string(text.substr(0, cut));
}

} // namespace

bool Error::retryable() const noexcept
{
    switch (kind) {
    case ErrorKind::Refused:
    case ErrorKind::Unreachable:
    case ErrorKind::Timeout:
    case ErrorKind::Loading:
    case ErrorKind::Denied:
        return true;
    default:
        return false;
    }
}

bool Error::effectUnknown() const noexcept
{
    switch (kind) {
    case ErrorKind::Unreachable:
    case ErrorKind::Timeout:
    case ErrorKind::Cancelled:
    case ErrorKind::Protocol:
        return true;
    default:
        return false;
    }
}

std::string Error::text() const
{
    std::string out = command;
    if (!server.empty())
        out += (out.empty() ? "" : " on ") + server;
    out += (out.empty() ? "" : ": ") + message;
    if (!out.empty() && out.back() != '.' && out.back() != '?' && out.back() != '!')
        out += '.';
    return advice.empty() ? out : out + " " + advice;
}

Error errorFromReply(std::string_view text, std::string_view command, std::string_view server)
{
    if (text.starts_with('-'))
        text.remove_prefix(1);
    Error error{ErrorKind::Server, std::string(command), std::string(server), withoutArguments(text), {}};
    for (const auto& candidate : known) {
        if (matches(text, candidate.prefix)) {
            error.kind = candidate.kind;
            error.advice = candidate.advice;
            break;
        }
    }
    return error;
}

std::string_view name(ErrorKind kind) noexcept
{
    switch (kind) {
    case ErrorKind::Refused:
        return "Refused";
    case ErrorKind::Unreachable:
        return "Unreachable";
    case ErrorKind::Timeout:
        return "Timeout";
    case ErrorKind::Cancelled:
        return "Cancelled";
    case ErrorKind::NotRedis:
        return "NotRedis";
    case ErrorKind::Protocol:
        return "Protocol";
    case ErrorKind::Tls:
        return "Tls";
    case ErrorKind::Authentication:
        return "Authentication";
    case ErrorKind::Permission:
        return "Permission";
    case ErrorKind::UnknownCommand:
        return "UnknownCommand";
    case ErrorKind::ReadOnlyReplica:
        return "ReadOnlyReplica";
    case ErrorKind::Loading:
        return "Loading";
    case ErrorKind::Busy:
        return "Busy";
    case ErrorKind::OutOfMemory:
        return "OutOfMemory";
    case ErrorKind::Misconfigured:
        return "Misconfigured";
    case ErrorKind::MasterDown:
        return "MasterDown";
    case ErrorKind::Redirected:
        return "Redirected";
    case ErrorKind::Denied:
        return "Denied";
    case ErrorKind::Server:
        return "Server";
    case ErrorKind::Gate:
        return "Gate";
    case ErrorKind::BadUrl:
        return "BadUrl";
    }
    return "Server";
}

std::ostream& operator<<(std::ostream& out, const Error& error)
{
    return out << error.text();
}

void throw_exception_from_error(const Error& error, const boost::source_location&)
{
    throw std::runtime_error(error.text());
}

} // namespace cachedeck::redis
