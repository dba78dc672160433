#include "backend/cli/command.hpp"
#include "backend/cli/run_execution.hpp"
#include "backend/cli/server.hpp"
#include "backend/cli/terminal.hpp"
#include "backend/events/broker_url.hpp"
#include "backend/stores/store.hpp"
#include "backend/stores/world_data.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cachedeck::cli {
namespace {

using Texts = std::vector<std::string>;

// Where events go: --broker, or CACHEDECK_BROKER_URL, whose password (if it holds one) becomes that of the environment,
// as the run's files hold the address.
std::string brokerOf(const CommandLine& line)
{
    auto text = line.text("broker");
    refusePassword("--broker", text);
    const bool given = !text.empty();
    if (!given)
        text = environmentVariable("CACHEDECK_BROKER_URL");
    if (text.empty())
        return text;
    const auto url = events::parseBrokerUrl(text);
    if (!url)
        failUsage(fmt::format("{}: {}", given ? "--broker" : "CACHEDECK_BROKER_URL", url.error().text()));
    if (url->hasPassword)
        ::setenv("CACHEDECK_BROKER_PASSWORD", url->password.reveal().c_str(), 1);
    return url->withoutPassword();
}

// --seconds and --seed are fields of the scenario too; they win over --set.
Texts overridesOf(const CommandLine& line)
{
    auto overrides = line.has("set") ? line.get<Texts>("set") : Texts();
    if (line.has("seconds"))
        overrides.push_back(fmt::format("seconds={}", line.number("seconds", 0, 0.1, 7 * 24 * 3600)));
    if (line.has("seed"))
        overrides.push_back(fmt::format("seed={}", line.integer("seed", 0, 0, INT64_MAX)));
    if (const auto broker = brokerOf(line); !broker.empty())
        overrides.push_back("stream.broker=" + broker);
    return overrides;
}

Texts storesOf(const CommandLine& line)
{
    auto urls = line.has("store") ? line.get<Texts>("store") : Texts();
    for (const auto& url : urls) {
        refusePassword("--store", url);
        if (const auto store = stores::openStore(url);
            store.has_error() && store.error().kind == stores::ErrorKind::Refused)
            failUsage("--store: " + store.error().text());
    }
    return urls;
}

// The one store that is given is that of the paths which name none, unless a path names its kind.
load::Scenario scenarioOf(const CommandLine& line, const Texts& stores)
{
    auto overrides = overridesOf(line);
    const auto name = line.text("scenario");
    const auto kind = stores.size() == 1 ? stores::kindOf(stores.front()) : std::string_view();
    const auto plain = load::loadScenario(name, load::ResourcePaths::find(), overrides);
    const bool isNamed = plain && std::any_of(plain->paths.begin(), plain->paths.end(),
                                              [&](const load::PathSpec& path) { return path.store == kind; });
    if (!kind.empty() && !isNamed)
        overrides.push_back(fmt::format("store={}", kind));
    return readScenario(name, overrides);
}

} // namespace

int run(const Arguments& arguments)
{
    options::options_description description("Options");
    const auto text = [] { return options::value<std::string>(); };
    description.add_options()("scenario", text(), "a file, or the name of a shipped scenario");
    description.add_options()("out", text()->value_name("DIR"), "where the run's files are written");
    addServerOptions(description, true);
    description.add_options()("store", options::value<Texts>()->composing()->value_name("URL"),
                              "the primary store, for example sqlite:movies.db");
    description.add_options()("seconds", text()->value_name("N"), "measured time, without preparing data and warm-up");
    description.add_options()("seed", text()->value_name("N"), "seed of the operations");
    description.add_options()("set", options::value<Texts>()->composing()->value_name("PATH=VALUE"),
                              "change a field of the scenario, for example load.users=50");
    description.add_options()("broker", text()->value_name("URL"),
                              "who carries the run's events: amqp://host[:port][/vhost] or kafka://host[:port]/topic");
    description.add_options()("json", "print run.json on standard output");
    options::positional_options_description positional;
    positional.add("scenario", 1);
    const CommandLine line(
        "run SCENARIO --out DIR [--redis URL] [--store URL]... [--seconds N] [--seed N] [--set PATH=VALUE]... "
        "[--broker URL]",
        "Runs a scenario; without --redis and --store on the embedded stack and the world's embedded store.",
        description, positional, arguments);
    if (!line.has("scenario"))
        failUsage("run needs a SCENARIO: a file, or the name of a shipped one, for example movies");
    if (!line.has("out"))
        failUsage("run needs --out DIR, where its files are written");

    RunRequest request;
    auto stores = storesOf(line);
    request.scenario = scenarioOf(line, stores);
    request.out = line.text("out");
    request.json = line.has("json");
    Interrupt interrupt;
    runtime::IoThread thread("resolver");
    std::unique_ptr<servers::Stack> stack; // outlives the run
    if (namesServer(line)) {
        auto server = openServer(line, thread, Access::Write);
        request.targets.cache = server.connection;
        request.targets.resolvePrimary = server.resolvePrimary;
        request.targets.dataDirectory = stores::WorldData::defaultDirectory();
        request.targets.workDirectory = request.targets.dataDirectory / "runs";
    } else {
        stack = startStack();
        request.targets = targetsOf(*stack, thread);
    }
    request.targets.storeUrls = std::move(stores);
    return execute(std::move(request), interrupt);
}

int demo(const Arguments& arguments)
{
    options::options_description description("Options");
    description.add_options()("out", options::value<std::string>()->value_name("DIR"),
                              "where the run's files are written");
    description.add_options()("seconds", options::value<std::string>()->value_name("N"), "measured time");
    description.add_options()("json", "print run.json on standard output");
    const CommandLine line("demo [--out DIR] [--seconds N]",
                           "Starts the embedded stack, runs the movies scenario, and prints the verdict.", description,
                           {}, arguments);
    RunRequest request;
    request.scenario = readScenario("movies", overridesOf(line));
    request.out = line.text("out");
    request.json = line.has("json");
    Interrupt interrupt;
    runtime::IoThread thread("resolver");
    const auto stack = startStack();
    request.targets = targetsOf(*stack, thread);
    return execute(std::move(request), interrupt);
}

} // namespace cachedeck::cli
