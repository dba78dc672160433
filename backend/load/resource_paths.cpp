#include "backend/load/scenario.hpp"

#include <cstdlib>

#if defined(__APPLE__)
#include <mach-o/dyld.h>
#elif defined(_WIN32)
#include <windows.h>
#endif

namespace cachedeck::load {

namespace {

std::filesystem::path executable()
{
    std::error_code ignored;
#if defined(__APPLE__)
    std::string path(4096, '\0');
    auto size = static_cast<std::uint32_t>(path.size());
    if (_NSGetExecutablePath(path.data(), &size) != 0)
        return {};
    return std::filesystem::canonical(path.c_str(), ignored);
#elif defined(_WIN32)
    std::wstring path(32768, L'\0');
    path.resize(GetModuleFileNameW(nullptr, path.data(), static_cast<DWORD>(path.size())));
    return path;
#else
    return std::filesystem::read_symlink("/proc/self/exe", ignored);
#endif
}

} // namespace

ResourcePaths ResourcePaths::find()
{
    const auto below = [](const std::filesystem::path& folder) {
        return ResourcePaths{folder / "worlds", folder / "scenarios"};
    };
    const auto isThere = [&](const std::filesystem::path& folder) {
        std::error_code ignored;
        return std::filesystem::is_directory(folder / "scenarios", ignored);
    };
    if (const char* given = std::getenv("CACHEDECK_RESOURCES"); given && *given)
        return below(given);
    // Installed as bin/ and share/cachedeck/, or in a bundle; or built below the source.
    auto folder = executable().parent_path();
    for (const auto* place : {"../share/cachedeck", "../Resources"})
        if (isThere(folder / place))
            return below((folder / place).lexically_normal());
    for (int up = 0; up < 5 && folder.has_relative_path(); ++up, folder = folder.parent_path())
        if (isThere(folder / "resources"))
            return below(folder / "resources");
    return below("/usr/share/cachedeck");
}

} // namespace cachedeck::load
