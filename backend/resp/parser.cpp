#include "backend/resp/parser.hpp"

#include "backend/resp/number_line.hpp"
#include "backend/resp/whole_reply.hpp"

#include <algorithm>
#include <cstring>
#include <optional>

namespace cachedeck::resp {
namespace {

std::optional<Type> typeOf(char first) noexcept
{
    switch (first) {
    case '+':
        return Type::SimpleString;
    case '-':
        return Type::SimpleError;
    case ':':
        return Type::Integer;
    case '$':
        return Type::BulkString;
    case '!':
        return Type::BulkError;
    case '_':
        return Type::Null;
    case ',':
        return Type::Double;
    case '#':
        return Type::Boolean;
    case '(':
        return Type::BigNumber;
    case '=':
        return Type::VerbatimString;
    case '*':
        return Type::Array;
    case '~':
        return Type::Set;
    case '%':
        return Type::Map;
    case '>':
        return Type::Push;
    case '|':
        return Type::Attribute;
    default:
        return std::nullopt;
    }
}

} // namespace

void Parser::reset() noexcept
{
    m_error = ParseError::None;
    m_frames.clear();
    m_begun = m_inBulk = m_inStream = m_afterAttribute = false;
    m_scanned = 0;
    m_bulkRemaining = 0;
    m_total = 0;
}

Parser::Step Parser::fail(ParseError error) noexcept
{
    m_error = error;
    return Step::Failed;
}

Node* Parser::add(Type type, Reply& reply)
{
    if (reply.m_nodes.size() >= m_limits.elements || reply.m_nodes.size() >= UINT32_MAX) {
        fail(ParseError::TooMany);
        return nullptr;
    }
    auto& node = reply.m_nodes.emplace_back();
    node.type = type;
    node.next = static_cast<std::uint32_t>(reply.m_nodes.size());
    m_afterAttribute = false;
    return &node;
}

// Takes a value of a common shape that is whole: nearly all are. False leaves everything as it was.
inline bool Parser::quick(std::string_view bytes, std::size_t& at, Reply& reply)
{
    if (bytes.size() - at < 3 || m_inStream ||
        reply.m_nodes.size() >= std::min<std::size_t>(m_limits.elements, UINT32_MAX))
        return false;
    const char* const begin = bytes.data() + at;
    const char* const end = bytes.data() + bytes.size();
    const char* next = begin + 1;
    std::size_t length = 0;
    std::int64_t number = 0;
    auto type = Type::BulkString;
    const char* text = nullptr;
    switch (*begin) {
    case '$':
        text = readWholeBulk(next, end, m_limits, length);
        if (text)
            break;
        if (end - begin < 5 || std::memcmp(begin, "$-1\r\n", 5) != 0)
            return false;
        next = begin + 5;
        type = Type::Null;
        break;
    case '+': {
        text = next;
        const auto size = readWholeLine(next, end, m_limits);
        if (size < 0)
            return false;
        length = static_cast<std::size_t>(size);
        type = Type::SimpleString;
        break;
    }
    case ':':
        if (!readWholeInteger(next, end, m_limits, number))
            return false;
        type = Type::Integer;
        break;
    default:
        return false;
    }
    auto& node = reply.m_nodes.emplace_back();
    node.type = type;
    node.next = static_cast<std::uint32_t>(reply.m_nodes.size());
    node.integer = number;
    if (text) {
        node.offset = reply.m_bytes.size();
        node.length = length;
        reply.m_bytes.append(text, length);
    }
    m_afterAttribute = false;
    m_scanned = 0;
    at += static_cast<std::size_t>(next - begin);
    return true;
}

Parser::Progress Parser::parse(std::string_view bytes, Reply& reply)
{
    std::size_t at = 0;
    if (m_error != ParseError::None)
        return {Status::Failed, 0};
    if (!m_begun && !bytes.empty()) {
        reply.clear();
        if (quick(bytes, at, reply)) { // most replies: one value, all of it there
            if (at <= m_limits.total)
                return {Status::Done, at};
            fail(ParseError::TooLarge);
            return {Status::Failed, at};
        }
        m_begun = true;
    }
    while (true) {
        const auto outcome = m_inBulk                  ? bulk(bytes, at, reply)
                             : quick(bytes, at, reply) ? Step::Value
                                                       : step(bytes, at, reply);
        if (outcome == Step::Failed)
            return {Status::Failed, at};
        if (m_total + at > m_limits.total) {
            fail(ParseError::TooLarge);
            return {Status::Failed, at};
        }
        if (outcome == Step::More) {
            m_total += at;
            return {Status::NeedMore, at};
        }
        if (outcome == Step::Value && closeFrames(reply)) {
            m_begun = m_afterAttribute = false;
            m_total = 0;
            return {Status::Done, at};
        }
    }
}

// Reads the beginning of the next value, or of a chunk or end of a streamed one. Consumes nothing before a whole line.
Parser::Step Parser::step(std::string_view bytes, std::size_t& at, Reply& reply)
{
    if (at == bytes.size())
        return Step::More;
    std::size_t next = at + 1;
    Step outcome;
    if (m_inStream)
        outcome = bytes[at] == ';' ? chunk(bytes, next, reply) : fail(ParseError::BadStream);
    else if (bytes[at] == '.')
        outcome = endOfStream(bytes, next, reply);
    else
        outcome = begin(bytes[at], bytes, next, reply);
    if (outcome != Step::More && outcome != Step::Failed)
        at = next;
    return outcome;
}

Parser::Step Parser::begin(char first, std::string_view bytes, std::size_t& at, Reply& reply)
{
    const auto type = typeOf(first);
    if (!type)
        return fail(ParseError::UnknownType);
    switch (*type) {
    case Type::BulkString:
    case Type::BulkError:
    case Type::VerbatimString:
        return length(*type, bytes, at, reply);
    case Type::Integer:
        return integer(bytes, at, reply);
    case Type::Push:
        // Pushes come between replies, never inside one.
        if (!m_frames.empty())
            return fail(ParseError::UnknownType);
        [[fallthrough]];
    case Type::Array:
    case Type::Set:
    case Type::Map:
    case Type::Attribute:
        return aggregate(*type, bytes, at, reply);
    default:
        return line(*type, bytes, at, reply);
    }
}

Parser::Step Parser::length(Type type, std::string_view bytes, std::size_t& at, Reply& reply)
{
    if (type == Type::BulkString) {
        const int mark = readStreamMark(bytes, at);
        if (mark == -1)
            return Step::More;
        if (mark == -2)
            return fail(ParseError::BadLength);
        m_inStream = mark == 1;
    }
    NumberLine number{NumberLine::Status::Ok};
    if (!m_inStream)
        number = readNumberLine(bytes, at);
    if (number.status == NumberLine::Status::More)
        return Step::More;
    if (number.status != NumberLine::Status::Ok)
        return fail(ParseError::BadLength);
    const bool null = type == Type::BulkString && number.value == -1;
    if (number.minus && !null)
        return fail(ParseError::BadLength);
    if (!null && static_cast<std::uint64_t>(number.value) > m_limits.bulk)
        return fail(ParseError::TooLong);
    if (!null && static_cast<std::uint64_t>(number.value) > m_limits.total - std::min(m_total + at, m_limits.total))
        return fail(ParseError::TooLarge);
    if (type == Type::VerbatimString && number.value < 4)
        return fail(ParseError::BadVerbatim);
    auto* node = add(null ? Type::Null : type, reply);
    if (!node)
        return Step::Failed;
    if (null)
        return Step::Value;
    node->offset = reply.m_bytes.size();
    m_inBulk = !m_inStream;
    m_bulkRemaining = static_cast<std::uint64_t>(number.value);
    return Step::Opened;
}

// The bytes of a string or of a chunk, as far as they are here, and the CRLF behind them.
Parser::Step Parser::bulk(std::string_view bytes, std::size_t& at, Reply& reply)
{
    const auto here = static_cast<std::size_t>(std::min<std::uint64_t>(m_bulkRemaining, bytes.size() - at));
    reply.m_bytes.append(bytes.data() + at, here);
    at += here;
    m_bulkRemaining -= here;
    if (m_bulkRemaining > 0 || at == bytes.size())
        return Step::More;
    if (bytes[at] != '\r')
        return fail(ParseError::BadLineEnd);
    if (at + 1 == bytes.size())
        return Step::More;
    if (bytes[at + 1] != '\n')
        return fail(ParseError::BadLineEnd);
    at += 2;
    m_inBulk = false;
    return endOfBulk(reply);
}

Parser::Step Parser::endOfBulk(Reply& reply)
{
    auto& node = reply.m_nodes.back();
    node.length = reply.m_bytes.size() - node.offset;
    if (m_inStream)
        return Step::Chunk;
    if (node.type == Type::VerbatimString) {
        const char* text = reply.m_bytes.data() + node.offset;
        if (text[3] != ':')
            return fail(ParseError::BadVerbatim);
        std::memcpy(node.format, text, sizeof node.format);
        node.offset += 4;
        node.length -= 4;
    }
    return Step::Value;
}

Parser::Step Parser::chunk(std::string_view bytes, std::size_t& at, Reply& reply)
{
    const auto number = readNumberLine(bytes, at);
    if (number.status == NumberLine::Status::More)
        return Step::More;
    if (number.status != NumberLine::Status::Ok || number.minus)
        return fail(ParseError::BadStream);
    const auto size = static_cast<std::uint64_t>(number.value);
    if (size > m_limits.bulk || reply.m_nodes.back().length > m_limits.bulk - size)
        return fail(ParseError::TooLong);
    if (size > m_limits.total - std::min(m_total + at, m_limits.total))
        return fail(ParseError::TooLarge);
    if (size == 0) {
        m_inStream = false;
        return Step::Value;
    }
    m_inBulk = true;
    m_bulkRemaining = size;
    return Step::Chunk;
}

Parser::Step Parser::aggregate(Type type, std::string_view bytes, std::size_t& at, Reply& reply)
{
    bool streamed = false;
    if (type == Type::Array || type == Type::Set || type == Type::Map) {
        const int mark = readStreamMark(bytes, at);
        if (mark == -1)
            return Step::More;
        if (mark == -2)
            return fail(ParseError::BadLength);
        streamed = mark == 1;
    }
    NumberLine number{NumberLine::Status::Ok};
    if (!streamed)
        number = readNumberLine(bytes, at);
    if (number.status == NumberLine::Status::More)
        return Step::More;
    const bool null = type == Type::Array && number.value == -1;
    if (number.status != NumberLine::Status::Ok || (number.minus && !null))
        return fail(ParseError::BadLength);
    const std::uint64_t perElement = type == Type::Map || type == Type::Attribute ? 2 : 1;
    const auto count = null ? 0 : static_cast<std::uint64_t>(number.value);
    if (count > (m_limits.elements - std::min(m_limits.elements, reply.m_nodes.size() + 1)) / perElement ||
        count > UINT32_MAX)
        return fail(ParseError::TooMany);
    if (!null && m_frames.size() >= m_limits.depth)
        return fail(ParseError::TooDeep);
    auto* node = add(null ? Type::Null : type, reply);
    if (!node)
        return Step::Failed;
    if (null)
        return Step::Value;
    node->count = static_cast<std::uint32_t>(count);
    const bool attribute = type == Type::Attribute;
    if (count == 0 && !streamed) {
        m_afterAttribute = attribute;
        return attribute ? Step::Opened : Step::Value;
    }
    m_frames.push_back(
        {static_cast<std::uint32_t>(reply.m_nodes.size() - 1), count * perElement, 0, streamed, attribute});
    return Step::Opened;
}

Parser::Step Parser::endOfStream(std::string_view bytes, std::size_t& at, Reply& reply)
{
    if (m_frames.empty())
        return fail(ParseError::UnknownType);
    auto& frame = m_frames.back();
    auto& node = reply.m_nodes[frame.node];
    const bool half = node.type == Type::Map && frame.seen % 2 == 1;
    if (!frame.streamed || half || m_afterAttribute)
        return fail(ParseError::BadStream);
    if ((at < bytes.size() && bytes[at] != '\r') || (at + 1 < bytes.size() && bytes[at + 1] != '\n'))
        return fail(ParseError::BadStream);
    if (at + 2 > bytes.size())
        return Step::More;
    at += 2;
    node.count = static_cast<std::uint32_t>(node.type == Type::Map ? frame.seen / 2 : frame.seen);
    node.next = static_cast<std::uint32_t>(reply.m_nodes.size());
    m_frames.pop_back();
    return Step::Value;
}

bool Parser::closeFrames(Reply& reply)
{
    while (!m_frames.empty()) {
        auto& frame = m_frames.back();
        if (frame.streamed) {
            ++frame.seen;
            return false;
        }
        if (--frame.remaining > 0)
            return false;
        reply.m_nodes[frame.node].next = static_cast<std::uint32_t>(reply.m_nodes.size());
        const bool attribute = frame.attribute;
        m_frames.pop_back();
        if (attribute) {
            m_afterAttribute = true;
            return false;
        }
    }
    return true;
}

} // namespace cachedeck::resp
