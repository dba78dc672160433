#include "backend/stores/mongodb_client.hpp"

#include "backend/stores/store_url.hpp"

#include <boost/url/url.hpp>
#include <fmt/format.h>

namespace cachedeck::stores::mongodb {
namespace {

// libmongoc wants to be started once in a process. What it would free at the end, the process's end frees.
void startDriver()
{
    [[maybe_unused]] static const bool once = [] {
        mongoc_init();
        mongoc_log_set_handler([](mongoc_log_level_t, const char*, const char*, void*) {}, nullptr);
        return true;
    }();
}

// Numbers of src/mongo/base/error_codes.yml.
ErrorKind kindOfCode(std::uint32_t code) noexcept
{
    switch (code) {
    case 50:  // MaxTimeMSExpired
    case 262: // ExceededTimeLimit
        return ErrorKind::Timeout;
    case 11000: // DuplicateKey
    case 121:   // DocumentValidationFailure
        return ErrorKind::Constraint;
    case 13: // Unauthorized
    case 18: // AuthenticationFailed
        return ErrorKind::Refused;
    case 2:  // BadValue
    case 9:  // FailedToParse
    case 14: // TypeMismatch
    case 40:
    case 59: // CommandNotFound
    case 72: // InvalidOptions
        return ErrorKind::BadStatement;
    case 112: // WriteConflict
    case 24:  // LockTimeout
        return ErrorKind::Busy;
    case 14031: // OutOfDiskSpace
        return ErrorKind::Full;
    case 11600: // InterruptedAtShutdown
    case 91:    // ShutdownInProgress
        return ErrorKind::Unreachable;
    default:
        return ErrorKind::Other;
    }
}

std::string_view advice(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Unreachable:
        return "Is the server running, and are host and port right?";
    case ErrorKind::Refused:
        return "Are user, password and database right? Unless it was given, it comes from MONGODB_PASSWORD.";
    default:
        return "";
    }
}

} // namespace

Result<Target> parseTarget(std::string_view url)
{
    const auto parsed = parseStoreUrl(url, "MONGODB_PASSWORD");
    if (!parsed)
        return parsed.error();
    Target target;
    target.url = parsed->shown;
    target.database = parsed->path.empty() ? "test" : parsed->path;
    boost::urls::url plain(url);
    for (const auto& [name, value] : parsed->options) {
        if (name == "label")
            target.label = value;
    }
    plain.params().erase("label");
    target.plain = plain.buffer();
    return target;
}

ErrorKind errorKind(std::uint32_t domain, std::uint32_t code) noexcept
{
    if (domain == MONGOC_ERROR_SERVER_SELECTION)
        return code == MONGOC_ERROR_CLIENT_AUTHENTICATE ? ErrorKind::Refused : ErrorKind::Unreachable;
    if (domain == MONGOC_ERROR_STREAM)
        return ErrorKind::Unreachable;
    if (domain == MONGOC_ERROR_CLIENT)
        return code == MONGOC_ERROR_CLIENT_AUTHENTICATE ? ErrorKind::Refused : ErrorKind::Other;
    if (domain == MONGOC_ERROR_BSON || domain == MONGOC_ERROR_COMMAND)
        return ErrorKind::BadStatement;
    return kindOfCode(code);
}

Result<std::unique_ptr<Client>> Client::open(const Target& target, std::chrono::milliseconds deadline)
{
    startDriver();
    bson_error_t error{};
    const Uri uri(mongoc_uri_new_with_error(target.plain.c_str(), &error));
    if (!uri)
        return Error{ErrorKind::Refused, target.url, fmt::format("{}.", error.message), ""};
    if (const auto password = passwordOr(target.password, "MONGODB_PASSWORD");
        !password.empty() && mongoc_uri_get_username(uri.get()) != nullptr)
        mongoc_uri_set_password(uri.get(), password.c_str());
    const auto milliseconds = static_cast<std::int32_t>(std::max<std::int64_t>(1, deadline.count()));
    mongoc_uri_set_option_as_int32(uri.get(), MONGOC_URI_SOCKETTIMEOUTMS, milliseconds);
    mongoc_uri_set_option_as_int32(uri.get(), MONGOC_URI_CONNECTTIMEOUTMS, milliseconds);
    mongoc_uri_set_option_as_int32(uri.get(), MONGOC_URI_SERVERSELECTIONTIMEOUTMS, milliseconds);
    mongoc_uri_set_option_as_bool(uri.get(), MONGOC_URI_RETRYWRITES, false); // no write is repeated
    mongoc_uri_set_option_as_bool(uri.get(), MONGOC_URI_RETRYREADS, false);
    mongoc_uri_set_appname(uri.get(), "cachedeck");
    ClientHandle client(mongoc_client_new_from_uri_with_error(uri.get(), &error));
    if (!client)
        return Error{ErrorKind::Refused, target.url, fmt::format("{}.", error.message), ""};
    mongoc_client_set_error_api(client.get(), MONGOC_ERROR_API_VERSION_2);
    return std::unique_ptr<Client>(new Client(std::move(client), target.url, deadline));
}

