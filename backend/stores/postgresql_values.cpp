#include "backend/stores/postgresql_values.hpp"

#include "backend/stores/real_number.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cachedeck::stores::postgresql {
namespace {

// Types by their number in pg_type.dat.
enum : Oid {
    boolType = 16,
    byteaType = 17,
    nameType = 19,
    int8Type = 20,
    int2Type = 21,
    int4Type = 23,
    textType = 25,
    oidType = 26,
    jsonType = 114,
    float4Type = 700,
    float8Type = 701,
    bpcharType = 1042,
    varcharType = 1043,
    numericType = 1700
};

// Types whose binary format is the text's or the value's bytes.
bool isBytes(Oid type) noexcept
{
    return type == textType || type == varcharType || type == bpcharType || type == byteaType || type == jsonType ||
           type == nameType;
}

std::string realText(double value)
{
    auto text = fmt::format(FMT_STRING("{}"), value);
    return text == "inf" ? "Infinity" : text == "-inf" ? "-Infinity" : text;
}

int nibble(char letter) noexcept
{
    return letter <= '9' ? letter - '0' : (letter | 0x20) - 'a' + 10;
}

// "\x0aff", the default of bytea_output.
std::string bytes(std::string_view text)
{
    if (!text.starts_with("\\x"))
        return std::string(text);
    std::string decoded;
    decoded.reserve(text.size() / 2);
    for (std::size_t i = 2; i + 1 < text.size(); i += 2)
        decoded += static_cast<char>(nibble(text[i]) * 16 + nibble(text[i + 1]));
    return decoded;
}

void appendEscaped(std::string_view text, std::string& line)
{
    for (const char letter : text) {
        switch (letter) {
        case '\\':
            line += "\\\\";
            break;
        case '\n':
            line += "\\n";
            break;
        case '\r':
            line += "\\r";
            break;
        case '\t':
            line += "\\t";
            break;
        default:
            line += letter;
        }
    }
}

} // namespace

void Parameters::clear(std::size_t count)
{
    m_values.clear();
    m_lengths.clear();
    m_formats.clear();
    if (m_digits.size() < count)
        m_digits.resize(count);
}

bool Parameters::add(const workload::Value& value, Oid type)
{
    const auto put = [this](const char* text, std::size_t length, bool isBinary) {
        m_values.push_back(text);
        m_lengths.push_back(static_cast<int>(length));
        m_formats.push_back(isBinary ? 1 : 0);
    };
    auto& digits = m_digits[m_values.size()];
    if (const auto* text = std::get_if<std::string>(&value)) {
        if (!isBytes(type) && text->find('\0') != text->npos)
            return false;
        put(text->c_str(), text->size(), isBytes(type));
    } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        const fmt::format_int written(*integer);
        digits.assign(written.data(), written.size());
        put(digits.c_str(), digits.size(), false);
    } else if (const auto* real = std::get_if<double>(&value)) {
        digits = realText(*real);
        put(digits.c_str(), digits.size(), false);
    } else {
        put(nullptr, 0, false);
    }
    return true;
}

workload::Value cell(const PGresult* result, int row, int column, Oid type)
{
    if (PQgetisnull(result, row, column) != 0)
        return std::monostate{};
    const std::string_view text(PQgetvalue(result, row, column),
                                static_cast<std::size_t>(PQgetlength(result, row, column)));
    switch (type) {
    case boolType:
        return std::int64_t{text == "t" ? 1 : 0};
    case int8Type:
    case int4Type:
    case int2Type:
    case oidType:
    case numericType:
        return parseNumber(text);
    case float4Type:
    case float8Type:
        if (const auto real = parseReal(text))
            return *real;
        return std::string(text);
    case byteaType:
        return bytes(text);
    default:
        return std::string(text);
    }
}

void appendCopyCell(const workload::Value& value, Oid type, std::string& line)
{
    if (const auto* text = std::get_if<std::string>(&value)) {
        if (type == byteaType) {
            line += "\\\\x";
            for (const char letter : *text)
                fmt::format_to(std::back_inserter(line), FMT_STRING("{:02x}"), static_cast<unsigned char>(letter));
        } else {
            appendEscaped(*text, line);
        }
    } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        const fmt::format_int written(*integer);
        line.append(written.data(), written.size());
    } else if (const auto* real = std::get_if<double>(&value)) {
        line += realText(*real);
    } else {
        line += "\\N";
    }
}

} // namespace cachedeck::stores::postgresql
