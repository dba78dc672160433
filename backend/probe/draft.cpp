#include "backend/probe/draft.hpp"

#include "backend/workload/computed_query.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace cachedeck::probe {
namespace {

namespace json = boost::json;

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view space = " \t\r\n";
    const auto first = text.find_first_not_of(space);
    return first == text.npos ? std::string_view() : text.substr(first, text.find_last_not_of(space) - first + 1);
}

std::optional<std::int64_t> integer(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

bool isQuery(std::string_view text)
{
    std::string first(text.substr(0, std::min(text.find_first_of(" \n\t("), text.size())));
    std::transform(first.begin(), first.end(), first.begin(),
                   [](unsigned char letter) { return std::toupper(letter); });
    return first == "SELECT" || first == "WITH" || text.starts_with('{');
}

// A query as a workload file has it: an object, or its lines.
json::value queryValue(std::string_view text)
{
    if (text.starts_with('{')) {
        boost::system::error_code error;
        auto object = json::parse(text, error);
        if (!error)
            return object;
    }
    json::array lines;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find('\n', begin), text.size());
        auto line = text.substr(begin, end - begin);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        lines.emplace_back(line);
        begin = end + 1;
    }
    return lines.size() == 1 ? lines.front() : json::value(lines);
}

// "1, 2, 3": numbers where all of them are.
json::array listed(std::string_view text)
{
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find(',', begin), text.size());
        if (const auto part = trimmed(text.substr(begin, end - begin)); !part.empty())
            parts.push_back(part);
        begin = end + 1;
    }
    const bool numbers = std::all_of(parts.begin(), parts.end(), [](auto part) { return integer(part).has_value(); });
    json::array values;
    for (const auto part : parts)
        values.push_back(numbers ? json::value(*integer(part)) : json::value(part));
    return values;
}

json::object setOf(const ParameterDraft& parameter, std::string_view storeKind)
{
    const auto from = trimmed(parameter.from);
    if (isQuery(from))
        return {{"query", json::object{{storeKind, queryValue(from)}}}};
    const auto dots = from.find("..");
    if (dots != from.npos) {
        const auto first = integer(trimmed(from.substr(0, dots))), last = integer(trimmed(from.substr(dots + 2)));
        if (first && last)
            return {{"range", json::array{*first, *last}}};
    }
    return {{"values", listed(from)}};
}

std::string_view typeName(workload::FieldType type)
{
    constexpr std::string_view names[] = {"integer", "real", "text", "json"};
    return names[static_cast<std::size_t>(type)];
}

void indent(std::string& out, std::size_t depth)
{
    out += '\n';
    out.append(depth * 2, ' ');
}

// JSON as people write it: objects and arrays of them on lines of their own, what is small on one line.
void write(std::string& out, const json::value& value, std::size_t depth)
{
    constexpr std::size_t shortEnough = 100;
    const auto flat = json::serialize(value);
    const auto* object = value.if_object();
    const auto* array = value.if_array();
    if ((object == nullptr && array == nullptr) || (depth > 1 && flat.size() <= shortEnough)) {
        out += flat;
        return;
    }
    out += object != nullptr ? '{' : '[';
    const auto* separator = "";
    const auto next = [&] {
        out += separator;
        separator = ",";
        indent(out, depth + 1);
    };
    if (object != nullptr) {
        for (const auto& member : *object) {
            next();
            out += json::serialize(json::value(member.key())) + ": ";
            write(out, member.value(), depth + 1);
        }
    } else {
        for (const auto& element : *array) {
            next();
            write(out, element, depth + 1);
        }
    }
    indent(out, depth);
    out += object != nullptr ? '}' : ']';
}

std::string textOf(const json::object& object)
{
    std::string text;
    write(text, object, 0);
    return text + '\n';
}

} // namespace

std::vector<std::string> parametersOf(std::string_view query)
{
    const auto text = trimmed(query);
    std::vector<std::string> found;
    if (!text.starts_with('{')) {
        found = workload::statementParameters(text);
    } else { // a command of MongoDB: ":id" as a whole text
        for (auto at = text.find("\":"); at != text.npos; at = text.find("\":", at + 1)) {
            const auto end = text.find('"', at + 2);
            const auto name = end == text.npos ? std::string_view() : text.substr(at + 2, end - at - 2);
            const bool good = !name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char letter) {
                return std::isalnum(letter) != 0 || letter == '_';
            });
            if (good)
                found.emplace_back(name);
        }
    }
    std::vector<std::string> names;
    for (auto& name : found) {
        if (std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(std::move(name));
    }
    return names;
}

std::string suggestedKey(std::string_view name, const std::vector<std::string>& parameters)
{
    std::string key(name);
    for (const auto& parameter : parameters)
        key += fmt::format(":{{{}}}", parameter);
    return key;
}

std::string workloadText(const Draft& draft, std::string_view storeKind, const Shape& shape)
{
    json::object sets, parameters, fields;
    for (const auto& parameter : draft.parameters) {
        sets.emplace(parameter.name, setOf(parameter, storeKind));
        parameters.emplace(parameter.name,
                           json::object{{"from", parameter.name}, {"distribution", json::object{{"zipf", 0.99}}}});
    }
    for (const auto& field : shape.fields)
        fields.emplace(field.name, typeName(field.type));
    json::object read{{"name", "read"}, {"kind", "read"}};
    if (!parameters.empty())
        read.emplace("parameters", std::move(parameters));
    read.emplace("key", trimmed(draft.key));
    read.emplace("ttl", draft.ttl);
    if (shape.single) {
        read.emplace("encodings", json::array{"json", "hash"});
        read.emplace("single", true);
    }
    read.emplace("fields", std::move(fields));
    read.emplace("query", json::object{{storeKind, queryValue(trimmed(draft.query))}});
    json::object root{{"format", 1}, {"name", draft.name}};
    if (!sets.empty())
        root.emplace("sets", std::move(sets));
    root.emplace("operations", json::array{std::move(read)});
    return textOf(root);
}

std::string scenarioText(const Draft& draft, std::string_view storeKind, std::string_view workloadFile)
{
    const auto path = [&](std::string_view strategy) {
        return json::object{{"name", strategy}, {"strategy", strategy}, {"store", storeKind}};
    };
    return textOf({{"format", 1},
                   {"name", draft.name},
                   {"workload", workloadFile},
                   {"store_url", trimmed(draft.store)},
                   {"seconds", 30},
                   {"warm_up", 5},
                   {"paths", json::array{path("uncached"), path("cache-aside")}},
                   {"load", json::object{{"loop", "closed"}, {"users", 4}}},
                   {"check_one_in", 64}});
}

Part partOf(std::string_view field)
{
    const auto has = [&](std::string_view part) { return field.find(part) != field.npos; };
    if (field.starts_with("sets") || has(".parameters"))
        return Part::Parameters;
    if (has(".key"))
        return Part::Key;
    if (has(".ttl"))
        return Part::Ttl;
    return field == "name" ? Part::Name : Part::Query;
}

} // namespace cachedeck::probe
