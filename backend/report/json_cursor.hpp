#pragma once
// A place in a parsed JSON document that knows its path, so that a bad field can be named exactly. Private to report/:
// failures are thrown as BadField and caught where the document's reader ends.

#include <boost/json/value.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::report {

struct BadField {
    std::string field, message;
};

class JsonCursor {
public:
    explicit JsonCursor(const boost::json::value& value, std::string path = {}) : m_value(value), m_path(std::move(path)) {}

    JsonCursor operator[](std::string_view name) const;         // fails where the field is missing
    std::optional<JsonCursor> find(std::string_view name) const;  // empty where it is missing
    std::vector<JsonCursor> elements() const;
    std::vector<std::pair<std::string, JsonCursor>> members() const;

    std::string text() const;
    bool boolean() const;
    double real() const;
    std::optional<double> optionalReal() const; // empty for null
    std::uint64_t count() const;
    std::int64_t integer() const;
    const boost::json::value& value() const noexcept { return m_value; }

    [[noreturn]] void fail(std::string_view expected) const;

private:
    const boost::json::value& m_value;
    std::string m_path;
};

} // namespace cachedeck::report
