#pragma once
// The folder of a run's copies: it goes with the run. A run that died in any way leaves its folder; the next one that
// is made beside it removes it. Whether a run lives is told by a lock that the system drops with the process.

#include "backend/stores/file_lock.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <system_error>

namespace cachedeck::stores {

class CopiesFolder {
public:
    // Makes `parent`/`name`, and removes what dead runs left in `parent`. Null with `error` where it cannot be made.
    static std::unique_ptr<CopiesFolder> make(const std::filesystem::path& parent, const std::string& name,
                                              std::error_code& error);
    ~CopiesFolder(); // removes it
    CopiesFolder(const CopiesFolder&) = delete;
    CopiesFolder& operator=(const CopiesFolder&) = delete;

    const std::filesystem::path& path() const noexcept { return m_path; }

private:
    explicit CopiesFolder(std::filesystem::path path);

    const std::filesystem::path m_path;
    std::unique_ptr<FileLock> m_lock;
};

} // namespace cachedeck::stores
