#pragma once
// HTTP/1.1 for stores that speak it: connections that are kept alive, as many as there are calls at a time. Boost.Beast
// inside. Private to the room.
//
// Threads: lives on its IoThread; interrupt() may be called from any.

#include "backend/runtime/io_thread.hpp"
#include "backend/stores/store.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace cachedeck::stores {

struct HttpTarget {
    std::string host; // a name or an address
    std::uint16_t port = 0;
    bool tls = false;
    std::string caFile; // PEM; empty: the system's
    std::string store;  // for messages
};

struct HttpRequest { // POST
    std::string path;
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
};

struct HttpResponse {
    unsigned status = 0;
    std::string body;
};

class HttpClient {
public:
    HttpClient(runtime::IoThread& thread, HttpTarget target);
    // On the IoThread, or when its loop has ended.
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    // Unreachable: nobody there, or the connection was lost before the answer was whole. Timeout: `until` has passed,
    // or interrupted; the connection is closed then. Nothing is sent twice. At most 256 MB are read.
    runtime::Task<Result<HttpResponse>> ask(HttpRequest request, runtime::Clock::time_point until);
    void interrupt() noexcept;

private:
    struct Implementation;
    std::shared_ptr<Implementation> m_implementation;
};

} // namespace cachedeck::stores
