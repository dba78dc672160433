// Collections in Cassandra's serialisation, as JSON.
#include "backend/stores/cassandra_values.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>
#include <fmt/format.h>

namespace cachedeck::stores::cassandra {
namespace {

// Length-prefixed parts of a collection.
class Parts {
public:
    explicit Parts(std::string_view bytes) : m_bytes(bytes) {}
    bool atEnd() const noexcept { return m_bytes.empty(); }

    std::optional<std::uint64_t> number()
    {
        if (m_bytes.size() < 4)
            return std::nullopt;
        const auto value = readNumber(m_bytes.substr(0, 4));
        m_bytes.remove_prefix(4);
        return value;
    }
    // False when the bytes are not that; an empty optional is NULL.
    bool part(std::optional<std::string_view>& out)
    {
        const auto size = number();
        if (!size)
            return false;
        out.reset();
        if (static_cast<std::int32_t>(*size) < 0)
            return true;
        if (*size > m_bytes.size())
            return false;
        out = m_bytes.substr(0, *size);
        m_bytes.remove_prefix(*size);
        return true;
    }

private:
    std::string_view m_bytes;
};

void appendQuoted(std::string_view text, std::string& json)
{
    json += boost::json::serialize(boost::json::string_view(text.data(), text.size()));
}

bool appendJson(const Type& type, std::optional<std::string_view> bytes, bool asName, std::string& json);

bool appendElements(const Type& type, std::string_view bytes, std::string& json)
{
    Parts parts(bytes);
    const auto count = parts.number();
    if (!count || *count > bytes.size())
        return false;
    const bool isMap = type.id == TypeId::Map;
    json += isMap ? '{' : '[';
    for (std::uint64_t i = 0; i < *count; ++i) {
        json += i == 0 ? "" : ",";
        for (std::size_t inner = 0; inner < type.inner.size(); ++inner) {
            std::optional<std::string_view> part;
            json += inner == 1 ? ":" : "";
            if (!parts.part(part) || !appendJson(type.inner[inner], part, isMap && inner == 0, json))
                return false;
        }
    }
    json += isMap ? '}' : ']';
    return parts.atEnd();
}

// A tuple or UDT; a UDT may end before its last fields, which are NULL then.
bool appendMembers(const Type& type, std::string_view bytes, std::string& json)
{
    Parts parts(bytes);
    const bool isUdt = type.id == TypeId::Udt;
    json += isUdt ? '{' : '[';
    for (std::size_t i = 0; i < type.inner.size(); ++i) {
        std::optional<std::string_view> part;
        json += i == 0 ? "" : ",";
        if (isUdt) {
            appendQuoted(type.names.at(i), json);
            json += ':';
        }
        if ((!parts.atEnd() && !parts.part(part)) || !appendJson(type.inner[i], part, false, json))
            return false;
    }
    json += isUdt ? '}' : ']';
    return parts.atEnd();
}

bool appendJson(const Type& type, std::optional<std::string_view> bytes, bool asName, std::string& json)
{
    if (bytes && type.id >= TypeId::List)
        return !asName && appendCollection(type, *bytes, json);
    const auto value = decodeValue(type, bytes);
    if (!value)
        return false;
    std::string text;
    if (const auto* integer = std::get_if<std::int64_t>(&*value))
        text = type.id != TypeId::Boolean ? fmt::format("{}", *integer) : *integer != 0 ? "true" : "false";
    else if (const auto* real = std::get_if<double>(&*value))
        text = *real - *real == 0 ? fmt::format("{}", *real) : "null"; // JSON knows no infinity
    else if (const auto* words = std::get_if<std::string>(&*value))
        return appendQuoted(type.id == TypeId::Blob ? hex(*words) : *words, json), true;
    else
        text = "null";
    if (asName)
        appendQuoted(text, json);
    else
        json += text;
    return true;
}

} // namespace

bool appendCollection(const Type& type, std::string_view bytes, std::string& json)
{
    return type.id == TypeId::Udt || type.id == TypeId::Tuple ? appendMembers(type, bytes, json)
                                                              : appendElements(type, bytes, json);
}

} // namespace cachedeck::stores::cassandra
