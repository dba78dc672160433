#include "backend/strategies/documents.hpp"

#include "backend/strategies/codec.hpp"
#include "backend/strategies/json_text.hpp"
#include "backend/workload/great_circle.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <iterator>

namespace cachedeck::strategies {
namespace {

using workload::FieldType;
using workload::Operation;
using StructureKind = workload::Structure::Kind;

bool isFromDocument(const Operation& read, std::size_t field)
{
    return field != read.structure.member && field != read.structure.order;
}

void appendMember(const Operation& read, const std::string& name, std::string& row)
{
    if (read.fields[read.structure.member].type == FieldType::Integer)
        row += name;
    else
        appendQuoted(name, row);
}

void appendOrder(const Operation& read, double order, std::string& row)
{
    if (read.fields[read.structure.order].type == FieldType::Integer)
        fmt::format_to(std::back_inserter(row), FMT_STRING("{}"), std::llround(order));
    else
        fmt::format_to(std::back_inserter(row), FMT_STRING("{}"), order);
}

// `append(i, row)` appends the JSON of field i, which is the document's.
template<class Append>
bool makeRow(const Operation& read, Draft::Member& member, const Append& append)
{
    auto& row = member.row;
    row = '{';
    for (std::size_t i = 0; i < read.fields.size(); ++i) {
        appendName(read.fields[i], i == 0, row);
        if (i == read.structure.member)
            appendMember(read, member.name, row);
        else if (i == read.structure.order)
            appendOrder(read, member.order, row);
        else if (!append(i, row))
            return false;
    }
    row += '}';
    return true;
}

// A place's distance is not the structure's, whose positions are rounded to a grid of its own, but is computed from the
// document's position, as the store does.
bool takeDistance(const workload::Call& call, std::optional<double> latitude, std::optional<double> longitude,
                  Draft::Member& member)
{
    const auto& structure = call.operation->structure;
    const auto from = [&](std::size_t i) {
        const auto& value = call.values[structure.point[i]];
        const auto* real = std::get_if<double>(&value);
        const auto* integer = std::get_if<std::int64_t>(&value);
        return real ? *real : integer ? static_cast<double>(*integer) : 0;
    };
    if (!latitude || !longitude)
        return false;
    member.order = workload::roundedKilometres(from(0), from(1), *latitude, *longitude);
    return true;
}

// The place of a field among those that a document gives.
std::size_t placeInDocument(const Operation& read, std::size_t field)
{
    std::size_t place = 0;
    for (std::size_t i = 0; i < field; ++i)
        place += isFromDocument(read, i) ? 1 : 0;
    return place;
}

} // namespace

void documentCall(const Operation& read, std::string_view member, workload::Call& call)
{
    const auto& documents = *read.structure.documents;
    call.operation = &documents;
    call.values.resize(1);
    std::int64_t number = 0;
    if (read.fields[read.structure.member].type == FieldType::Integer) {
        std::from_chars(member.data(), member.data() + member.size(), number);
        call.values[0] = number;
    } else if (auto* text = std::get_if<std::string>(&call.values[0])) {
        *text = member;
    } else {
        call.values[0] = std::string(member);
    }
    call.key.clear();
    documents.key.render(documents.parameters, call.values, call.key);
}

void askDocument(const Operation& read, std::string_view key, resp::Request& request)
{
    std::size_t fields = 0;
    for (std::size_t i = 0; i < read.fields.size(); ++i)
        fields += isFromDocument(read, i) ? 1 : 0;
    request.begin(2 + fields).argument("HMGET").argument(key);
    for (std::size_t i = 0; i < read.fields.size(); ++i)
        if (isFromDocument(read, i))
            request.argument(read.fields[i].name);
}

bool takeDocument(const workload::Call& call, resp::View values, Draft::Member& member)
{
    const auto& read = *call.operation;
    if (read.structure.kind == StructureKind::Places) {
        const auto at = [&](std::size_t i) { return placeInDocument(read, read.structure.position[i]); };
        if (at(0) >= values.size() || at(1) >= values.size() ||
            !takeDistance(call, values[at(0)].real(), values[at(1)].real(), member))
            return false;
    }
    auto at = values.begin();
    const auto end = values.end();
    return makeRow(read, member, [&](std::size_t field, std::string& row) {
        if (at == end || !(*at).isText())
            return false;
        const auto value = (*at).text();
        ++at;
        return appendHashed(read.fields[field], value, row);
    });
}

bool takeDocument(const workload::Call& call, std::string_view json, Draft::Member& member)
{
    const auto& read = *call.operation;
    const auto& fields = read.structure.documents->fields;
    JsonReader reader(json);
    std::vector<std::string_view> values;
    if (!reader.row(fields, values))
        return false;
    const auto valueOf = [&](std::size_t field) {
        for (std::size_t i = 0; i < fields.size(); ++i)
            if (fields[i].name == read.fields[field].name)
                return values[i];
        return std::string_view();
    };
    if (read.structure.kind == StructureKind::Places) {
        const auto number = [&](std::size_t i) {
            return std::optional(std::strtod(std::string(valueOf(read.structure.position[i])).c_str(), nullptr));
        };
        takeDistance(call, number(0), number(1), member);
    }
    return makeRow(read, member, [&](std::size_t field, std::string& row) {
        const auto value = valueOf(field);
        row += value;
        return !value.empty();
    });
}

void joinRows(const Draft& draft, std::string& json)
{
    json = '[';
    for (std::size_t i = 0; i < draft.given; ++i) {
        json += i == 0 ? "" : ",";
        json += draft.members[i].row;
    }
    json += ']';
}

} // namespace cachedeck::strategies
