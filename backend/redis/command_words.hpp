#pragma once
// What a command is called, read back from its encoded form (resp/request.hpp wrote it, so its shape is known).

#include <cstddef>
#include <string>
#include <string_view>

namespace cachedeck::redis {

struct CommandWords {
    std::string_view name;
    std::string_view first;    // the first argument; empty when there is none
    std::size_t arguments = 0; // without the name
    std::size_t size = 0;      // bytes of the whole command
};
CommandWords readCommand(std::string_view bytes) noexcept;

// For messages: the name, with the sub-command or the key where that is what follows. Never a value or a secret.
std::string nameForMessages(const CommandWords& words);

// CONFIG, CLIENT and the like, whose first argument is a sub-command.
bool isContainer(std::string_view command) noexcept;

// Of ASCII letters, whatever the locale.
constexpr char lower(char c) noexcept
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}
bool equalsIgnoringCase(std::string_view left, std::string_view right) noexcept;

// (P|S)(UN)SUBSCRIBE: answered by one confirmation for each channel.
bool isSubscription(std::string_view command) noexcept;
// Commands after which the replies no longer follow the commands one by one, which this client could not match.
bool breaksOrder(const CommandWords& words) noexcept;

} // namespace cachedeck::redis
