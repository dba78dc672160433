#include "backend/cli/command.hpp"
#include "backend/cli/terminal.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <exception>

namespace cachedeck::cli {
namespace {

struct Command {
    std::string_view name, summary;
    int (*run)(const Arguments&);
};

constexpr std::array<Command, 9> commands{{
    {"demo", "embedded stack, movies scenario, progress, verdict; report files in --out", demo},
    {"run", "run a scenario, a file or a shipped one; report files in --out", run},
    {"seed", "make a world's data in a store, and tell how fast", seed},
    {"bench", "measure GET and SET on redis-benchmark's keys", bench},
    {"stack", "start the embedded stack and hold it", stack},
    {"keys", "scan the keys, and a summary", keys},
    {"sentinel", "each sentinel's view of a primary; the log of their events", sentinel},
    {"invalidate", "remove a key, a pattern, a tag or an entity from the cache", invalidate},
    {"compare", "what differs between two runs, with confidence", compare},
}};

std::string help()
{
    std::string text =
        "usage: cachedeck-cli COMMAND [OPTION...]\n\nSee what a cache buys you, with numbers that hold.\n\nCommands:\n";
    for (const auto& command : commands)
        text += fmt::format("  {:<11} {}\n", command.name, command.summary);
    return text + "\ncachedeck-cli COMMAND --help tells a command's options.\n"
                  "Exit: 0 done, 1 a threshold was missed, 2 wrong usage or a bad file, 3 a server could not be "
                  "reached or refused,\n"
                  "      4 the run is not trustworthy, 130 interrupted.";
}

int dispatch(const Arguments& arguments)
{
    if (arguments.empty()) {
        printMessage(help());
        return WrongUsage;
    }
    const auto& name = arguments.front();
    if (name == "--help" || name == "-h" || name == "help") {
        printResult(help());
        return Done;
    }
    if (name == "--version" || name == "-v") {
        printResult("cachedeck-cli " CACHEDECK_VERSION);
        return Done;
    }
    for (const auto& command : commands)
        if (command.name == name)
            return command.run({arguments.begin() + 1, arguments.end()});
    failUsage(fmt::format("there is no command \"{}\"; cachedeck-cli --help lists them", name));
}

} // namespace

int runCommandLine(const Arguments& arguments)
{
    int code = Done;
    try {
        code = dispatch(arguments);
    } catch (const CommandFailure& failure) {
        if (!failure.text.empty())
            printMessage("cachedeck-cli: " + failure.text);
        code = failure.code;
    } catch (const std::exception& error) { // a defect or no memory: still a message and not a core file
        printMessage(fmt::format("cachedeck-cli: {}", error.what()));
        code = ServerFailed;
    }
    if (std::fflush(stdout) != 0 || std::ferror(stdout)) {
        printMessage("cachedeck-cli: standard output could not be written");
        return code == Done ? static_cast<int>(WrongUsage) : code;
    }
    return code;
}

} // namespace cachedeck::cli
