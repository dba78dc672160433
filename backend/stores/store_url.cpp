#include "backend/stores/store_url.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <fmt/format.h>

#include <cstdlib>

namespace cachedeck::stores {

Result<StoreUrl> parseStoreUrl(std::string_view url, std::string_view variable)
{
    const auto scheme = std::string(url.substr(0, url.find(':')));
    const auto parsed = boost::urls::parse_uri(url);
    if (!parsed || parsed->host().empty()) // what was meant may hold a password
        return Error{ErrorKind::Refused, scheme + ":…", "This is no URL of a server.",
                     fmt::format("Expected {}://user@host:port/database.", scheme)};
    if (parsed->has_password())
        return Error{ErrorKind::Refused, scheme + ":…", "The URL holds a password.",
                     fmt::format("Leave it out and set {}.", variable)};
    StoreUrl result;
    result.scheme = scheme;
    result.user = parsed->user();
    result.host = parsed->host_address();
    result.port = parsed->port_number();
    result.path = parsed->path();
    if (result.path.starts_with('/'))
        result.path.erase(0, 1);
    for (const auto& option : parsed->params())
        result.options.emplace_back(option.key, option.value);
    result.shown = url;
    return result;
}

std::string passwordOr(const runtime::Secret& given, const char* variable)
{
    const char* own = std::getenv(variable);
    return !given.empty() ? given.reveal() : own != nullptr ? own : "";
}

} // namespace cachedeck::stores
