#include "backend/servers/leftovers.hpp"

#include "backend/servers/identity.hpp"
#include "backend/servers/run_directory.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace cachedeck::servers {

namespace fs = std::filesystem;

namespace {

// All three must match, or the process is someone else's by now.
bool isOurs(std::int64_t pid, const std::string& noted, const std::string& directory)
{
    return pid > 1 && !noted.empty() && startTime(pid) == noted && workingDirectory(pid).starts_with(directory + "/");
}

std::vector<std::int64_t> survivors(const std::string& directory)
{
    std::vector<std::int64_t> pids;
    std::ifstream file(directory + "/" + std::string(processesName));
    for (std::string line; std::getline(file, line);) {
        std::istringstream fields(line);
        std::int64_t pid = 0;
        std::string noted;
        std::string node;
        // A line without a start time (the process was gone before it could be noted) has two fields only.
        if (fields >> pid >> noted >> node && isOurs(pid, noted, directory))
            pids.push_back(pid);
    }
    return pids;
}

// Calls `visit` with each directory whose owner is dead, and holds its lock meanwhile.
template<class Visit>
void eachLeftover(const std::string& parent, Visit visit)
{
    const FileLock guard(parentLock(parent), FileLock::Wait::Yes);
    std::error_code error;
    for (fs::directory_iterator entry(parent, error), end; !error && entry != end; entry.increment(error)) {
        if (!entry->path().filename().string().starts_with(directoryPrefix))
            continue;
        std::error_code ignored;
        if (entry->symlink_status(ignored).type() != fs::file_type::directory)
            continue;
        const auto directory = fs::canonical(entry->path(), ignored).string();
        struct stat status {};
        if (ignored || ::stat(directory.c_str(), &status) != 0 || status.st_uid != ::geteuid())
            continue;
        const FileLock lock(directory + "/" + std::string(lockName), FileLock::Wait::No);
        if (lock.held())
            visit(directory);
    }
}

std::string parentOrDefault(const std::string& parent)
{
    if (!parent.empty())
        return parent;
    auto usual = runDirectory();
    return usual.has_value() ? *usual : std::string{};
}

} // namespace

Result<std::string> runDirectory()
{
    std::string path;
    struct stat status {};
    if (const char* runtime = std::getenv("XDG_RUNTIME_DIR");
        runtime != nullptr && *runtime == '/' && ::access(runtime, W_OK) == 0) {
        path = std::string(runtime) + "/cachedeck";
    } else {
        std::error_code error;
        const auto temporary = fs::temp_directory_path(error);
        path = fmt::format("{}/cachedeck-{}", error ? "/tmp" : temporary.string(), ::geteuid());
    }
    if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST)
        return Error{ErrorKind::Directory, fmt::format("{}: {}.", path, std::strerror(errno)),
                     "Set XDG_RUNTIME_DIR to a folder of your own."};
    // In a shared temporary folder somebody else may have made it before us, or a symbolic link of that name.
    if (::lstat(path.c_str(), &status) != 0 || !S_ISDIR(status.st_mode) || status.st_uid != ::geteuid() ||
        (status.st_mode & 077) != 0)
        return Error{ErrorKind::Directory, fmt::format("{} is not a folder that only you can enter.", path),
                     "Remove it, or set XDG_RUNTIME_DIR to a folder of your own."};
    return path;
}

std::vector<Leftover> findLeftovers(const std::string& parent)
{
    std::vector<Leftover> found;
    const auto folder = parentOrDefault(parent);
    if (!folder.empty())
        eachLeftover(folder, [&](const std::string& directory) { found.push_back({directory, survivors(directory)}); });
    return found;
}

std::size_t cleanLeftovers(const std::string& parent)
{
    std::size_t cleaned = 0;
    const auto folder = parentOrDefault(parent);
    if (folder.empty())
        return 0;
    eachLeftover(folder, [&](const std::string& directory) {
        const auto pids = survivors(directory);
        for (const auto pid : pids)
            ::kill(static_cast<pid_t>(pid), SIGKILL);
        // They are not our children: wait until they are gone, or the directory could not be removed under them.
        for (int attempt = 0; attempt < 100 && !survivors(directory).empty(); ++attempt)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        std::error_code error;
        fs::remove_all(directory, error);
        if (!error)
            ++cleaned;
    });
    return cleaned;
}

} // namespace cachedeck::servers
