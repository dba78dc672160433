#include "backend/cli/command.hpp"

#include <boost/program_options/errors.hpp>
#include <boost/program_options/parsers.hpp>
#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <sstream>

namespace cachedeck::cli {
namespace {

constexpr std::string_view noPasswordHere =
    "a password on the command line is refused: every user of this machine can read it there. Put it into "
    "CACHEDECK_REDIS_PASSWORD, into a URL in CACHEDECK_REDIS_URL or in a file that only you can read (--redis @FILE), "
    "or leave it "
    "out to be asked for it.";

template<class T>
T parsed(const char* name, const std::string& text, T least, T most)
{
    T value{};
    const auto* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc() || rest != end || !(value >= least && value <= most))
        failUsage(fmt::format("--{}: expected a number from {} to {}, found \"{}\"", name, least, most, text));
    return value;
}

} // namespace

CommandLine::CommandLine(std::string_view usage, std::string_view summary,
                         const options::options_description& description,
                         const options::positional_options_description& positional, const Arguments& arguments)
{
    options::options_description all;
    all.add(description);
    const bool hostIsH = description.find_nothrow("host", false) != nullptr; // as in redis-benchmark
    all.add_options()(hostIsH ? "help" : "help,h", "print this and exit");
    options::options_description accepted;
    accepted.add(all).add_options()("password,a", options::value<std::string>());
    namespace style = options::command_line_style;
    try {
        options::store(options::command_line_parser(arguments)
                           .options(accepted)
                           .positional(positional)
                           .style(style::unix_style & ~style::allow_guessing)
                           .run(),
                       m_values);
    } catch (const options::error& error) {
        failUsage(fmt::format("{}\nusage: cachedeck-cli {}", error.what(), usage));
    }
    if (has("help")) {
        std::ostringstream text;
        text << all;
        fmt::print("usage: cachedeck-cli {}\n\n{}\n\n{}", usage, summary, text.str());
        throw CommandFailure{Done, {}};
    }
    if (has("password"))
        failUsage(std::string(noPasswordHere));
    try {
        options::notify(m_values);
    } catch (const options::error& error) {
        failUsage(fmt::format("{}\nusage: cachedeck-cli {}", error.what(), usage));
    }
}

double CommandLine::number(const char* name, double otherwise, double least, double most) const
{
    if (!has(name))
        return otherwise;
    const auto& text = get<std::string>(name);
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end); // libc++ 15 has no from_chars for doubles
    if (text.empty() || *end != '\0' || !std::isfinite(value) || value < least || value > most)
        failUsage(fmt::format("--{}: expected a number from {} to {}, found \"{}\"", name, least, most, text));
    return value;
}

std::int64_t CommandLine::integer(const char* name, std::int64_t otherwise, std::int64_t least, std::int64_t most) const
{
    return has(name) ? parsed<std::int64_t>(name, get<std::string>(name), least, most) : otherwise;
}

std::string environmentVariable(const char* name)
{
    const char* value = std::getenv(name);
    return value ? value : "";
}

} // namespace cachedeck::cli
