// "counts" of a write: what it adds to the structures of reads.
#include "backend/workload/count_loader.hpp"

#include "backend/workload/format.hpp"
#include "backend/workload/operation_loader.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cachedeck::workload {
namespace {

using StructureKind = Structure::Kind;

Operation& structureOf(const JsonNode& node, std::vector<Operation>& operations)
{
    const auto name = node.text();
    const auto place = std::find_if(operations.begin(), operations.end(),
                                    [&](const Operation& candidate) { return candidate.name == name; });
    if (place == operations.end() || place->structure.kind == StructureKind::None ||
        place->structure.kind == StructureKind::Places)
        node.failExpected("the name of a read whose \"structure\" can be counted into");
    return *place;
}

void only(const JsonNode& node, std::string_view field, bool allowed, const Operation& read)
{
    if (const auto given = node.find(field); given && !allowed)
        given->fail(fmt::format("the structure of {} has no use for it", read.name));
}

// Parameters of the write for each field of the read's row.
std::vector<std::size_t> readRow(const JsonNode& node, const Operation& write, const Operation& read)
{
    std::vector<std::size_t> row;
    for (const auto& field : read.fields)
        row.push_back(parameterIndex(node.at(field.name), write));
    if (node.members().size() != read.fields.size())
        node.fail(fmt::format("expected the {} fields of {} and the parameters that they are made of",
                              read.fields.size(), read.name));
    return row;
}

KeyTemplate readField(const JsonNode& node, const Operation& write, const Operation& read)
{
    const auto text = node.text();
    auto field = KeyTemplate::parse(text);
    if (!field)
        node.fail(field.error());
    for (const auto& name : field->names())
        expectParameter(node, write, name);
    const bool known = std::any_of(read.fields.begin(), read.fields.end(), [&](const Field& candidate) {
        return candidate.type == FieldType::Integer && (candidate.name == text || field->mayMatch(candidate.name));
    });
    if (!known)
        node.failExpected(fmt::format("an integer field of {}", read.name));
    return *std::move(field);
}

} // namespace

Count readCount(const JsonNode& node, const Operation& write, std::vector<Operation>& operations)
{
    node.expectFields(format::count);
    auto& read = structureOf(node.at("in"), operations);
    const auto kind = read.structure.kind;
    for (const auto& name : read.structure.key.names())
        expectParameter(node.at("in"), write, name);
    only(node, "field", kind == StructureKind::Counters, read);
    only(node, "member", kind == StructureKind::Ranking || kind == StructureKind::Unique, read);
    only(node, "row", kind == StructureKind::Recent, read);
    only(node, "by",
         kind == StructureKind::Counter || kind == StructureKind::Counters || kind == StructureKind::Ranking, read);
    Count count;
    if (kind == StructureKind::Counters)
        count.field = readField(node.at("field"), write, read);
    if (kind == StructureKind::Ranking || kind == StructureKind::Unique)
        count.member = parameterIndex(node.at("member"), write);
    if (kind == StructureKind::Recent)
        count.row = readRow(node.at("row"), write, read);
    if (const auto by = node.find("by"); by && by->value().is_string())
        count.byParameter = parameterIndex(*by, write);
    else if (by)
        count.by = by->integer();
    read.structure.counted = true;
    return count;
}

} // namespace cachedeck::workload
