#include "backend/stores/cassandra_values.hpp"

#include "backend/stores/real_number.hpp"

#include <fmt/format.h>

#include <bit>
#include <iterator>
#include <limits>

namespace cachedeck::stores::cassandra {
namespace {

using workload::Value;
using Checked = boost::system::result<void, std::string>;

constexpr std::uint64_t epochOfDates = 1ull << 31u; // 1970-01-01 as a date of the protocol

// How many bytes a value of the type has; 0: any number.
int widthOf(TypeId type) noexcept
{
    switch (type) {
    case TypeId::Boolean:
    case TypeId::Tinyint:
        return 1;
    case TypeId::Smallint:
        return 2;
    case TypeId::Int:
    case TypeId::Float:
    case TypeId::Date:
        return 4;
    case TypeId::Bigint:
    case TypeId::Counter:
    case TypeId::Double:
    case TypeId::Timestamp:
    case TypeId::Time:
        return 8;
    case TypeId::Uuid:
    case TypeId::Timeuuid:
        return 16;
    default:
        return 0;
    }
}

std::int64_t signedNumber(std::string_view bytes)
{
    if (bytes.empty())
        return 0;
    const int unused = 64 - 8 * static_cast<int>(bytes.size());
    return static_cast<std::int64_t>(readNumber(bytes) << unused) >> unused;
}

std::string uuidText(std::string_view bytes)
{
    auto text = hex(bytes).substr(2);
    for (const std::size_t place : {8u, 13u, 18u, 23u})
        text.insert(place, "-");
    return text;
}

std::string inetText(std::string_view bytes)
{
    std::string text;
    if (bytes.size() == 4) {
        for (std::size_t i = 0; i < 4; ++i)
            text += fmt::format("{}{}", i == 0 ? "" : ".", static_cast<unsigned char>(bytes[i]));
        return text;
    }
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2)
        text += fmt::format("{}{:x}", i == 0 ? "" : ":", readNumber(bytes.substr(i, 2)));
    return text;
}

// A scale and an unscaled varint.
Value decimal(std::string_view bytes)
{
    if (bytes.size() < 5 || bytes.size() > 12)
        return hex(bytes);
    const auto scale = signedNumber(bytes.substr(0, 4));
    return parseNumber(fmt::format("{}e{}", signedNumber(bytes.substr(4)), -scale));
}

Value decodeScalar(TypeId type, std::string_view bytes)
{
    switch (type) {
    case TypeId::Boolean:
        return Value(std::int64_t{bytes[0] != 0 ? 1 : 0});
    case TypeId::Double:
        return Value(std::bit_cast<double>(readNumber(bytes)));
    case TypeId::Float:
        return Value(static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(readNumber(bytes)))));
    case TypeId::Date:
        return Value(static_cast<std::int64_t>(readNumber(bytes)) - static_cast<std::int64_t>(epochOfDates));
    case TypeId::Tinyint:
    case TypeId::Smallint:
    case TypeId::Int:
    case TypeId::Bigint:
    case TypeId::Counter:
    case TypeId::Timestamp:
    case TypeId::Time:
        return Value(signedNumber(bytes));
    case TypeId::Varint:
        return bytes.size() <= 8 ? Value(signedNumber(bytes)) : Value(hex(bytes));
    case TypeId::Decimal:
        return decimal(bytes);
    case TypeId::Uuid:
    case TypeId::Timeuuid:
        return Value(uuidText(bytes));
    case TypeId::Inet:
        return Value(inetText(bytes));
    case TypeId::Duration:
        return Value(hex(bytes));
    default:
        return Value(std::string(bytes));
    }
}

struct Range {
    std::int64_t least, most;
};

