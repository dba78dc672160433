#include "backend/stores/sql_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace cachedeck::stores {
namespace {

bool isLetter(char letter) noexcept
{
    return letter == '_' || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           static_cast<unsigned char>(letter) >= 0x80;
}

bool isDigit(char letter) noexcept
{
    return letter >= '0' && letter <= '9';
}

bool isWordPart(char letter) noexcept
{
    return isLetter(letter) || isDigit(letter);
}

struct Token {
    enum class Kind { Space, Word, QuotedName, String, Parameter, Semicolon, Other } kind = Kind::Other;
    std::string_view text; // a parameter's without its colon, a quoted name's with its quotes
};

// Reads tokens from the left. After the last, next() gives nothing, and problem() says what had no end.
class Lexer {
public:
    Lexer(std::string_view text, const SqlDialect& dialect) : m_text(text), m_dialect(dialect) {}

    std::optional<Token> next()
    {
        if (m_at >= m_text.size() || !m_problem.empty())
            return std::nullopt;
        const auto begin = m_at;
        const auto kind = scan();
        auto text = m_text.substr(begin, m_at - begin);
        if (kind == Token::Kind::Parameter)
            text.remove_prefix(1);
        return Token{kind, text};
    }
    const std::string& problem() const noexcept { return m_problem; }

private:
    using Kind = Token::Kind;

    char peek(std::size_t ahead = 0) const { return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0'; }
    bool starts(std::string_view what) const { return m_text.substr(m_at).starts_with(what); }

    Kind scan()
    {
        const char letter = peek();
        if (letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r' || letter == '\f' || letter == '\v') {
            ++m_at;
            return Kind::Space;
        }
        if (starts("--") || (m_dialect.slashComments && starts("//"))) {
            m_at = std::min(m_text.find('\n', m_at), m_text.size());
            return Kind::Space;
        }
        if (starts("/*"))
            return comment();
        if (letter == '\'')
            return quoted('\'', m_dialect.backslashes, Kind::String);
        if (letter == '"')
            return quoted('"', m_dialect.backslashes, Kind::QuotedName);
        if (letter == '`' && m_dialect.backquotes)
            return quoted('`', true, Kind::QuotedName);
        if (letter == '$' && m_dialect.dollarQuotes && dollarQuoted())
            return Kind::String;
        if (isLetter(letter))
            return word();
        return mark(letter);
    }

    Kind mark(char letter)
    {
        if (letter == ':' && peek(1) == ':') { // a cast
            m_at += 2;
            return Kind::Other;
        }
        if (letter == ':' && isLetter(peek(1))) {
            for (++m_at; m_at < m_text.size() && isWordPart(peek());)
                ++m_at;
            return Kind::Parameter;
        }
        if (isDigit(letter)) { // whole, so that no name begins within it
            while (m_at < m_text.size() && (isWordPart(peek()) || peek() == '.'))
                ++m_at;
            return Kind::Other;
        }
        ++m_at;
        return letter == ';' ? Kind::Semicolon : Kind::Other;
    }

    Kind word()
    {
        const bool isE = m_dialect.eStrings && (peek() == 'E' || peek() == 'e') && peek(1) == '\'';
        if (isE) {
            ++m_at;
            return quoted('\'', true, Kind::String);
        }
        while (m_at < m_text.size() && (isWordPart(peek()) || (peek() == '$' && m_dialect.dollarQuotes)))
            ++m_at;
        return Kind::Word;
    }

    Kind quoted(char quote, bool backslashes, Kind kind)
    {
        for (++m_at; m_at < m_text.size(); ++m_at) {
            if (backslashes && peek() == '\\') {
                ++m_at;
            } else if (peek() == quote) {
                if (peek(1) != quote) {
                    ++m_at;
                    return kind;
                }
                ++m_at;
            }
        }
        return endless(fmt::format("A {} is opened and never closed.", quote));
    }

    Kind comment()
    {
        int depth = 0;
        while (m_at < m_text.size()) {
            if (starts("/*") && (depth == 0 || m_dialect.nestedComments)) {
                ++depth;
                m_at += 2;
            } else if (starts("*/")) {
                m_at += 2;
                if (--depth == 0)
                    return Kind::Space;
            } else {
                ++m_at;
            }
        }
        return endless("A comment is opened and never closed.");
    }

    bool dollarQuoted()
    {
        auto end = m_at + 1;
        if (end < m_text.size() && isDigit(m_text[end]))
            return false;
        while (end < m_text.size() && isWordPart(m_text[end]))
            ++end;
        if (end >= m_text.size() || m_text[end] != '$')
            return false;
        const auto tag = m_text.substr(m_at, end + 1 - m_at);
        const auto close = m_text.find(tag, end + 1);
        if (close == m_text.npos)
            endless(fmt::format("{} is opened and never closed.", tag));
        else
            m_at = close + tag.size();
        return true;
    }

    Kind endless(std::string problem)
    {
        m_problem = std::move(problem);
        m_at = m_text.size();
        return Kind::Other;
    }

    std::string_view m_text;
    const SqlDialect& m_dialect;
    std::size_t m_at = 0;
    std::string m_problem;
};

std::string lower(std::string_view word)
{
    std::string small(word);
    for (auto& letter : small) {
        if (letter >= 'A' && letter <= 'Z')
            letter = static_cast<char>(letter + ('a' - 'A'));
    }
    return small;
}

// Follows the words of a statement until a table's name comes.
class TableFinder {
public:
    // Gives whether the name begins with this token.
    bool isName(const Token& token)
    {
        if (token.kind == Token::Kind::QuotedName)
            return std::exchange(m_expected, false);
        const auto word = token.kind == Token::Kind::Word ? lower(token.text) : std::string();
        const auto before = std::exchange(m_before, word);
        const bool skipped = word == "only" || word == "table" || word == "if" || word == "exists" || word == "into";
        if (m_expected && !skipped)
            return std::exchange(m_expected, false) && !word.empty();
        // "FOR UPDATE" and "DO UPDATE SET" name no table.
        m_expected = (m_expected && skipped) || ((before == "insert" || before == "merge") && word == "into") ||
                     (before == "delete" && word == "from") || word == "truncate" ||
                     (word == "update" && before != "for" && before != "do" && before != "key");
        return false;
    }

private:
    std::string m_before;
    bool m_expected = false;
};

} // namespace

std::string SqlStatement::text() const
{
    return render([](std::size_t slot) { return fmt::format(":{}", slot); });
}

std::vector<std::size_t> SqlStatement::slots() const
{
    std::vector<std::size_t> slots;
    for (const auto parameter : parameters) {
        if (std::find(slots.begin(), slots.end(), parameter) == slots.end())
            slots.push_back(parameter);
    }
    return slots;
}

std::string SqlStatement::render(const std::function<std::string(std::size_t)>& mark) const
{
    const auto order = slots();
    auto rendered = texts.front();
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const auto slot = std::find(order.begin(), order.end(), parameters[i]) - order.begin();
        rendered += mark(static_cast<std::size_t>(slot)) + texts[i + 1];
    }
    return rendered;
}