Error Client::error(const bson_error_t& error, const bson_t* reply) const
{
    auto kind = errorKind(error.domain, error.code);
    const std::string_view words(error.message);
    // "Socket error or timeout": the clock tells which. The socket's own is a little early at times.
    constexpr std::chrono::milliseconds early(20);
    if (error.domain == MONGOC_ERROR_STREAM && std::chrono::steady_clock::now() - m_began >= m_deadline - early)
        kind = ErrorKind::Timeout;
    bson_iter_t place;
    if (kind == ErrorKind::Other && reply != nullptr && bson_iter_init_find(&place, reply, "code"))
        kind = kindOfCode(static_cast<std::uint32_t>(bson_iter_as_int64(&place)));
    return {kind, m_location, fmt::format("{}{}", words, words.ends_with('.') ? "" : "."), std::string(advice(kind))};
}

Result<Bson> Client::command(const std::string& database, const bson_t* command, const bson_t* options)
{
    m_began = std::chrono::steady_clock::now();
    bson_error_t error{};
    bson_t raw; // libmongoc initialises it, always
    const bool done =
        mongoc_client_command_with_opts(m_client.get(), database.c_str(), command, nullptr, options, &raw, &error);
    Bson owned(bson_copy(&raw));
    bson_destroy(&raw);
    if (!done)
        return this->error(error, owned.get());
    bson_iter_t place;
    bson_iter_t message;
    if (bson_iter_init_find(&place, owned.get(), "writeErrors") && bson_iter_recurse(&place, &message) &&
        bson_iter_next(&message)) {
        bson_iter_t field;
        Error refusal{ErrorKind::Other, m_location, "A write was refused.", ""};
        if (bson_iter_recurse(&message, &field)) {
            while (bson_iter_next(&field)) {
                const std::string_view key(bson_iter_key(&field));
                if (key == "errmsg" && BSON_ITER_HOLDS_UTF8(&field))
                    refusal.message = fmt::format("{}.", bson_iter_utf8(&field, nullptr));
                else if (key == "code")
                    refusal.kind = kindOfCode(static_cast<std::uint32_t>(bson_iter_as_int64(&field)));
            }
        }
        return refusal;
    }
    return owned;
}

Result<Bson> Client::command(const std::string& database, const std::string& json)
{
    const auto parsed = fromJson(json);
    if (!parsed)
        return Error{ErrorKind::BadStatement, m_location, "A command is no JSON object.", json};
    return command(database, parsed.get());
}

Result<void> Client::documents(Bson reply, const std::function<bool(const bson_t*)>& each)
{
    const Cursor cursor(mongoc_cursor_new_from_command_reply_with_opts(m_client.get(), reply.release(), nullptr));
    const bson_t* document = nullptr;
    while (mongoc_cursor_next(cursor.get(), &document)) {
        if (!each(document))
            return {};
    }
    bson_error_t error{};
    const bson_t* why = nullptr;
    if (mongoc_cursor_error_document(cursor.get(), &error, &why))
        return this->error(error, why);
    return {};
}

Result<std::vector<std::string>> Client::collections(const std::string& database)
{
    auto reply = command(database, R"({"listCollections": 1, "nameOnly": true})");
    if (!reply)
        return reply.error();
    std::vector<std::string> names;
    const auto read = documents(std::move(*reply), [&](const bson_t* document) {
        bson_iter_t place;
        if (bson_iter_init_find(&place, document, "name") && BSON_ITER_HOLDS_UTF8(&place))
            names.emplace_back(bson_iter_utf8(&place, nullptr));
        return true;
    });
    if (!read)
        return read.error();
    return names;
}

Bson fromJson(const std::string& json)
{
    bson_error_t error{};
    return Bson(bson_new_from_json(reinterpret_cast<const std::uint8_t*>(json.data()),
                                   static_cast<ssize_t>(json.size()), &error));
}

} // namespace cachedeck::stores::mongodb
