#include "backend/servers/run_directory.hpp"

#include "backend/servers/identity.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace cachedeck::servers {

namespace {

Error failed(const std::string& path, int error)
{
    return {ErrorKind::Directory, fmt::format("{}: {}.", path, std::strerror(error)),
            "Check the folder's owner and free space, or set XDG_RUNTIME_DIR to a folder of your own."};
}

bool writeAll(int descriptor, std::string_view text)
{
    while (!text.empty()) {
        const auto count = ::write(descriptor, text.data(), text.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

} // namespace

FileLock::FileLock(const std::string& path, Wait wait)
{
    m_descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (m_descriptor >= 0 && ::flock(m_descriptor, wait == Wait::Yes ? LOCK_EX : LOCK_EX | LOCK_NB) != 0)
        ::close(release());
}

FileLock::~FileLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

int FileLock::release() noexcept
{
    return std::exchange(m_descriptor, -1);
}

std::string parentLock(const std::string& parent)
{
    return parent + "/.lock";
}

Result<RunDirectory> RunDirectory::create(const std::string& parent)
{
    const FileLock guard(parentLock(parent), FileLock::Wait::Yes);
    if (!guard.held())
        return failed(parent, errno);
    auto path = fmt::format("{}/{}XXXXXX", parent, directoryPrefix);
    if (::mkdtemp(path.data()) == nullptr) // mode 0700
        return failed(path, errno);
    std::error_code error;
    if (auto canonical = std::filesystem::canonical(path, error); !error)
        path = canonical.string();
    FileLock lock(path + "/" + std::string(lockName), FileLock::Wait::No);
    if (!lock.held()) {
        const int why = errno;
        std::filesystem::remove_all(path, error);
        return failed(path, why);
    }
    return RunDirectory(std::move(path), lock.release());
}

RunDirectory::RunDirectory(RunDirectory&& other) noexcept
    : m_path(std::move(other.m_path)), m_lock(std::exchange(other.m_lock, -1))
{}

RunDirectory::~RunDirectory()
{
    if (m_lock < 0)
        return;
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
    ::close(m_lock);
}

Result<std::string> RunDirectory::makeFolder(std::string_view name) const
{
    auto path = m_path + "/" + std::string(name);
    if (::mkdir(path.c_str(), 0700) != 0)
        return failed(path, errno);
    return path;
}

Result<std::string> RunDirectory::writeFile(std::string_view name, std::string_view text) const
{
    auto path = m_path + "/" + std::string(name);
    const auto fresh = path + ".new";
    ::unlink(fresh.c_str());
    const int descriptor = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return failed(path, errno);
    const bool written = writeAll(descriptor, text);
    const int why = errno;
    ::close(descriptor);
    if (!written)
        return failed(path, why);
    if (::rename(fresh.c_str(), path.c_str()) != 0)
        return failed(path, errno);
    return path;
}

void RunDirectory::noteProcess(std::int64_t pid, std::string_view node) const
{
    const auto path = m_path + "/" + std::string(processesName);
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return; // only the clean-up after a crash is poorer for it
    writeAll(descriptor, fmt::format("{} {} {}\n", pid, startTime(pid), node));
    ::close(descriptor);
}

} // namespace cachedeck::servers
