#include "backend/strategies/codec.hpp"

#include "backend/strategies/base64.hpp"
#include "backend/strategies/json_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace cachedeck::strategies {
namespace {

using workload::Field;
using workload::FieldType;

// A hash cannot hold NULL. In numbers and JSON it is the word null; a text (and bytes) is one NUL byte then, and one
// that begins with a NUL byte gets one more.
constexpr std::string_view nullText("\0", 1);

bool isWords(FieldType type) noexcept
{
    return type == FieldType::Text || type == FieldType::Bytes;
}

void appendBytes(std::string_view bytes, std::string& out)
{
    out += '"';
    appendBase64(bytes, out);
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
        if (type == FieldType::Bytes)
            appendBytes(value, out);
        else if (type != FieldType::Json)
            appendQuoted(value, out);
        else
            out += value.empty() ? "null" : std::string_view(value);
    }

private:
    void number(std::string_view digits) const
    {
        if (type == FieldType::Text)
            appendQuoted(digits, out);
        else if (type == FieldType::Bytes)
            appendBytes(digits, out);
        else
            out += digits;
    }
};

} // namespace

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
    case FieldType::Bytes:
        break;
    }
    const auto words = value.starts_with('\0') ? value.substr(1) : value;
    if (value == nullText)
        json += "null";
    else if (field.type == FieldType::Bytes)
        appendBytes(words, json);
    else
        appendQuoted(words, json);
    return true;
}

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

bool fieldsToJson(const workload::Operation& operation, resp::View values, std::string& json)
{
    if (values.size() != operation.fields.size())
        return false;
    json = '{';
    auto at = values.begin();
    for (const auto& field : operation.fields) {
        appendName(field, &field == operation.fields.data(), json);
        if (!(*at).isText() || !appendHashed(field, (*at).text(), json))
            return false;
        ++at;
    }
    json += '}';
    return true;
}

bool jsonToHash(const workload::Operation& operation, std::string_view json,
                std::vector<std::pair<std::string, std::string>>& fields)
{
    JsonReader reader(json);
    fields.resize(operation.fields.size());
    for (std::size_t i = 0; i < operation.fields.size(); ++i) {
        auto& [name, value] = fields[i];
        if (!reader.take(i == 0 ? '{' : ',') || !reader.string(name) || name != operation.fields[i].name ||
            !reader.take(':'))
            return false;
        const auto type = operation.fields[i].type;
        if (isWords(type) && reader.next() == '"') {
            if (type == FieldType::Bytes ? !reader.bytes(value) : !reader.string(value))
                return false;
            if (value.starts_with('\0'))
                value.insert(0, nullText);
            continue;
        }
        std::string_view raw;
        if (!reader.raw(raw))
            return false;
        value = isWords(type) && raw == "null" ? nullText : raw;
    }
    return reader.take('}') && reader.atEnd();
}

} // namespace cachedeck::strategies