boost::system::result<std::vector<SqlStatement>, std::string>
parseSql(std::string_view text, const std::vector<std::string>& names, const SqlDialect& dialect)
{
    std::vector<SqlStatement> statements;
    SqlStatement current{{""}, {}};
    bool isEmpty = true;
    const auto close = [&] {
        if (!isEmpty)
            statements.push_back(std::move(current));
        current = SqlStatement{{""}, {}};
        isEmpty = true;
    };
    Lexer lexer(text, dialect);
    while (const auto token = lexer.next()) {
        if (token->kind == Token::Kind::Semicolon) {
            close();
        } else if (token->kind == Token::Kind::Parameter) {
            const auto place = std::find(names.begin(), names.end(), token->text);
            if (place == names.end())
                return fmt::format("The statement has a parameter :{} that its operation does not name.", token->text);
            current.parameters.push_back(static_cast<std::size_t>(place - names.begin()));
            current.texts.emplace_back();
            isEmpty = false;
        } else {
            isEmpty = isEmpty && token->kind == Token::Kind::Space;
            current.texts.back() += token->text;
        }
    }
    if (!lexer.problem().empty())
        return lexer.problem();
    close();
    if (statements.empty())
        return std::string("An empty statement.");
    return statements;
}

std::vector<std::string> writtenTables(std::string_view text, const SqlDialect& dialect)
{
    std::vector<std::string> tables;
    Lexer lexer(text, dialect);
    TableFinder finder;
    for (auto token = lexer.next(); token;) {
        if (token->kind == Token::Kind::Space || !finder.isName(*token)) {
            token = lexer.next();
            continue;
        }
        // The last part of a name with dots is the table.
        std::string name;
        while (token) {
            const bool isQuoted = token->kind == Token::Kind::QuotedName;
            name = isQuoted ? std::string(token->text.substr(1, token->text.size() - 2)) : lower(token->text);
            token = lexer.next();
            if (!token || token->text != ".")
                break;
            token = lexer.next();
        }
        if (std::find(tables.begin(), tables.end(), name) == tables.end())
            tables.push_back(name);
    }
    return tables;
}

std::string moveTables(std::string_view text, const std::map<std::string, std::string>& places,
                       const SqlDialect& dialect)
{
    static constexpr std::array<std::string_view, 7> before{"from", "join",     "into",  "table",
                                                            "only", "truncate", "update"};
    std::string moved, previous;
    Lexer lexer(text, dialect);
    while (const auto token = lexer.next()) {
        using Kind = Token::Kind;
        const bool isName = token->kind == Kind::QuotedName;
        const auto name = isName ? std::string(token->text.substr(1, token->text.size() - 2))
                                 : std::string(token->kind == Kind::Word ? token->text : std::string_view());
        const auto place = places.find(name);
        const bool isTable = place != places.end() && std::find(before.begin(), before.end(), previous) != before.end();
        if (token->kind == Kind::Parameter)
            moved += ':';
        moved += isTable ? place->second : std::string(token->text);
        if (token->kind != Kind::Space)
            previous = lower(token->text);
    }
    return moved;
}

} // namespace cachedeck::stores
