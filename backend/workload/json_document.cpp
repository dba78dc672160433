#include "backend/workload/json_document.hpp"

#include <boost/json/parser.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <numeric>
#include <utility>

namespace cachedeck::workload {
namespace {

constexpr std::size_t largestFile = 4u * 1024 * 1024;

// What is there, short enough for a message.
std::string found(const boost::json::value& value)
{
    switch (value.kind()) {
    case boost::json::kind::object:
        return "an object";
    case boost::json::kind::array:
        return "an array";
    case boost::json::kind::string:
        if (value.get_string().empty())
            return "an empty string";
        break;
    default:
        break;
    }
    auto text = boost::json::serialize(value);
    constexpr std::size_t most = 60;
    if (text.size() > most) {
        text.resize(most);
        while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0u) == 0x80u)
            text.pop_back(); // never half a UTF-8 sequence
        if (!text.empty() && (static_cast<unsigned char>(text.back()) & 0x80u) != 0)
            text.pop_back();
        text += "…";
    }
    return text;
}

std::size_t editDistance(std::string_view left, std::string_view right)
{
    std::vector<std::size_t> row(right.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= left.size(); ++i) {
        auto diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= right.size(); ++j) {
            const auto replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

boost::json::value parseJson(std::string_view json, const std::string& name)
{
    const auto complain = [&](std::size_t line, std::string message) {
        throw FileErrorException{{name, line, "", std::move(message)}};
    };
    if (json.size() > largestFile)
        complain(0, fmt::format("expected a file of at most {} MiB", largestFile / 1024 / 1024));
    boost::json::parser parser;
    boost::system::error_code error;
    const auto consumed = parser.write_some(json, error);
    const auto line = [&](std::size_t bytes) {
        return 1 + static_cast<std::size_t>(
                       std::count(json.begin(), json.begin() + static_cast<std::ptrdiff_t>(bytes), '\n'));
    };
    if (error)
        complain(line(consumed), fmt::format("this is not JSON: {}", error.message()));
    const auto rest = json.find_first_not_of(" \t\r\n", consumed);
    if (rest != std::string_view::npos)
        complain(line(rest), "this is not JSON: expected the end of the file after the first value");
    return parser.release();
}

} // namespace

std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> known)
{
    std::optional<std::string_view> best;
    auto bestDistance = std::max<std::size_t>(2, word.size() / 3) + 1;
    if (word.size() > 64)
        return best;
    for (const auto candidate : known) {
        const auto distance = editDistance(word, candidate);
        if (distance < bestDistance && distance < candidate.size()) {
            best = candidate;
            bestDistance = distance;
        }
    }
    return best;
}

JsonDocument::JsonDocument(std::string_view json, std::string_view name)
    : m_name(name), m_value(parseJson(json, m_name)), m_lines(findLines(json))
{
    if (!m_lines.duplicates.empty()) {
        const auto& field = m_lines.duplicates.front();
        throw FileErrorException{{m_name, lineOf(field), field, "this field is given twice"}};
    }
}

std::size_t JsonDocument::lineOf(const std::string& path) const
{
    for (auto rest = path;;) {
        if (const auto line = m_lines.byPath.find(rest); line != m_lines.byPath.end())
            return line->second;
        const auto cut = rest.find_last_of(".[");
        if (cut == std::string::npos)
            return 1;
        rest.resize(cut);
    }
}

void JsonNode::fail(std::string message) const
{
    throw FileErrorException{{m_document->name(), m_document->lineOf(m_path), m_path, std::move(message)}};
}

void JsonNode::failExpected(std::string_view expected) const
{
    fail(fmt::format("expected {}, found {}", expected, found(*m_value)));
}

void JsonNode::expectFields(std::span<const KnownField> known) const
{
    std::vector<std::string_view> names;
    for (const auto& field : known)
        names.push_back(field.name);
    for (const auto& [name, member] : members()) {
        if (std::find(names.begin(), names.end(), name) != names.end())
            continue;
        const auto meant = nearest(name, names);
        member.fail(meant ? fmt::format("unknown field; did you mean \"{}\"?", *meant)
                          : fmt::format("unknown field; expected one of {}", fmt::join(names, ", ")));
    }
    for (const auto& field : known) {
        if (field.required)
            at(field.name);
    }
}

