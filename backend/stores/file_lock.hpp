#pragma once
// A lock on a file that excludes other processes and other threads of this one alike (Boost.Interprocess' file_lock
// excludes only processes on POSIX). The system drops it when the process dies. Private to the room.

#include <filesystem>

namespace cachedeck::stores {

class FileLock {
public:
    // Creates the file where needed. good() is false when it cannot be opened.
    explicit FileLock(const std::filesystem::path& file);
    ~FileLock();
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

    bool good() const noexcept { return m_good; }
    bool tryLock() noexcept; // at once; held until the object dies

private:
#ifdef _WIN32
    void* m_handle = nullptr;
#else
    int m_descriptor = -1;
#endif
    bool m_good = false;
};

} // namespace cachedeck::stores
