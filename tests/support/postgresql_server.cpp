#include "tests/support/database_server.hpp"

#include <fstream>
#include <libpq-fe.h>
#include <stdexcept>

namespace cachedeck::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* ownPassword = "pa:ss word/%";
const std::vector<std::string> folders{"/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin",
                                       "/opt/homebrew/opt/postgresql@17/bin"};

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

// libpq reads the password from a file that only we may read.
void rememberPassword(const fs::path& folder)
{
    const auto file = folder / "pgpass";
    std::ofstream(file) << "127.0.0.1:*:*:tester:pa\\:ss word/%\n";
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
    ::setenv("PGPASSFILE", file.c_str(), 1);
}

} // namespace

std::unique_ptr<PostgresqlServer> PostgresqlServer::start()
{
    const auto initdb = findServer("initdb", folders);
    if (!initdb) {
        skip("PostgreSQL is not installed (Debian: postgresql)");
        return nullptr;
    }
    std::unique_ptr<PostgresqlServer> server(new PostgresqlServer);
    const auto folder = server->m_folder.path();
    const auto own = folder / "server"; // belongs to the server's user; the rest stays ours
    fs::create_directory(own);
    fs::permissions(folder, fs::perms::group_exec | fs::perms::others_exec, fs::perm_options::add);
    giveAway(own);
    std::ofstream(own / "password") << ownPassword << "\n";
    ServerProcess making(own, {*initdb,
                               {"-D", "data", "-U", "tester", "-A", "scram-sha-256", "--pwfile", "password", "-E",
                                "UTF8", "--locale=C", "--no-sync", "--no-instructions"},
                               {}});
    making.start();
    if (making.wait() != 0)
        throw std::runtime_error("initdb: " + making.log());
    server->m_port = freePort();
    // No data of a test needs to survive a crash of the machine.
    server->m_process = std::make_unique<ServerProcess>(
        own, ServerProcess::Command{initdb->parent_path() / "postgres",
                                    {"-D", "data", "-p", std::to_string(server->m_port), "-h", "127.0.0.1", "-k",
                                     own.string(), "-c", "fsync=off", "-c", "wal_level=minimal", "-c",
                                     "max_wal_senders=0", "-c", "shared_buffers=64MB"},
                                    {}});
    rememberPassword(folder);
    server->restart();
    return server;
}

void PostgresqlServer::restart()
{
    m_process->start();
    if (!m_process->waitUntil([&] { return PQping(url().c_str()) == PQPING_OK; }))
        throw std::runtime_error("postgres did not start: " + m_process->log());
}

std::string PostgresqlServer::password()
{
    return ownPassword;
}

std::string PostgresqlServer::url(const std::string& database, const std::string& more) const
{
    return "postgresql://tester@127.0.0.1:" + std::to_string(m_port) + "/" + database + more;
}

void PostgresqlServer::run(const std::string& sql) const
{
    ask(sql);
}

void PostgresqlServer::encrypt(const TlsFiles& files)
{
    const auto own = m_folder.path() / "server";
    const auto give = [&](const std::string& file, const char* name) {
        fs::copy_file(file, own / name, fs::copy_options::overwrite_existing);
        fs::permissions(own / name, fs::perms::owner_read | fs::perms::owner_write); // or it refuses the key
        giveAway(own / name);
        return (own / name).string();
    };
    run("ALTER SYSTEM SET ssl_cert_file = '" + give(files.certificateFile, "server.crt") + "'");
    run("ALTER SYSTEM SET ssl_key_file = '" + give(files.keyFile, "server.key") + "'");
    run("ALTER SYSTEM SET ssl = on");
    run("SELECT pg_reload_conf()");
}

std::string PostgresqlServer::ask(const std::string& sql) const
{
    const Connection connection(PQconnectdb(url().c_str()), &PQfinish);
    PQsetNoticeReceiver(
        connection.get(), [](void*, const PGresult*) {}, nullptr);
    const Answer answer(PQexec(connection.get(), sql.c_str()), &PQclear);
    const auto status = PQresultStatus(answer.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        throw std::runtime_error(sql + ": " + PQerrorMessage(connection.get()));
    return PQntuples(answer.get()) > 0 ? PQgetvalue(answer.get(), 0, 0) : "";
}

} // namespace cachedeck::test
