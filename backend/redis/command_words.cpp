#include "backend/redis/command_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace cachedeck::redis {
namespace {

constexpr std::array<std::string_view, 16> containers{"ACL",      "CLIENT",   "CLUSTER", "COMMAND", "CONFIG", "DEBUG",
                                                      "FUNCTION", "LATENCY",  "MEMORY",  "MODULE",  "OBJECT", "PUBSUB",
                                                      "SCRIPT",   "SENTINEL", "SLOWLOG", "XINFO"};
// Their first argument is a secret, a text or a script.
constexpr std::array<std::string_view, 8> withoutKey{"AUTH", "HELLO",   "ECHO",    "PING",
                                                     "EVAL", "EVALSHA", "EVAL_RO", "MIGRATE"};
constexpr std::size_t longestKey = 80; // bytes shown of a key

template<std::size_t N>
bool contains(const std::array<std::string_view, N>& words, std::string_view word) noexcept
{
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view each) { return equalsIgnoringCase(each, word); });
}

std::string printable(std::string_view text)
{
    std::string out;
    for (const char c : text.substr(0, longestKey)) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7f)
            out += fmt::format("\\x{:02x}", byte);
        else
            out += c;
    }
    return text.size() > longestKey ? out + "…" : out;
}

std::size_t readLength(std::string_view bytes, std::size_t& at) noexcept
{
    std::size_t value = 0;
    for (++at; at < bytes.size() && bytes[at] != '\r'; ++at)
        value = value * 10 + static_cast<std::size_t>(bytes[at] - '0');
    at += 2;
    return value;
}

} // namespace

CommandWords readCommand(std::string_view bytes) noexcept
{
    CommandWords words;
    std::size_t at = 0;
    const auto count = readLength(bytes, at);
    for (std::size_t i = 0; i < count && at < bytes.size(); ++i) {
        const auto length = readLength(bytes, at);
        if (i == 0)
            words.name = bytes.substr(std::min(at, bytes.size()), length);
        else if (i == 1)
            words.first = bytes.substr(std::min(at, bytes.size()), length);
        at += length + 2;
    }
    words.arguments = count > 0 ? count - 1 : 0;
    words.size = std::min(at, bytes.size());
    return words;
}

std::string nameForMessages(const CommandWords& words)
{
    auto text = printable(words.name);
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    if (words.arguments > 0 && !contains(withoutKey, words.name))
        text += " " + printable(words.first);
    return text;
}

bool isContainer(std::string_view command) noexcept
{
    return contains(containers, command);
}

bool equalsIgnoringCase(std::string_view left, std::string_view right) noexcept
{
    return left.size() == right.size() &&
           std::equal(left.begin(), left.end(), right.begin(), [](char a, char b) { return lower(a) == lower(b); });
}

bool isSubscription(std::string_view command) noexcept
{
    static constexpr std::string_view ending = "SUBSCRIBE";
    return command.size() >= ending.size() &&
           equalsIgnoringCase(command.substr(command.size() - ending.size()), ending);
}

bool breaksOrder(const CommandWords& words) noexcept
{
    // The lengths come first: this is asked for every command.
    switch (words.name.size()) {
    case 4:
        return equalsIgnoringCase(words.name, "SYNC");
    case 5:
        return equalsIgnoringCase(words.name, "PSYNC") || equalsIgnoringCase(words.name, "HELLO") ||
               equalsIgnoringCase(words.name, "RESET");
    case 6:
        return words.first.size() == 5 && equalsIgnoringCase(words.name, "CLIENT") &&
               equalsIgnoringCase(words.first, "REPLY");
    case 7:
        return equalsIgnoringCase(words.name, "MONITOR");
    default:
        return false;
    }
}

} // namespace cachedeck::redis
