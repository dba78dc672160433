#include "backend/stores/clickhouse_text.hpp"

#include "backend/stores/real_number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace cachedeck::stores::clickhouse {
namespace {

struct Escape {
    char byte, letter;
};
// The same letters in literals and in TabSeparated.
constexpr std::array<Escape, 8> escapes{
    {{'\\', '\\'}, {'\n', 'n'}, {'\t', 't'}, {'\r', 'r'}, {'\0', '0'}, {'\b', 'b'}, {'\f', 'f'}, {'\'', '\''}}};

void appendEscaped(std::string_view bytes, std::string& out)
{
    for (const char byte : bytes) {
        const auto* escape =
            std::find_if(escapes.begin(), escapes.end(), [byte](const Escape& known) { return known.byte == byte; });
        if (escape != escapes.end()) {
            out += '\\';
            out += escape->letter;
        } else {
            out += byte;
        }
    }
}

std::string realText(double value)
{
    if (std::isnan(value))
        return "nan";
    if (std::isinf(value))
        return value > 0 ? "inf" : "-inf";
    auto text = fmt::format(FMT_STRING("{}"), value);
    if (text.find_first_of(".e") == std::string::npos)
        text += ".0"; // or it would be an integer
    return text;
}

struct AppendLiteral {
    std::string& sql;
    void operator()(std::monostate) const { sql += "NULL"; }
    void operator()(std::int64_t value) const { number(fmt::format_int(value).c_str()); }
    void operator()(double value) const { number(realText(value)); }
    void operator()(const std::string& value) const
    {
        sql += '\'';
        appendEscaped(value, sql);
        sql += '\'';
    }

private:
    // "a -:b" must not become the comment "a --1".
    void number(std::string_view digits) const
    {
        if (digits.starts_with('-'))
            fmt::format_to(std::back_inserter(sql), "({})", digits);
        else
            sql += digits;
    }
};

enum class CellType { Number, Real, Text };

CellType cellType(std::string_view type)
{
    for (const std::string_view wrapper : {"Nullable(", "LowCardinality(", "Nullable("}) {
        if (type.starts_with(wrapper))
            type = type.substr(wrapper.size(), type.size() - wrapper.size() - 1);
    }
    if (type.starts_with("Int") || type.starts_with("UInt") || type.starts_with("Decimal") || type == "Bool")
        return type.starts_with("Interval") ? CellType::Text : CellType::Number;
    return type.starts_with("Float") ? CellType::Real : CellType::Text;
}

std::string unescaped(std::string_view text)
{
    std::string bytes;
    bytes.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            bytes += text[i];
            continue;
        }
        const char letter = text[++i];
        const auto* escape = std::find_if(escapes.begin(), escapes.end(),
                                          [letter](const Escape& known) { return known.letter == letter; });
        bytes += escape != escapes.end() ? escape->byte : letter;
    }
    return bytes;
}

workload::Value cell(std::string_view text, CellType type)
{
    if (text == "\\N")
        return std::monostate{};
    if (type == CellType::Number) {
        if (text == "true" || text == "false")
            return std::int64_t{text == "true" ? 1 : 0};
        return parseNumber(text);
    }
    if (type == CellType::Real) {
        if (const auto real = parseReal(text))
            return *real;
    }
    return unescaped(text);
}

// Takes a line off the front; false when there is none.
bool takeLine(std::string_view& text, std::string_view& line)
{
    const auto end = text.find('\n');
    if (end == text.npos)
        return false;
    line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return true;
}

// Calls `each` for every field of a line.
template<class Each>
void splitFields(std::string_view line, const Each& each)
{
    while (true) {
        const auto end = line.find('\t');
        each(line.substr(0, end));
        if (end == line.npos)
            return;
        line.remove_prefix(end + 1);
    }
}

