#include "tests/support/database_server.hpp"

#include <stdexcept>

namespace cachedeck::test {

std::unique_ptr<MongodbServer> MongodbServer::start()
{
    namespace fs = std::filesystem;
    std::unique_ptr<MongodbServer> server(new MongodbServer);
    const auto folder = server->m_folder.path();
    server->m_port = freePort();
    const auto port = std::to_string(server->m_port);
    ServerProcess::Command command;
    command.asOurselves = true; // both run as anybody, and ours may lie in a folder that only we may read
    if (const auto mongod = findServer("mongod")) {
        fs::create_directory(folder / "data");
        command.program = *mongod;
        command.arguments = {"--port", port, "--bind_ip", "127.0.0.1", "--dbpath", "data", "--replSet", "rs"};
    } else {
        const auto fetched = fetchedServers() / "secantus";
        auto secantus = fetched / "bin" / "secantusd-rs";
        if (!fs::exists(secantus))
            secantus = fetched / "venv" / "bin" / "secantusd-py";
        if (!fs::exists(secantus)) {
            skip("no server speaks MongoDB's protocol here (mongod, or ./dev servers start secantus)");
            return nullptr;
        }
        server->m_isSecantus = true;
        fs::create_directory(folder / "data");
        command.program = secantus;
        command.arguments = {"--host", "127.0.0.1", "--port", port, "--storage-path", "data", "--log-level", "WARNING"};
    }
    server->m_process = std::make_unique<ServerProcess>(folder, std::move(command));
    server->restart();
    return server;
}

void MongodbServer::restart()
{
    m_process->start();
    if (!m_process->waitUntil([&] { return listens(m_port); }))
        throw std::runtime_error("the MongoDB server did not start: " + m_process->log());
}

std::string MongodbServer::url(const std::string& database) const
{
    return "mongodb://127.0.0.1:" + std::to_string(m_port) + "/" + database +
           (m_isSecantus ? "?label=SecantusDB" : "?directConnection=true");
}

} // namespace cachedeck::test
