#include "tests/support/broker_server.hpp"

#include <stdexcept>

namespace cachedeck::test {

std::unique_ptr<RabbitmqServer> RabbitmqServer::start()
{
    namespace fs = std::filesystem;
    // Debian's own script in PATH insists on a user of its own; the one behind it does not.
    const auto program = findServer("rabbitmq-server", {"/usr/lib/rabbitmq/bin", "/opt/homebrew/sbin"});
    const auto names = findServer("epmd");
    if (!program || !names) {
        skip("RabbitMQ is not installed (Debian: rabbitmq-server)");
        return nullptr;
    }
    const fs::path behind = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    std::unique_ptr<RabbitmqServer> server(new RabbitmqServer);
    const auto own = server->m_folder.path() / "server";
    fs::create_directory(own);
    fs::permissions(server->m_folder.path(), fs::perms::group_exec | fs::perms::others_exec, fs::perm_options::add);
    giveAway(own);
    server->m_port = freePort();
    const auto namesPort = "ERL_EPMD_PORT=" + std::to_string(freePort());
    const auto home = "HOME=" + own.string();
    server->m_names = std::make_unique<ServerProcess>(
        own, ServerProcess::Command{*names, {}, {home, namesPort, "ERL_EPMD_ADDRESS=127.0.0.1"}});
    server->m_names->start();
    ServerProcess::Command command;
    command.program = fs::exists(behind) ? behind : *program;
    command.environment = {home,
                           namesPort,
                           "ERL_EPMD_ADDRESS=127.0.0.1",
                           "RABBITMQ_NODENAME=cachedeck" + std::to_string(server->m_port) + "@localhost",
                           "RABBITMQ_NODE_PORT=" + std::to_string(server->m_port),
                           "RABBITMQ_NODE_IP_ADDRESS=127.0.0.1",
                           "RABBITMQ_DIST_PORT=" + std::to_string(freePort()),
                           "RABBITMQ_MNESIA_BASE=" + (own / "data").string(),
                           "RABBITMQ_LOG_BASE=" + own.string(),
                           "RABBITMQ_LOGS=-",
                           "RABBITMQ_CONFIG_FILE=" + (own / "none").string(),
                           "RABBITMQ_CONF_ENV_FILE=" + (own / "none").string(),
                           "RABBITMQ_ENABLED_PLUGINS_FILE=" + (own / "none").string(),
                           "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS=-kernel inet_dist_use_interface {127,0,0,1} +S 1:1",
                           "RABBITMQ_ALLOW_INPUT=yes", // no shell between us and the node, so that it dies with us …
                           "RABBITMQ_SERVER_START_ARGS=-noinput"}; // … but it reads nothing all the same
    server->m_process = std::make_unique<ServerProcess>(own, std::move(command));
    server->restart();
    return server;
}

void RabbitmqServer::restart()
{
    m_process->start();
    if (!m_process->waitUntil([&] { return listens(m_port); }, std::chrono::seconds(150)))
        throw std::runtime_error("RabbitMQ did not start: " + m_process->log());
}

std::string RabbitmqServer::url() const
{
    return "amqp://127.0.0.1:" + std::to_string(m_port);
}

} // namespace cachedeck::test
