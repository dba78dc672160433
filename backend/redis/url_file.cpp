#include "backend/redis/url_file.hpp"

#include <boost/algorithm/string/trim.hpp>
#include <fmt/format.h>

#include <fstream>

#ifndef _WIN32
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace cachedeck::redis {

Result<std::string> urlInPrivateFile(const std::string& file)
{
    const auto wrong = [](std::string message, std::string advice = {}) {
        return Error{ErrorKind::BadUrl, {}, {}, std::move(message), std::move(advice)};
    };
#ifndef _WIN32
    struct stat facts {};
    if (::stat(file.c_str(), &facts) != 0)
        return wrong(fmt::format("there is no file \"{}\"", file));
    if ((facts.st_mode & 077) != 0 || facts.st_uid != ::geteuid())
        return wrong(fmt::format("others can read \"{}\", or it is not yours", file),
                     fmt::format("A file with a password must be yours alone: chmod 600 {}", file));
#endif
    std::ifstream stream(file);
    std::string url;
    std::getline(stream, url);
    boost::algorithm::trim(url);
    if (url.empty())
        return wrong(fmt::format("\"{}\" has no URL in its first line", file));
    return url;
}

} // namespace cachedeck::redis
