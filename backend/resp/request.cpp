#include "backend/resp/request.hpp"

#include <charconv>

namespace cachedeck::resp {
namespace {

// "<type><number>\r\n", written in one append.
void appendHeader(std::string& bytes, char type, std::size_t number)
{
    char text[24];
    text[0] = type;
    char* end = std::to_chars(text + 1, text + sizeof text - 2, number).ptr;
    *end++ = '\r';
    *end++ = '\n';
    bytes.append(text, static_cast<std::size_t>(end - text));
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
    appendHeader(m_bytes, '*', arguments);
    ++m_commands;
    return *this;
}

Request& Request::argument(std::string_view bytes)
{
    appendHeader(m_bytes, '$', bytes.size());
    m_bytes.append(bytes);
    m_bytes.append("\r\n", 2);
    return *this;
}

Request& Request::argument(std::int64_t number)
{
    char text[24];
    const char* end = std::to_chars(text, text + sizeof text, number).ptr;
    return argument(std::string_view(text, static_cast<std::size_t>(end - text)));
}

} // namespace cachedeck::resp
