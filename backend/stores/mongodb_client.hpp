#pragma once
// libmongoc's and libbson's handles with owners, and errors as values. Private to the room.

#include "backend/stores/store.hpp"

#include <memory>
#include <mongoc/mongoc.h>
#include <string>
#include <vector>

namespace cachedeck::stores::mongodb {

struct FreeBson {
    void operator()(bson_t* document) const noexcept { bson_destroy(document); }
};
struct FreeClient {
    void operator()(mongoc_client_t* client) const noexcept { mongoc_client_destroy(client); }
};
struct FreeCursor {
    void operator()(mongoc_cursor_t* cursor) const noexcept { mongoc_cursor_destroy(cursor); }
};
struct FreeUri {
    void operator()(mongoc_uri_t* uri) const noexcept { mongoc_uri_destroy(uri); }
};
struct FreeSession {
    void operator()(mongoc_client_session_t* session) const noexcept { mongoc_client_session_destroy(session); }
};
using Bson = std::unique_ptr<bson_t, FreeBson>;
using ClientHandle = std::unique_ptr<mongoc_client_t, FreeClient>;
using Cursor = std::unique_ptr<mongoc_cursor_t, FreeCursor>;
using Uri = std::unique_ptr<mongoc_uri_t, FreeUri>;
using SessionHandle = std::unique_ptr<mongoc_client_session_t, FreeSession>;

struct Target {
    std::string url;   // for people: without password
    std::string plain; // for libmongoc: without our own options and the password
    std::string database;
    std::string label;        // what the server really is; empty: what it says
    runtime::Secret password; // empty: MONGODB_PASSWORD
};

Result<Target> parseTarget(std::string_view url);

ErrorKind errorKind(std::uint32_t domain, std::uint32_t code) noexcept;

// One client, for one thread at a time.
class Client {
public:
    static Result<std::unique_ptr<Client>> open(const Target& target, std::chrono::milliseconds deadline);

    mongoc_client_t* get() const noexcept { return m_client.get(); }
    // Runs a command; the reply is given. Errors of single writes in it are errors.
    Result<Bson> command(const std::string& database, const bson_t* command, const bson_t* options = nullptr);
    Result<Bson> command(const std::string& database, const std::string& json);
    // Calls `each` for every document of a command's cursor; false ends it.
    Result<void> documents(Bson reply, const std::function<bool(const bson_t*)>& each);
    Result<std::vector<std::string>> collections(const std::string& database);
    Error error(const bson_error_t& error, const bson_t* reply = nullptr) const;

private:
    Client(ClientHandle client, std::string location, std::chrono::milliseconds deadline)
        : m_client(std::move(client)), m_location(std::move(location)), m_deadline(deadline)
    {}
    ClientHandle m_client;
    std::string m_location;
    std::chrono::milliseconds m_deadline;
    std::chrono::steady_clock::time_point m_began; // of the last command
};

Bson fromJson(const std::string& json); // null: it is none

} // namespace cachedeck::stores::mongodb
