#include "backend/workload/value_file.hpp"

#include "backend/workload/json_document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace cachedeck::workload {
namespace {

constexpr std::size_t mostValues = 10'000'000;
constexpr std::size_t longestText = 512;
constexpr std::size_t longestQuote = 40;

// The bytes that follow a lead byte of UTF-8 and the least code point that may be written so; empty: not a lead byte.
struct Sequence {
    std::size_t more;
    std::uint32_t first, least;
};
std::optional<Sequence> sequenceOf(unsigned char lead)
{
    if (lead < 0x80)
        return Sequence{0, lead, 0};
    if ((lead & 0xe0u) == 0xc0)
        return Sequence{1, lead & 0x1fu, 0x80};
    if ((lead & 0xf0u) == 0xe0)
        return Sequence{2, lead & 0x0fu, 0x800};
    if ((lead & 0xf8u) == 0xf0)
        return Sequence{3, lead & 0x07u, 0x10000};
    return std::nullopt;
}

} // namespace

bool isPlainText(std::string_view text)
{
    for (std::size_t i = 0; i < text.size();) {
        const auto sequence = sequenceOf(static_cast<unsigned char>(text[i]));
        if (!sequence || i + sequence->more >= text.size())
            return false;
        auto code = sequence->first;
        for (std::size_t k = 1; k <= sequence->more; ++k) {
            const auto next = static_cast<unsigned char>(text[i + k]);
            if ((next & 0xc0u) != 0x80)
                return false;
            code = code << 6u | (next & 0x3fu);
        }
        const bool isControl = code < 0x20 || (code >= 0x7f && code < 0xa0);
        const bool isSurrogate = code >= 0xd800 && code < 0xe000;
        if (code < sequence->least || code > 0x10ffff || isControl || isSurrogate)
            return false;
        i += 1 + sequence->more;
    }
    return true;
}

namespace {

std::string quoted(std::string_view line)
{
    if (line.empty())
        return "an empty line";
    const auto part = line.substr(0, longestQuote);
    return isPlainText(line) && part.size() == line.size() ? fmt::format("\"{}\"", line)
                                                           : fmt::format("{} bytes of something else", line.size());
}

// What the line should be, where it is not; else its value is in `value`.
std::string_view readLine(std::string_view line, FieldType type, Value& value)
{
    if (type == FieldType::Integer) {
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), number);
        value = number;
        return error == std::errc{} && end == line.data() + line.size() ? "" : "a whole number";
    }
    value = std::string(line);
    return !line.empty() && line.size() <= longestText && isPlainText(line)
               ? ""
               : "1 to 512 bytes of UTF-8 without control characters";
}

} // namespace

FileResult<std::vector<Value>> parseValues(std::string_view bytes, std::string_view name, FieldType type)
{
    // A byte order mark, as some editors write, is no part of the first value.
    static constexpr std::string_view mark = "\xef\xbb\xbf";
    if (bytes.starts_with(mark))
        bytes.remove_prefix(mark.size());
    std::vector<Value> values;
    const auto wrong = [&](std::size_t line, std::string message) {
        return FileError{std::string(name), line, "", std::move(message)};
    };
    for (std::size_t begin = 0; begin < bytes.size();) {
        const auto end = std::min(bytes.find('\n', begin), bytes.size());
        auto line = bytes.substr(begin, end - begin);
        begin = end + 1;
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (values.size() == mostValues)
            return wrong(values.size() + 1, fmt::format("expected at most {} lines", mostValues));
        Value value;
        if (const auto expected = readLine(line, type, value); !expected.empty())
            return wrong(values.size() + 1, fmt::format("expected {}, found {}", expected, quoted(line)));
        values.push_back(std::move(value));
    }
    if (values.empty())
        return wrong(0, "expected a value a line, found an empty file");
    return values;
}

FileResult<std::vector<Value>> loadValues(const std::filesystem::path& file, FieldType type)
{
    const auto bytes = readFile(file);
    if (!bytes)
        return bytes.error();
    return parseValues(*bytes, file.filename().string(), type);
}

} // namespace cachedeck::workload
