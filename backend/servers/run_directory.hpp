#pragma once
// A stack's private directory: mode 0700, a lock file that says its owner lives, and the list of its processes.
//
// The list's lines: "<pid> <start time> <node>". Appended at each start, so it also names processes that have ended.

#include "backend/servers/error.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::servers {

class RunDirectory {
public:
    static Result<RunDirectory> create(const std::string& parent);
    RunDirectory(RunDirectory&& other) noexcept;
    RunDirectory& operator=(RunDirectory&&) = delete;
    ~RunDirectory(); // removes it with all in it

    const std::string& path() const noexcept { return m_path; } // without symbolic links
    Result<std::string> makeFolder(std::string_view name) const;
    // Writes a file with mode 0600, in place of an older one; its path.
    Result<std::string> writeFile(std::string_view name, std::string_view text) const;
    void noteProcess(std::int64_t pid, std::string_view node) const;

private:
    RunDirectory(std::string path, int lock) : m_path(std::move(path)), m_lock(lock) {}
    std::string m_path;
    int m_lock = -1;
};

// A lock on a file for as long as the object lives; `held()` is false when someone else has it (or it cannot be made).
class FileLock {
public:
    enum class Wait : std::uint8_t { No, Yes };
    FileLock(const std::string& path, Wait wait);
    ~FileLock();
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;
    bool held() const noexcept { return m_descriptor >= 0; }
    int release() noexcept; // the descriptor, now the caller's

private:
    int m_descriptor = -1;
};

inline constexpr std::string_view lockName = "lock";
inline constexpr std::string_view processesName = "processes";
inline constexpr std::string_view directoryPrefix = "stack-";
// Held while a directory is made or leftovers are cleaned: a fresh directory without its lock is not a leftover.
std::string parentLock(const std::string& parent);

} // namespace cachedeck::servers
