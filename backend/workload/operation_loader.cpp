#include "backend/workload/operation_loader.hpp"

#include "backend/workload/computed_query.hpp"
#include "backend/workload/format.hpp"
#include "backend/workload/query_text.hpp"
#include "backend/workload/structure_loader.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace cachedeck::workload {
namespace {

constexpr std::int64_t longestTtl = 10ll * 365 * 24 * 3600;

constexpr double steepest = 100; // exponent of a Zipf distribution

Hotspot readHotspot(const JsonNode& node)
{
    node.expectFields(format::hotspot);
    return {node.at("keys").number(0, 1), node.at("operations").number(0, 1)};
}

Latest readLatest(const JsonNode& node)
{
    node.expectFields(format::latest);
    Latest latest;
    if (const auto exponent = node.find("zipf"))
        latest.exponent = exponent->number(0, steepest);
    if (const auto every = node.find("every"))
        latest.every = static_cast<std::uint64_t>(every->integer(1, 1'000'000'000));
    return latest;
}

Distribution readDistribution(const JsonNode& node)
{
    if (node.value().is_object()) {
        node.expectFields(format::distribution);
        if (node.members().size() != 1)
            node.fail("expected exactly one of \"zipf\", \"hotspot\" and \"latest\"");
        if (const auto hotspot = node.find("hotspot"))
            return readHotspot(*hotspot);
        if (const auto latest = node.find("latest"))
            return readLatest(*latest);
        return Zipf{node.at("zipf").number(0, steepest)};
    }
    if (!node.value().is_string())
        node.failExpected(R"("uniform", "sequential", "latest", {"zipf": exponent}, {"hotspot": …} or {"latest": …})");
    static constexpr std::array<std::string_view, 3> words{"uniform", "sequential", "latest"};
    switch (node.oneOf(words)) {
    case 0:
        return Uniform{};
    case 1:
        return Sequential{};
    default:
        return Latest{};
    }
}

std::size_t readWith(const JsonNode& node, const JsonNode& parameter, const std::vector<Parameter>& earlier)
{
    const auto name = node.text();
    const auto place = std::find_if(earlier.begin(), earlier.end(), [&](const Parameter& candidate) {
        return candidate.name == name && !candidate.with;
    });
    if (place == earlier.end())
        node.failExpected("the name of a parameter above this one, with a distribution of its own");
    if (const auto distribution = parameter.find("distribution"))
        distribution->fail(fmt::format("it is picked with \"{}\"", name));
    return static_cast<std::size_t>(place - earlier.begin());
}

std::vector<Parameter> readParameters(const JsonNode& node, const std::map<std::string, SetSource>& sets)
{
    std::vector<Parameter> parameters;
    for (const auto& [name, member] : node.members()) {
        member.expectFields(format::parameter);
        const auto from = member.at("from");
        Parameter parameter{name, from.text(), Uniform{}, {}};
        if (!sets.contains(parameter.set)) {
            std::vector<std::string_view> names;
            for (const auto& set : sets)
                names.push_back(set.first);
            const auto meant = nearest(parameter.set, names);
            from.fail(fmt::format("there is no set \"{}\"{}", parameter.set,
                                  meant ? fmt::format("; did you mean \"{}\"?", *meant) : std::string()));
        }
        if (const auto distribution = member.find("distribution"))
            parameter.distribution = readDistribution(*distribution);
        if (const auto with = member.find("with"))
            parameter.with = readWith(*with, member, parameters);
        parameters.push_back(std::move(parameter));
    }
    if (parameters.size() > mostParameters)
        node.fail(fmt::format("expected at most {} parameters", mostParameters));
    return parameters;
}

void readQuery(const JsonNode& node, Operation& operation)
{
    operation.query = readQueries(node);
    for (const auto& [store, member] : node.members()) {
        if (isComputed(member)) {
            std::vector<std::string> names;
            for (const auto& parameter : operation.parameters)
                names.push_back(parameter.name);
            readComputed(member, operation.kind, names);
        }
        if (member.value().is_object())
            continue;
        for (const auto& name : statementParameters(operation.query.at(store)))
            expectParameter(member, operation, name);
    }
}

std::vector<Field> readRowFields(const JsonNode& node)
{
    static constexpr std::array<std::string_view, 5> types{"integer", "real", "text", "json", "bytes"};
    std::vector<Field> fields;
    for (const auto& [name, member] : node.members())
        fields.push_back({name, static_cast<FieldType>(member.oneOf(types))});
    if (fields.empty())
        node.fail("expected the columns that the query gives, in order, such as {\"id\": \"integer\"}; found none");
    return fields;
}

std::string readColumn(const JsonNode& node, const Operation& operation)
{
    auto column = node.text();
    std::vector<std::string_view> names;
    for (const auto& field : operation.fields)
        names.push_back(field.name);
    if (std::find(names.begin(), names.end(), column) == names.end())
        node.failExpected(fmt::format("one of the columns {}", fmt::join(names, ", ")));
    return column;
}

// All stores' queries: a path on one store and a path on another have the same keys.
std::string queryText(const Operation& operation)
{
    std::string text;
    for (const auto& [store, query] : operation.query)
        text += fmt::format("{}\n{}\n", store, normalisedQuery(query));
    return text;
}

void readRead(const JsonNode& node, Operation& operation)
{
    operation.key =
        readTemplate(node.at("key"), operation, hasParameter(operation, "query") ? "" : queryText(operation));
    operation.ttl = std::chrono::seconds(0);
    const auto ttl = node.at("ttl");
    const auto* seconds = ttl.value().if_int64();
    if (seconds == nullptr || *seconds <= 0 || *seconds > longestTtl)
        ttl.failExpected("a whole number of seconds above 0 (at most ten years)");
    operation.ttl = std::chrono::seconds(*seconds);
    if (const auto single = node.find("single"))
        operation.single = single->boolean();
    if (const auto encodings = node.find("encodings")) {
        static constexpr std::array<std::string_view, 5> words{"json", "hash", "fields", "zstd", "binary"};
        operation.encodings.clear();
        for (const auto& element : encodings->elements()) {
            operation.encodings.push_back(static_cast<Encoding>(element.oneOf(words)));
            const bool hash =
                operation.encodings.back() == Encoding::Hash || operation.encodings.back() == Encoding::Fields;
            if (hash && !operation.single)
                element.fail("only a read of a single row can be a hash; is \"single\": true missing?");
        }
        if (operation.encodings.empty())
            encodings->failExpected("at least one of \"json\", \"hash\", \"fields\", \"zstd\", \"binary\"");
    }
    if (const auto identity = node.find("identity"))
        operation.identity = readColumn(*identity, operation);
    if (const auto version = node.find("version")) {
        operation.version = readColumn(*version, operation);
        if (operation.identity.empty())
            version->fail("a version needs an \"identity\": the column that tells which entity a row is");
    }
}

// What every read has, whatever it is kept as.
void readAnswer(const JsonNode& node, Operation& operation)
{
    operation.fields = readRowFields(node.at("fields"));
    if (const auto recompute = node.find("recompute_ms"))
        operation.recompute = std::chrono::milliseconds(recompute->integer(0, 600'000));
    if (const auto changes = node.find("changes"))
        operation.changes = changes->boolean();
}

void checkChanges(const JsonNode& node, const Operation& operation)
{
    if (operation.changes && !operation.version.empty())
        node.at("changes").fail("a read with a \"version\" tells by it what changed; leave one of them out");
}

void readWrite(const JsonNode& node, Operation& operation)
{
    if (const auto invalidates = node.find("invalidates")) {
        for (const auto& element : invalidates->elements()) {
            Invalidation invalidation{readTemplate(element, operation), false};
            invalidation.isPattern = invalidation.key.text().find_first_of("*?[") != std::string::npos;
            operation.invalidates.push_back(std::move(invalidation));
        }
    }
    if (const auto refreshes = node.find("refreshes")) {
        for (const auto& element : refreshes->elements())
            operation.refreshes.push_back(element.text());
    }
    if (const auto entity = node.find("entity")) {
        operation.entity = entity->text();
        expectParameter(*entity, operation, operation.entity);
    }
}

// A read that `write` refreshes has to find its parameters among the write's.
void linkRefresh(const JsonNode& node, const Operation& write, const std::vector<Operation>& operations)
{
    const auto read = std::find_if(operations.begin(), operations.end(), [&](const Operation& operation) {
        return operation.kind == Kind::Read && operation.name == node.value().as_string();
    });
    if (read == operations.end())
        node.failExpected("the name of a read");
    if (read->whole)
        node.fail(fmt::format("{} takes a part of {}: name that one", read->name, read->whole->name));
    for (const auto& parameter : read->parameters) {
        if (!hasParameter(write, parameter.name))
            node.fail(fmt::format("{} needs the parameter \"{}\", which {} does not have", read->name, parameter.name,
                                  write.name));
    }
}

bool mayMatch(const Operation& read, const std::string& pattern)
{
    return read.key.mayMatch(pattern) ||
           (read.structure.kind != Structure::Kind::None && read.structure.key.mayMatch(pattern));
}

// Reads whose keys may match `pattern` get it as a tag; its parameters have to be theirs too, to know which tag it is.
void linkPattern(const JsonNode& node, const KeyTemplate& pattern, std::vector<Operation>& operations)
{
    std::vector<Operation*> reads;
    std::chrono::seconds ttl{0};
    for (auto& operation : operations) {
        if (operation.kind != Kind::Read || !mayMatch(operation, pattern.text()))
            continue;
        for (const auto& name : pattern.names()) {
            if (!hasParameter(operation, name))
                node.fail(fmt::format("the pattern may match keys of {}, which has no parameter \"{}\"", operation.name,
                                      name));
        }
        reads.push_back(&operation);
        ttl = std::max(ttl, operation.ttl);
    }
    for (auto* read : reads) {
        const auto add = [&](const KeyTemplate& key, std::vector<Tag>& tags) {
            const auto known = std::any_of(tags.begin(), tags.end(),
                                           [&](const Tag& tag) { return tag.pattern.text() == pattern.text(); });
            if (!known && key.mayMatch(pattern.text()))
                tags.push_back({pattern, ttl});
        };
        add(read->key, read->tags);
        if (read->structure.kind != Structure::Kind::None)
            add(read->structure.key, read->structure.tags);
    }
}

} // namespace

bool hasParameter(const Operation& operation, std::string_view name)
{
    return std::any_of(operation.parameters.begin(), operation.parameters.end(),
                       [&](const Parameter& parameter) { return parameter.name == name; });
}

void expectParameter(const JsonNode& node, const Operation& operation, std::string_view name)
{
    if (hasParameter(operation, name))
        return;
    std::vector<std::string_view> names;
    for (const auto& parameter : operation.parameters)
        names.push_back(parameter.name);
    node.fail(names.empty()
                  ? fmt::format("\"{}\" is not a parameter; this operation has none", name)
                  : fmt::format("\"{}\" is not a parameter; expected one of {}", name, fmt::join(names, ", ")));
}

KeyTemplate readTemplate(const JsonNode& node, const Operation& operation, const std::string& query)
{
    const auto text = node.text();
    auto key = KeyTemplate::parse(text, query);
    if (!key)
        node.fail(key.error());
    for (const auto& name : key->names())
        expectParameter(node, operation, name);
    return *std::move(key);
}

std::size_t parameterIndex(const JsonNode& node, const Operation& operation)
{
    const auto name = node.text();
    expectParameter(node, operation, name);
    const auto place = std::find_if(operation.parameters.begin(), operation.parameters.end(),
                                    [&](const Parameter& parameter) { return parameter.name == name; });
    return static_cast<std::size_t>(place - operation.parameters.begin());
}

std::string readLines(const JsonNode& node)
{
    if (!node.value().is_array())
        return node.text();
    std::string text;
    for (const auto& element : node.elements()) {
        const auto* line = element.value().if_string();
        if (line == nullptr)
            element.failExpected("a line of text");
        text += text.empty() ? "" : "\n";
        text += std::string_view(*line);
    }
    if (text.empty())
        node.failExpected("at least one line of text");
    return text;
}

std::map<std::string, std::string> readQueries(const JsonNode& node)
{
    std::map<std::string, std::string> queries;
    for (const auto& [store, member] : node.members()) {
        if (member.value().is_object()) {
            queries.emplace(store, boost::json::serialize(member.value()));
            continue;
        }
        if (!member.value().is_string() && !member.value().is_array())
            member.failExpected("a query: a text, an array of lines, or an object");
        queries.emplace(store, readLines(member));
    }
    if (queries.empty())
        node.fail("expected a query for at least one store, such as {\"sqlite\": \"SELECT …\"}; found none");
    return queries;
}

Operation readOperation(const JsonNode& node, const std::map<std::string, SetSource>& sets)
{
    static constexpr std::array<std::string_view, 2> kinds{"read", "write"};
    Operation operation;
    operation.kind = node.at("kind").oneOf(kinds) == 0 ? Kind::Read : Kind::Write;
    const bool isPart = operation.kind == Kind::Read && node.has("part_of");
    node.expectFields(isPart ? format::part : operation.kind == Kind::Read ? format::read : format::write);
    operation.name = node.at("name").text();
    const auto share = node.find("share");
    operation.share = share ? share->number(0, 1) : -1;
    if (const auto parameters = node.find("parameters"))
        operation.parameters = readParameters(*parameters, sets);
    readQuery(node.at("query"), operation);
    if (operation.kind == Kind::Read)
        readAnswer(node, operation);
    else
        readWrite(node, operation);
    if (operation.kind == Kind::Read && !isPart)
        readRead(node, operation);
    return operation;
}

void linkOperations(std::vector<Operation>& operations, const std::vector<JsonNode>& nodes)
{
    linkParts(operations, nodes);
    linkStructures(operations, nodes);
    for (std::size_t i = 0; i < operations.size(); ++i)
        if (operations[i].kind == Kind::Read)
            checkChanges(nodes[i], operations[i]);
    for (std::size_t i = 0; i < operations.size(); ++i) {
        if (operations[i].kind != Kind::Write)
            continue;
        if (const auto refreshes = nodes[i].find("refreshes")) {
            for (const auto& element : refreshes->elements())
                linkRefresh(element, operations[i], operations);
        }
        for (std::size_t j = 0; j < operations[i].invalidates.size(); ++j) {
            const auto& invalidation = operations[i].invalidates[j];
            if (invalidation.isPattern)
                linkPattern(nodes[i].at("invalidates").elements()[j], invalidation.key, operations);
        }
    }
    copyLinks(operations, nodes);
}

} // namespace cachedeck::workload
