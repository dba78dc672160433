#include "backend/strategies/json_text.hpp"

#include <fmt/format.h>

#include <iterator>

namespace cachedeck::strategies {

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

bool numberToJson(const workload::Operation& operation, std::string_view number, std::string& json)
{
    if (!isNumber(number))
        return false;
    json = '{';
    appendName(operation.fields[0], true, json);
    json += number;
    json += '}';
    return true;
}

bool numberOfJson(const workload::Operation& /*operation*/, std::string_view json, std::string_view& number)
{
    JsonReader reader(json);
    std::string_view name;
    return reader.take('{') && reader.quoted(name) && reader.take(':') && reader.raw(number) && reader.take('}') &&
           reader.atEnd() && isNumber(number);
}

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

void appendName(const workload::Field& field, bool first, std::string& json)
{
    json += first ? "" : ",";
    appendQuoted(field.name, json);
    json += ':';
}

} // namespace cachedeck::strategies
