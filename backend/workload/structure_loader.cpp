#include "backend/workload/structure_loader.hpp"

#include "backend/workload/count_loader.hpp"
#include "backend/workload/format.hpp"
#include "backend/workload/operation_loader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace cachedeck::workload {
namespace {

using StructureKind = Structure::Kind;

bool hasField(const Operation& operation, std::string_view name)
{
    return std::any_of(operation.fields.begin(), operation.fields.end(),
                       [&](const Field& field) { return field.name == name; });
}

const Operation& wholeOf(const JsonNode& node, const std::vector<Operation>& operations,
                         const std::vector<JsonNode>& nodes)
{
    const auto name = node.text();
    const auto place = std::find_if(operations.begin(), operations.end(), [&](const Operation& candidate) {
        return candidate.kind == Kind::Read && candidate.name == name;
    });
    if (place == operations.end())
        node.failExpected("the name of a read");
    const auto index = static_cast<std::size_t>(place - operations.begin());
    if (nodes[index].has("part_of"))
        node.fail(fmt::format("{} is a part itself: name the read that it is a part of", name));
    if (!place->single)
        node.fail(fmt::format("{} gives many rows; only a read of a single row has parts", name));
    return *place;
}

// The key and the whole's query are made of the part's own values, so these stand in the same order.
void checkParameters(const JsonNode& node, const Operation& part, const Operation& whole)
{
    const bool same = std::equal(
        part.parameters.begin(), part.parameters.end(), whole.parameters.begin(), whole.parameters.end(),
        [](const Parameter& left, const Parameter& right) { return left.name == right.name && left.set == right.set; });
    if (!same)
        node.fail(fmt::format("expected the parameters of {}, from the same sets and in the same order", whole.name));
}

void checkFields(const JsonNode& node, const Operation& part, const Operation& whole)
{
    auto at = whole.fields.begin();
    for (const auto& field : part.fields) {
        const auto place =
            std::find_if(at, whole.fields.end(), [&](const Field& candidate) { return candidate.name == field.name; });
        if (place == whole.fields.end())
            node.fail(hasField(whole, field.name)
                          ? fmt::format("\"{}\" stands before the field above it in {}: keep its order", field.name,
                                        whole.name)
                          : fmt::format("{} has no field \"{}\"", whole.name, field.name));
        if (place->type != field.type)
            node.fail(fmt::format("\"{}\" has another type in {}", field.name, whole.name));
        at = place + 1;
    }
}

std::size_t fieldIndex(const JsonNode& node, const Operation& read)
{
    const auto name = node.text();
    const auto place =
        std::find_if(read.fields.begin(), read.fields.end(), [&](const Field& field) { return field.name == name; });
    if (place == read.fields.end())
        node.failExpected("one of the read's fields");
    return static_cast<std::size_t>(place - read.fields.begin());
}

void expectInteger(const JsonNode& node, const Operation& read, std::size_t field)
{
    if (read.fields[field].type != FieldType::Integer)
        node.fail(fmt::format("\"{}\" is no integer", read.fields[field].name));
}

std::size_t memberIndex(const JsonNode& node, const Operation& read)
{
    const auto member = fieldIndex(node, read);
    const auto type = read.fields[member].type;
    if (type != FieldType::Integer && type != FieldType::Text)
        node.failExpected("an integer or a text field");
    return member;
}

std::array<std::size_t, 2> pair(const JsonNode& node, std::size_t (*index)(const JsonNode&, const Operation&),
                                const Operation& read)
{
    const auto elements = node.elements();
    if (elements.size() != 2)
        node.failExpected("two names, of the latitude and of the longitude");
    return {index(elements[0], read), index(elements[1], read)};
}

// A single read of one parameter, which gives the fields of `read` that its structure does not hold.
void checkDocuments(const JsonNode& node, const Operation& read, const std::vector<Operation>& operations)
{
    const auto name = node.text();
    const auto place = std::find_if(operations.begin(), operations.end(),
                                    [&](const Operation& candidate) { return candidate.name == name; });
    if (place == operations.end() || !place->single || place->parameters.size() != 1 ||
        !canBe(*place, Encoding::Fields))
        node.failExpected("the name of a read of a single row with one parameter that can be kept as a hash");
    if (read.fields.size() < 3)
        node.fail(fmt::format("{} has no field that a document could hold", read.name));
    for (std::size_t i = 0; i < read.fields.size(); ++i) {
        if (i == read.structure.member || i == read.structure.order)
            continue;
        const auto& field = read.fields[i];
        const bool has = std::any_of(place->fields.begin(), place->fields.end(), [&](const Field& candidate) {
            return candidate.name == field.name && candidate.type == field.type;
        });
        if (!has)
            node.fail(fmt::format("{} has no field \"{}\" of that type", name, field.name));
    }
}

void readPlaces(const JsonNode& node, Operation& read)
{
    auto& structure = read.structure;
    structure.order = fieldIndex(node.at("order"), read);
    if (read.fields[structure.order].type != FieldType::Real)
        node.at("order").failExpected("the field with the distance, in kilometres, a real number");
    structure.rows = static_cast<std::uint64_t>(node.at("rows").integer(1, 1000));
    structure.radius = node.at("radius_km").number(0.001, 20'000);
    structure.point = pair(node.at("point"), parameterIndex, read);
    structure.position = pair(node.at("position"), fieldIndex, read);
    structure.fill = readQueries(node.at("fill"));
}

void readRanking(const JsonNode& node, Operation& read)
{
    auto& structure = read.structure;
    structure.order = fieldIndex(node.at("order"), read);
    const auto type = read.fields[structure.order].type;
    if (type != FieldType::Integer && type != FieldType::Real)
        node.at("order").failExpected("the field with the score, a number");
    if (const auto length = node.find("length"))
        structure.length = parameterIndex(*length, read);
    if (const auto fill = node.find("fill"))
        structure.fill = readQueries(*fill);
}

void readRecent(const JsonNode& node, Operation& read)
{
    auto& structure = read.structure;
    structure.order = fieldIndex(node.at("order"), read);
    expectInteger(node.at("order"), read, structure.order);
    structure.rows = static_cast<std::uint64_t>(node.at("rows").integer(1, 10'000));
    structure.keep =
        static_cast<std::uint64_t>(node.at("keep").integer(static_cast<std::int64_t>(structure.rows), 100'000));
}

// One row; all integers, or one alone.
void checkRow(const JsonNode& node, const Operation& read)
{
    if (!read.single)
        node.fail("only a read of a single row can be kept so; is \"single\": true missing?");
    if (read.structure.kind != StructureKind::Counters && read.fields.size() != 1)
        node.fail(fmt::format("holds one number, and {} has {} fields", read.name, read.fields.size()));
    if (read.structure.kind == StructureKind::Counters) {
        if (!canBe(read, Encoding::Fields))
            node.fail("is a hash; is \"fields\" missing among the \"encodings\"?");
        return;
    }
    expectInteger(node, read, 0);
}

void readStructure(const JsonNode& node, Operation& read, const std::vector<Operation>& operations)
{
    static constexpr std::array<std::string_view, 6> kinds{"counter", "counters", "ranking",
                                                           "recent",  "unique",   "places"};
    node.expectFields(format::structure);
    auto& structure = read.structure;
    structure.kind = static_cast<StructureKind>(1 + node.at("kind").oneOf(kinds));
    const auto key = node.find("key");
    structure.key = key ? readTemplate(*key, read) : read.key;
    const bool ofMembers = structure.kind == StructureKind::Ranking || structure.kind == StructureKind::Places;
    const bool isRow = !ofMembers && structure.kind != StructureKind::Recent;
    if (isRow)
        checkRow(node.at("kind"), read);
    else if (read.single)
        node.at("kind").fail("holds many rows, and this read gives a single one");
    if (structure.kind == StructureKind::Unique)
        structure.fill = readQueries(node.at("fill"));
    if (structure.kind == StructureKind::Recent)
        readRecent(node, read);
    if (!ofMembers)
        return;
    structure.member = memberIndex(node.at("member"), read);
    if (structure.kind == StructureKind::Ranking)
        readRanking(node, read);
    else
        readPlaces(node, read);
    checkDocuments(node.at("documents"), read, operations);
}

const Operation& called(const JsonNode& node, const std::vector<Operation>& operations)
{
    const auto name = node.text();
    return *std::find_if(operations.begin(), operations.end(),
                         [&](const Operation& candidate) { return candidate.name == name; });
}

} // namespace

void linkStructures(std::vector<Operation>& operations, const std::vector<JsonNode>& nodes)
{
    for (std::size_t i = 0; i < operations.size(); ++i)
        if (const auto structure = nodes[i].find("structure"))
            readStructure(*structure, operations[i], operations);
    for (std::size_t i = 0; i < operations.size(); ++i)
        if (const auto counts = nodes[i].find("counts"))
            for (const auto& element : counts->elements())
                operations[i].counts.push_back(readCount(element, operations[i], operations));
}

void copyLinks(std::vector<Operation>& operations, const std::vector<JsonNode>& nodes)
{
    const auto copy = [&](const JsonNode& node) { return std::make_shared<const Operation>(called(node, operations)); };
    for (std::size_t i = 0; i < operations.size(); ++i)
        if (const auto partOf = nodes[i].find("part_of"))
            operations[i].whole = copy(*partOf);
    for (std::size_t i = 0; i < operations.size(); ++i)
        if (operations[i].structure.kind != StructureKind::None)
            if (const auto documents = nodes[i].at("structure").find("documents"))
                operations[i].structure.documents = copy(*documents);
    for (std::size_t i = 0; i < operations.size(); ++i)
        for (std::size_t j = 0; j < operations[i].counts.size(); ++j)
            operations[i].counts[j].in = copy(nodes[i].at("counts").elements()[j].at("in"));
}

void linkParts(std::vector<Operation>& operations, const std::vector<JsonNode>& nodes)
{
    for (std::size_t i = 0; i < operations.size(); ++i) {
        const auto partOf = nodes[i].find("part_of");
        if (!partOf)
            continue;
        auto& part = operations[i];
        const auto& whole = wholeOf(*partOf, operations, nodes);
        checkParameters(nodes[i].find("parameters").value_or(*partOf), part, whole);
        checkFields(nodes[i].at("fields"), part, whole);
        part.key = whole.key;
        part.ttl = whole.ttl;
        part.encodings = whole.encodings;
        part.single = true;
        if (hasField(part, whole.identity) && hasField(part, whole.version)) {
            part.identity = whole.identity;
            part.version = whole.version;
        }
        part.whole = std::make_shared<const Operation>(whole);
    }
}

} // namespace cachedeck::workload
