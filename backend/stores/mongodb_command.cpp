#include "backend/stores/mongodb_command.hpp"

#include "backend/stores/real_number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace cachedeck::stores::mongodb {
namespace {

constexpr int deepest = 100; // levels of a document, as MongoDB itself allows

std::string_view textOf(const bson_iter_t& place)
{
    std::uint32_t length = 0;
    const char* text = bson_iter_utf8(&place, &length);
    return {text, length};
}

// The parameter that a text stands for: "{id}" or "{first.latitude}", and nothing else.
std::optional<std::string_view> parameterOf(std::string_view text)
{
    if (text.size() < 3 || text.front() != '{' || text.back() != '}')
        return std::nullopt;
    const auto name = text.substr(1, text.size() - 2);
    const bool isName = std::all_of(name.begin(), name.end(), [](char letter) {
        return letter == '_' || letter == '.' || (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
               (letter >= 'A' && letter <= 'Z');
    });
    return isName ? std::optional(name) : std::nullopt;
}

bool isContainer(const bson_iter_t& place)
{
    return BSON_ITER_HOLDS_DOCUMENT(&place) || BSON_ITER_HOLDS_ARRAY(&place);
}

// The first parameter in it that is not among `names`; empty: none.
std::string unknownParameter(bson_iter_t place, const std::vector<std::string>& names, int depth)
{
    while (bson_iter_next(&place)) {
        if (BSON_ITER_HOLDS_UTF8(&place)) {
            const auto name = parameterOf(textOf(place));
            if (name && std::find(names.begin(), names.end(), *name) == names.end())
                return std::string(*name);
        }
        bson_iter_t inner;
        if (isContainer(place) && depth < deepest && bson_iter_recurse(&place, &inner)) {
            if (auto name = unknownParameter(inner, names, depth + 1); !name.empty())
                return name;
        }
    }
    return {};
}

class Binder {
public:
    Binder(const std::vector<std::string>& names, const std::vector<workload::Value>& values)
        : m_names(names), m_values(values)
    {}

    void copy(bson_iter_t place, bson_t* target, int depth) const
    {
        while (bson_iter_next(&place)) {
            const std::string_view key(bson_iter_key(&place));
            bson_iter_t inner;
            if (isContainer(place) && depth < deepest && bson_iter_recurse(&place, &inner)) {
                bson_t child;
                const int length = static_cast<int>(key.size());
                if (BSON_ITER_HOLDS_ARRAY(&place)) {
                    bson_append_array_begin(target, key.data(), length, &child);
                    copy(inner, &child, depth + 1);
                    bson_append_array_end(target, &child);
                } else {
                    bson_append_document_begin(target, key.data(), length, &child);
                    copy(inner, &child, depth + 1);
                    bson_append_document_end(target, &child);
                }
                continue;
            }
            const auto* value = BSON_ITER_HOLDS_UTF8(&place) ? valueOf(textOf(place)) : nullptr;
            if (value != nullptr)
                appendValue(target, key, *value);
            else
                bson_append_iter(target, key.data(), static_cast<int>(key.size()), &place);
        }
    }

private:
    const workload::Value* valueOf(std::string_view text) const
    {
        const auto name = parameterOf(text);
        if (!name)
            return nullptr;
        const auto place = std::find(m_names.begin(), m_names.end(), *name);
        const auto index = static_cast<std::size_t>(place - m_names.begin());
        return index < m_values.size() ? &m_values[index] : nullptr;
    }

    const std::vector<std::string>& m_names;
    const std::vector<workload::Value>& m_values;
};

bool isOneOf(std::string_view word, std::initializer_list<std::string_view> words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

boost::system::result<Command, std::string> parseCommand(const bson_t* document, const std::vector<std::string>& names)
{
    Command command;
    command.pattern.reset(bson_new());
    bson_iter_t place;
    bson_iter_init(&place, document);
    if (const auto unknown = unknownParameter(place, names, 0); !unknown.empty())
        return fmt::format("The query has a parameter {{{}}} that its operation does not name.", unknown);
    bool isFirst = true, hasCursor = false;
    std::string_view verb;
    while (bson_iter_next(&place)) {
        const std::string_view key(bson_iter_key(&place));
        if (isFirst) {
            verb = key;
            if (BSON_ITER_HOLDS_UTF8(&place))
                command.collection = textOf(place);
        }
        isFirst = false;
        hasCursor = hasCursor || key == "cursor";
        bson_iter_t inner;
        if (key == "columns" && BSON_ITER_HOLDS_ARRAY(&place) && bson_iter_recurse(&place, &inner)) {
            while (bson_iter_next(&inner)) {
                if (!BSON_ITER_HOLDS_UTF8(&inner))
                    return std::string("\"columns\" names fields, as texts.");
                command.columns.emplace_back(textOf(inner));
            }
            continue;
        }
        bson_append_iter(command.pattern.get(), key.data(), static_cast<int>(key.size()), &place);
    }
    if (isFirst)
        return std::string("An empty query.");
    command.isQuery = isOneOf(verb, {"find", "aggregate"});
    command.needsCursor = verb == "aggregate" && !hasCursor;
    return command;
}

// The object at this place, which has to be one; it lives as long as what the place points into.
bool innerDocument(const bson_iter_t& place, bson_t& inner)
{
    if (!BSON_ITER_HOLDS_DOCUMENT(&place))
        return false;
    const std::uint8_t* bytes = nullptr;
    std::uint32_t length = 0;
    bson_iter_document(&place, &length, &bytes);
    return bson_init_static(&inner, bytes, length);
}

// The commands of a write that has several: their list, by the word that tells how they belong together.
bool listOfCommands(const bson_t* document, const char* word, bson_iter_t& list)
{
    bson_iter_t place;
    return bson_iter_init_find(&place, document, word) && BSON_ITER_HOLDS_ARRAY(&place) &&
           bson_iter_recurse(&place, &list);
}

boost::system::result<Query, std::string> parseList(const bson_iter_t& commands, Query query)
{
    bson_iter_t list = commands;
    while (bson_iter_next(&list)) {
        bson_t inner;
        if (!innerDocument(list, inner))
            return std::string("\"transaction\" and \"commands\" hold commands, each an object.");
        auto command = parseCommand(&inner, query.names);
        if (!command)
            return command.error();
        query.commands.push_back(*std::move(command));
    }
    if (query.commands.empty())
        return std::string("An empty query.");
    return query;
}

// {"first": …, "then": …}
boost::system::result<Query, std::string> parseFirst(const bson_iter_t& place, const bson_t* document, Query query)
{
    bson_t inner;
    if (!innerDocument(place, inner))
        return std::string("\"first\" holds a command, an object.");
    auto first = parseCommand(&inner, query.names);
    if (!first)
        return first.error();
    if (!first->isQuery || first->columns.empty())
        return std::string("\"first\" is a find or an aggregate that names its \"columns\".");
    bson_iter_t then;
    if (!bson_iter_init_find(&then, document, "then") || !innerDocument(then, inner))
        return std::string("\"first\" is followed by \"then\", a command.");
    for (const auto& column : first->columns)
        query.names.push_back("first." + column);
    auto command = parseCommand(&inner, query.names);
    if (!command)
        return command.error();
    query.first = *std::move(first);
    query.commands.push_back(*std::move(command));
    return query;
}

} // namespace

boost::system::result<Query, std::string> parseQuery(std::string_view json, const std::vector<std::string>& names)
{
    const auto document = fromJson(std::string(json));
    if (!document)
        return std::string("The query is no JSON object that MongoDB's Extended JSON knows.");
    Query query;
    query.names = names;
    bson_iter_t place;
    if (listOfCommands(document.get(), "transaction", place)) {
        query.isTransaction = true;
        return parseList(place, std::move(query));
    }
    if (listOfCommands(document.get(), "commands", place))
        return parseList(place, std::move(query));
    if (bson_iter_init_find(&place, document.get(), "first"))
        return parseFirst(place, document.get(), std::move(query));
    auto command = parseCommand(document.get(), names);
    if (!command)
        return command.error();
    query.commands.push_back(*std::move(command));
    return query;
}

Bson bindCommand(const Command& command, const std::vector<std::string>& names,
                 const std::vector<workload::Value>& values, std::chrono::milliseconds limit)
{
    Bson bound(bson_new());
    bson_iter_t place;
    bson_iter_init(&place, command.pattern.get());
    Binder(names, values).copy(place, bound.get(), 0);
    if (command.needsCursor) {
        bson_t child;
        BSON_APPEND_DOCUMENT_BEGIN(bound.get(), "cursor", &child);
        bson_append_document_end(bound.get(), &child);
    }
    if (command.isQuery && limit.count() > 0)
        BSON_APPEND_INT64(bound.get(), "maxTimeMS", limit.count());
    return bound;
}

void appendValue(bson_t* document, std::string_view key, const workload::Value& value)
{
    const auto length = static_cast<int>(key.size());
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        bson_append_int64(document, key.data(), length, *integer);
    } else if (const auto* real = std::get_if<double>(&value)) {
        bson_append_double(document, key.data(), length, *real);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        const auto size = static_cast<std::uint32_t>(text->size());
        if (bson_utf8_validate(text->data(), text->size(), true))
            bson_append_utf8(document, key.data(), length, text->data(), static_cast<int>(size));
        else
            bson_append_binary(document, key.data(), length, BSON_SUBTYPE_BINARY,
                               reinterpret_cast<const std::uint8_t*>(text->data()), size);
    } else {
        bson_append_null(document, key.data(), length);
    }
}

namespace {

// As the only field of a document, which libbson of all versions writes in the same way.
std::string jsonOf(const bson_iter_t& place)
{
    const Bson holder(bson_new());
    bson_append_iter(holder.get(), "v", 1, &place);
    std::size_t size = 0;
    const std::unique_ptr<char, decltype(&bson_free)> json(bson_as_relaxed_extended_json(holder.get(), &size),
                                                           &bson_free);
    const std::string_view text(json ? json.get() : "", json ? size : 0);
    const auto begin = text.find(':');
    const auto end = text.rfind('}');
    if (begin == text.npos || end == text.npos || end < begin)
        return {};
    auto value = text.substr(begin + 1, end - begin - 1);
    while (value.starts_with(' '))
        value.remove_prefix(1);
    while (value.ends_with(' '))
        value.remove_suffix(1);
    return std::string(value);
}

} // namespace

workload::Value cell(const bson_iter_t& place)
{
    switch (bson_iter_type(&place)) {
    case BSON_TYPE_INT32:
    case BSON_TYPE_INT64:
        return std::int64_t{bson_iter_as_int64(&place)};
    case BSON_TYPE_DOUBLE:
        return bson_iter_double(&place);
    case BSON_TYPE_BOOL:
        return std::int64_t{bson_iter_bool(&place) ? 1 : 0};
    case BSON_TYPE_DATE_TIME:
        return std::int64_t{bson_iter_date_time(&place)};
    case BSON_TYPE_UTF8:
        return std::string(textOf(place));
    case BSON_TYPE_DOCUMENT:
    case BSON_TYPE_ARRAY:
        return jsonOf(place);
    case BSON_TYPE_OID: {
        std::array<char, 25> digits{};
        bson_oid_to_string(bson_iter_oid(&place), digits.data());
        return std::string(digits.data());
    }
    case BSON_TYPE_BINARY: {
        const std::uint8_t* bytes = nullptr;
        std::uint32_t length = 0;
        bson_iter_binary(&place, nullptr, &length, &bytes);
        return std::string(reinterpret_cast<const char*>(bytes), length);
    }
    case BSON_TYPE_DECIMAL128: {
        bson_decimal128_t decimal;
        std::array<char, BSON_DECIMAL128_STRING> digits{};
        bson_iter_decimal128(&place, &decimal);
        bson_decimal128_to_string(&decimal, digits.data());
        return parseNumber(digits.data());
    }
    default:
        return std::monostate{};
    }
}

void appendRow(const bson_t* document, std::vector<std::string>& columns, Rows& rows)
{
    bson_iter_t place;
    if (columns.empty() && bson_iter_init(&place, document)) {
        while (bson_iter_next(&place))
            columns.emplace_back(bson_iter_key(&place));
    }
    rows.columns = columns.size();
    for (const auto& column : columns) {
        bson_iter_t found;
        if (bson_iter_init(&place, document) && bson_iter_find_descendant(&place, column.c_str(), &found))
            rows.cells.push_back(cell(found));
        else
            rows.cells.emplace_back(std::monostate{});
    }
}

} // namespace cachedeck::stores::mongodb
