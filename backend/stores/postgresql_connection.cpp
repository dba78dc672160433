#include "backend/stores/postgresql_connection.hpp"

#include "backend/stores/socket_wait.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace cachedeck::stores::postgresql {
namespace {

struct KindOfClass {
    std::string_view prefix; // of the SQLSTATE (PostgreSQL 15, appendix A)
    ErrorKind kind;
};
// The first that fits counts.
constexpr std::array kinds{KindOfClass{"08", ErrorKind::Unreachable},
                           KindOfClass{"57P01", ErrorKind::Unreachable}, // shut down by its owner,
                           KindOfClass{"57P02", ErrorKind::Unreachable},
                           KindOfClass{"57P03", ErrorKind::Unreachable}, // by a crash; starting
                           KindOfClass{"57014", ErrorKind::Timeout},
                           KindOfClass{"25P03", ErrorKind::Timeout},
                           KindOfClass{"28", ErrorKind::Refused},
                           KindOfClass{"42501", ErrorKind::Refused},
                           KindOfClass{"3D", ErrorKind::Refused},
                           KindOfClass{"25006", ErrorKind::Refused},
                           KindOfClass{"42", ErrorKind::BadStatement},
                           KindOfClass{"22", ErrorKind::BadStatement},
                           KindOfClass{"3F", ErrorKind::BadStatement},
                           KindOfClass{"0A", ErrorKind::BadStatement},
                           KindOfClass{"23", ErrorKind::Constraint},
                           KindOfClass{"40", ErrorKind::Busy},
                           KindOfClass{"55P03", ErrorKind::Busy},
                           KindOfClass{"53300", ErrorKind::Busy},
                           KindOfClass{"53", ErrorKind::Full},
                           KindOfClass{"XX001", ErrorKind::Corrupt},
                           KindOfClass{"XX002", ErrorKind::Corrupt}};

std::string_view advice(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Unreachable:
        return "Is the server running, and are host and port right?";
    case ErrorKind::Refused:
        return "Are user, password and database right? Unless it was given, it comes from PGPASSWORD or PGPASSFILE.";
    case ErrorKind::Full:
        return "The server is out of disk space or memory.";
    default:
        return "";
    }
}

// libpq ends its messages with a line feed, and may say several lines.
std::string oneLine(std::string_view text)
{
    while (!text.empty() && (text.back() == '\n' || text.back() == ' '))
        text.remove_suffix(1);
    std::string line(text);
    std::replace(line.begin(), line.end(), '\n', ' ');
    return line;
}

std::string sentence(std::string words)
{
    if (!words.empty() && words.back() != '.' && words.back() != '?' && words.back() != '!')
        words += '.';
    return words;
}

using Options = std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)>;

} // namespace

ErrorKind errorKind(std::string_view sqlState) noexcept
{
    for (const auto& [prefix, kind] : kinds) {
        if (sqlState.starts_with(prefix))
            return kind;
    }
    return ErrorKind::Other;
}

std::string quotedName(std::string_view name)
{
    std::string quoted = "\"";
    for (const char letter : name) {
        quoted += letter;
        if (letter == '"')
            quoted += letter;
    }
    return quoted + '"';
}

Result<Target> parseTarget(std::string_view url)
{
    char* message = nullptr;
    const Options options(PQconninfoParse(std::string(url).c_str(), &message), &PQconninfoFree);
    const std::unique_ptr<char, FreeMemory> owner(message);
    if (!options) // libpq's words may repeat the text, and with it a password
        return Error{ErrorKind::Refused, "postgresql:…", "This is no PostgreSQL URL that libpq understands.",
                     "Expected postgresql://user@host:port/database."};
    for (const auto* option = options.get(); option->keyword != nullptr; ++option) {
        const std::string_view keyword(option->keyword);
        if ((keyword == "password" || keyword == "sslpassword") && option->val != nullptr)
            return Error{ErrorKind::Refused, "postgresql:…", "The URL holds a password.",
                         "Leave it out and set PGPASSWORD, or name it in the file of PGPASSFILE."};
    }
    return Target{std::string(url), ""};
}

Result<std::unique_ptr<Connection>> Connection::open(const Target& target, Clock::time_point until,
                                                     const std::atomic<bool>* interrupted)
{
    // The password is a parameter of its own: no URL holds it, and nothing has to be encoded. An empty one is none.
    const std::array<const char*, 5> keywords{"dbname", "fallback_application_name", "client_encoding", "password",
                                              nullptr};
    const std::array<const char*, 5> values{target.url.c_str(), "cachedeck", "UTF8", target.password.reveal().c_str(),
                                            nullptr};
    std::unique_ptr<Connection> connection(
        new Connection(PQconnectStartParams(keywords.data(), values.data(), 1), target.url, interrupted));
    if (connection->get() == nullptr)
        return Error{ErrorKind::Other, target.url, "There is no memory for a connection.", ""};
    // Notices ("drop cascades to …") are for people at a prompt.
    PQsetNoticeReceiver(
        connection->get(), [](void*, const PGresult*) {}, nullptr);
    if (const auto reached = connection->reach(until); !reached)
        return reached.error();
    PQsetnonblocking(connection->get(), 1);
    if (!target.searchPath.empty()) {
        const auto set = connection->execute("SET search_path = " + target.searchPath, until);
        if (!set)
            return set.error();
    }
    return connection;
}

