#include "backend/servers/binary.hpp"

#include "backend/servers/pipe.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <optional>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace cachedeck::servers {

namespace {

// What `path --version` says when started as `argv0`; empty when it cannot be started or says nothing within 2 s.
// posix_spawn: it lets argv[0] differ from the path, and is safe whatever other threads do.
std::string versionText(const std::string& path, const std::string& argv0)
{
    std::array<int, 2> pipe{};
    if (!makePipe(pipe))
        return {};
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
    std::string option = "--version";
    auto name = argv0;
    std::array<char*, 3> argv{name.data(), option.data(), nullptr};
    pid_t pid = 0;
    const bool started = ::posix_spawn(&pid, path.c_str(), &actions, nullptr, argv.data(), environ) == 0;
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(pipe[1]);

    std::string text;
    if (started) {
        std::array<char, 512> buffer{};
        pollfd readable{pipe[0], POLLIN, 0};
        while (text.size() < 4096 && ::poll(&readable, 1, 2000) > 0) {
            const auto count = ::read(pipe[0], buffer.data(), buffer.size());
            if (count <= 0)
                break;
            text.append(buffer.data(), static_cast<std::size_t>(count));
        }
        ::kill(pid, SIGKILL); // it has ended by now, or hangs
        ::waitpid(pid, nullptr, 0);
    }
    ::close(pipe[0]);
    return text;
}

// "Redis server v=7.0.15 sha=…" or "Valkey server v=8.1.1 …".
std::optional<ServerBinary> probe(const std::string& path, const std::string& argv0)
{
    if (::access(path.c_str(), X_OK) != 0 || !std::filesystem::is_regular_file(path))
        return std::nullopt;
    const auto text = versionText(path, argv0);
    const auto at = text.find(" server v=");
    if (at == std::string::npos)
        return std::nullopt;
    const auto begin = at + std::string_view(" server v=").size();
    ServerBinary binary{path, argv0, "redis", text.substr(begin, text.find_first_of(" \n", begin) - begin)};
    if (text.starts_with("Valkey"))
        binary.product = "valkey";
    return binary;
}

struct Candidate {
    const char* file;
    const char* argv0;
};
constexpr std::array candidates{Candidate{"redis-server", "redis-server"}, Candidate{"valkey-server", "valkey-server"},
                                Candidate{"redis-check-rdb", "redis-server"},
                                Candidate{"valkey-check-rdb", "valkey-server"}};

std::vector<std::string> usualFolders()
{
    std::vector<std::string> folders;
    if (const char* path = std::getenv("PATH")) {
        std::string_view rest = path;
        while (!rest.empty()) {
            const auto end = rest.find(':');
            if (const auto folder = rest.substr(0, end); folder.starts_with('/'))
                folders.emplace_back(folder);
            rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
        }
    }
    for (const auto* folder : {"/usr/bin", "/usr/local/bin", "/opt/homebrew/bin", "/opt/local/bin", "/snap/bin"})
        folders.emplace_back(folder);
    return folders;
}

Error noBinary(std::string message)
{
    return {ErrorKind::NoBinary, std::move(message), installAdvice()};
}

} // namespace

std::string installAdvice()
{
#if defined(__APPLE__)
    return "Install Redis or Valkey: brew install redis (or: brew install valkey).";
#else
    if (std::filesystem::exists("/etc/debian_version"))
        return "Install redis-tools, which brings the server without starting one: sudo apt install redis-tools.";
    if (std::filesystem::exists("/etc/fedora-release") || std::filesystem::exists("/etc/redhat-release"))
        return "Install Valkey: sudo dnf install valkey.";
    if (std::filesystem::exists("/etc/arch-release"))
        return "Install Valkey: sudo pacman -S valkey.";
    return "Install redis-server or valkey-server with your system's package manager, or set CACHEDECK_SERVER to its "
           "path.";
#endif
}

Result<ServerBinary> findServerBinary()
{
    if (const char* path = std::getenv("CACHEDECK_SERVER"); path != nullptr && *path != '\0') {
        const bool valkey = std::filesystem::path(path).filename().string().starts_with("valkey");
        if (auto binary = probe(path, valkey ? "valkey-server" : "redis-server"))
            return *std::move(binary);
        return noBinary(fmt::format("CACHEDECK_SERVER names {}, which is neither a Redis nor a Valkey server.", path));
    }
    return findServerBinary(usualFolders());
}

Result<ServerBinary> findServerBinary(const std::vector<std::string>& folders)
{
    for (const auto& candidate : candidates)
        for (const auto& folder : folders)
            if (auto binary = probe(folder + "/" + candidate.file, candidate.argv0))
                return *std::move(binary);
    return noBinary("No Redis or Valkey server was found on this machine.");
}

} // namespace cachedeck::servers
