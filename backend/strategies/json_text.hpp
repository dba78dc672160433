#pragma once
// Pieces of canonical JSON (codec.hpp), written and read without building a tree. Private to this room.

#include "backend/workload/workload.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace cachedeck::strategies {

void appendQuoted(std::string_view text, std::string& out);
// A field's name and the colon; behind a comma, unless it is the first.
void appendName(const workload::Field& field, bool first, std::string& json);
// JSON's own grammar: -?int frac? exp?
bool isNumber(std::string_view text);

// Reads canonical JSON from the left; every function gives false when the text is not that.
class JsonReader {
public:
    explicit JsonReader(std::string_view text) : m_text(text) {}

    bool take(char letter)
    {
        if (m_at >= m_text.size() || m_text[m_at] != letter)
            return false;
        ++m_at;
        return true;
    }
    bool atEnd() const { return m_at == m_text.size(); }

    bool string(std::string& out)
    {
        out.clear();
        if (!take('"'))
            return false;
        while (m_at < m_text.size() && m_text[m_at] != '"') {
            if (m_text[m_at] != '\\')
                out += m_text[m_at++];
            else if (!escape(out))
                return false;
        }
        return take('"');
    }

    // Any value, as it stands there.
    bool raw(std::string_view& out)
    {
        const auto begin = m_at;
        int depth = 0;
        for (bool quoted = false; m_at < m_text.size(); ++m_at) {
            const char letter = m_text[m_at];
            if (quoted) {
                m_at += letter == '\\' ? 1 : 0;
                quoted = letter != '"';
            } else if (letter == '"') {
                quoted = true;
            } else if (letter == '{' || letter == '[') {
                ++depth;
            } else if ((letter == ',' && depth == 0) || ((letter == '}' || letter == ']') && --depth < 0)) {
                break;
            }
        }
        m_at = std::min(m_at, m_text.size());
        out = m_text.substr(begin, m_at - begin);
        return !out.empty();
    }

    char next() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

private:
    bool escape(std::string& out)
    {
        const auto rest = m_text.substr(m_at + 1);
        if (rest.empty())
            return false;
        if (rest[0] == 'u' && rest.size() >= 5) {
            const auto digit = [](char letter) { return letter <= '9' ? letter - '0' : letter - 'a' + 10; };
            out += static_cast<char>(digit(rest[3]) * 16 + digit(rest[4])); // ours are below 0x20
            m_at += 6;
            return true;
        }
        out += rest[0] == 'n' ? '\n' : rest[0];
        m_at += 2;
        return true;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

} // namespace cachedeck::strategies
