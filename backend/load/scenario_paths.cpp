#include "backend/load/scenario_paths.hpp"

#include "backend/strategies/strategy.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace cachedeck::load {

namespace {

using workload::Encoding;
using workload::JsonNode;
using workload::KnownField;

constexpr KnownField pathFields[] = {{"name"}, {"strategy", true}, {"store"}, {"encoding"}, {"options"}, {"prefix"}};
constexpr std::string_view encodings[] = {"json", "hash", "fields", "zstd", "binary", "structures"};

void checkName(const JsonNode& node, const std::string& name, const std::vector<PathSpec>& before)
{
    const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    if (name.empty() || name.size() > 64 || !std::all_of(name.begin(), name.end(), allowed))
        node.failExpected("a name of small letters, digits and \"-\"");
    for (const auto& path : before)
        if (path.name == name)
            node.fail(fmt::format("another path is called \"{}\" already; give this one a \"name\" of its own", name));
}

// It stands in key patterns, so it has none of their signs.
std::string readPrefix(const JsonNode& node)
{
    auto prefix = node.text();
    const auto allowed = [](char c) {
        return static_cast<unsigned char>(c) > 0x20 && c != 0x7f &&
               std::string_view("*?[]\\{}^").find(c) == std::string_view::npos;
    };
    if (prefix.size() > 64 || !std::all_of(prefix.begin(), prefix.end(), allowed))
        node.failExpected("at most 64 characters, without spaces, braces and the signs of patterns");
    return prefix;
}

Encoding readEncoding(const JsonNode& node, const workload::Workload& workload)
{
    const auto encoding = static_cast<Encoding>(node.oneOf(encodings));
    const auto has = [&](const workload::Operation& operation) {
        return operation.kind == workload::Kind::Read && workload::canBe(operation, encoding);
    };
    if (std::none_of(workload.operations.begin(), workload.operations.end(), has))
        node.fail(fmt::format("no operation of the workload can be kept as {}", workload::name(encoding)));
    return encoding;
}

void readOption(const JsonNode& node, std::string_view name, const strategies::StrategyEntry& strategy,
                strategies::Options& options)
{
    const auto& own = strategy.options;
    if (std::find(own.begin(), own.end(), name) == own.end()) {
        std::vector<std::string_view> others;
        for (const auto& entry : strategies::registry())
            if (std::find(entry.options.begin(), entry.options.end(), name) != entry.options.end())
                others.push_back(entry.name);
        if (!others.empty())
            node.fail(
                fmt::format("{} has no option \"{}\": it belongs to {}", strategy.name, name, fmt::join(others, ", ")));
        const auto meant = workload::nearest(name, own);
        if (own.empty())
            node.fail(fmt::format("{} has no options", strategy.name));
        node.fail(meant ? fmt::format("unknown option; did you mean \"{}\"?", *meant)
                        : fmt::format("unknown option; {} has {}", strategy.name, fmt::join(own, ", ")));
    }
    const auto& option = *strategies::findOption(name);
    const auto value = node.number(option.least, option.most);
    if (option.whole && value != std::floor(value))
        node.failExpected("a whole number");
    option.set(options, value);
}

// The operations whose queries a run asks: those that it is made of, and what they are kept by.
std::vector<std::pair<std::string_view, const std::map<std::string, std::string>*>>
askedQueries(const workload::Workload& workload, Encoding encoding)
{
    std::vector<std::pair<std::string_view, const std::map<std::string, std::string>*>> queries;
    const auto add = [&](const workload::Operation& operation) {
        queries.emplace_back(operation.name, &operation.query);
        if (operation.whole)
            queries.emplace_back(operation.whole->name, &operation.whole->query);
    };
    for (const auto& operation : workload.operations) {
        if (operation.share <= 0)
            continue;
        add(operation);
        if (encoding != Encoding::Structures)
            continue;
        if (!operation.structure.fill.empty())
            queries.emplace_back(operation.name, &operation.structure.fill);
        if (operation.structure.documents)
            add(*operation.structure.documents);
    }
    return queries;
}

} // namespace

PathSpec readPath(const JsonNode& node, const Scenario& scenario, const std::optional<JsonNode>& scenarioStore)
{
    node.expectFields(pathFields);
    std::vector<std::string_view> names;
    for (const auto& entry : strategies::registry())
        names.push_back(entry.name);
    PathSpec path;
    path.strategy = names[node.at("strategy").oneOf(names)];
    path.name = path.strategy;
    if (const auto name = node.find("name"))
        path.name = name->text();
    checkName(node.find("name").value_or(node.at("strategy")), path.name, scenario.paths);
    const auto& workload = *scenario.workload;
    const auto store = node.find("store");
    path.namesStore = store.has_value();
    path.store = store ? store->text() : scenario.store;
    if (const auto encoding = node.find("encoding"))
        path.encoding = readEncoding(*encoding, workload);
    for (const auto& [name, query] : askedQueries(workload, path.encoding))
        if (!query->contains(path.store))
            store.value_or(scenarioStore.value_or(node))
                .fail(
                    fmt::format("the workload's operation \"{}\" has no query for the store \"{}\"", name, path.store));
    if (const auto options = node.find("options"))
        for (const auto& [name, value] : options->members())
            readOption(value, name, *strategies::find(path.strategy), path.options);
    if (const auto prefix = node.find("prefix"))
        path.keyPrefix = readPrefix(*prefix);
    return path;
}

std::string pathJson(const PathSpec& path)
{
    const PathSpec usual;
    boost::json::object json{{"strategy", path.strategy}};
    if (path.name != path.strategy)
        json["name"] = path.name;
    if (path.namesStore)
        json["store"] = path.store;
    if (path.encoding != usual.encoding)
        json["encoding"] = workload::name(path.encoding);
    boost::json::object options;
    for (const auto& option : strategies::allOptions()) {
        const auto value = option.get(path.options);
        if (value == option.get(usual.options))
            continue;
        if (option.whole)
            options[option.name] = std::llround(*value);
        else
            options[option.name] = *value;
    }
    if (!options.empty())
        json["options"] = std::move(options);
    if (!path.keyPrefix.empty())
        json["prefix"] = path.keyPrefix;
    return boost::json::serialize(json);
}

bool usesCache(const PathSpec& path)
{
    const auto* strategy = strategies::find(path.strategy);
    return strategy != nullptr && strategy->usesCache;
}

} // namespace cachedeck::load
