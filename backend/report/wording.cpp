#include "backend/report/wording.hpp"

#include "backend/report/json_writer.hpp"

#include <boost/locale/utf.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace cachedeck::report {
namespace {

std::string threeDigits(double value)
{
    const int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    return fmt::format("{:.{}f}", value, decimals);
}

bool isHidden(std::uint32_t character)
{
    return character < 0x20 || (character >= 0x7F && character < 0xA0) || character == 0x61C || character == 0xFEFF ||
           (character >= 0x200B && character <= 0x200F) || (character >= 0x2028 && character <= 0x202E) ||
           (character >= 0x2066 && character <= 0x2069);
}

std::string escaped(std::uint32_t character)
{
    switch (character) {
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    default:
        return character < 0x100 ? fmt::format("\\x{:02x}", character) : fmt::format("\\u{:04x}", character);
    }
}

} // namespace

std::string latencyText(double microseconds)
{
    if (microseconds < 999.5)
        return threeDigits(microseconds) + " µs";
    if (microseconds < 999'500)
        return threeDigits(microseconds / 1000) + " ms";
    return threeDigits(microseconds / 1'000'000) + " s";
}

std::string countText(std::uint64_t count)
{
    auto digits = fmt::format("{}", count);
    for (auto place = static_cast<std::ptrdiff_t>(digits.size()) - 3; place > 0; place -= 3)
        digits.insert(static_cast<std::size_t>(place), 1, ',');
    return digits;
}

std::string rateText(double perSecond)
{
    if (perSecond < 99.95)
        return threeDigits(std::max(perSecond, 0.0)) + "/s";
    return countText(static_cast<std::uint64_t>(std::llround(perSecond))) + "/s";
}

std::string factorText(double factor)
{
    if (factor >= 999.5)
        return countText(static_cast<std::uint64_t>(std::llround(factor))) + "×";
    return threeDigits(factor) + "×";
}

std::string percentText(std::optional<double> ratio)
{
    return ratio ? fmt::format("{:.2f} %", *ratio * 100) : "–";
}

std::string secondsText(double seconds)
{
    return fmt::format("{:g} s", std::round(seconds * 10) / 10);
}

std::string clockText(double seconds)
{
    const auto whole = static_cast<std::int64_t>(std::max(seconds, 0.0));
    return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

std::string bytesText(std::uint64_t bytes)
{
    static constexpr const char* units[] = {"B", "KiB", "MiB", "GiB", "TiB"};
    auto value = static_cast<double>(bytes);
    std::size_t unit = 0;
    for (; value >= 1024 && unit + 1 < std::size(units); ++unit)
        value /= 1024;
    return unit == 0 ? fmt::format("{} B", bytes) : fmt::format("{:.1f} {}", value, units[unit]);
}

std::string visible(std::string_view text)
{
    const auto whole = toUtf8(text);
    std::string out;
    const auto* at = whole.data();
    const auto* end = at + whole.size();
    while (at != end) {
        const auto* begin = at;
        const auto character = boost::locale::utf::utf_traits<char>::decode(at, end);
        if (isHidden(character))
            out += escaped(character);
        else
            out.append(begin, at);
    }
    return out;
}

std::string escapeHtml(std::string_view text)
{
    std::string out;
    for (const char c : visible(text)) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

std::string escapeMarkdown(std::string_view text)
{
    static constexpr std::string_view special = "\\`*[]<>|~&";
    const auto plain = visible(text);
    std::string out;
    for (std::size_t i = 0; i < plain.size(); ++i) {
        // An underscore inside a word ("movie_by_id") means nothing to Markdown.
        const bool edge =
            plain[i] == '_' && (i == 0 || i + 1 == plain.size() || plain[i - 1] == ' ' || plain[i + 1] == ' ');
        if (edge || special.find(plain[i]) != std::string_view::npos)
            out += '\\';
        out += plain[i];
    }
    return out;
}

std::string csvCell(std::string_view text)
{
    static constexpr std::string_view formula = "=+-@\t\r";
    const bool dangerous = !text.empty() && formula.find(text.front()) != std::string_view::npos;
    if (!dangerous && text.find_first_of(",\"\r\n") == std::string_view::npos)
        return std::string(text);
    std::string out = dangerous ? "\"'" : "\"";
    for (const char c : text)
        out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + '"';
}

} // namespace cachedeck::report
