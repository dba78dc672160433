#include "backend/resp/request.hpp"

#include <charconv>
#include <cstring>

namespace cachedeck::resp {
namespace {

// "<type><number>\r\n" to `at`, at most 23 characters; gives the place behind it.
char* writeHeader(char* at, char type, std::size_t number)
{
    *at++ = type;
    if (number < 10)
        *at++ = static_cast<char>('0' + number);
    else
        at = std::to_chars(at, at + 20, number).ptr;
    *at++ = '\r';
    *at++ = '\n';
    return at;
}

} // namespace

Request& Request::append(std::span<const std::string_view> command)
{
    begin(command.size());
    for (const auto& argumentBytes : command)
        argument(argumentBytes);
    return *this;
}

Request& Request::begin(std::size_t arguments)
{
    char header[24];
    m_bytes.append(header, static_cast<std::size_t>(writeHeader(header, '*', arguments) - header));
    ++m_commands;
    return *this;
}

// Names, keys and short values are put together aside, so that they cost one append.
Request& Request::argument(std::string_view bytes)
{
    constexpr std::size_t longestShort = 128;
    char text[24 + longestShort + 2];
    char* end = writeHeader(text, '$', bytes.size());
    if (bytes.size() <= longestShort) {
        if (!bytes.empty())
            std::memcpy(end, bytes.data(), bytes.size());
        end += bytes.size();
    } else {
        m_bytes.append(text, static_cast<std::size_t>(end - text)).append(bytes);
        end = text;
    }
    *end++ = '\r';
    *end++ = '\n';
    m_bytes.append(text, static_cast<std::size_t>(end - text));
    return *this;
}

Request& Request::argument(std::int64_t number)
{
    char text[24];
    const char* end = std::to_chars(text, text + sizeof text, number).ptr;
    return argument(std::string_view(text, static_cast<std::size_t>(end - text)));
}

} // namespace cachedeck::resp
