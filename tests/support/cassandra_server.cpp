#include "tests/support/database_server.hpp"

#include <cstdlib>
#include <stdexcept>

namespace cachedeck::test {

std::unique_ptr<CassandraServer> CassandraServer::start()
{
    namespace fs = std::filesystem;
    constexpr const char* missing = "Cassandra is not here (./dev servers start cassandra; it needs Java 17 or 21)";
    if (!fs::exists(fetchedServers() / "cassandra" / "version")) {
        skip(missing);
        return nullptr;
    }
    std::unique_ptr<CassandraServer> server(new CassandraServer);
    const auto folder = server->m_folder.path();
    server->m_port = freePort();
    ServerProcess::Command command;
    command.asOurselves = true; // it runs as anybody
    command.program = CACHEDECK_SERVERS_SCRIPT;
    command.arguments = {"serve", "cassandra", folder.string(), std::to_string(server->m_port),
                         std::to_string(freePort())};
    command.environment = {"CASSANDRA_HEAP=320m", "CASSANDRA_AUTH=password"};
    server->m_process = std::make_unique<ServerProcess>(folder, std::move(command));
    ::setenv("CASSANDRA_PASSWORD", "cassandra", 1);
    if (server->restart())
        return server;
    if (server->m_process->log().find("needs Java") == std::string::npos)
        throw std::runtime_error("Cassandra did not start: " + server->m_process->log());
    skip(missing);
    return nullptr;
}

bool CassandraServer::restart()
{
    m_process->start();
    // The first login is made just after CQL opens, once; the log goes on from start to start.
    return m_process->waitUntil(
        [&] { return listens(m_port) && m_process->log().find("Created default superuser role") != std::string::npos; },
        std::chrono::minutes(5));
}

std::string CassandraServer::url(const std::string& keyspace, const std::string& user) const
{
    return "cassandra://" + user + "@127.0.0.1:" + std::to_string(m_port) + "/" + keyspace;
}

} // namespace cachedeck::test
