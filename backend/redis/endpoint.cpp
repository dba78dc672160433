#include "backend/redis/endpoint.hpp"

#include <boost/asio/ip/address.hpp>
#include <fmt/format.h>

namespace cachedeck::redis {

std::string Address::text() const
{
    if (!unixPath.empty())
        return "unix:" + unixPath;
    return host.find(':') == std::string::npos ? fmt::format("{}:{}", host, port) : fmt::format("[{}]:{}", host, port);
}

bool Address::isLoopback() const noexcept
{
    if (!unixPath.empty() || host == "localhost")
        return true;
    boost::system::error_code notNumeric;
    const auto address = boost::asio::ip::make_address(host.c_str(), notNumeric);
    return !notNumeric && address.is_loopback();
}

Environment environmentOf(const Address& address) noexcept
{
    return address.isLoopback() ? Environment::Development : Environment::Production;
}

std::string_view name(Environment environment) noexcept
{
    switch (environment) {
    case Environment::Demo:
        return "demo";
    case Environment::Development:
        return "development";
    case Environment::Production:
        return "production";
    }
    return "production";
}

} // namespace cachedeck::redis