Range rangeOf(TypeId type) noexcept
{
    const int width = widthOf(type);
    if (type == TypeId::Boolean)
        return {0, 1};
    if (width == 0 || width >= 8)
        return {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
    return {-(std::int64_t{1} << (8 * width - 1)), (std::int64_t{1} << (8 * width - 1)) - 1};
}

void appendSized(std::string& out, std::string_view bytes)
{
    appendNumber(out, bytes.size(), 4);
    out += bytes;
}

Checked appendInteger(std::int64_t value, TypeId type, std::string& out)
{
    const auto range = rangeOf(type);
    switch (type) {
    case TypeId::Double:
    case TypeId::Float:
        return appendValue(static_cast<double>(value), Type{type, {}, {}}, out);
    case TypeId::Ascii:
    case TypeId::Varchar:
        appendSized(out, fmt::format_int(value).c_str());
        return {};
    case TypeId::Decimal:
        appendNumber(out, 12, 4);
        appendNumber(out, 0, 4); // the scale
        appendNumber(out, static_cast<std::uint64_t>(value), 8);
        return {};
    case TypeId::Varint:
        appendNumber(out, 8, 4);
        appendNumber(out, static_cast<std::uint64_t>(value), 8);
        return {};
    case TypeId::Date:
        value += static_cast<std::int64_t>(epochOfDates);
        appendNumber(out, 4, 4);
        appendNumber(out, static_cast<std::uint64_t>(value), 4);
        return {};
    default:
        break;
    }
    const int width = widthOf(type);
    if (width == 0 || width > 8)
        return fmt::format("the number {} cannot be a value of this column's type", value);
    if (value < range.least || value > range.most)
        return fmt::format("{} does not fit into the column, which takes {} to {}", value, range.least, range.most);
    appendNumber(out, static_cast<std::uint64_t>(width), 4);
    appendNumber(out, static_cast<std::uint64_t>(value), width);
    return {};
}

Checked appendReal(double value, TypeId type, std::string& out)
{
    if (type == TypeId::Double) {
        appendNumber(out, 8, 4);
        appendNumber(out, std::bit_cast<std::uint64_t>(value), 8);
        return {};
    }
    if (type == TypeId::Float) {
        appendNumber(out, 4, 4);
        appendNumber(out, std::bit_cast<std::uint32_t>(static_cast<float>(value)), 4);
        return {};
    }
    if (type == TypeId::Ascii || type == TypeId::Varchar) {
        appendSized(out, fmt::format("{}", value));
        return {};
    }
    return fmt::format("the number {} cannot be a value of this column's type", value);
}

std::optional<std::string> uuidBytes(std::string_view text)
{
    std::string bytes;
    int digits = 0;
    unsigned byte = 0;
    for (const char letter : text) {
        if (letter == '-')
            continue;
        const int lower = letter | 0x20;
        const int digit = letter >= '0' && letter <= '9' ? letter - '0'
                          : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10
                                                         : -1;
        if (digit < 0)
            return std::nullopt;
        byte = byte << 4u | static_cast<unsigned>(digit);
        if (++digits % 2 == 0)
            bytes += static_cast<char>(byte & 0xffu);
    }
    return digits == 32 ? std::optional(bytes) : std::nullopt;
}

Checked appendText(const std::string& text, TypeId type, std::string& out)
{
    if (type == TypeId::Ascii || type == TypeId::Varchar || type == TypeId::Blob || type == TypeId::Custom) {
        appendSized(out, text);
        return {};
    }
    if (type == TypeId::Uuid || type == TypeId::Timeuuid) {
        const auto bytes = uuidBytes(text);
        if (!bytes)
            return fmt::format("\"{:.60}\" is no UUID", text);
        appendSized(out, *bytes);
        return {};
    }
    const auto number = parseNumber(text);
    if (const auto* integer = std::get_if<std::int64_t>(&number))
        return appendInteger(*integer, type, out);
    if (const auto* real = std::get_if<double>(&number))
        return appendReal(*real, type, out);
    return fmt::format("the text \"{:.60}\" cannot be a value of this column's type", text);
}

} // namespace

std::string hex(std::string_view bytes)
{
    std::string text = "0x";
    for (const char letter : bytes)
        fmt::format_to(std::back_inserter(text), FMT_STRING("{:02x}"), static_cast<unsigned char>(letter));
    return text;
}

void appendNumber(std::string& out, std::uint64_t number, int bytes)
{
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
        out += static_cast<char>(number >> shift & 0xffu);
}

std::uint64_t readNumber(std::string_view bytes)
{
    std::uint64_t number = 0;
    for (const char letter : bytes)
        number = number << 8u | static_cast<unsigned char>(letter);
    return number;
}

std::optional<Value> decodeValue(const Type& type, std::optional<std::string_view> bytes)
{
    if (!bytes)
        return Value(std::monostate{});
    if (type.id >= TypeId::List) {
        std::string json;
        return appendCollection(type, *bytes, json) ? std::optional<Value>(std::move(json)) : std::nullopt;
    }
    const int width = widthOf(type.id);
    if (width != 0 && bytes->empty())
        return Value(std::monostate{}); // "empty", which old clients could write for any type
    if (width != 0 && bytes->size() != static_cast<std::size_t>(width))
        return std::nullopt;
    return decodeScalar(type.id, *bytes);
}

Checked appendValue(const Value& value, const Type& type, std::string& out)
{
    if (const auto* integer = std::get_if<std::int64_t>(&value))
        return appendInteger(*integer, type.id, out);
    if (const auto* real = std::get_if<double>(&value))
        return appendReal(*real, type.id, out);
    if (const auto* text = std::get_if<std::string>(&value))
        return appendText(*text, type.id, out);
    appendNumber(out, 0xffffffffu, 4); // NULL
    return {};
}

} // namespace cachedeck::stores::cassandra
