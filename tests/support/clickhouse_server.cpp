#include "tests/support/database_server.hpp"

#include <fstream>
#include <stdexcept>

namespace cachedeck::test {
namespace {

// What a server cannot do without; all ports are its own, on loopback.
constexpr const char* configuration = R"(<?xml version="1.0"?>
<yandex>
  <logger><level>warning</level><console>1</console></logger>
  <listen_host>127.0.0.1</listen_host>
  <http_port>HTTP</http_port><tcp_port>TCP</tcp_port><interserver_http_port>INTER</interserver_http_port>
  <path>FOLDER/data/</path><tmp_path>FOLDER/tmp/</tmp_path><user_files_path>FOLDER/files/</user_files_path>
  <format_schema_path>FOLDER/schemas/</format_schema_path>
  <mark_cache_size>67108864</mark_cache_size><uncompressed_cache_size>0</uncompressed_cache_size>
  <max_concurrent_queries>100</max_concurrent_queries><keep_alive_timeout>3</keep_alive_timeout>
  <users_config>users.xml</users_config><default_profile>default</default_profile><default_database>default</default_database>
</yandex>
)";
constexpr const char* users = R"(<?xml version="1.0"?>
<yandex>
  <profiles><default><max_memory_usage>2000000000</max_memory_usage><max_threads>2</max_threads></default></profiles>
  <users>
    <default><password></password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></default>
    <tester><password>pa:ss word/%</password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></tester>
  </users>
  <quotas><default/></quotas>
</yandex>
)";

void replaceAll(std::string& text, const std::string& what, const std::string& with)
{
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

} // namespace

std::unique_ptr<ClickhouseServer> ClickhouseServer::start()
{
    auto program = findServer("clickhouse-server");
    std::vector<std::string> arguments{"--config-file=config.xml"};
    if (!program) {
        skip("ClickHouse is not installed (Debian 12: clickhouse-server)");
        return nullptr;
    }
    std::unique_ptr<ClickhouseServer> server(new ClickhouseServer);
    const auto folder = server->m_folder.path();
    server->m_port = freePort();
    std::string text = configuration;
    replaceAll(text, "HTTP<", std::to_string(server->m_port) + "<");
    replaceAll(text, "TCP<", std::to_string(freePort()) + "<");
    replaceAll(text, "INTER<", std::to_string(freePort()) + "<");
    replaceAll(text, "FOLDER", folder.string());
    std::ofstream(folder / "config.xml") << text;
    std::ofstream(folder / "users.xml") << users;
    giveAway(folder);
    server->m_process = std::make_unique<ServerProcess>(folder, ServerProcess::Command{*program, arguments, {}});
    ::setenv("CLICKHOUSE_PASSWORD", "pa:ss word/%", 1);
    server->restart();
    return server;
}

void ClickhouseServer::restart()
{
    m_process->start();
    if (!m_process->waitUntil([&] { return listens(m_port); }))
        throw std::runtime_error("clickhouse-server did not start: " + m_process->log());
}

std::string ClickhouseServer::url(const std::string& database) const
{
    return "clickhouse://tester@127.0.0.1:" + std::to_string(m_port) + "/" + database;
}

} // namespace cachedeck::test
