#include "tests/support/broker_server.hpp"

#include <fstream>
#include <stdexcept>

namespace cachedeck::test {
namespace {

namespace fs = std::filesystem;

// KRaft: no ZooKeeper. One partition, one replica, no waiting for other members of a group. A second listener is for
// those that come over TLS and with a password.
std::string properties(const fs::path& folder, std::uint16_t port, std::uint16_t encrypted, std::uint16_t controller)
{
    const auto number = [](std::uint16_t value) { return std::to_string(value); };
    return "process.roles=broker,controller\nnode.id=1\ncontroller.quorum.voters=1@127.0.0.1:" + number(controller) +
           "\ncontroller.listener.names=CONTROLLER\nlisteners=PLAINTEXT://127.0.0.1:" + number(port) +
           ",SASL_SSL://127.0.0.1:" + number(encrypted) + ",CONTROLLER://127.0.0.1:" + number(controller) +
           "\nlistener.security.protocol.map=PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT\n"
           "ssl.keystore.type=PEM\nssl.keystore.location=" +
           (folder / "server.pem").string() +
           "\nsasl.enabled.mechanisms=PLAIN\nlistener.name.sasl_ssl.plain.sasl.jaas.config="
           "org.apache.kafka.common.security.plain.PlainLoginModule required user_tester=\"secret\";\nlog.dirs=" +
           (folder / "data").string() +
           "\nnum.partitions=1\noffsets.topic.num.partitions=1\noffsets.topic.replication.factor=1\n"
           "transaction.state.log.num.partitions=1\ntransaction.state.log.replication.factor=1\n"
           "transaction.state.log.min.isr=1\nshare.coordinator.state.topic.num.partitions=1\n"
           "share.coordinator.state.topic.replication.factor=1\nshare.coordinator.state.topic.min.isr=1\n"
           "group.initial.rebalance.delay.ms=0\nlog.cleaner.dedupe.buffer.size=16777216\n";
}

} // namespace

std::unique_ptr<KafkaServer> KafkaServer::start()
{
    const auto library = fetchedServers() / "kafka" / "lib";
    const auto java = findServer("java");
    if (!java || !fs::exists(library)) {
        skip("Kafka is not here (./dev servers start kafka, with Maven and Java 17)");
        return nullptr;
    }
    std::unique_ptr<KafkaServer> server(new KafkaServer);
    const auto own = server->m_folder.path() / "server";
    fs::create_directories(own / "tmp");
    server->m_port = freePort();
    server->m_encryptedPort = freePort();
    const auto files = server->m_certificates.server("DNS:localhost,IP:127.0.0.1");
    std::ofstream(own / "server.pem") << std::ifstream(files.keyFile).rdbuf()
                                      << std::ifstream(files.certificateFile).rdbuf();
    std::ofstream(own / "server.properties") << properties(own, server->m_port, server->m_encryptedPort, freePort());
    ServerProcess::Command command;
    command.program = *java;
    command.asOurselves = true; // it runs as anybody, and the jars may lie in a folder that only we may read
    const std::vector<std::string> common{"-Xmx384m",
                                          "-Xms64m",
                                          "-XX:+UseSerialGC",
                                          "-XX:-UsePerfData",
                                          "-Djava.io.tmpdir=" + (own / "tmp").string(),
                                          "-cp",
                                          library.string() + "/*"};
    auto format = command;
    format.arguments = common;
    for (const auto* word : {"kafka.tools.StorageTool", "format", "--config", "server.properties", "--cluster-id",
                             "Q2FjaGVEZWNrVGVzdHMxMg"})
        format.arguments.emplace_back(word);
    ServerProcess formatting(own, std::move(format));
    formatting.start();
    if (formatting.wait() != 0)
        throw std::runtime_error("Kafka could not make its folder: " + formatting.log());
    command.arguments = common;
    command.arguments.emplace_back("kafka.Kafka");
    command.arguments.emplace_back("server.properties");
    server->m_process = std::make_unique<ServerProcess>(own, std::move(command));
    server->restart();
    return server;
}

void KafkaServer::restart()
{
    m_process->start();
    if (!m_process->waitUntil([&] { return listens(m_port); }, std::chrono::seconds(150)))
        throw std::runtime_error("Kafka did not start: " + m_process->log());
}

std::string KafkaServer::url(const std::string& topic) const
{
    return "kafka://127.0.0.1:" + std::to_string(m_port) + "/" + topic;
}

std::string KafkaServer::encryptedUrl(const std::string& topic, const std::string& authority) const
{
    return "kafkas://tester@127.0.0.1:" + std::to_string(m_encryptedPort) + "/" + topic + "?ca=" + authority;
}

} // namespace cachedeck::test
