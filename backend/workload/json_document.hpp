#pragma once
// Reads a JSON file that people write: every complaint names the line, the field's path and what was expected, and an
// unknown field is a complaint that suggests the nearest known one. Boost.JSON reads the values; the lines come from a
// second look at the text, because its values carry no positions.
//
// Usage:
//     FileResult<Thing> parse(std::string_view json, std::string_view name)
//     {
//         return readDocument<Thing>(json, name, [](const JsonNode& root) {
//             root.expectFields(thingFields);
//             return Thing{.title = root.at("title").text(), .count = root.at("count").integer(1, 100)};
//         });
//     }
//
// Errors travel as exceptions between the functions that read and readDocument(), never beyond it.
// Threads: values; a node lives as long as readDocument() runs.

#include "backend/workload/workload.hpp"

#include <boost/json/value.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace cachedeck::workload {

// A field that an object may or must have.
struct KnownField {
    std::string_view name;
    bool required = false;
};

// Lines by field path ("operations[2].ttl"; the root is ""), and fields given twice. The text must be valid JSON.
struct JsonLines {
    std::unordered_map<std::string, std::size_t> byPath;
    std::vector<std::string> duplicates;
};
JsonLines findLines(std::string_view json);

class JsonDocument;

class JsonNode {
public:
    JsonNode(const JsonDocument& document, const boost::json::value& value, std::string path)
        : m_document(&document), m_value(&value), m_path(std::move(path))
    {}

    const boost::json::value& value() const noexcept { return *m_value; }
    const std::string& path() const noexcept { return m_path; }

    // Throws: "expected <expected>, found <what is there>".
    [[noreturn]] void failExpected(std::string_view expected) const;
    // Throws with a message of the caller's own.
    [[noreturn]] void fail(std::string message) const;

    // An object that has every required field and no unknown one.
    void expectFields(std::span<const KnownField> known) const;
    bool has(std::string_view field) const { return find(field).has_value(); }
    std::optional<JsonNode> find(std::string_view field) const;
    JsonNode at(std::string_view field) const; // missing: throws, naming the field

    std::string text() const; // a string that is not empty
    bool boolean() const;
    double number() const;
    double number(double least, double most) const;
    std::int64_t integer() const;
    std::int64_t integer(std::int64_t least, std::int64_t most) const;
    // One of these words, as its index; a wrong one suggests the nearest.
    std::size_t oneOf(std::span<const std::string_view> words) const;
    std::vector<JsonNode> elements() const;                        // an array's
    std::vector<std::pair<std::string, JsonNode>> members() const; // an object's, in the file's order

private:
    const JsonDocument* m_document;
    const boost::json::value* m_value;
    std::string m_path;
};

class JsonDocument {
public:
    // Throws FileErrorException when the text is not JSON.
    JsonDocument(std::string_view json, std::string_view name);
    JsonNode root() const { return {*this, m_value, ""}; }
    std::size_t lineOf(const std::string& path) const; // of the nearest enclosing value that is there
    const std::string& name() const noexcept { return m_name; }

private:
    std::string m_name;
    boost::json::value m_value;
    JsonLines m_lines;
};

struct FileErrorException {
    FileError error;
};

// The known word nearest to `word` by edit distance, where it is near enough to be what was meant.
std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> known);

// The whole of a file, or an error without a line.
FileResult<std::string> readFile(const std::filesystem::path& file);

template<class T, class Read>
FileResult<T> readDocument(std::string_view json, std::string_view name, const Read& read)
{
    try {
        const JsonDocument document(json, name);
        return read(document.root());
    } catch (const FileErrorException& exception) {
        return exception.error;
    }
}

} // namespace cachedeck::workload
