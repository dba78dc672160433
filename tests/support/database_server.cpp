#include "tests/support/database_server.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <netinet/in.h>
#include <pwd.h>
#include <set>
#include <stdexcept>
#include <string_view>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace cachedeck::test {
namespace {

namespace fs = std::filesystem;

struct Person {
    uid_t user = 0;
    gid_t group = 0;
};

// Whom servers run as when we are root.
std::optional<Person> unprivileged()
{
    if (::geteuid() != 0)
        return std::nullopt;
    const auto* entry = ::getpwnam("nobody");
    if (entry == nullptr)
        throw std::runtime_error("there is no user \"nobody\" to run servers as");
    return Person{entry->pw_uid, entry->pw_gid};
}

std::vector<fs::path> expanded(const std::string& folder)
{
    const auto star = folder.find("/*/");
    if (star == std::string::npos)
        return {folder};
    std::vector<fs::path> found;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder.substr(0, star), error))
        found.push_back(entry.path() / folder.substr(star + 3));
    std::sort(found.begin(), found.end(), [](const fs::path& left, const fs::path& right) {
        return std::atoi(left.parent_path().filename().c_str()) > std::atoi(right.parent_path().filename().c_str());
    });
    return found;
}

// A process and all that descend from it, though they have left its group.
std::vector<pid_t> family(pid_t root)
{
    std::vector<pid_t> members{root};
    std::vector<std::pair<pid_t, pid_t>> parents;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator("/proc", error)) {
        std::ifstream status(entry.path() / "stat");
        std::string line;
        if (!std::getline(status, line) || line.rfind(')') == std::string::npos)
            continue;
        parents.emplace_back(std::atoi(line.c_str()), std::atoi(line.c_str() + line.rfind(')') + 4));
    }
    for (std::size_t i = 0; i < members.size(); ++i) {
        for (const auto& [child, parent] : parents) {
            if (parent == members[i])
                members.push_back(child);
        }
    }
    return members;
}

// All threads of a process; one that is gone counts.
bool isStopped(pid_t process)
{
    std::error_code error;
    for (const auto& thread : fs::directory_iterator("/proc/" + std::to_string(process) + "/task", error)) {
        std::ifstream status(thread.path() / "stat");
        std::string line;
        const auto state = std::getline(status, line) ? line.find_first_not_of(' ', line.rfind(')') + 1) : line.npos;
        if (state != line.npos && std::string_view("RSD").find(line[state]) != std::string_view::npos)
            return false;
    }
    return true;
}

} // namespace

void skip(const std::string& what)
{
    static std::set<std::string> said;
    if (said.insert(what).second)
        std::fprintf(stderr, "SKIP: %s\n", what.c_str());
}

std::optional<fs::path> findServer(const std::string& program, const std::vector<std::string>& folders)
{
    std::vector<fs::path> places;
    const char* path = std::getenv("PATH");
    const std::string text = std::string(path ? path : "") + ":/usr/sbin:/usr/local/bin:/opt/homebrew/bin";
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find(':', begin), text.size());
        places.emplace_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    for (const auto& folder : folders) {
        for (auto& place : expanded(folder))
            places.push_back(std::move(place));
    }
    for (const auto& place : places) {
        if (!place.empty() && ::access((place / program).c_str(), X_OK) == 0)
            return place / program;
    }
    return std::nullopt;
}

void giveAway(const fs::path& folder)
{
    const auto person = unprivileged();
    if (person && ::chown(folder.c_str(), person->user, person->group) != 0)
        throw std::runtime_error("chown " + folder.string() + ": " + std::strerror(errno));
}

fs::path fetchedServers()
{
    if (const char* folder = std::getenv("CACHEDECK_SERVERS"); folder != nullptr)
        return folder;
    if (::geteuid() == 0)
        return "/var/tmp/cachedeck-servers";
    if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache != nullptr && *cache == '/')
        return fs::path(cache) / "cachedeck-servers";
    const char* home = std::getenv("HOME");
    return fs::path(home == nullptr ? "/" : home) / ".cache" / "cachedeck-servers";
}

bool listens(std::uint16_t port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool connected = ::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    ::close(socket);
    return connected;
}

ServerProcess::ServerProcess(const fs::path& folder, Command command) : m_folder(folder), m_command(std::move(command))
{}

ServerProcess::~ServerProcess()
{
    kill();
}

void ServerProcess::start()
{
    const auto person = m_command.asOurselves ? std::nullopt : unprivileged();
    const auto log = (m_folder / "log").string();
    const auto program = m_command.program.string();
    std::vector<char*> arguments{const_cast<char*>(program.c_str())};
    for (auto& argument : m_command.arguments)
        arguments.push_back(argument.data());
    arguments.push_back(nullptr);
    std::vector<char*> environment;
    for (char** entry = ::environ; *entry != nullptr; ++entry)
        environment.push_back(*entry);
    for (auto& entry : m_command.environment)
        environment.push_back(entry.data());
    environment.push_back(nullptr);
    const auto parent = ::getpid();
    m_pid = ::fork();
    if (m_pid < 0)
        throw std::runtime_error("fork: " + std::string(std::strerror(errno)));
    if (m_pid > 0)
        return;
    // Only async-signal-safe calls from here on.
    const int null = ::open("/dev/null", O_RDWR);
    const int output = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
    ::dup2(null, 0);
    ::dup2(output, 1);
    ::dup2(output, 2);
    for (int descriptor = 3; descriptor < 1024; ++descriptor)
        ::close(descriptor);
    if (::chdir(m_folder.c_str()) != 0)
        ::_exit(126);
    if (person && (::setgid(person->group) != 0 || ::setuid(person->user) != 0))
        ::_exit(126);
#ifdef __linux__
    ::prctl(PR_SET_PDEATHSIG, SIGKILL); // after the switch, which clears it
#endif
    if (::getppid() != parent)
        ::_exit(1);
    ::execve(program.c_str(), arguments.data(), environment.data());
    ::_exit(127);
}

void ServerProcess::kill()
{
    if (m_pid <= 0)
        return;
    for (const auto member : family(m_pid))
        ::kill(member, SIGKILL);
    ::waitpid(m_pid, nullptr, 0);
    m_pid = -1;
}

// On a busy machine a thread may go on for a while after the signal.
void ServerProcess::suspend()
{
    const auto members = family(m_pid);
    for (const auto member : members)
        ::kill(member, SIGSTOP);
    for (int i = 0; i < 1000 && !std::all_of(members.begin(), members.end(), isStopped); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
}

void ServerProcess::resume()
{
    for (const auto member : family(m_pid))
        ::kill(member, SIGCONT);
}

bool ServerProcess::isRunning()
{
    if (m_pid > 0 && ::waitpid(m_pid, nullptr, WNOHANG) == m_pid)
        m_pid = -1;
    return m_pid > 0;
}

int ServerProcess::wait()
{
    int status = 0;
    ::waitpid(m_pid, &status, 0);
    m_pid = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool ServerProcess::waitUntil(const std::function<bool()>& answers, std::chrono::seconds atMost)
{
    const auto end = std::chrono::steady_clock::now() + atMost;
    while (std::chrono::steady_clock::now() < end) {
        if (!isRunning())
            return false;
        if (answers())
            return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
}

std::string ServerProcess::log() const
{
    std::ifstream file(m_folder / "log");
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace cachedeck::test
