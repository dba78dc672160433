#include "backend/workload/event_loader.hpp"
#include "backend/workload/format.hpp"
#include "backend/workload/operation_loader.hpp"
#include "backend/workload/value_file.hpp"
#include "backend/workload/value_size.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace cachedeck::workload {
namespace {

constexpr std::int64_t mostItems = 10'000'000;
constexpr std::uint64_t widestRange = std::uint64_t{1} << 53u; // what a double counts exactly

std::vector<Value> readValues(const JsonNode& node)
{
    std::vector<Value> values;
    for (const auto& element : node.elements()) {
        const auto& value = element.value();
        if (value.is_int64())
            values.emplace_back(value.get_int64());
        else if (value.is_double())
            values.emplace_back(value.get_double());
        else if (value.is_string())
            values.emplace_back(std::string(value.get_string()));
        else
            element.failExpected("a number or a text");
    }
    if (values.empty())
        node.fail("expected at least one value, found an empty array");
    return values;
}

Range readRange(const JsonNode& node)
{
    const auto ends = node.elements();
    if (ends.size() != 2)
        node.fail(fmt::format("expected two whole numbers, the first and the last, found {} elements", ends.size()));
    const Range range{ends[0].integer(), ends[1].integer()};
    if (range.last < range.first)
        ends[1].failExpected(fmt::format("a whole number of at least {}", range.first));
    if (static_cast<std::uint64_t>(range.last) - static_cast<std::uint64_t>(range.first) >= widestRange)
        node.fail("expected a range of at most 2^53 numbers");
    return range;
}

std::vector<Value> readFileSet(const JsonNode& node, const std::filesystem::path& folder)
{
    const auto name = node.at("file");
    const std::filesystem::path file = name.text();
    if (folder.empty())
        name.fail("only a workload that is a file itself may name another one");
    static constexpr std::array<std::string_view, 2> types{"integer", "text"};
    const auto type = node.find("type");
    auto values = loadValues(file.is_absolute() ? file : folder / file,
                             !type || type->oneOf(types) == 0 ? FieldType::Integer : FieldType::Text);
    if (!values)
        throw FileErrorException{values.error()};
    return std::move(*values);
}

SetSource readSet(const JsonNode& node, const std::filesystem::path& folder)
{
    node.expectFields(format::set);
    const auto type = node.find("type");
    if (type && !node.has("file"))
        type->fail("only the values of a \"file\" have it");
    if (node.members().size() != (type ? 2u : 1u))
        node.fail("expected exactly one of \"values\", \"range\", \"query\" and \"file\"");
    if (node.has("file"))
        return readFileSet(node, folder);
    if (const auto values = node.find("values"))
        return readValues(*values);
    if (const auto range = node.find("range"))
        return readRange(*range);
    return SetQuery{readQueries(node.at("query"))};
}

// A schema for a store: statements as text, or objects where the store's language is JSON.
std::string readStatements(const JsonNode& node)
{
    const auto* list = node.value().if_array();
    const bool isJson = node.value().is_object() || (list != nullptr && !list->empty() && list->front().is_object());
    return isJson ? boost::json::serialize(node.value()) : readLines(node);
}

// Whether they are there, is asked when the data is made.
void readFiles(const JsonNode& node, const std::filesystem::path& folder, DataSource& data)
{
    if (data.generator != "datasets")
        node.fail("only the generator \"datasets\" reads files");
    node.expectFields(format::files);
    const auto place = [&](const JsonNode& member) {
        const std::filesystem::path file(member.text());
        if (file.is_relative() && folder.empty())
            member.fail("a file can be named only in a workload that is a file itself");
        return folder / file;
    };
    data.images = place(node.at("images"));
    data.labels = place(node.at("labels"));
}

DataSource readData(const JsonNode& node, const std::filesystem::path& folder)
{
    node.expectFields(format::data);
    DataSource data;
    data.generator = node.at("generator").text();
    if (const auto seed = node.find("seed"))
        data.seed = static_cast<std::uint64_t>(seed->integer(0, std::numeric_limits<std::int64_t>::max()));
    if (const auto values = node.find("values")) {
        if (data.generator != "synthetic")
            values->fail("only the generator \"synthetic\" makes values of a size that is given");
        data.values = readValueSizes(*values);
    }
    if (const auto files = node.find("files"))
        readFiles(*files, folder, data);
    for (const auto& [name, member] : node.at("sizes").members())
        data.sizes.emplace(name, member.integer(1, mostItems));
    if (data.sizes.empty())
        node.at("sizes").fail("expected at least one size, such as {\"full\": 100000}; found none");
    for (const auto& [store, member] : node.at("schema").members()) {
        member.expectFields(format::tables);
        const auto indexes = member.find("indexes");
        data.schema.emplace(
            store, DataSource::Schema{readStatements(member.at("tables")), indexes ? readStatements(*indexes) : ""});
    }
    return data;
}

Picture readPicture(const JsonNode& node)
{
    static constexpr std::array<std::string_view, 2> kinds{"lines", "bars"};
    constexpr std::size_t mostSeries = 8, mostValues = 400;
    constexpr double largest = 1e15;
    node.expectFields(format::picture);
    Picture picture;
    const auto kind = node.find("kind");
    picture.bars = kind && kind->oneOf(kinds) == 1;
    picture.caption = node.at("caption").text();
    for (const auto& series : node.at("series").elements()) {
        std::vector<double> values;
        for (const auto& value : series.elements())
            values.push_back(value.number(-largest, largest));
        if (values.size() < 2 || values.size() > mostValues)
            series.fail(fmt::format("expected 2 to {} numbers, found {}", mostValues, values.size()));
        picture.series.push_back(std::move(values));
    }
    if (picture.series.empty() || picture.series.size() > mostSeries)
        node.at("series").fail(fmt::format("expected 1 to {} series, found {}", mostSeries, picture.series.size()));
    return picture;
}

// Operations without a share divide what the others leave.
void divideShares(const JsonNode& node, std::vector<Operation>& operations)
{
    double given = 0;
    std::size_t open = 0;
    for (const auto& operation : operations) {
        given += std::max(operation.share, 0.0);
        open += operation.share < 0 ? 1 : 0;
    }
    constexpr double tolerance = 1e-6;
    if (open == 0 && std::fabs(given - 1) > tolerance)
        node.fail(fmt::format("expected shares that sum to 1, found a sum of {:.6g}", given));
    if (open > 0 && given > 1 - tolerance)
        node.fail(
            fmt::format("expected shares that leave something for the {} operations without one, found a sum of {:.6g}",
                        open, given));
    for (auto& operation : operations) {
        if (operation.share < 0)
            operation.share = (1 - given) / static_cast<double>(open);
    }
}

std::vector<Operation> readOperations(const JsonNode& node, const std::map<std::string, SetSource>& sets)
{
    const auto nodes = node.elements();
    std::vector<Operation> operations;
    for (const auto& element : nodes) {
        auto operation = readOperation(element, sets);
        const auto twice = std::any_of(operations.begin(), operations.end(),
                                       [&](const Operation& other) { return other.name == operation.name; });
        if (twice)
            element.at("name").fail(fmt::format("two operations have the name \"{}\"", operation.name));
        operation.index = operations.size();
        operations.push_back(std::move(operation));
    }
    if (operations.empty())
        node.fail("expected at least one operation, found none");
    divideShares(node, operations);
    linkOperations(operations, nodes);
    return operations;
}

// A key with {model|version} needs to know the versions at the beginning, and the writes that raise them.
void checkVersions(const JsonNode& root, const Workload& workload)
{
    const auto nodes = root.at("operations").elements();
    for (const auto& operation : workload.operations) {
        const auto& key = operation.key;
        for (std::size_t i = 0; i < key.names().size(); ++i) {
            if (key.forms()[i] == KeyTemplate::Form::Version && !workload.versions.contains(key.names()[i]))
                nodes[operation.index].at("key").fail(
                    fmt::format("{{{0}|version}} needs a query \"versions.{0}\" that gives each {0} and its version",
                                key.names()[i]));
        }
        for (const auto& invalidation : operation.invalidates) {
            const auto& forms = invalidation.key.forms();
            if (std::find(forms.begin(), forms.end(), KeyTemplate::Form::Version) != forms.end())
                nodes[operation.index]
                    .at("invalidates")
                    .fail("a {…|version} is not invalidated: a new version has other keys");
        }
    }
}

Workload readWorkload(const JsonNode& root, const std::filesystem::path& folder)
{
    root.expectFields(format::workload);
    const auto version = root.at("format");
    if (const auto* number = version.value().if_int64(); number == nullptr || *number != 1)
        version.failExpected("format 1, the one that this version reads");
    Workload workload;
    workload.name = root.at("name").text();
    const auto title = root.find("title");
    workload.title = title ? title->text() : workload.name;
    if (const auto description = root.find("description"))
        workload.description = description->text();
    const auto about = root.find("about");
    workload.about = about ? readLines(*about) : workload.description;
    std::replace(workload.about.begin(), workload.about.end(), '\n',
                 ' '); // a paragraph, whatever its lines in the file
    const auto icon = root.find("icon");
    workload.icon = icon ? icon->text() : workload.name;
    if (const auto picture = root.find("picture"))
        workload.picture = readPicture(*picture);
    if (const auto data = root.find("data"))
        workload.data = readData(*data, folder);
    if (const auto sets = root.find("sets")) {
        for (const auto& [name, member] : sets->members())
            workload.sets.emplace(name, readSet(member, folder));
    }
    if (const auto versions = root.find("versions")) {
        for (const auto& [name, member] : versions->members())
            workload.versions.emplace(name, SetQuery{readQueries(member)});
    }
    workload.operations = readOperations(root.at("operations"), workload.sets);
    if (const auto events = root.find("events"))
        workload.events = readEvents(*events, workload.operations);
    checkVersions(root, workload);
    return workload;
}

} // namespace

FileResult<Workload> parse(std::string_view json, std::string_view name, const std::filesystem::path& folder)
{
    return readDocument<Workload>(json, name, [&](const JsonNode& root) { return readWorkload(root, folder); });
}

FileResult<Workload> load(const std::filesystem::path& file)
{
    const auto text = readFile(file);
    if (!text)
        return text.error();
    const auto folder = file.parent_path();
    return parse(*text, file.filename().string(), folder.empty() ? "." : folder);
}

} // namespace cachedeck::workload
