#include "backend/sentinel/parse.hpp"

#include <charconv>
#include <cstdlib>

namespace cachedeck::sentinel {

namespace {

std::vector<std::string> split(std::string_view text, char separator)
{
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto end = text.find(separator);
        if (end != 0)
            parts.emplace_back(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    return parts;
}

std::uint64_t numberFrom(std::string_view text)
{
    std::uint64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::string_view textOf(resp::View fields, std::string_view field)
{
    const auto value = fields.find(field);
    return value ? value->text() : std::string_view{};
}

} // namespace

std::optional<redis::Address> addressFrom(std::string_view host, std::string_view port)
{
    const auto number = numberFrom(port);
    if (host.empty() || number == 0 || number > 65'535)
        return std::nullopt;
    redis::Address address;
    address.host = host;
    address.port = static_cast<std::uint16_t>(number);
    return address;
}

void readMaster(resp::View fields, SentinelView& view)
{
    view.primary = addressFrom(textOf(fields, "ip"), textOf(fields, "port"));
    view.flags = split(textOf(fields, "flags"), ',');
    view.configEpoch = numberFrom(textOf(fields, "config-epoch"));
    view.quorum = static_cast<std::uint32_t>(numberFrom(textOf(fields, "quorum")));
    view.downAfter = std::chrono::milliseconds(numberFrom(textOf(fields, "down-after-milliseconds")));
    view.lastGoodReply = std::chrono::milliseconds(numberFrom(textOf(fields, "last-ok-ping-reply")));
}

std::vector<Peer> readPeers(resp::View peers)
{
    std::vector<Peer> out;
    for (const auto fields : peers) {
        const auto address = addressFrom(textOf(fields, "ip"), textOf(fields, "port"));
        if (!address)
            continue;
        Peer peer;
        peer.address = *address;
        peer.runId = textOf(fields, "runid");
        peer.flags = split(textOf(fields, "flags"), ',');
        peer.lastGoodReply = std::chrono::milliseconds(numberFrom(textOf(fields, "last-ok-ping-reply")));
        out.push_back(std::move(peer));
    }
    return out;
}

// "OK 3 usable Sentinels. Quorum and failover authorization can be reached" or "NOQUORUM 1 usable Sentinels. …".
void readQuorum(resp::View reply, SentinelView& view)
{
    const auto text = reply.text();
    view.quorumText = text;
    view.quorumReached = !reply.isError();
    const auto space = text.find(' ');
    if (space != std::string_view::npos)
        view.usableSentinels = static_cast<std::uint32_t>(numberFrom(text.substr(space + 1)));
}

std::map<std::string, std::string, std::less<>> readInfo(std::string_view text)
{
    std::map<std::string, std::string, std::less<>> fields;
    while (!text.empty()) {
        const auto end = text.find("\r\n");
        const auto line = text.substr(0, end);
        if (const auto colon = line.find(':'); colon != std::string_view::npos && !line.starts_with('#'))
            fields.emplace(line.substr(0, colon), line.substr(colon + 1));
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 2);
    }
    return fields;
}

// ["master", offset, replicas] or ["slave", host, port, state, offset].
void readRole(resp::View reply, ServerView& view)
{
    std::vector<resp::View> parts(reply.begin(), reply.end());
    if (parts.empty())
        return;
    view.follows.reset();
    if (parts[0].text() == "master" && parts.size() >= 2) {
        view.role = Role::Primary;
        view.offset = static_cast<std::uint64_t>(parts[1].integer().value_or(0));
    } else if (parts[0].text() == "slave" && parts.size() >= 5) {
        view.role = Role::Replica;
        view.follows = addressFrom(parts[1].text(), std::to_string(parts[2].integer().value_or(0)));
        view.linkUp = parts[3].text() == "connected";
        if (const auto offset = parts[4].integer().value_or(-1); offset >= 0)
            view.offset = static_cast<std::uint64_t>(offset);
    }
}

// "slave0:ip=127.0.0.1,port=43412,state=online,offset=9114,lag=0" beside "master_repl_offset:9256".
std::vector<ReplicaLag> readLags(const std::map<std::string, std::string, std::less<>>& info)
{
    std::vector<ReplicaLag> lags;
    const auto own = info.find("master_repl_offset");
    const auto ownOffset = own == info.end() ? 0 : numberFrom(own->second);
    for (auto entry = info.lower_bound("slave"); entry != info.end() && entry->first.starts_with("slave"); ++entry) {
        std::map<std::string, std::string, std::less<>> fields;
        for (const auto& part : split(entry->second, ','))
            if (const auto equals = part.find('='); equals != std::string::npos)
                fields.emplace(part.substr(0, equals), part.substr(equals + 1));
        const auto address = addressFrom(fields["ip"], fields["port"]);
        if (!address || fields["state"] != "online")
            continue;
        const auto offset = numberFrom(fields["offset"]);
        lags.push_back(
            {*address, ownOffset > offset ? ownOffset - offset : 0, std::chrono::seconds(numberFrom(fields["lag"]))});
    }
    return lags;
}

Event readEvent(std::string_view channel, std::string_view message)
{
    Event event;
    event.event = channel;
    event.detail = message;
    event.at = Clock::now();
    event.date = WallClock::now();
    const auto words = split(message, ' ');
    if (channel == "+switch-master" && words.size() == 5) { // <name> <old ip> <old port> <new ip> <new port>
        event.primary = words[0];
        event.subject = addressFrom(words[3], words[4]);
        return event;
    }
    // <type> <name> <ip> <port> @ <primary's name> <primary's ip> <primary's port>; a primary has nothing from '@' on.
    if (words.size() >= 4 && (words[0] == "master" || words[0] == "slave" || words[0] == "sentinel")) {
        event.subject = addressFrom(words[2], words[3]);
        if (words[0] == "master")
            event.primary = words[1];
        else if (words.size() >= 6 && words[4] == "@")
            event.primary = words[5];
    }
    return event;
}

} // namespace cachedeck::sentinel
