#pragma once
// Real database servers for tests: on free loopback ports, in folders of their own, as an unprivileged user where the
// test runs as root (database servers refuse that). Each dies with its object, and with the test however that ends
// (Linux: parent-death signal, so create it on a thread that lives as long as the server should: the main one).
//
// A machine without a server has tests that pass with one plain line:
//     const auto server = test::PostgresqlServer::start();
//     if (!server)
//         return; // "SKIP: …" was printed
// Link cachedeck_test_databases.

#include "tests/support/redis_server.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace cachedeck::test {

// Prints "SKIP: <what>" once a program and text.
void skip(const std::string& what);

// A program on PATH or in one of `folders` (which may end in "/*/bin": the highest version counts).
std::optional<std::filesystem::path> findServer(const std::string& program,
                                                const std::vector<std::string>& folders = {});

// A child process in `folder`, with its output in folder/log.
class ServerProcess {
public:
    struct Command {
        std::filesystem::path program;
        std::vector<std::string> arguments;
        std::vector<std::string> environment; // "NAME=value", added to ours
        bool asOurselves = false;             // also where that is root
    };

    ServerProcess(const std::filesystem::path& folder, Command command);
    ~ServerProcess(); // SIGKILL
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;

    void start();
    void kill();    // SIGKILL to it and its children, and wait
    void suspend(); // SIGSTOP to it and its children
    void resume();
    bool isRunning();
    int wait(); // for its end; gives the exit code
    // Waits until `answers` is true; false when it ends before, or after `atMost`.
    bool waitUntil(const std::function<bool()>& answers, std::chrono::seconds atMost = std::chrono::seconds(60));
    std::string log() const;
    pid_t pid() const noexcept { return m_pid; }

private:
    std::filesystem::path m_folder;
    Command m_command;
    pid_t m_pid = -1;
};

// Gives the folder to the unprivileged user that servers run as, where there is need.
void giveAway(const std::filesystem::path& folder);

// Where ./dev servers keeps what it fetches: CACHEDECK_SERVERS, or the folder that packaging/servers.sh names.
std::filesystem::path fetchedServers();

// Whether something accepts connections there.
bool listens(std::uint16_t port);

class PostgresqlServer {
public:
    // Null, and a line, where PostgreSQL is not installed.
    static std::unique_ptr<PostgresqlServer> start();

    // As the superuser "tester", whose password is in PGPASSFILE of this process from now on.
    std::string url(const std::string& database = "postgres", const std::string& more = "") const;
    static std::string password(); // with characters that a URL would have to encode
    std::uint16_t port() const noexcept { return m_port; }
    ServerProcess& process() noexcept { return *m_process; }
    void run(const std::string& sql) const; // over a connection of its own
    std::string ask(const std::string& sql) const;
    void encrypt(const TlsFiles& files); // offers TLS from now on
    void restart();                      // after kill()

private:
    PostgresqlServer() = default;
    TemporaryFolder m_folder;
    std::uint16_t m_port = 0;
    std::unique_ptr<ServerProcess> m_process;
};

class ClickhouseServer {
public:
    // Null, and a line, where ClickHouse is not installed.
    static std::unique_ptr<ClickhouseServer> start();

    std::string url(const std::string& database = "default") const;
    std::uint16_t port() const noexcept { return m_port; }
    ServerProcess& process() noexcept { return *m_process; }
    void restart(); // after kill()

private:
    ClickhouseServer() = default;
    TemporaryFolder m_folder;
    std::uint16_t m_port = 0;
    std::unique_ptr<ServerProcess> m_process;
};

// mongod where it is installed, else SecantusDB as ./dev servers fetches it: a server that speaks MongoDB's protocol.
class MongodbServer {
public:
    // Null, and a line, where neither is there.
    static std::unique_ptr<MongodbServer> start();

    std::string url(const std::string& database = "test") const;
    bool isSecantus() const noexcept { return m_isSecantus; }
    std::uint16_t port() const noexcept { return m_port; }
    ServerProcess& process() noexcept { return *m_process; }
    void restart(); // after kill()

private:
    MongodbServer() = default;
    TemporaryFolder m_folder;
    std::uint16_t m_port = 0;
    bool m_isSecantus = false;
    std::unique_ptr<ServerProcess> m_process;
};

// A node as ./dev servers fetches and starts it. A login is needed: as the superuser "cassandra", whose password is in
// CASSANDRA_PASSWORD of this process from now on.
class CassandraServer {
public:
    // Null, and a line, where its jars or Java 17 (or 21) are missing.
    static std::unique_ptr<CassandraServer> start();

    std::string url(const std::string& keyspace = "", const std::string& user = "cassandra") const;
    std::uint16_t port() const noexcept { return m_port; }
    ServerProcess& process() noexcept { return *m_process; }
    bool restart(); // after kill()

private:
    CassandraServer() = default;
    TemporaryFolder m_folder;
    std::uint16_t m_port = 0;
    std::unique_ptr<ServerProcess> m_process;
};

} // namespace cachedeck::test
