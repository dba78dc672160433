#include "backend/workload/json_document.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <unordered_set>

namespace cachedeck::workload {
namespace {

// Walks a text that Boost.JSON has accepted, so it need not check the grammar, only never run past the end.
class Scanner {
public:
    Scanner(std::string_view text, JsonLines& lines) : m_text(text), m_lines(lines) {}

    void value(const std::string& path)
    {
        skipSpace();
        m_lines.byPath.emplace(path, m_line);
        switch (peek()) {
        case '{':
            object(path);
            break;
        case '[':
            array(path);
            break;
        case '"':
            string();
            break;
        default:
            while (m_at < m_text.size() && std::string_view(",]} \t\r\n").find(m_text[m_at]) == std::string_view::npos)
                ++m_at;
        }
    }

private:
    char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    void skipSpace()
    {
        while (m_at < m_text.size() && std::string_view(" \t\r\n").find(m_text[m_at]) != std::string_view::npos)
            m_line += m_text[m_at++] == '\n' ? 1 : 0;
    }

    // The raw token with its quotes; it holds no line break, because JSON strings cannot.
    std::string_view string()
    {
        const auto begin = m_at++;
        while (m_at < m_text.size() && m_text[m_at] != '"')
            m_at += m_text[m_at] == '\\' ? 2 : 1;
        m_at = std::min(m_at + 1, m_text.size());
        return m_text.substr(begin, m_at - begin);
    }

    void object(const std::string& path)
    {
        std::unordered_set<std::string> seen;
        ++m_at;
        for (skipSpace(); m_at < m_text.size() && peek() != '}'; skipSpace()) {
            const auto line = m_line;
            const auto key = unescape(string());
            const auto member = path.empty() ? key : path + "." + key;
            if (!seen.insert(key).second)
                m_lines.duplicates.push_back(member);
            skipSpace();
            ++m_at; // the colon
            value(member);
            m_lines.byPath[member] = line; // a complaint about a field points at its name
            skipSpace();
            if (peek() == ',')
                ++m_at;
        }
        ++m_at;
    }

    void array(const std::string& path)
    {
        ++m_at;
        std::size_t index = 0;
        for (skipSpace(); m_at < m_text.size() && peek() != ']'; skipSpace()) {
            value(path + "[" + std::to_string(index++) + "]");
            skipSpace();
            if (peek() == ',')
                ++m_at;
        }
        ++m_at;
    }

    static std::string unescape(std::string_view token)
    {
        if (token.find('\\') == std::string_view::npos)
            return std::string(token.substr(1, token.size() - 2));
        boost::system::error_code error;
        const auto parsed = boost::json::parse(token, error);
        return error ? std::string(token) : std::string(parsed.as_string());
    }

    std::string_view m_text;
    JsonLines& m_lines;
    std::size_t m_at = 0;
    std::size_t m_line = 1;
};

} // namespace

JsonLines findLines(std::string_view json)
{
    JsonLines lines;
    Scanner(json, lines).value("");
    return lines;
}

} // namespace cachedeck::workload
