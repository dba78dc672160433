#include "backend/strategies/message_pack.hpp"

#include "backend/strategies/base64.hpp"
#include "backend/strategies/json_text.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <optional>

namespace cachedeck::strategies {
namespace {

using workload::Field;
using workload::FieldType;
using Byte = unsigned char;

// The format's own names of first bytes; between the ends of a series lie 1, 2, 4 (and 8) bytes.
constexpr Byte nil = 0xc0, bin8 = 0xc4, bin32 = 0xc6, float64 = 0xcb, uint8 = 0xcc, uint64 = 0xcf, int8 = 0xd0,
               int64 = 0xd3, str8 = 0xd9, str32 = 0xdb, array16 = 0xdc, array32 = 0xdd, fixstr = 0xa0, fixarray = 0x90;

void put(std::string& out, Byte first, std::uint64_t number, int bytes)
{
    out += static_cast<char>(first);
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
        out += static_cast<char>(number >> shift & 0xff);
}

void putInteger(std::string& out, std::int64_t value)
{
    if (value >= -32 && value <= 127) {
        out += static_cast<char>(value);
        return;
    }
    const bool isSigned = value < 0;
    const auto fits = [&](int bytes) {
        return isSigned ? value >= -(std::int64_t{1} << (8 * bytes - 1)) : value < std::int64_t{1} << (8 * bytes);
    };
    const int width = fits(1) ? 0 : fits(2) ? 1 : fits(4) ? 2 : 3;
    put(out, static_cast<Byte>((isSigned ? int8 : uint8) + width), static_cast<std::uint64_t>(value), 1 << width);
}

void putText(std::string& out, std::string_view text, Byte first8)
{
    const auto size = text.size();
    if (first8 == str8 && size < 32)
        out += static_cast<char>(fixstr | size);
    else if (size <= 0xff)
        put(out, first8, size, 1);
    else if (size <= 0xffff)
        put(out, static_cast<Byte>(first8 + 1), size, 2);
    else
        put(out, static_cast<Byte>(first8 + 2), size, 4);
    out += text;
}

void putArray(std::string& out, std::size_t size)
{
    if (size < 16)
        out += static_cast<char>(fixarray | size);
    else
        put(out, array16, size, 2);
}

// As it stands in canonical JSON, not a text.
void putRaw(std::string& out, FieldType type, std::string_view raw)
{
    if (raw == "null") {
        out += static_cast<char>(nil);
        return;
    }
    if (type != FieldType::Json) {
        std::int64_t integer = 0;
        const auto [end, error] = std::from_chars(raw.data(), raw.data() + raw.size(), integer);
        if (error == std::errc{} && end == raw.data() + raw.size() && raw == fmt::format_int(integer).c_str()) {
            putInteger(out, integer);
            return;
        }
        const auto real = std::strtod(std::string(raw).c_str(), nullptr);
        if (std::isfinite(real) && fmt::format(FMT_STRING("{}"), real) == raw) {
            std::uint64_t bits = 0;
            std::memcpy(&bits, &real, sizeof bits);
            put(out, float64, bits, 8);
            return;
        }
    }
    putText(out, raw, bin8);
}

bool putRow(const workload::Operation& operation, JsonReader& reader, std::string& text, std::string& out)
{
    putArray(out, operation.fields.size());
    for (const auto& field : operation.fields) {
        const bool first = &field == operation.fields.data();
        if (!reader.take(first ? '{' : ',') || !reader.string(text) || text != field.name || !reader.take(':'))
            return false;
        if (field.type == FieldType::Text && reader.next() == '"') {
            if (!reader.string(text))
                return false;
            putText(out, text, str8);
            continue;
        }
        if (field.type == FieldType::Bytes && reader.next() == '"') {
            if (!reader.bytes(text))
                return false;
            putText(out, text, bin8);
            continue;
        }
        const bool isWords = field.type == FieldType::Text || field.type == FieldType::Bytes;
        std::string_view raw;
        if (!reader.raw(raw) || (isWords && raw != "null"))
            return false;
        putRaw(out, field.type, raw);
    }
    return reader.take('}');
}

class Unpacker {
public:
    explicit Unpacker(std::string_view bytes) : m_bytes(bytes) {}
    bool atEnd() const { return m_at == m_bytes.size(); }

    std::optional<std::size_t> array()
    {
        const auto first = byte();
        if (!first)
            return std::nullopt;
        if (*first >= fixarray && *first < fixarray + 16)
            return *first - fixarray;
        if (*first == array16)
            return number(2);
        return *first == array32 ? number(4) : std::nullopt;
    }

