#include "backend/servers/stack.hpp"

#include "backend/servers/configuration.hpp"
#include "backend/servers/leftovers.hpp"
#include "backend/servers/ports.hpp"
#include "backend/servers/stack_members.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <random>
#include <thread>

namespace cachedeck::servers {

namespace {

// 160 random bits in hexadecimal: a password nobody guesses, and the form of a sentinel's id.
std::string randomHex()
{
    std::random_device random; // the kernel's generator on every system we build for
    std::string text;
    for (int word = 0; word < 5; ++word)
        text += fmt::format("{:08x}", random());
    return text;
}

redis::ConnectionOptions connectionOptions(const redis::Address& address, const redis::Secret& password)
{
    redis::ConnectionOptions options;
    options.endpoint.address = address;
    options.endpoint.credentials.password = password;
    options.clientName = "cachedeck-stack";
    options.connectTimeout = std::chrono::milliseconds(250);
    options.commandTimeout = std::chrono::milliseconds(250);
    options.backoffFirst = std::chrono::milliseconds(2);
    options.backoffMost = std::chrono::milliseconds(5);
    options.failFast = true;
    options.protocol = 2;
    return options;
}

constexpr std::string_view portTaken = "Address already in use";

} // namespace

Stack::Implementation::Implementation(StackOptions startOptions, ServerBinary serverBinary, RunDirectory runDirectory)
    : options(std::move(startOptions)), binary(std::move(serverBinary)), directory(std::move(runDirectory))
{}

Stack::Implementation::~Implementation()
{
    // SIGKILL at once: nothing is persisted, so there is nothing that a gentle end would save, and a primary that is
    // asked to shut down waits for its replicas.
    std::vector<std::int64_t> pids;
    for (const auto& member : members)
        pids.push_back(member.node.pid);
    launcher.killAll(pids);
}

Result<void> Stack::Implementation::prepare()
{
    const auto servers = static_cast<std::size_t>(1 + std::max(options.replicas, 0));
    const auto sentinels = static_cast<std::size_t>(std::max(options.sentinels, 0));
    const auto ports = freeLoopbackPorts(servers + sentinels);
    if (ports.size() != servers + sentinels)
        return Error{ErrorKind::Start, "There are not enough free ports on 127.0.0.1 between 20000 and 29999.", ""};

    password = redis::Secret(randomHex());
    auto file = directory.writeFile("password", password.reveal() + "\n");
    if (!file.has_value())
        return file.error();
    passwordFile = *std::move(file);

    for (std::size_t index = 0; index < ports.size(); ++index) {
        const bool sentinel = index >= servers;
        Member member;
        member.node.kind = sentinel ? NodeKind::Sentinel : NodeKind::Server;
        member.node.name =
            sentinel ? fmt::format("sentinel-{}", index - servers + 1) : fmt::format("redis-{}", index + 1);
        member.node.address.host = "127.0.0.1";
        member.node.address.port = ports[index];
        if (sentinel)
            member.sentinelId = randomHex();
        auto folder = directory.makeFolder(member.node.name);
        if (!folder.has_value())
            return folder.error();
        member.folder = *std::move(folder);
        member.client = std::make_unique<redis::Client>(thread, connectionOptions(member.node.address, password));
        members.push_back(std::move(member));
    }
    return {};
}

Result<void> Stack::Implementation::writeConfiguration(Member& member, const redis::Address* primary)
{
    std::string content;
    if (member.node.kind == NodeKind::Server) {
        content = text(ServerConfiguration{member.node.address.port, member.folder, password.reveal(),
                                           primary != nullptr ? primary->port : std::uint16_t{0}, options.maxMemory,
                                           options.evictionPolicy});
    } else {
        SentinelConfiguration sentinel{member.node.address.port,
                                       member.sentinelId,
                                       member.folder,
                                       password.reveal(),
                                       std::string(primaryName),
                                       members.front().node.address.port,
                                       options.sentinels / 2 + 1,
                                       options.downAfter,
                                       options.failoverTimeout,
                                       {},
                                       {}};
        for (const auto& other : members) {
            if (other.node.kind == NodeKind::Server && &other != &members.front())
                sentinel.replicas.push_back(other.node.address.port);
            else if (other.node.kind == NodeKind::Sentinel && &other != &member)
                sentinel.others.push_back({other.node.address.port, other.sentinelId});
        }
        content = text(sentinel);
    }
    auto file = directory.writeFile(member.node.name + "/conf", content);
    if (!file.has_value())
        return file.error();
    return {};
}

Result<void> Stack::Implementation::launch(Member& member)
{
    Program program{binary.path, {binary.argv0, member.folder + "/conf"}, member.folder, member.folder + "/log"};
    if (member.node.kind == NodeKind::Sentinel)
        program.arguments.emplace_back("--sentinel");
    auto pid = launcher.launch(program);
    if (!pid.has_value())
        return pid.error();
    directory.noteProcess(*pid, member.node.name);
    const std::lock_guard lock(mutex);
    member.node.pid = *pid;
    member.node.running = true;
    member.node.paused = false;
    return {};
}

std::string Stack::Implementation::endOfLog(const Member& member) const
{
    std::ifstream file(member.folder + "/log");
    std::string last;
    std::string found;
    for (std::string line; std::getline(file, line);) {
        if (line.find(portTaken) != std::string::npos)
            found = line;
        if (!line.empty())
            last = line;
    }
    return found.empty() ? last : found;
}

// Answering is not enough: on a port that somebody else took meanwhile, their server may answer. Ours knows our
// password and has the pid that we started.
Result<void> Stack::Implementation::awaitReady(Member& member, runtime::Clock::time_point until)
{
    const auto pid = now(member).pid;
    for (;;) {
        if (!launcher.isRunning(pid))
            return Error{ErrorKind::Start,
                         fmt::format("{} ended as soon as it was started. Its log ends with: {}", member.node.name,
                                     endOfLog(member)),
                         ""};
        const auto reply = member.client->call({"INFO", "server"});
        if (reply.has_value()) {
            if (reply->root().text().find(fmt::format("process_id:{}\r", pid)) != std::string_view::npos)
                return {};
            return Error{ErrorKind::Start, fmt::format("{}: {}.", member.node.address.text(), portTaken), ""};
        }
        const auto kind = reply.error().kind;
        if (kind == redis::ErrorKind::Authentication || kind == redis::ErrorKind::NotRedis ||
            kind == redis::ErrorKind::Protocol)
            return Error{ErrorKind::Start, fmt::format("{}: {}.", member.node.address.text(), portTaken), ""};
        if (runtime::Clock::now() >= until)
            return Error{ErrorKind::Timeout,
                         fmt::format("{} did not answer in time: {}", member.node.name, reply.error().text()),
                         "Is the machine overloaded?"};
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
}

Result<void> Stack::Implementation::startAll()
{
    const auto until = runtime::Clock::now() + options.startTimeout;
    const auto primary = members.front().node.address;
    for (auto& member : members) {
        auto written = writeConfiguration(member, &member == &members.front() ? nullptr : &primary);
        if (!written.has_value())
            return written;
    }
    // The primary first: a replica that finds nobody tries again only a second later.
    if (auto launched = launch(members.front()); !launched.has_value())
        return launched;
    if (auto ready = awaitReady(members.front(), until); !ready.has_value())
        return ready;
    for (std::size_t index = 1; index < members.size(); ++index)
        if (auto launched = launch(members[index]); !launched.has_value())
            return launched;
    for (std::size_t index = 1; index < members.size(); ++index)
        if (auto ready = awaitReady(members[index], until); !ready.has_value())
            return ready;
    return {};
}

Stack::Stack(std::unique_ptr<Implementation> implementation) : m_implementation(std::move(implementation)) {}

Stack::~Stack() = default;

Result<std::unique_ptr<Stack>> Stack::start(StackOptions options)
{
    const auto begin = runtime::Clock::now();
    if (!options.binary) {
        auto binary = findServerBinary();
        if (!binary.has_value())
            return binary.error();
        options.binary = *std::move(binary);
    }
    auto parent = options.parentDirectory.empty() ? runDirectory() : Result<std::string>(options.parentDirectory);
    if (!parent.has_value())
        return parent.error();

    constexpr int attempts = 5; // each with other ports
    for (int attempt = 1;; ++attempt) {
        auto directory = RunDirectory::create(*parent);
        if (!directory.has_value())
            return directory.error();
        auto stack = std::unique_ptr<Stack>(
            new Stack(std::make_unique<Implementation>(options, *options.binary, *std::move(directory))));
        auto& implementation = *stack->m_implementation;
        auto started = implementation.prepare();
        if (started.has_value())
            started = implementation.startAll();
        if (started.has_value()) {
            implementation.readyAfter =
                std::chrono::duration_cast<std::chrono::milliseconds>(runtime::Clock::now() - begin);
            return stack;
        }
        if (attempt == attempts || started.error().message.find(portTaken) == std::string::npos)
            return started.error();
    }
}

Result<std::unique_ptr<Stack>> startSingle(StackOptions options)
{
    options.replicas = 0;
    options.sentinels = 0;
    return Stack::start(std::move(options));
}

} // namespace cachedeck::servers
