// The types whose whole value is one line, and the names of what can be wrong.
#include "backend/resp/number.hpp"
#include "backend/resp/number_line.hpp"
#include "backend/resp/parser.hpp"

#include <cstring>

namespace cachedeck::resp {
namespace {

bool isDigits(std::string_view text) noexcept
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

} // namespace

std::string_view describe(ParseError error) noexcept
{
    switch (error) {
    case ParseError::None:
        return "no error";
    case ParseError::UnknownType:
        return "a reply of an unknown type";
    case ParseError::BadNumber:
        return "a malformed number";
    case ParseError::BadBoolean:
        return "a malformed boolean";
    case ParseError::BadLength:
        return "a malformed length";
    case ParseError::BadLineEnd:
        return "a line without its end";
    case ParseError::BadVerbatim:
        return "a verbatim string without its format";
    case ParseError::BadStream:
        return "a malformed streamed value";
    case ParseError::TooDeep:
        return "a reply nested too deeply";
    case ParseError::TooLong:
        return "a string beyond the limit";
    case ParseError::TooMany:
        return "more elements than allowed";
    case ParseError::TooLarge:
        return "a reply beyond the limit";
    }
    return "an error";
}

Parser::Step Parser::integer(std::string_view bytes, std::size_t& at, Reply& reply)
{
    const auto number = readNumberLine(bytes, at);
    if (number.status == NumberLine::Status::More)
        return Step::More;
    if (number.status != NumberLine::Status::Ok)
        return fail(number.status == NumberLine::Status::BadEnd ? ParseError::BadLineEnd : ParseError::BadNumber);
    auto* node = add(Type::Integer, reply);
    if (!node)
        return Step::Failed;
    node->integer = number.value;
    return Step::Value;
}

Parser::Step Parser::line(Type type, std::string_view bytes, std::size_t& at, Reply& reply)
{
    const auto* from = bytes.data() + at;
    const auto size = bytes.size() - at;
    const auto* end =
        m_scanned < size ? static_cast<const char*>(std::memchr(from + m_scanned, '\r', size - m_scanned)) : nullptr;
    const auto text = std::string_view(from, end ? static_cast<std::size_t>(end - from) : size);
    if (text.size() > m_limits.line)
        return fail(ParseError::TooLong);
    if (!end || text.size() + 1 == size) {
        m_scanned = text.size();
        return Step::More;
    }
    if (end[1] != '\n')
        return fail(ParseError::BadLineEnd);
    m_scanned = 0;
    at += text.size() + 2;
    return lineValue(type, text, reply);
}

Parser::Step Parser::lineValue(Type type, std::string_view text, Reply& reply)
{
    auto* node = add(type, reply);
    if (!node)
        return Step::Failed;
    switch (type) {
    case Type::Null:
        return text.empty() ? Step::Value : fail(ParseError::BadNumber);
    case Type::Boolean:
        if (text != "t" && text != "f")
            return fail(ParseError::BadBoolean);
        node->integer = text == "t";
        return Step::Value;
    case Type::Double: {
        const auto value = toReal(text);
        if (!value)
            return fail(ParseError::BadNumber);
        node->real = *value;
        return Step::Value;
    }
    case Type::BigNumber:
        if (!isDigits(text.substr(!text.empty() && (text[0] == '-' || text[0] == '+'))))
            return fail(ParseError::BadNumber);
        break;
    default:
        if (text.find('\n') != std::string_view::npos)
            return fail(ParseError::BadLineEnd);
        break;
    }
    node->offset = reply.m_bytes.size();
    node->length = text.size();
    reply.m_bytes.append(text);
    return Step::Value;
}

} // namespace cachedeck::resp
