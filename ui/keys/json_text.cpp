#include "ui/keys/json_text.hpp"

#include <QJsonDocument>

namespace cachedeck::ui {
namespace {

constexpr qsizetype mostCharacters = 1 << 20;
constexpr int deepest = 64;
constexpr qsizetype shortLine = 48; // an object or array up to this long stays on one line
constexpr int indent = 2;

// The text without space between tokens; each string token whole. Only called on valid JSON.
QString compact(const QString& text)
{
    QString result;
    result.reserve(text.size());
    bool inString = false, escaped = false;
    for (const auto character : text) {
        if (inString) {
            result += character;
            inString = escaped || character != QLatin1Char('"');
            escaped = !escaped && character == QLatin1Char('\\');
        } else if (!character.isSpace()) {
            result += character;
            inString = character == QLatin1Char('"');
        }
    }
    return result;
}

// Index behind the string that begins at `at`.
qsizetype skipString(const QString& text, qsizetype at)
{
    for (++at; at < text.size(); ++at) {
        if (text[at] == QLatin1Char('\\'))
            ++at;
        else if (text[at] == QLatin1Char('"'))
            return at + 1;
    }
    return text.size();
}

// Index of the bracket that closes the one at `at`.
qsizetype closing(const QString& text, qsizetype at)
{
    int depth = 0;
    while (at < text.size()) {
        const auto character = text[at];
        if (character == QLatin1Char('"')) {
            at = skipString(text, at);
            continue;
        }
        if (character == QLatin1Char('{') || character == QLatin1Char('['))
            ++depth;
        else if ((character == QLatin1Char('}') || character == QLatin1Char(']')) && --depth == 0)
            return at;
        ++at;
    }
    return text.size() - 1;
}

QString oneLine(const QString& text)
{
    QString result;
    for (qsizetype at = 0; at < text.size();) {
        const auto character = text[at];
        if (character == QLatin1Char('"')) {
            const auto end = skipString(text, at);
            result += text.mid(at, end - at);
            at = end;
            continue;
        }
        if (character == QLatin1Char('}') && !result.endsWith(QLatin1Char('{')))
            result += QLatin1Char(' ');
        result += character;
        const auto empty = at + 1 < text.size() && (text[at + 1] == QLatin1Char('}'));
        if (character == QLatin1Char(',') || character == QLatin1Char(':') || (character == QLatin1Char('{') && !empty))
            result += QLatin1Char(' ');
        ++at;
    }
    return result;
}

class Printer {
public:
    explicit Printer(const QString& text) : m_text(text) {}
    std::optional<QString> print()
    {
        while (m_at < m_text.size())
            if (!step())
                return std::nullopt;
        return m_result;
    }

private:
    void newLine() { m_result += QLatin1Char('\n') + QString(m_depth * indent, QLatin1Char(' ')); }
    bool step()
    {
        const auto character = m_text[m_at];
        if (character == QLatin1Char('"')) {
            const auto end = skipString(m_text, m_at);
            m_result += m_text.mid(m_at, end - m_at);
            m_at = end;
            return true;
        }
        if (character == QLatin1Char('{') || character == QLatin1Char('[')) {
            // Only a short stretch is searched for its end, so that the whole stays linear.
            const auto stretch = m_text.mid(m_at, shortLine);
            const auto end = closing(stretch, 0);
            if (stretch[end] == (character == QLatin1Char('{') ? QLatin1Char('}') : QLatin1Char(']')) &&
                (m_depth > 0 || end < 2)) {
                m_result += oneLine(stretch.left(end + 1));
                m_at += end + 1;
                return true;
            }
            if (++m_depth > deepest)
                return false;
            m_result += character;
            newLine();
        } else if (character == QLatin1Char('}') || character == QLatin1Char(']')) {
            --m_depth;
            newLine();
            m_result += character;
        } else {
            m_result += character;
            if (character == QLatin1Char(','))
                newLine();
            else if (character == QLatin1Char(':'))
                m_result += QLatin1Char(' ');
        }
        ++m_at;
        return true;
    }

    const QString& m_text;
    QString m_result;
    qsizetype m_at = 0;
    int m_depth = 0;
};

} // namespace

std::optional<QString> prettyJson(const QString& text)
{
    const auto begin = text.trimmed();
    if (begin.size() > mostCharacters || (!begin.startsWith(QLatin1Char('{')) && !begin.startsWith(QLatin1Char('['))))
        return std::nullopt;
    if (QJsonDocument::fromJson(begin.toUtf8()).isNull())
        return std::nullopt;
    const auto dense = compact(begin);
    return Printer(dense).print();
}

std::vector<JsonToken> jsonTokens(const QString& line)
{
    std::vector<JsonToken> tokens;
    const auto add = [&](JsonToken::Kind kind, qsizetype begin, qsizetype end) {
        tokens.push_back({kind, static_cast<int>(begin), static_cast<int>(end - begin)});
    };
    for (qsizetype at = 0; at < line.size();) {
        const auto character = line[at];
        if (character == QLatin1Char('"')) {
            const auto end = skipString(line, at);
            const auto isKey = end < line.size() && line[end] == QLatin1Char(':');
            add(isKey ? JsonToken::Kind::Key : JsonToken::Kind::String, at, end);
            at = end;
        } else if (character.isLetterOrNumber() || character == QLatin1Char('-')) {
            auto end = at + 1;
            while (end < line.size() && (line[end].isLetterOrNumber() || QStringLiteral("+-.").contains(line[end])))
                ++end;
            add(character.isLetter() ? JsonToken::Kind::Word : JsonToken::Kind::Number, at, end);
            at = end;
        } else {
            ++at;
        }
    }
    return tokens;
}

} // namespace cachedeck::ui
