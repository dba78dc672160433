#pragma once
// Pieces of canonical JSON (codec.hpp), written and read without building a tree. Private to this room.

#include "backend/strategies/base64.hpp"
#include "backend/workload/workload.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace cachedeck::strategies {

void appendQuoted(std::string_view text, std::string& out);
// A field's name and the colon; behind a comma, unless it is the first.
void appendName(const workload::Field& field, bool first, std::string& json);
// A single row of one number: its JSON out of the number's text, and back; false where it is none.
bool numberToJson(const workload::Operation& operation, std::string_view number, std::string& json);
bool numberOfJson(const workload::Operation& operation, std::string_view json, std::string_view& number);
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

    // A string as it stands there, with its quotes.
    bool quoted(std::string_view& out)
    {
        if (next() != '"')
            return false;
        auto end = m_at;
        do { // a quote after an odd number of backslashes is the string's own
            end = m_text.find('"', end + 1);
            if (end == m_text.npos)
                return false;
        } while ((end - 1 - m_text.find_last_not_of('\\', end - 1)) % 2 == 1);
        out = m_text.substr(m_at, end + 1 - m_at);
        m_at = end + 1;
        return true;
    }

    // A string that holds Base64: its bytes.
    bool bytes(std::string& out)
    {
        if (!take('"'))
            return false;
        const auto end = m_text.find('"', m_at);
        if (end == m_text.npos || !decodeBase64(m_text.substr(m_at, end - m_at), out))
            return false;
        m_at = end + 1;
        return true;
    }

    // Any value, as it stands there.
    bool raw(std::string_view& out)
    {
        if (next() == '"')
            return quoted(out);
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

    // An object of these fields, in this order: their values as they stand there.
    bool row(const std::vector<workload::Field>& fields, std::vector<std::string_view>& values)
    {
        values.resize(fields.size());
        std::string_view name;
        for (std::size_t i = 0; i < fields.size(); ++i)
            if (!take(i == 0 ? '{' : ',') || !quoted(name) || name.substr(1, name.size() - 2) != fields[i].name ||
                !take(':') || !raw(values[i]))
                return false;
        return take('}');
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
