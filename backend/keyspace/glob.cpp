#include "backend/keyspace/key_query.hpp"

#include <algorithm>

namespace cachedeck::keyspace {

namespace {

// Matches one byte against the class that begins after '[' at `at`, and moves `at` behind its ']'. As in Redis: a class
// without end runs to the pattern's end, and a range may be written either way round.
bool classMatches(std::string_view pattern, std::size_t& at, unsigned char byte) noexcept
{
    const bool negated = at < pattern.size() && pattern[at] == '^';
    if (negated)
        ++at;
    bool matched = false;
    for (; at < pattern.size() && pattern[at] != ']'; ++at) {
        const auto value = [&](std::size_t index) { return static_cast<unsigned char>(pattern[index]); };
        if (pattern[at] == '\\' && at + 1 < pattern.size()) {
            ++at;
            matched = matched || value(at) == byte;
        } else if (at + 2 < pattern.size() && pattern[at + 1] == '-') {
            const auto [low, high] = std::minmax({value(at), value(at + 2)});
            matched = matched || (low <= byte && byte <= high);
            at += 2;
        } else {
            matched = matched || value(at) == byte;
        }
    }
    if (at < pattern.size())
        ++at;
    return matched != negated;
}

} // namespace

// The last '*' is the only place worth returning to: whatever an earlier one could take, the last one can.
bool globMatches(std::string_view pattern, std::string_view text) noexcept
{
    if (text.empty())
        return pattern.empty() || pattern == "*"; // Redis looks at no pattern for the empty key, apart from this one
    constexpr auto nowhere = std::string_view::npos;
    std::size_t at = 0;
    std::size_t byte = 0;
    std::size_t starAt = nowhere;
    std::size_t starByte = 0;
    while (byte < text.size() || at < pattern.size()) {
        if (at < pattern.size() && pattern[at] == '*') {
            starAt = ++at;
            starByte = byte;
            continue;
        }
        if (at < pattern.size() && byte < text.size()) {
            auto next = at + 1;
            bool matched = false;
            if (pattern[at] == '?') {
                matched = true;
            } else if (pattern[at] == '[') {
                matched = classMatches(pattern, next, static_cast<unsigned char>(text[byte]));
            } else {
                if (pattern[at] == '\\' && next < pattern.size())
                    ++next;
                matched = pattern[next - 1] == text[byte];
            }
            if (matched) {
                at = next;
                ++byte;
                continue;
            }
        }
        if (starAt == nowhere || starByte >= text.size())
            return false;
        at = starAt;
        byte = ++starByte;
    }
    return true;
}

std::string globEscape(std::string_view literal)
{
    std::string out;
    out.reserve(literal.size());
    for (const char byte : literal) {
        if (std::string_view("*?[]\\^").find(byte) != std::string_view::npos)
            out.push_back('\\');
        out.push_back(byte);
    }
    return out;
}

bool hasGlobCharacters(std::string_view text) noexcept
{
    return text.find_first_of("*?[") != std::string_view::npos;
}

std::string globFromFilter(std::string_view text)
{
    if (text.empty())
        return {};
    return hasGlobCharacters(text) ? std::string(text) : "*" + globEscape(text) + "*";
}

} // namespace cachedeck::keyspace
