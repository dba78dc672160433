#include "backend/servers/identity.hpp"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <sstream>

#if defined(__APPLE__)
#include <libproc.h>
#else
#include <climits>
#include <unistd.h>
#endif

namespace cachedeck::servers {

#if defined(__APPLE__)

std::string startTime(std::int64_t pid)
{
    proc_bsdinfo info{};
    if (::proc_pidinfo(static_cast<int>(pid), PROC_PIDTBSDINFO, 0, &info, sizeof info) != sizeof info)
        return {};
    return fmt::format("{}.{:06}", info.pbi_start_tvsec, info.pbi_start_tvusec);
}

std::string workingDirectory(std::int64_t pid)
{
    proc_vnodepathinfo info{};
    if (::proc_pidinfo(static_cast<int>(pid), PROC_PIDVNODEPATHINFO, 0, &info, sizeof info) != sizeof info)
        return {};
    return info.pvi_cdir.vip_path;
}

#else

std::string startTime(std::int64_t pid)
{
    // proc(5), /proc/pid/stat: the fields after the command's closing bracket are state (3) … starttime (22).
    std::ifstream file(fmt::format("/proc/{}/stat", pid));
    std::string line;
    std::getline(file, line);
    const auto bracket = line.rfind(')');
    if (bracket == std::string::npos)
        return {};
    std::istringstream fields(line.substr(bracket + 1));
    std::string field;
    for (int number = 3; number <= 22 && fields >> field; ++number)
        if (number == 3 && (field == "Z" || field == "X"))
            return {};
    std::ifstream bootFile("/proc/sys/kernel/random/boot_id");
    std::string boot;
    std::getline(bootFile, boot); // ticks count from the boot, and a temporary folder may outlive it
    return fields ? boot + "." + field : std::string{};
}

std::string workingDirectory(std::int64_t pid)
{
    std::array<char, PATH_MAX> path{};
    const auto length = ::readlink(fmt::format("/proc/{}/cwd", pid).c_str(), path.data(), path.size());
    return length > 0 ? std::string(path.data(), static_cast<std::size_t>(length)) : std::string{};
}

#endif

} // namespace cachedeck::servers
