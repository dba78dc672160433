#include "backend/workload/versions.hpp"
#include "backend/workload/workload.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>

#define XXH_INLINE_ALL // the header alone: nothing to link
#include <xxhash.h>

namespace cachedeck::workload {
namespace {

struct AppendValue {
    std::string& out;
    void operator()(std::monostate) const { out += "null"; }
    void operator()(std::int64_t value) const { fmt::format_to(std::back_inserter(out), FMT_STRING("{}"), value); }
    void operator()(double value) const { fmt::format_to(std::back_inserter(out), FMT_STRING("{}"), value); }
    void operator()(const std::string& value) const { out += value; }
};

// 128 bits: among a thousand million values the chance that two have one key is 10^-21.
void appendHash(std::string_view text, std::string& out)
{
    const auto hash = XXH3_128bits(text.data(), text.size());
    fmt::format_to(std::back_inserter(out), FMT_STRING("{:016x}{:016x}"), hash.high64, hash.low64);
}

void appendHash(const Value& value, std::string& out)
{
    thread_local std::string text; // keeps its memory: rendering a key allocates nothing
    text.clear();
    std::visit(AppendValue{text}, value);
    appendHash(std::string_view(text), out);
}

std::optional<KeyTemplate::Form> formCalled(std::string_view word)
{
    if (word == "hash")
        return KeyTemplate::Form::Hash;
    if (word == "version")
        return KeyTemplate::Form::Version;
    return std::nullopt;
}

bool isNameLetter(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
           letter == '_';
}

// A pattern as tokens: a letter, any one letter, or any number of letters.
enum : int { anyLetter = -1, anyText = -2 };

// Redis's globs: * ? [set] and \x. A [set] is taken for any letter: mayMatch() may say yes too often, never no.
std::vector<int> globTokens(std::string_view glob)
{
    std::vector<int> tokens;
    for (std::size_t i = 0; i < glob.size(); ++i) {
        if (glob[i] == '*') {
            tokens.push_back(anyText);
        } else if (glob[i] == '?') {
            tokens.push_back(anyLetter);
        } else if (const auto close = glob[i] == '[' ? glob.find(']', i + 1) : glob.npos; close != glob.npos) {
            tokens.push_back(anyLetter);
            i = close;
        } else {
            i += glob[i] == '\\' && i + 1 < glob.size() ? 1 : 0;
            tokens.push_back(static_cast<unsigned char>(glob[i]));
        }
    }
    return tokens;
}

// Whether some text matches both patterns.
bool overlap(const std::vector<int>& left, const std::vector<int>& right)
{
    // reach[j]: the first i tokens of `left` and the first j of `right` can match the same text.
    std::vector<char> reach(right.size() + 1), next(right.size() + 1);
    for (std::size_t i = 0; i <= left.size(); ++i) {
        for (std::size_t j = 0; j <= right.size(); ++j) {
            bool can = i == 0 && j == 0;
            if (i > 0 && left[i - 1] == anyText)
                can = can || reach[j] || (j > 0 && next[j - 1]); // takes nothing, or one more token of the other
            if (j > 0 && right[j - 1] == anyText)
                can = can || next[j - 1] || (i > 0 && reach[j]);
            if (i > 0 && j > 0 && left[i - 1] != anyText && right[j - 1] != anyText)
                can = can || (reach[j - 1] &&
                              (left[i - 1] == right[j - 1] || left[i - 1] == anyLetter || right[j - 1] == anyLetter));
            next[j] = can ? 1 : 0;
        }
        reach.swap(next);
        std::fill(next.begin(), next.end(), char{0});
    }
    return reach[right.size()] != 0;
}

} // namespace

boost::system::result<KeyTemplate, std::string> KeyTemplate::parse(std::string_view text, std::string_view query)
{
    KeyTemplate result;
    result.m_text = text;
    result.m_literals.emplace_back();
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '}')
            return std::string("\"}\" without a \"{\" before it");
        if (text[i] != '{') {
            result.m_literals.back() += text[i];
            continue;
        }
        const auto close = text.find('}', i);
        if (close == std::string_view::npos)
            return std::string("\"{\" without a \"}\" after it");
        const auto inside = text.substr(i + 1, close - i - 1);
        const auto bar = inside.find('|');
        const auto name = inside.substr(0, bar);
        const auto form = bar == inside.npos ? std::optional(Form::Plain) : formCalled(inside.substr(bar + 1));
        if (!form)
            return fmt::format("\"{{{}}}\": expected {{{}}}, {{{}|hash}} or {{{}|version}}", inside, name, name, name);
        if (name.empty() || !std::all_of(name.begin(), name.end(), isNameLetter))
            return fmt::format("\"{{{}}}\": expected a parameter's name of letters, digits and \"_\"", name);
        i = close;
        if (name == "query" && form == Form::Hash && !query.empty()) {
            appendHash(query, result.m_literals.back());
            continue;
        }
        result.m_names.emplace_back(name);
        result.m_forms.push_back(*form);
        result.m_literals.emplace_back();
    }
    return result;
}

void KeyTemplate::render(const std::vector<Parameter>& parameters, const std::vector<Value>& values, std::string& out,
                         const Versions* versions) const
{
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        out += m_literals[i];
        const auto parameter = std::find_if(parameters.begin(), parameters.end(),
                                            [&](const Parameter& candidate) { return candidate.name == m_names[i]; });
        const auto index = static_cast<std::size_t>(parameter - parameters.begin());
        if (index >= values.size())
            continue;
        switch (m_forms[i]) {
        case Form::Plain:
            std::visit(AppendValue{out}, values[index]);
            break;
        case Form::Hash:
            appendHash(values[index], out);
            break;
        case Form::Version:
            fmt::format_to(std::back_inserter(out), FMT_STRING("{}"),
                           versions != nullptr ? versions->of(m_names[i], values[index]) : 0);
            break;
        }
    }
    if (!m_literals.empty())
        out += m_literals.back();
}

bool KeyTemplate::mayMatch(std::string_view glob) const
{
    std::vector<int> tokens;
    for (std::size_t i = 0; i < m_literals.size(); ++i) {
        for (const auto letter : m_literals[i])
            tokens.push_back(static_cast<unsigned char>(letter));
        if (i < m_names.size())
            tokens.push_back(anyText);
    }
    // A parameter in the pattern can be anything too.
    std::string pattern(glob);
    for (auto open = pattern.find('{'); open != std::string::npos; open = pattern.find('{', open)) {
        const auto close = pattern.find('}', open);
        if (close == std::string::npos)
            break;
        pattern.replace(open, close - open + 1, "*");
    }
    return overlap(tokens, globTokens(pattern));
}

} // namespace cachedeck::workload
