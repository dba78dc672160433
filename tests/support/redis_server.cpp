#include "tests/support/redis_server.hpp"

#include <hiredis/hiredis.h>

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <memory>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace cachedeck::test {
namespace {

using namespace std::chrono_literals;

struct Program {
    std::string file, name; // the multi-call binary decides by argv[0] what it is
};

Program findProgram()
{
    static constexpr std::array<std::array<const char*, 2>, 4> candidates{{{"redis-server", "redis-server"},
                                                                           {"valkey-server", "valkey-server"},
                                                                           {"redis-check-rdb", "redis-server"},
                                                                           {"valkey-check-rdb", "valkey-server"}}};
    const char* path = std::getenv("PATH");
    const std::string folders = std::string(path ? path : "") + ":/usr/bin:/usr/local/bin:/opt/homebrew/bin";
    for (const auto& [file, name] : candidates) {
        for (std::size_t begin = 0; begin <= folders.size();) {
            const auto end = std::min(folders.find(':', begin), folders.size());
            const auto full = folders.substr(begin, end - begin) + "/" + file;
            if (::access(full.c_str(), X_OK) == 0)
                return {full, name};
            begin = end + 1;
        }
    }
    throw std::runtime_error("These tests need a real server: install redis-tools (Debian), redis or valkey.");
}

using HiredisContext = std::unique_ptr<redisContext, decltype(&redisFree)>;
using HiredisReply = std::unique_ptr<redisReply, decltype(&freeReplyObject)>;

std::string text(const redisReply& reply)
{
    switch (reply.type) {
    case REDIS_REPLY_INTEGER:
        return std::to_string(reply.integer);
    case REDIS_REPLY_NIL:
        return "(nil)";
    case REDIS_REPLY_ERROR:
        return "(error) " + std::string(reply.str, reply.len);
    case REDIS_REPLY_ARRAY: {
        std::string lines;
        for (std::size_t i = 0; i < reply.elements; ++i)
            lines += (i ? "\n" : "") + text(*reply.element[i]);
        return lines;
    }
    default:
        return std::string(reply.str, reply.len);
    }
}

HiredisReply send(redisContext& context, const std::vector<std::string>& arguments)
{
    std::vector<const char*> pointers;
    std::vector<std::size_t> lengths;
    for (const auto& argument : arguments) {
        pointers.push_back(argument.data());
        lengths.push_back(argument.size());
    }
    void* reply = redisCommandArgv(&context, static_cast<int>(pointers.size()), pointers.data(), lengths.data());
    return {static_cast<redisReply*>(reply), &freeReplyObject};
}

// Whether anything answers a PING there, be it an error reply.
bool answers(std::uint16_t port)
{
    const HiredisContext context(redisConnectWithTimeout("127.0.0.1", port, timeval{1, 0}), &redisFree);
    if (!context || context->err)
        return false;
    redisSetTimeout(context.get(), timeval{1, 0});
    return send(*context, {"PING"}) != nullptr;
}

} // namespace

TemporaryFolder::TemporaryFolder()
{
    auto pattern = (std::filesystem::temp_directory_path() / "cachedeck-test-XXXXXX").string();
    if (!::mkdtemp(pattern.data()))
        throw std::runtime_error("no temporary folder: " + std::string(std::strerror(errno)));
    m_path = pattern;
}

TemporaryFolder::~TemporaryFolder()
{
    std::error_code ignored; // a file that cannot be removed must not end the test
    std::filesystem::remove_all(m_path, ignored);
}

std::uint16_t freePort()
{
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    const bool bound = ::bind(socket, reinterpret_cast<sockaddr*>(&address), length) == 0 &&
                       ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &length) == 0;
    ::close(socket);
    if (!bound)
        throw std::runtime_error("no free port: " + std::string(std::strerror(errno)));
    return ntohs(address.sin_port);
}