struct KindOfCode {
    int code;
    ErrorKind kind;
};
// src/Common/ErrorCodes.cpp of ClickHouse.
constexpr std::array kinds{KindOfCode{36, ErrorKind::BadStatement}, KindOfCode{42, ErrorKind::BadStatement},
                           KindOfCode{43, ErrorKind::BadStatement}, KindOfCode{46, ErrorKind::BadStatement},
                           KindOfCode{47, ErrorKind::BadStatement}, KindOfCode{53, ErrorKind::BadStatement},
                           KindOfCode{60, ErrorKind::BadStatement}, KindOfCode{62, ErrorKind::BadStatement},
                           KindOfCode{81, ErrorKind::Refused},      KindOfCode{159, ErrorKind::Timeout},
                           KindOfCode{160, ErrorKind::Timeout},     KindOfCode{164, ErrorKind::Refused},
                           KindOfCode{192, ErrorKind::Refused},     KindOfCode{193, ErrorKind::Refused},
                           KindOfCode{194, ErrorKind::Refused},     KindOfCode{195, ErrorKind::Refused},
                           KindOfCode{202, ErrorKind::Busy},        KindOfCode{209, ErrorKind::Timeout},
                           KindOfCode{241, ErrorKind::Full},        KindOfCode{243, ErrorKind::Full},
                           KindOfCode{252, ErrorKind::Busy},        KindOfCode{291, ErrorKind::Refused},
                           KindOfCode{394, ErrorKind::Timeout},     KindOfCode{469, ErrorKind::Constraint},
                           KindOfCode{497, ErrorKind::Refused},     KindOfCode{516, ErrorKind::Refused}};

} // namespace

void appendLiteral(const workload::Value& value, std::string& sql)
{
    std::visit(AppendLiteral{sql}, value);
}

void appendTabSeparated(const workload::Value& value, std::string& text)
{
    if (const auto* bytes = std::get_if<std::string>(&value))
        appendEscaped(*bytes, text);
    else if (const auto* integer = std::get_if<std::int64_t>(&value))
        text += fmt::format_int(*integer).c_str();
    else if (const auto* real = std::get_if<double>(&value))
        text += realText(*real);
    else
        text += "\\N";
}

std::string_view parameterType(const workload::Value& value)
{
    static constexpr std::array<std::string_view, 4> types{"Nullable(String)", "Int64", "Float64", "String"};
    return types[value.index()];
}

boost::system::result<void, std::string> parseAnswer(std::string_view text, Rows& rows)
{
    rows.clear();
    rows.columns = 0;
    std::string_view names, typeNames, line;
    if (text.empty())
        return {}; // a statement without an answer
    if (!takeLine(text, names) || !takeLine(text, typeNames))
        return std::string("The answer has no line of names and types.");
    std::vector<CellType> types;
    splitFields(typeNames, [&](std::string_view type) { types.push_back(cellType(type)); });
    rows.columns = types.size();
    while (takeLine(text, line)) {
        std::size_t column = 0;
        splitFields(line, [&](std::string_view field) {
            if (column < types.size())
                rows.cells.push_back(cell(field, types[column]));
            ++column;
        });
        if (column != types.size())
            return fmt::format("A line of the answer has {} fields; its header has {}.", column, types.size());
    }
    if (!text.empty())
        return std::string("The answer ends within a line.");
    return {};
}

int errorCode(std::string_view body)
{
    constexpr std::string_view begin = "Code: ";
    const auto place = body.find(begin);
    if (place == body.npos)
        return 0;
    const auto digits = body.substr(place + begin.size());
    const auto end = digits.find_first_not_of("0123456789");
    return static_cast<int>(parseInteger(digits.substr(0, std::min<std::size_t>(end, 6))).value_or(0));
}

ErrorKind errorKind(int code) noexcept
{
    const auto* known =
        std::find_if(kinds.begin(), kinds.end(), [code](const auto& kind) { return kind.code == code; });
    return known == kinds.end() ? ErrorKind::Other : known->kind;
}

std::string errorWords(std::string_view body)
{
    constexpr std::string_view begin = "DB::Exception: ";
    if (const auto place = body.find(begin); place != body.npos)
        body.remove_prefix(place + begin.size());
    for (const std::string_view end : {", e.what() = ", " (version ", "\n"}) {
        if (const auto place = body.find(end); place != body.npos)
            body = body.substr(0, place);
    }
    std::string words(body);
    if (!words.empty() && words.back() != '.')
        words += '.';
    return words;
}

int versionNumber(std::string_view version)
{
    const auto dot = version.find('.');
    const auto next = version.find('.', dot == version.npos ? dot : dot + 1);
    const auto major = parseInteger(version.substr(0, dot)).value_or(0);
    const auto minor = dot == version.npos ? 0 : parseInteger(version.substr(dot + 1, next - dot - 1)).value_or(0);
    return static_cast<int>(std::clamp<std::int64_t>(major, 0, 9999) * 1000 + std::clamp<std::int64_t>(minor, 0, 999));
}

} // namespace cachedeck::stores::clickhouse
