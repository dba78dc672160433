#include "backend/sentinel/topology.hpp"

#include <algorithm>

namespace cachedeck::sentinel {

bool Peer::isUp() const noexcept
{
    return std::none_of(flags.begin(), flags.end(), [](const std::string& flag) {
        return flag == "s_down" || flag == "o_down" || flag == "disconnected";
    });
}

const ServerView* Topology::server(const redis::Address& address) const noexcept
{
    const auto found =
        std::find_if(servers.begin(), servers.end(), [&](const ServerView& view) { return view.address == address; });
    return found == servers.end() ? nullptr : &*found;
}

const ServerView* Topology::primaryServer() const noexcept
{
    return primary ? server(*primary) : nullptr;
}

} // namespace cachedeck::sentinel