std::optional<JsonNode> JsonNode::find(std::string_view field) const
{
    const auto* object = m_value->if_object();
    if (object == nullptr)
        failExpected("an object");
    const auto* member = object->if_contains(field);
    if (member == nullptr)
        return std::nullopt;
    return JsonNode(*m_document, *member, m_path.empty() ? std::string(field) : fmt::format("{}.{}", m_path, field));
}

JsonNode JsonNode::at(std::string_view field) const
{
    auto member = find(field);
    if (!member)
        fail(fmt::format("the field \"{}\" is missing", field));
    return *std::move(member);
}

std::string JsonNode::text() const
{
    const auto* string = m_value->if_string();
    if (string == nullptr || string->empty())
        failExpected("a text");
    return std::string(*string);
}

bool JsonNode::boolean() const
{
    const auto* boolean = m_value->if_bool();
    if (boolean == nullptr)
        failExpected("true or false");
    return *boolean;
}

double JsonNode::number() const
{
    if (const auto* real = m_value->if_double(); real != nullptr && std::isfinite(*real))
        return *real;
    if (const auto* integer = m_value->if_int64())
        return static_cast<double>(*integer);
    if (const auto* natural = m_value->if_uint64())
        return static_cast<double>(*natural);
    failExpected("a number");
}

double JsonNode::number(double least, double most) const
{
    const auto value = m_value->is_number() ? number() : least - 1;
    if (!(value >= least && value <= most))
        failExpected(fmt::format("a number from {} to {}", least, most));
    return value;
}

std::int64_t JsonNode::integer() const
{
    const auto* integer = m_value->if_int64();
    if (integer == nullptr)
        failExpected("a whole number");
    return *integer;
}

std::int64_t JsonNode::integer(std::int64_t least, std::int64_t most) const
{
    const auto* integer = m_value->if_int64();
    if (integer == nullptr || *integer < least || *integer > most)
        failExpected(fmt::format("a whole number from {} to {}", least, most));
    return *integer;
}

std::size_t JsonNode::oneOf(std::span<const std::string_view> words) const
{
    const auto expected = fmt::format("one of \"{}\"", fmt::join(words, "\", \""));
    const auto* string = m_value->if_string();
    if (string == nullptr)
        failExpected(expected);
    const auto place = std::find(words.begin(), words.end(), std::string_view(*string));
    if (place != words.end())
        return static_cast<std::size_t>(place - words.begin());
    if (const auto meant = nearest(std::string_view(*string), words))
        fail(fmt::format("expected {}, found {}; did you mean \"{}\"?", expected, found(*m_value), *meant));
    failExpected(expected);
}

std::vector<JsonNode> JsonNode::elements() const
{
    const auto* array = m_value->if_array();
    if (array == nullptr)
        failExpected("an array");
    std::vector<JsonNode> nodes;
    for (std::size_t i = 0; i < array->size(); ++i)
        nodes.emplace_back(*m_document, (*array)[i], fmt::format("{}[{}]", m_path, i));
    return nodes;
}

std::vector<std::pair<std::string, JsonNode>> JsonNode::members() const
{
    const auto* object = m_value->if_object();
    if (object == nullptr)
        failExpected("an object");
    std::vector<std::pair<std::string, JsonNode>> nodes;
    for (const auto& member : *object) {
        const std::string key(member.key());
        nodes.emplace_back(key, JsonNode(*m_document, member.value(), m_path.empty() ? key : m_path + "." + key));
    }
    return nodes;
}

FileResult<std::string> readFile(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    std::string text;
    if (stream)
        text.assign(std::istreambuf_iterator<char>(stream), {});
    if (!stream.is_open() || stream.bad() || std::filesystem::is_directory(file))
        return FileError{file.string(), 0, "", "the file cannot be read; is the path right and readable?"};
    return {boost::system::in_place_value, std::move(text)};
}

} // namespace cachedeck::workload
