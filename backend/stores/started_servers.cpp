#include "backend/stores/started_servers.hpp"

#include "backend/stores/store.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>

#if !defined(_WIN32)
#include <unistd.h>
#endif

namespace cachedeck::stores {
namespace {

std::string environment(const char* name)
{
    const char* value = std::getenv(name);
    return value == nullptr ? std::string() : std::string(value);
}

} // namespace

std::filesystem::path serversFolder()
{
    if (const auto given = environment("CACHEDECK_SERVERS"); !given.empty())
        return given;
#if !defined(_WIN32)
    if (::geteuid() == 0)
        return "/var/tmp/cachedeck-servers";
#endif
    if (const std::filesystem::path cache = environment("XDG_CACHE_HOME"); cache.is_absolute())
        return cache / "cachedeck-servers";
    return std::filesystem::path(environment("HOME")) / ".cache" / "cachedeck-servers";
}

std::vector<StartedServer> startedServers(const std::filesystem::path& folder)
{
    std::vector<StartedServer> servers;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        std::ifstream file(entry.path() / "url");
        std::string url;
        if (std::getline(file, url) && !kindOf(url).empty())
            servers.push_back({entry.path().filename().string(), std::string(kindOf(url)), url});
    }
    std::sort(servers.begin(), servers.end(),
              [](const StartedServer& left, const StartedServer& right) { return left.name < right.name; });
    return servers;
}

} // namespace cachedeck::stores
