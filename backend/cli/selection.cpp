#include "backend/cli/selection.hpp"

#include "backend/keyspace/key_query.hpp"

#include <algorithm>

namespace cachedeck::cli {
namespace {

using Values = std::map<std::string, std::string>;

// "movie:{id}" as literal pieces and names by turns.
struct Pieces {
    std::vector<std::string> literals{""};
    std::vector<std::string> names;
};

Pieces piecesOf(std::string_view text)
{
    Pieces pieces;
    while (!text.empty()) {
        const auto open = text.find('{');
        const auto close = text.find('}', open);
        pieces.literals.back() += text.substr(0, std::min(open, text.size()));
        if (open == std::string_view::npos || close == std::string_view::npos)
            break;
        pieces.names.emplace_back(text.substr(open + 1, close - open - 1));
        pieces.literals.emplace_back();
        text.remove_prefix(close + 1);
    }
    return pieces;
}

// The parameters' values with which the template gives this key.
std::optional<Values> match(const Pieces& pieces, std::string_view key)
{
    Values values;
    if (!key.starts_with(pieces.literals.front()))
        return std::nullopt;
    key.remove_prefix(pieces.literals.front().size());
    for (std::size_t i = 0; i < pieces.names.size(); ++i) {
        const auto& after = pieces.literals[i + 1];
        const bool last = i + 1 == pieces.names.size();
        const auto end = after.empty() ? (last ? key.size() : 0)
                         : last        ? key.size() - std::min(after.size(), key.size())
                                       : key.find(after);
        if (end == std::string_view::npos || end == 0 || key.substr(end, after.size()) != after)
            return std::nullopt;
        values[pieces.names[i]] = std::string(key.substr(0, end));
        key.remove_prefix(end + after.size());
    }
    return key.empty() ? std::optional(values) : std::nullopt;
}

// A name that has no value matches anything.
std::string patternOf(const Pieces& pieces, const Values& values, bool& open)
{
    auto text = keyspace::globEscape(pieces.literals.front());
    for (std::size_t i = 0; i < pieces.names.size(); ++i) {
        const auto value = values.find(pieces.names[i]);
        open = open || value == values.end();
        text += value == values.end() ? std::string("*") : keyspace::globEscape(value->second);
        text += keyspace::globEscape(pieces.literals[i + 1]);
    }
    return text;
}

std::string keyOf(const Pieces& pieces, const Values& values)
{
    auto text = pieces.literals.front();
    for (std::size_t i = 0; i < pieces.names.size(); ++i)
        text += values.at(pieces.names[i]) + pieces.literals[i + 1];
    return text;
}

void addUnique(std::vector<std::string>& list, std::string text)
{
    if (std::find(list.begin(), list.end(), text) == list.end())
        list.push_back(std::move(text));
}

void addInvalidations(Selection& selection, const workload::Operation& write, const Values& values,
                      std::string_view prefix)
{
    const auto escapedPrefix = keyspace::globEscape(prefix);
    for (const auto& one : write.invalidates) {
        if (one.isPattern) {
            addUnique(selection.patterns, escapedPrefix + one.key.text());
            continue;
        }
        const auto pieces = piecesOf(one.key.text());
        bool open = false;
        auto pattern = patternOf(pieces, values, open);
        if (open)
            addUnique(selection.patterns, escapedPrefix + pattern);
        else
            addUnique(selection.keys, std::string(prefix) + keyOf(pieces, values));
    }
}

} // namespace

std::optional<Selection> selectEntity(std::string_view entity, std::string_view prefix,
                                      const workload::Workload* workload)
{
    Selection selection;
    if (!workload) {
        const auto key = std::string(prefix) + std::string(entity);
        return Selection{{key}, {keyspace::globEscape(key) + ":*"}};
    }
    for (const auto& operation : workload->operations) {
        if (operation.kind == workload::Kind::Read) {
            if (match(piecesOf(operation.key.text()), entity))
                addUnique(selection.keys, std::string(prefix) + std::string(entity));
            continue;
        }
        for (const auto& one : operation.invalidates)
            if (!one.isPattern)
                if (const auto values = match(piecesOf(one.key.text()), entity))
                    addInvalidations(selection, operation, *values, prefix);
    }
    if (selection.keys.empty() && selection.patterns.empty())
        return std::nullopt;
    return selection;
}

} // namespace cachedeck::cli
