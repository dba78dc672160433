#include "backend/servers/stack.hpp"

#include "backend/cli/command.hpp"
#include "backend/cli/terminal.hpp"
#include "backend/report/json_writer.hpp"
#include "backend/servers/leftovers.hpp"

#include <fmt/format.h>

#include <atomic>
#include <thread>

#ifdef _WIN32
#include <process.h>
#else
#include <poll.h>
#include <unistd.h>
#endif

namespace cachedeck::cli {
namespace {

std::string url(const redis::Address& address)
{
    return "redis://" + address.text();
}

std::int64_t processId()
{
#ifdef _WIN32
    return _getpid();
#else
    return ::getpid();
#endif
}

std::string describe(const servers::Stack& stack)
{
    report::JsonWriter json;
    json.beginObject().key("pid").integer(processId()).key("redis").text(url(stack.primary().address));
    json.key("replicas").beginArray();
    for (const auto& node : stack.nodes())
        if (node.kind == servers::NodeKind::Server && !(node.address == stack.primary().address))
            json.text(url(node.address));
    json.endArray().key("sentinels").beginArray();
    for (const auto& address : stack.sentinelAddresses())
        json.text(address.text());
    json.endArray().key("primary").text(servers::Stack::primaryName);
    json.key("password_file").text(stack.passwordFile()).key("directory").text(stack.directory());
    return json.endObject().string();
}

void tell(const servers::Stack& stack)
{
    std::string text = fmt::format("primary        {}\n", url(stack.primary().address));
    for (const auto& node : stack.nodes())
        if (!(node.address == stack.primary().address))
            text += fmt::format("{:<14} {}\n", node.kind == servers::NodeKind::Server ? "replica" : "sentinel",
                                node.kind == servers::NodeKind::Server ? url(node.address) : node.address.text());
    printResult(fmt::format("{}name           {}\npassword file  {}\ndirectory      {}", text,
                            servers::Stack::primaryName, stack.passwordFile(), stack.directory()));
    printMessage("Ctrl-C or the end of input ends the servers.");
}

// Reads standard input until it ends, then wakes the waiting thread; ends by itself when `over` is set.
class InputWatch {
public:
    explicit InputWatch(Interrupt& interrupt) : m_thread([this, &interrupt] { watch(interrupt); }) {}
    ~InputWatch()
    {
        m_over = true;
        m_thread.join();
    }
    bool ended() const { return m_ended; }

private:
    void watch(Interrupt& interrupt)
    {
#ifndef _WIN32
        char bytes[256];
        while (!m_over) {
            pollfd input{STDIN_FILENO, POLLIN, 0};
            if (::poll(&input, 1, 100) <= 0)
                continue;
            if (::read(STDIN_FILENO, bytes, sizeof bytes) <= 0)
                break;
        }
        m_ended = !m_over;
        interrupt.wake();
#else
        (void)interrupt;
#endif
    }

    std::atomic<bool> m_over{false}, m_ended{false};
    std::thread m_thread;
};

} // namespace

int stack(const Arguments& arguments)
{
    options::options_description description("Options");
    description.add_options()("replicas", options::value<std::string>()->value_name("N"),
                              "replicas beside the primary (2)");
    description.add_options()("sentinels", options::value<std::string>()->value_name("N"), "sentinels (3)");
    description.add_options()("json", "print one line of JSON when all of it answers");
    const CommandLine line(
        "stack [--replicas N] [--sentinels N] [--json]",
        "Starts the embedded stack on free loopback ports and holds it until Ctrl-C or the end of input.", description,
        {}, arguments);
    servers::StackOptions wanted;
    wanted.replicas = static_cast<int>(line.integer("replicas", wanted.replicas, 0, 16));
    wanted.sentinels = static_cast<int>(line.integer("sentinels", wanted.sentinels, 0, 15));

    Interrupt interrupt; // before the servers: Ctrl-C while they start ends them in order
    servers::cleanLeftovers();
    const auto started = servers::Stack::start(wanted);
    if (started.has_error())
        failServer(started.error().text());
    const auto& stack = **started;
    if (line.has("json"))
        printResult(describe(stack));
    else
        tell(stack);
    const InputWatch input(interrupt);
    while (!interrupt.requested() && !input.ended())
        interrupt.wait();
    return Done; // both are the way to end it
}

} // namespace cachedeck::cli