    bool value(const Field& field, std::string& json)
    {
        const auto first = byte();
        if (!first)
            return false;
        if (*first == nil) {
            json += "null";
            return true;
        }
        if (*first >= fixstr && *first < fixstr + 32)
            return text(field, *first - fixstr, json);
        if (*first >= str8 && *first <= str32)
            return text(field, number(1 << (*first - str8)), json);
        if (*first >= bin8 && *first <= bin32)
            return raw(field, number(1 << (*first - bin8)), json);
        if (field.type != FieldType::Integer && field.type != FieldType::Real)
            return false;
        return *first == float64 ? real(json) : integer(*first, json);
    }

private:
    std::optional<Byte> byte()
    {
        if (m_at >= m_bytes.size())
            return std::nullopt;
        return static_cast<Byte>(m_bytes[m_at++]);
    }

    std::optional<std::uint64_t> number(int bytes)
    {
        if (m_bytes.size() - m_at < static_cast<std::size_t>(bytes))
            return std::nullopt;
        std::uint64_t value = 0;
        for (int i = 0; i < bytes; ++i)
            value = value << 8 | static_cast<Byte>(m_bytes[m_at++]);
        return value;
    }

    bool text(const Field& field, std::optional<std::uint64_t> size, std::string& json)
    {
        if (!size || *size > m_bytes.size() - m_at || field.type != FieldType::Text)
            return false;
        appendQuoted(m_bytes.substr(m_at, *size), json);
        m_at += *size;
        return true;
    }

    bool raw(const Field& field, std::optional<std::uint64_t> size, std::string& json)
    {
        if (!size || *size > m_bytes.size() - m_at || field.type == FieldType::Text)
            return false;
        const auto bytes = m_bytes.substr(m_at, *size);
        m_at += *size;
        if (field.type == FieldType::Bytes) {
            json += '"';
            appendBase64(bytes, json);
            json += '"';
            return true;
        }
        if (bytes.empty())
            return false;
        json += bytes;
        return field.type == FieldType::Json || isNumber(bytes);
    }

    bool real(std::string& json)
    {
        const auto bits = number(8);
        if (!bits)
            return false;
        double value = 0;
        std::memcpy(&value, &*bits, sizeof value);
        if (!std::isfinite(value))
            return false;
        fmt::format_to(std::back_inserter(json), FMT_STRING("{}"), value);
        return true;
    }

    bool integer(Byte first, std::string& json)
    {
        if (first <= 0x7f || first >= 0xe0) {
            json += fmt::format_int(static_cast<std::int8_t>(first)).c_str();
            return true;
        }
        const bool isSigned = first >= int8 && first <= int64;
        if (!isSigned && (first < uint8 || first > uint64))
            return false;
        const int bytes = 1 << (isSigned ? first - int8 : first - uint8);
        const auto bits = number(bytes);
        if (!bits)
            return false;
        if (isSigned) {
            const int unused = 64 - 8 * bytes;
            json += fmt::format_int(static_cast<std::int64_t>(*bits << unused) >> unused).c_str();
        } else {
            json += fmt::format_int(*bits).c_str();
        }
        return true;
    }

    std::string_view m_bytes;
    std::size_t m_at = 0;
};

bool unpackRow(const workload::Operation& operation, Unpacker& unpacker, std::string& json)
{
    if (unpacker.array() != operation.fields.size())
        return false;
    json += '{';
    for (const auto& field : operation.fields) {
        appendName(field, &field == operation.fields.data(), json);
        if (!unpacker.value(field, json) || json.size() > largestUnpacked)
            return false;
    }
    json += '}';
    return true;
}

} // namespace

bool jsonToMessagePack(const workload::Operation& operation, std::string_view json, std::string& bytes)
{
    bytes.clear();
    if (operation.fields.size() > 0xffff)
        return false;
    JsonReader reader(json);
    std::string text;
    if (operation.single)
        return putRow(operation, reader, text, bytes) && reader.atEnd();
    put(bytes, array32, 0, 4); // the number of rows comes when it is known
    std::uint32_t rows = 0;
    if (!reader.take('['))
        return false;
    while (reader.next() != ']') {
        if ((rows > 0 && !reader.take(',')) || !putRow(operation, reader, text, bytes))
            return false;
        ++rows;
    }
    for (int i = 0; i < 4; ++i)
        bytes[static_cast<std::size_t>(4 - i)] = static_cast<char>(rows >> (8 * i) & 0xff);
    return reader.take(']') && reader.atEnd();
}

bool messagePackToJson(const workload::Operation& operation, std::string_view bytes, std::string& json)
{
    json.clear();
    Unpacker unpacker(bytes);
    if (operation.single)
        return unpackRow(operation, unpacker, json) && unpacker.atEnd();
    const auto rows = unpacker.array();
    if (!rows)
        return false;
    json += '[';
    for (std::size_t row = 0; row < *rows; ++row) {
        json += row == 0 ? "" : ",";
        if (!unpackRow(operation, unpacker, json))
            return false;
    }
    json += ']';
    return unpacker.atEnd();
}

} // namespace cachedeck::strategies