RedisServer::RedisServer(RedisServerOptions options) : m_options(std::move(options))
{
    for (int attempt = 0; attempt < 5; ++attempt) { // another process may take the port between looking and binding
        m_port = freePort();
        m_tlsPort = m_options.tls ? freePort() : std::uint16_t(0);
        writeConfiguration();
        if (tryStart())
            return;
    }
    std::ifstream log(m_folder.path() / "log");
    throw std::runtime_error("redis-server did not start:\n" + std::string(std::istreambuf_iterator<char>(log), {}));
}

RedisServer::~RedisServer()
{
    kill();
}

std::string RedisServer::unixPath() const
{
    return (m_folder.path() / "socket").string();
}

void RedisServer::writeConfiguration() const
{
    std::ofstream file(m_folder.path() / "redis.conf");
    file << "bind 127.0.0.1\nport " << m_port << "\ndir " << m_folder.path().string() << "\nlogfile "
         << (m_folder.path() / "log").string() << "\n";
    if (!m_options.sentinel)
        file << "save \"\"\nappendonly no\n";
    if (!m_options.password.empty())
        file << "requirepass \"" << m_options.password << "\"\n";
    if (m_options.unixSocket)
        file << "unixsocket " << unixPath() << "\nunixsocketperm 700\n";
    if (m_options.tls)
        file << "tls-port " << m_tlsPort << "\ntls-ca-cert-file " << m_options.tls->caFile << "\ntls-cert-file "
             << m_options.tls->certificateFile << "\ntls-key-file " << m_options.tls->keyFile
             << "\ntls-auth-clients no\n";
    for (const auto& line : m_options.config)
        file << line << "\n";
}

bool RedisServer::tryStart()
{
    const auto program = findProgram();
    const auto configuration = (m_folder.path() / "redis.conf").string();
    const std::array<const char*, 4> arguments{program.name.c_str(), configuration.c_str(),
                                               m_options.sentinel ? "--sentinel" : nullptr, nullptr};
    const auto parent = ::getpid();
    m_pid = ::fork();
    if (m_pid < 0)
        throw std::runtime_error("fork: " + std::string(std::strerror(errno)));
    if (m_pid == 0) { // only async-signal-safe calls from here on
#ifdef __linux__
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
        if (::getppid() != parent)
            ::_exit(1);
        const int null = ::open("/dev/null", O_RDWR);
        for (const int descriptor : {0, 1, 2})
            ::dup2(null, descriptor);
        for (int descriptor = 3; descriptor < 1024; ++descriptor)
            ::close(descriptor); // or a socket that the test closes would stay open in the server
        ::execv(program.file.c_str(), const_cast<char* const*>(arguments.data()));
        ::_exit(127);
    }
    for (const auto end = std::chrono::steady_clock::now() + 10s; std::chrono::steady_clock::now() < end;) {
        if (answers(m_port))
            return true;
        if (::waitpid(m_pid, nullptr, WNOHANG) == m_pid) {
            m_pid = -1;
            return false;
        }
        std::this_thread::sleep_for(2ms);
    }
    kill();
    return false;
}

void RedisServer::kill()
{
    if (m_pid <= 0)
        return;
    ::kill(m_pid, SIGKILL);
    ::waitpid(m_pid, nullptr, 0);
    m_pid = -1;
}

void RedisServer::start()
{
    if (m_pid <= 0 && !tryStart())
        throw std::runtime_error("redis-server did not start again");
}

void RedisServer::suspend()
{
    ::kill(m_pid, SIGSTOP);
}

void RedisServer::resume()
{
    ::kill(m_pid, SIGCONT);
}

std::string RedisServer::command(const std::vector<std::string>& arguments) const
{
    const HiredisContext context(redisConnectWithTimeout("127.0.0.1", m_port, timeval{2, 0}), &redisFree);
    if (!context || context->err)
        throw std::runtime_error("redis-server is not reachable");
    redisSetTimeout(context.get(), timeval{10, 0});
    if (!m_options.password.empty())
        send(*context, {"AUTH", m_options.password});
    const auto reply = send(*context, arguments);
    if (!reply)
        throw std::runtime_error("redis-server: " + std::string(context->errstr));
    return text(*reply);
}

} // namespace cachedeck::test