Result<void> Connection::reach(Clock::time_point until)
{
    if (PQstatus(get()) == CONNECTION_BAD)
        return connectionError();
    auto state = PGRES_POLLING_WRITING;
    while (state != PGRES_POLLING_OK) {
        if (!waitFor(state == PGRES_POLLING_WRITING, until))
            return timeout();
        state = PQconnectPoll(get());
        if (state == PGRES_POLLING_FAILED)
            return connectionError();
    }
    return {};
}

bool Connection::waitFor(bool toWrite, Clock::time_point until) const
{
    // An interruption is looked for so often.
    constexpr auto slice = std::chrono::milliseconds(50);
    while (true) {
        if (m_interrupted != nullptr && m_interrupted->load(std::memory_order_relaxed))
            return false;
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
        if (left.count() <= 0)
            return false;
        if (waitForSocket(PQsocket(get()), toWrite, std::min(left, slice)))
            return true;
    }
}

Result<void> Connection::flush(Clock::time_point until)
{
    while (true) {
        const int state = PQflush(get());
        if (state == 0)
            return {};
        // The server may not read before its own answers are read.
        if (state < 0 || PQconsumeInput(get()) == 0)
            return connectionError();
        if (!waitFor(true, until))
            return timeout();
    }
}

Result<PgResult> Connection::next(Clock::time_point until)
{
    if (const auto flushed = flush(until); !flushed)
        return flushed.error();
    while (PQisBusy(get()) != 0) {
        if (!waitFor(false, until))
            return timeout();
        if (PQconsumeInput(get()) == 0)
            return connectionError();
    }
    return PgResult(PQgetResult(get()));
}

Result<PgResult> Connection::only(Clock::time_point until)
{
    PgResult last;
    while (true) {
        auto result = next(until);
        if (!result)
            return result;
        if (!*result)
            break;
        if (!last || !isRefusal(last.get()))
            last = std::move(*result);
        const auto status = PQresultStatus(last.get());
        if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT)
            return last;
    }
    if (!last || !isAlive())
        return last && isRefusal(last.get()) ? serverError(last.get()) : connectionError();
    if (isRefusal(last.get()))
        return serverError(last.get());
    return last;
}

Result<PgResult> Connection::execute(const std::string& statements, Clock::time_point until)
{
    if (PQsendQuery(get(), statements.c_str()) == 0)
        return connectionError();
    return only(until);
}

Result<PgResult> Connection::query(const std::string& statement, const std::vector<std::string>& values,
                                   Clock::time_point until)
{
    std::vector<const char*> pointers;
    for (const auto& value : values)
        pointers.push_back(value.c_str());
    if (PQsendQueryParams(get(), statement.c_str(), static_cast<int>(pointers.size()), nullptr, pointers.data(),
                          nullptr, nullptr, 0) == 0)
        return connectionError();
    return only(until);
}

Error Connection::serverError(const PGresult* result) const
{
    const auto field = [&](int code) {
        const char* text = PQresultErrorField(result, code);
        return std::string(text == nullptr ? "" : text);
    };
    const auto kind = errorKind(field(PG_DIAG_SQLSTATE));
    auto words = sentence(field(PG_DIAG_MESSAGE_PRIMARY));
    if (words.empty())
        words = sentence(oneLine(PQresultErrorMessage(result)));
    if (const auto detail = field(PG_DIAG_MESSAGE_DETAIL); !detail.empty())
        words += " " + sentence(oneLine(detail));
    const auto hint = field(PG_DIAG_MESSAGE_HINT);
    return {kind, m_location, words, hint.empty() ? std::string(advice(kind)) : sentence(oneLine(hint))};
}

Error Connection::connectionError() const
{
    const auto words = oneLine(PQerrorMessage(get()));
    // Before a session there is no SQLSTATE, only words.
    const bool isRefused =
        words.find("FATAL:") != std::string::npos &&
        (words.find("authentication") != std::string::npos || words.find("does not exist") != std::string::npos ||
         words.find("pg_hba") != std::string::npos);
    const bool isWithout = words.find("no password supplied") != std::string::npos;
    const auto kind = isRefused || isWithout ? ErrorKind::Refused : ErrorKind::Unreachable;
    return {kind, m_location, sentence(words.empty() ? "The connection was lost" : words), std::string(advice(kind))};
}

Error Connection::timeout() const
{
    return {ErrorKind::Timeout, m_location, "The server does not answer.", "Is it busy, or hanging?"};
}

} // namespace cachedeck::stores::postgresql
