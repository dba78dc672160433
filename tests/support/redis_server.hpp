#pragma once
// A real redis-server (or valkey-server) for tests: on free loopback ports, in its own temporary folder, without
// persistence. It dies with the object, and with the test however that ends (Linux: parent-death signal, so create it
// on a thread that lives as long as the server should: the main one).
//
// Usage:
//     test::RedisServer server;                                  // answers PING when the constructor returns
//     options.endpoint.address = {"127.0.0.1", server.port(), ""};
// Link cachedeck_test_redis.

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace cachedeck::test {

// A new folder under the system's temporary one, removed with everything in it.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::filesystem::path& path() const noexcept { return m_path; }

private:
    std::filesystem::path m_path;
};

// A loopback port that nothing listened on a moment ago.
std::uint16_t freePort();

struct TlsFiles {
    std::string caFile, certificateFile, keyFile; // PEM
};

struct RedisServerOptions {
    std::string password;            // requirepass; empty: none
    bool unixSocket = false;         // also listens at unixPath()
    std::optional<TlsFiles> tls;     // also listens at tlsPort()
    bool sentinel = false;           // runs as a sentinel
    std::vector<std::string> config; // more lines of redis.conf
};

class RedisServer {
public:
    explicit RedisServer(RedisServerOptions options = {});
    ~RedisServer(); // SIGKILL
    RedisServer(const RedisServer&) = delete;
    RedisServer& operator=(const RedisServer&) = delete;

    std::uint16_t port() const noexcept { return m_port; }
    std::uint16_t tlsPort() const noexcept { return m_tlsPort; }
    std::string unixPath() const;
    const std::string& password() const noexcept { return m_options.password; }
    const std::filesystem::path& directory() const noexcept { return m_folder.path(); }
    pid_t pid() const noexcept { return m_pid; }

    void kill();    // SIGKILL and wait; the port is closed when it returns
    void start();   // after kill(): the same port and folder
    void suspend(); // SIGSTOP
    void resume();  // SIGCONT

    // A command over a connection of its own, by hiredis; blocks. Returns redis-cli's idea of the reply: text as it is,
    // integers as digits, nil as "(nil)", arrays joined by lines, errors as "(error) …".
    std::string command(const std::vector<std::string>& arguments) const;

private:
    void writeConfiguration() const;
    bool tryStart();

    RedisServerOptions m_options;
    TemporaryFolder m_folder;
    std::uint16_t m_port = 0;
    std::uint16_t m_tlsPort = 0;
    pid_t m_pid = -1;
};

} // namespace cachedeck::test
