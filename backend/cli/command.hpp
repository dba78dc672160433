#pragma once
// What every command of cachedeck-cli shares: exit codes, argument parsing, and how trouble travels. A command is one
// file with one function; main.cpp's table names them all. The contract is command-line.md of the product's design.

#include <boost/program_options/options_description.hpp>
#include <boost/program_options/positional_options.hpp>
#include <boost/program_options/variables_map.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::cli {

enum Exit : int { // command-line.md, "Exit"
    Done = 0,
    ThresholdMissed = 1,
    WrongUsage = 2,
    ServerFailed = 3,
    NotTrustworthy = 4,
    Interrupted = 130,
};

// Ends a command: thrown anywhere inside it, caught by run(), which prints `text` and returns `code`.
struct CommandFailure {
    int code = WrongUsage;
    std::string text;
};
[[noreturn]] inline void failUsage(std::string text)
{
    throw CommandFailure{WrongUsage, std::move(text)};
}
[[noreturn]] inline void failServer(std::string text)
{
    throw CommandFailure{ServerFailed, std::move(text)};
}

using Arguments = std::vector<std::string>;
namespace options = boost::program_options;

// Parses a command's arguments strictly: no abbreviations, nothing unknown. Prints the command's help and throws with
// Done for --help.
class CommandLine {
public:
    // `usage` is the line after "usage: cachedeck-cli ".
    CommandLine(std::string_view usage, std::string_view summary, const options::options_description& description,
                const options::positional_options_description& positional, const Arguments& arguments);

    bool has(const char* name) const { return m_values.count(name) != 0; }
    template<class T>
    const T& get(const char* name) const
    {
        return m_values[name].template as<T>();
    }
    std::string text(const char* name) const { return has(name) ? get<std::string>(name) : std::string(); }
    // A number within bounds, or the given one where the option is missing.
    double number(const char* name, double otherwise, double least, double most) const;
    std::int64_t integer(const char* name, std::int64_t otherwise, std::int64_t least, std::int64_t most) const;

private:
    options::variables_map m_values;
};

// The value of an environment variable; empty where it is not set.
std::string environmentVariable(const char* name);

// The commands. Each returns an exit code or throws CommandFailure.
int demo(const Arguments& arguments);
int run(const Arguments& arguments);
int seed(const Arguments& arguments);
int bench(const Arguments& arguments);
int stack(const Arguments& arguments);
int keys(const Arguments& arguments);
int sentinel(const Arguments& arguments);
int invalidate(const Arguments& arguments);
int compare(const Arguments& arguments);

// All of cachedeck-cli: `arguments` without the program's name.
int runCommandLine(const Arguments& arguments);

} // namespace cachedeck::cli
