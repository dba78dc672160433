#include "backend/stores/copies_folder.hpp"

#include <vector>

namespace cachedeck::stores {
namespace {

namespace fs = std::filesystem;

// Beside the folder, and there before it: a folder without a held lock is nobody's.
fs::path lockOf(const fs::path& folder)
{
    return folder.string() + ".lock";
}

void removeDead(const fs::path& parent)
{
    std::error_code ignored;
    std::vector<fs::path> folders;
    for (const auto& entry : fs::directory_iterator(parent, ignored))
        if (entry.is_directory(ignored))
            folders.push_back(entry.path());
    for (const auto& folder : folders) {
        {
            FileLock lock(lockOf(folder));
            if (!lock.good() || !lock.tryLock())
                continue;
            fs::remove_all(folder, ignored);
        }
        fs::remove(lockOf(folder), ignored);
    }
}

} // namespace

CopiesFolder::CopiesFolder(fs::path path) : m_path(std::move(path)), m_lock(std::make_unique<FileLock>(lockOf(m_path)))
{}

CopiesFolder::~CopiesFolder()
{
    std::error_code ignored;
    fs::remove_all(m_path, ignored);
    m_lock.reset();
    fs::remove(lockOf(m_path), ignored);
}

std::unique_ptr<CopiesFolder> CopiesFolder::make(const fs::path& parent, const std::string& name,
                                                 std::error_code& error)
{
    fs::create_directories(parent, error);
    if (error)
        return nullptr;
    removeDead(parent);
    std::unique_ptr<CopiesFolder> folder(new CopiesFolder(parent / name));
    if (!folder->m_lock->good() || !folder->m_lock->tryLock()) {
        error = std::make_error_code(std::errc::permission_denied);
        return nullptr;
    }
    fs::create_directory(folder->m_path, error);
    return error ? nullptr : std::move(folder);
}

} // namespace cachedeck::stores
