#include "backend/resp/reply.hpp"

#include "backend/resp/number.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstring>
#include <ostream>

namespace cachedeck::resp {
namespace {

std::uint32_t behindAttributes(const std::vector<Node>& nodes, std::uint32_t index, std::uint32_t end) noexcept
{
    while (index < end && nodes[index].type == Type::Attribute)
        index = nodes[index].next;
    return index;
}

std::string quoted(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            out += {'\\', c};
        else if (c == '\n')
            out += "\\n";
        else if (c == '\r')
            out += "\\r";
        else if (c == '\t')
            out += "\\t";
        else if (byte < 0x20 || byte == 0x7f)
            out += fmt::format("\\x{:02x}", byte);
        else
            out += c;
    }
    return out + "\"";
}

std::string describeElements(View value, char open, char close, bool pairs)
{
    std::string out(1, open);
    std::size_t index = 0;
    for (const auto element : value) {
        if (index != 0)
            out += pairs && index % 2 == 1 ? ": " : ", ";
        out += describe(element);
        ++index;
    }
    return out + close;
}

bool sameNode(const Node& left, const Node& right, std::string_view leftBytes, std::string_view rightBytes) noexcept
{
    return left.type == right.type && left.count == right.count && left.next == right.next &&
           left.integer == right.integer && std::memcmp(left.format, right.format, sizeof left.format) == 0 &&
           (left.real == right.real || (std::isnan(left.real) && std::isnan(right.real))) &&
           leftBytes.substr(left.offset, left.length) == rightBytes.substr(right.offset, right.length);
}

} // namespace

const Node& View::node() const noexcept
{
    return m_reply->m_nodes[m_index];
}

Type View::type() const noexcept
{
    return node().type;
}

bool View::isError() const noexcept
{
    return type() == Type::SimpleError || type() == Type::BulkError;
}

bool View::isNull() const noexcept
{
    return type() == Type::Null;
}

bool View::isText() const noexcept
{
    switch (type()) {
    case Type::SimpleString:
    case Type::SimpleError:
    case Type::BulkString:
    case Type::BulkError:
    case Type::BigNumber:
    case Type::VerbatimString:
        return true;
    default:
        return false;
    }
}

bool View::isAggregate() const noexcept
{
    return type() >= Type::Array;
}

std::string_view View::text() const noexcept
{
    return std::string_view(m_reply->m_bytes).substr(node().offset, node().length);
}

std::string_view View::format() const noexcept
{
    return type() == Type::VerbatimString ? std::string_view(node().format, sizeof node().format) : std::string_view();
}

std::optional<std::int64_t> View::integer() const noexcept
{
    switch (type()) {
    case Type::Integer:
    case Type::Boolean:
        return node().integer;
    case Type::Double: {
        const double whole = std::trunc(node().real);
        if (whole == node().real && std::abs(whole) < 9.2e18)
            return static_cast<std::int64_t>(whole);
        return std::nullopt;
    }
    default:
        return isText() ? toInteger(text()) : std::nullopt;
    }
}

std::optional<double> View::real() const noexcept
{
    switch (type()) {
    case Type::Double:
        return node().real;
    case Type::Integer:
    case Type::Boolean:
        return static_cast<double>(node().integer);
    default:
        return isText() ? toReal(text()) : std::nullopt;
    }
}

std::size_t View::size() const noexcept
{
    if (!isAggregate())
        return 0;
    const bool pairs = type() == Type::Map || type() == Type::Attribute;
    return std::size_t(node().count) * (pairs ? 2 : 1);
}

View View::operator[](std::size_t index) const
{
    auto place = begin();
    while (index-- > 0)
        ++place;
    return *place;
}

View::Iterator View::begin() const noexcept
{
    return isAggregate() ? Iterator(*m_reply, m_index + 1, node().next) : end();
}

View::Iterator View::end() const noexcept
{
    return Iterator(*m_reply, node().next, node().next);
}

std::optional<View> View::find(std::string_view field) const
{
    for (auto place = begin(); place != end();) {
        const auto key = *place;
        if (++place == end())
            break;
        if (key.text() == field && key.isText())
            return *place;
        ++place;
    }
    return std::nullopt;
}

View::Iterator::Iterator(const Reply& reply, std::uint32_t index, std::uint32_t end) noexcept
    : m_reply(&reply), m_index(behindAttributes(reply.m_nodes, index, end)), m_end(end)
{}

View::Iterator& View::Iterator::operator++() noexcept
{
    m_index = behindAttributes(m_reply->m_nodes, m_reply->m_nodes[m_index].next, m_end);
    return *this;
}

View Reply::root() const noexcept
{
    return View(*this, behindAttributes(m_nodes, 0, static_cast<std::uint32_t>(m_nodes.size())));
}

std::optional<View> Reply::attributes() const noexcept
{
    if (m_nodes.empty() || m_nodes.front().type != Type::Attribute)
        return std::nullopt;
    return View(*this, 0);
}

bool operator==(const Reply& left, const Reply& right) noexcept
{
    if (left.m_nodes.size() != right.m_nodes.size())
        return false;
    for (std::size_t i = 0; i < left.m_nodes.size(); ++i) {
        if (!sameNode(left.m_nodes[i], right.m_nodes[i], left.m_bytes, right.m_bytes))
            return false;
    }
    return true;
}

std::string describe(View value)
{
    switch (value.type()) {
    case Type::SimpleString:
    case Type::BigNumber:
        return std::string(value.text());
    case Type::SimpleError:
    case Type::BulkError:
        return "(error) " + std::string(value.text());
    case Type::Integer:
        return fmt::format("(integer) {}", value.integer().value_or(0));
    case Type::BulkString:
    case Type::VerbatimString:
        return quoted(value.text());
    case Type::Null:
        return "(nil)";
    case Type::Double:
        return fmt::format("(double) {}", value.real().value_or(0));
    case Type::Boolean:
        return value.integer() == 1 ? "(true)" : "(false)";
    case Type::Map:
    case Type::Attribute:
        return describeElements(value, '{', '}', true);
    case Type::Set:
        return describeElements(value, '{', '}', false);
    case Type::Push:
        return "push " + describeElements(value, '[', ']', false);
    case Type::Array:
        break;
    }
    return describeElements(value, '[', ']', false);
}

std::ostream& operator<<(std::ostream& out, const Reply& reply)
{
    return reply.empty() ? out << "(no reply)" : out << describe(reply.root());
}

} // namespace cachedeck::resp
