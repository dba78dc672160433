#include "backend/report/json_cursor.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

namespace cachedeck::report {
namespace {

std::string found(const boost::json::value& value)
{
    if (value.is_object())
        return "an object";
    if (value.is_array())
        return "an array";
    auto text = boost::json::serialize(value);
    if (text.size() > 40)
        text = text.substr(0, 37) + "…\"";
    return text;
}

} // namespace

void JsonCursor::fail(std::string_view expected) const
{
    throw BadField{m_path, fmt::format("expected {}, found {}", expected, found(m_value))};
}

std::optional<JsonCursor> JsonCursor::find(std::string_view name) const
{
    if (!m_value.is_object())
        fail("an object");
    const auto* member = m_value.get_object().if_contains({name.data(), name.size()});
    if (!member)
        return std::nullopt;
    return JsonCursor(*member, m_path.empty() ? std::string(name) : fmt::format("{}.{}", m_path, name));
}

JsonCursor JsonCursor::operator[](std::string_view name) const
{
    if (auto member = find(name))
        return *member;
    throw BadField{m_path.empty() ? std::string(name) : fmt::format("{}.{}", m_path, name), "is missing"};
}

std::vector<JsonCursor> JsonCursor::elements() const
{
    if (!m_value.is_array())
        fail("an array");
    std::vector<JsonCursor> all;
    for (const auto& element : m_value.get_array())
        all.emplace_back(element, fmt::format("{}[{}]", m_path, all.size()));
    return all;
}

std::vector<std::pair<std::string, JsonCursor>> JsonCursor::members() const
{
    if (!m_value.is_object())
        fail("an object");
    std::vector<std::pair<std::string, JsonCursor>> all;
    for (const auto& [name, member] : m_value.get_object()) {
        std::string text(name.data(), name.size());
        all.emplace_back(text, JsonCursor(member, fmt::format("{}.{}", m_path, text)));
    }
    return all;
}

std::string JsonCursor::text() const
{
    if (!m_value.is_string())
        fail("a text");
    return {m_value.get_string().data(), m_value.get_string().size()};
}

bool JsonCursor::boolean() const
{
    if (!m_value.is_bool())
        fail("true or false");
    return m_value.get_bool();
}

double JsonCursor::real() const
{
    if (!m_value.is_number())
        fail("a number");
    return m_value.to_number<double>();
}

std::optional<double> JsonCursor::optionalReal() const
{
    if (m_value.is_null())
        return std::nullopt;
    if (!m_value.is_number())
        fail("a number or null");
    return m_value.to_number<double>();
}

std::uint64_t JsonCursor::count() const
{
    boost::system::error_code error;
    const auto number = m_value.is_number() ? m_value.to_number<std::uint64_t>(error) : 0;
    if (!m_value.is_number() || error)
        fail("a whole number, 0 or above");
    return number;
}

std::int64_t JsonCursor::integer() const
{
    boost::system::error_code error;
    const auto number = m_value.is_number() ? m_value.to_number<std::int64_t>(error) : 0;
    if (!m_value.is_number() || error)
        fail("a whole number");
    return number;
}

} // namespace cachedeck::report
