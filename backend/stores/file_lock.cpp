#include "backend/stores/file_lock.hpp"

#ifdef _WIN32
#include <windows.h>
#else
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#endif

namespace cachedeck::stores {

#ifdef _WIN32
FileLock::FileLock(const std::filesystem::path& file)
    : m_handle(CreateFileW(file.c_str(), GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr,
                           OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr)),
      m_good(m_handle != INVALID_HANDLE_VALUE)
{}

FileLock::~FileLock()
{
    if (m_good)
        CloseHandle(m_handle);
}

bool FileLock::tryLock() noexcept
{
    OVERLAPPED place{};
    return m_good && LockFileEx(m_handle, LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &place) != 0;
}
#else
FileLock::FileLock(const std::filesystem::path& file)
    : m_descriptor(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)), m_good(m_descriptor >= 0)
{}

FileLock::~FileLock()
{
    if (m_good)
        ::close(m_descriptor);
}

bool FileLock::tryLock() noexcept
{
    return m_good && ::flock(m_descriptor, LOCK_EX | LOCK_NB) == 0;
}
#endif

} // namespace cachedeck::stores
