#pragma once
// Commands, encoded as arrays of bulk strings, ready to be written. clear() keeps the memory: a reused Request
// allocates nothing. Values only; no I/O.

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace cachedeck::resp {

class Request {
public:
    Request() = default;
    Request(std::initializer_list<std::string_view> command) { append(command); }

    // Appends one command: its name and arguments, any bytes.
    Request& append(std::span<const std::string_view> command);
    Request& append(std::initializer_list<std::string_view> command)
    {
        return append(std::span<const std::string_view>(command.begin(), command.size()));
    }

    // For commands of many arguments: begin(n), then n times argument().
    Request& begin(std::size_t arguments);
    Request& argument(std::string_view bytes);
    Request& argument(std::int64_t number);

    void clear() noexcept
    {
        m_bytes.clear();
        m_commands = 0;
    }
    std::size_t commands() const noexcept { return m_commands; } // so many replies will come
    std::string_view bytes() const noexcept { return m_bytes; }

private:
    std::string m_bytes;
    std::size_t m_commands = 0;
};

} // namespace cachedeck::resp
