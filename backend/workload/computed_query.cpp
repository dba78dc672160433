#include "backend/workload/computed_query.hpp"

#include "backend/workload/format.hpp"
#include "backend/workload/operation_loader.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cachedeck::workload {
namespace {

const Function& readFunction(const JsonNode& node, Kind kind)
{
    const auto name = node.text();
    std::vector<std::string_view> names;
    for (const auto& function : functions()) {
        if (function.kind == kind)
            names.push_back(function.name);
    }
    if (std::find(names.begin(), names.end(), name) == names.end())
        node.failExpected(
            fmt::format("a function of a {}: {}", kind == Kind::Read ? "read" : "write", fmt::join(names, ", ")));
    return *findFunction(name);
}

// A statement that the function needs, or does without.
std::string readStatement(const JsonNode& query, std::string_view field, bool isNeeded, const Function& function,
                          const std::vector<std::string>& known)
{
    const auto node = query.find(field);
    if (!node && isNeeded)
        query.fail(fmt::format("the function \"{}\" needs a \"{}\"", function.name, field));
    if (!node)
        return {};
    if (!isNeeded)
        node->fail(fmt::format("the function \"{}\" has no \"{}\"", function.name, field));
    auto text = readLines(*node);
    for (const auto& name : statementParameters(text)) {
        if (std::find(known.begin(), known.end(), name) == known.end())
            node->fail(fmt::format("\"{}\" is not a parameter; expected one of {}", name, fmt::join(known, ", ")));
    }
    return text;
}

} // namespace

bool isComputed(const JsonNode& query)
{
    return query.value().is_object() && query.has("compute");
}

ComputedQuery readComputed(const JsonNode& query, Kind kind, const std::vector<std::string>& parameters)
{
    query.expectFields(format::computed);
    ComputedQuery computed;
    computed.function = &readFunction(query.at("compute"), kind);
    const auto& function = *computed.function;
    for (const auto& needed : function.parameters) {
        if (std::find(parameters.begin(), parameters.end(), needed) == parameters.end())
            query.at("compute").fail(
                fmt::format("the function \"{}\" needs the parameter \"{}\"", function.name, needed));
    }
    auto known = parameters;
    computed.lookup = readStatement(query, "lookup", function.looksUp, function, known);
    known.insert(known.end(), function.lookup.begin(), function.lookup.end());
    computed.load = readStatement(query, "load", function.load != nullptr, function, known);
    known = parameters;
    known.insert(known.end(), function.columns.begin(), function.columns.end());
    computed.publish = readStatement(query, "publish", function.kind == Kind::Write, function, known);
    return computed;
}

std::optional<ComputedQuery> parseComputed(std::string_view query)
{
    if (!query.starts_with('{'))
        return std::nullopt;
    const auto text = [](const JsonNode& node, std::string_view field) {
        const auto member = node.find(field);
        return member ? readLines(*member) : std::string();
    };
    const auto read = readDocument<std::optional<ComputedQuery>>(
        query, "query", [&](const JsonNode& node) -> std::optional<ComputedQuery> {
            if (!isComputed(node))
                return std::nullopt;
            const auto* function = findFunction(node.at("compute").text());
            if (function == nullptr)
                return std::nullopt;
            return ComputedQuery{function, text(node, "lookup"), text(node, "load"), text(node, "publish")};
        });
    return read ? *read : std::nullopt;
}

std::vector<std::string> statementParameters(std::string_view text)
{
    const auto isName = [](char letter) {
        return letter == '_' || (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
               (letter >= 'A' && letter <= 'Z');
    };
    const auto skipTo = [&](std::size_t from, std::string_view end) {
        const auto place = text.find(end, from);
        return place == text.npos ? text.size() : place + end.size() - 1;
    };
    std::vector<std::string> names;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\'' || text[i] == '"' || text[i] == '`') {
            i = skipTo(i + 1, text.substr(i, 1));
        } else if (text.substr(i, 2) == "--") {
            i = skipTo(i, "\n");
        } else if (text.substr(i, 2) == "/*") {
            i = skipTo(i + 2, "*/");
        } else if (text.substr(i, 2) == "::") {
            ++i; // PostgreSQL's cast
        } else if (text[i] == ':' && i + 1 < text.size() && isName(text[i + 1])) {
            const auto begin = i + 1;
            while (i + 1 < text.size() && isName(text[i + 1]))
                ++i;
            names.emplace_back(text.substr(begin, i + 1 - begin));
        }
    }
    return names;
}

} // namespace cachedeck::workload
