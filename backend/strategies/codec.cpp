#include "backend/strategies/codec.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace cachedeck::strategies {
namespace {

using workload::Field;
using workload::FieldType;

// A hash cannot hold NULL. In numbers and JSON it is the word null; a text is one NUL byte then, and a text that begins
// with a NUL byte gets one more.
constexpr std::string_view nullText("\0", 1);

void appendQuoted(std::string_view text, std::string& out)
{
    out += '"';
    for (const char letter : text) {
        const auto code = static_cast<unsigned char>(letter);
        if (letter == '"' || letter == '\\') {
            out += '\\';
            out += letter;
        } else if (letter == '\n') {
            out += "\\n";
        } else if (code < 0x20) {
            fmt::format_to(std::back_inserter(out), FMT_STRING("\\u{:04x}"), code);
        } else {
            out += letter;
        }
    }
    out += '"';
}

struct AppendCell {
    FieldType type;
    std::string& out;

    void operator()(std::monostate) const { out += "null"; }
    void operator()(std::int64_t value) const { number(fmt::format_int(value).c_str()); }
    void operator()(double value) const
    {
        if (std::isfinite(value))
            number(fmt::format(FMT_STRING("{}"), value));
        else
            out += "null"; // JSON knows no infinity
    }
    void operator()(const std::string& value) const
    {
        if (type != FieldType::Json)
            appendQuoted(value, out);
        else
            out += value.empty() ? "null" : std::string_view(value);
    }

private:
    void number(std::string_view digits) const
    {
        if (type == FieldType::Text)
            appendQuoted(digits, out);
        else
            out += digits;
    }
};

// JSON's own grammar: -?int frac? exp?
bool isNumber(std::string_view text)
{
    std::size_t at = text.starts_with('-') ? 1 : 0;
    const auto digits = [&] {
        const auto begin = at;
        while (at < text.size() && text[at] >= '0' && text[at] <= '9')
            ++at;
        return at > begin;
    };
    if (!digits())
        return false;
    if (at < text.size() && text[at] == '.') {
        ++at;
        if (!digits())
            return false;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        at += at < text.size() && (text[at] == '+' || text[at] == '-') ? 1 : 0;
        if (!digits())
            return false;
    }
    return at == text.size();
}

bool appendHashed(const Field& field, std::string_view value, std::string& json)
{
    switch (field.type) {
    case FieldType::Integer:
    case FieldType::Real:
        if (value != "null" && !isNumber(value))
            return false;
        json += value;
        return true;
    case FieldType::Json:
        json += value;
        return !value.empty();
    case FieldType::Text:
        break;
    }
    if (value == nullText)
        json += "null";
    else
        appendQuoted(value.starts_with('\0') ? value.substr(1) : value, json);
    return true;
}

void appendName(const Field& field, bool first, std::string& json)
{
    json += first ? "" : ",";
    appendQuoted(field.name, json);
    json += ':';
}

// Reads canonical JSON from the left; every function gives false when the text is not that.
class Reader {
public:
    explicit Reader(std::string_view text) : m_text(text) {}

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

} // namespace

void encodeJson(const workload::Operation& operation, const stores::Rows& rows, std::string& json)
{
    json.clear();
    const auto columns = std::min(rows.columns, operation.fields.size());
    const auto count = operation.single ? std::min<std::size_t>(rows.count(), 1) : rows.count();
    if (!operation.single)
        json += '[';
    for (std::size_t row = 0; row < count; ++row) {
        json += row == 0 ? "{" : ",{";
        for (std::size_t column = 0; column < columns; ++column) {
            const auto& field = operation.fields[column];
            appendName(field, column == 0, json);
            std::visit(AppendCell{field.type, json}, rows.cells[row * rows.columns + column]);
        }
        json += '}';
    }
    if (!operation.single)
        json += ']';
}

bool hashToJson(const workload::Operation& operation, resp::View hash, std::string& json)
{
    json = '{';
    auto at = hash.begin();
    const auto end = hash.end();
    for (const auto& field : operation.fields) {
        appendName(field, &field == operation.fields.data(), json);
        // Small hashes keep the order in which they were written; others are searched.
        if (at != end && (*at).text() == field.name) {
            ++at;
            if (at == end || !appendHashed(field, (*at).text(), json))
                return false;
            ++at;
            continue;
        }
        const auto value = hash.find(field.name);
        if (!value || !value->isText() || !appendHashed(field, value->text(), json))
            return false;
    }
    json += '}';
    return true;
}

bool jsonToHash(const workload::Operation& operation, std::string_view json,
                std::vector<std::pair<std::string, std::string>>& fields)
{
    Reader reader(json);
    fields.resize(operation.fields.size());
    for (std::size_t i = 0; i < operation.fields.size(); ++i) {
        auto& [name, value] = fields[i];
        if (!reader.take(i == 0 ? '{' : ',') || !reader.string(name) || name != operation.fields[i].name ||
            !reader.take(':'))
            return false;
        if (operation.fields[i].type == FieldType::Text && reader.next() == '"') {
            if (!reader.string(value))
                return false;
            if (value.starts_with('\0'))
                value.insert(0, nullText);
            continue;
        }
        std::string_view raw;
        if (!reader.raw(raw))
            return false;
        value = operation.fields[i].type == FieldType::Text && raw == "null" ? nullText : raw;
    }
    return reader.take('}') && reader.atEnd();
}

} // namespace cachedeck::strategies
