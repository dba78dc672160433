#include "backend/workload/query_text.hpp"

#include <algorithm>

namespace cachedeck::workload {
namespace {

bool isSpace(char letter)
{
    return letter == ' ' || (letter >= '\t' && letter <= '\r');
}

// Where a comment that begins at the front of `text` ends; 0: there is none.
std::size_t commentLength(std::string_view text)
{
    if (text.starts_with("--"))
        return std::min(text.find('\n'), text.size());
    if (text.starts_with("/*")) {
        const auto end = text.find("*/", 2);
        return end == text.npos ? text.size() : end + 2;
    }
    return 0;
}

// Where what is in quotes at the front of `text` ends; 0: there are none. A doubled quote opens the next such piece.
std::size_t quotedLength(std::string_view text)
{
    if (text.front() != '\'' && text.front() != '"' && text.front() != '`')
        return 0;
    const auto end = text.find(text.front(), 1);
    return end == text.npos ? text.size() : end + 1;
}

} // namespace

std::string normalisedQuery(std::string_view query)
{
    std::string out;
    bool between = false; // white space or a comment since the last letter
    while (!query.empty()) {
        const auto skipped = isSpace(query.front()) ? 1 : commentLength(query);
        if (skipped > 0) {
            between = true;
            query.remove_prefix(skipped);
            continue;
        }
        if (between && !out.empty())
            out += ' ';
        between = false;
        const auto taken = std::max<std::size_t>(1, quotedLength(query));
        out += query.substr(0, taken);
        query.remove_prefix(taken);
    }
    while (!out.empty() && (out.back() == ';' || out.back() == ' '))
        out.pop_back();
    return out;
}

} // namespace cachedeck::workload
