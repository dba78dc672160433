#include "backend/report/json_writer.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/locale/utf.hpp>
#include <fmt/format.h>
#include <openssl/evp.h>

#include <cmath>

namespace cachedeck::report {
namespace {

using Utf8 = boost::locale::utf::utf_traits<char>;

void print(JsonWriter& writer, const boost::json::value& value)
{
    switch (value.kind()) {
    case boost::json::kind::object:
        writer.beginObject();
        for (const auto& [name, member] : value.get_object()) {
            writer.key({name.data(), name.size()});
            print(writer, member);
        }
        writer.endObject();
        break;
    case boost::json::kind::array:
        writer.beginArray();
        for (const auto& element : value.get_array())
            print(writer, element);
        writer.endArray();
        break;
    case boost::json::kind::string:
        writer.text({value.get_string().data(), value.get_string().size()});
        break;
    case boost::json::kind::int64:
        writer.integer(value.get_int64());
        break;
    case boost::json::kind::uint64:
        writer.count(value.get_uint64());
        break;
    case boost::json::kind::double_:
        writer.real(value.get_double(), -1);
        break;
    case boost::json::kind::bool_:
        writer.boolean(value.get_bool());
        break;
    case boost::json::kind::null:
        writer.null();
        break;
    }
}

} // namespace

JsonWriter& JsonWriter::beginObject()
{
    return begin('{', true);
}

JsonWriter& JsonWriter::endObject()
{
    return end('}');
}

JsonWriter& JsonWriter::beginArray()
{
    return begin('[', false);
}

JsonWriter& JsonWriter::endArray()
{
    return end(']');
}

JsonWriter& JsonWriter::begin(char bracket, bool object)
{
    beforeValue();
    m_out += bracket;
    m_levels.push_back({true, object});
    return *this;
}

JsonWriter& JsonWriter::end(char bracket)
{
    const bool empty = m_levels.back().empty;
    m_levels.pop_back();
    if (!empty)
        newLine();
    m_out += bracket;
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name)
{
    beforeValue();
    m_out += boost::json::serialize(boost::json::string_view(toUtf8(name)));
    m_out += m_style == Style::Indented ? ": " : ":";
    m_afterKey = true;
    return *this;
}

void JsonWriter::beforeValue()
{
    if (m_afterKey) {
        m_afterKey = false;
        return;
    }
    if (m_levels.empty())
        return;
    if (!m_levels.back().empty)
        m_out += ',';
    m_levels.back().empty = false;
    newLine();
}

void JsonWriter::newLine()
{
    if (m_style == Style::OneLine)
        return;
    m_out += '\n';
    m_out.append(2 * m_levels.size(), ' ');
}

JsonWriter& JsonWriter::text(std::string_view value)
{
    beforeValue();
    m_out += boost::json::serialize(boost::json::string_view(toUtf8(value)));
    return *this;
}

JsonWriter& JsonWriter::bytes(std::string_view value)
{
    if (isUtf8(value))
        return text(value);
    return beginObject().key("base64").text(toBase64(value)).endObject();
}

JsonWriter& JsonWriter::integer(std::int64_t value)
{
    beforeValue();
    m_out += fmt::format("{}", value);
    return *this;
}

JsonWriter& JsonWriter::count(std::uint64_t value)
{
    beforeValue();
    m_out += fmt::format("{}", value);
    return *this;
}

JsonWriter& JsonWriter::real(double value, int decimals)
{
    if (!std::isfinite(value))
        return null();
    beforeValue();
    m_out += decimals < 0 ? fmt::format("{}", value) : fmt::format("{:.{}f}", value, decimals);
    return *this;
}

JsonWriter& JsonWriter::real(std::optional<double> value, int decimals)
{
    return value ? real(*value, decimals) : null();
}

JsonWriter& JsonWriter::boolean(bool value)
{
    beforeValue();
    m_out += value ? "true" : "false";
    return *this;
}

JsonWriter& JsonWriter::null()
{
    beforeValue();
    m_out += "null";
    return *this;
}

JsonWriter& JsonWriter::json(std::string_view value)
{
    boost::system::error_code error;
    const auto parsed = boost::json::parse({value.data(), value.size()}, error);
    if (error)
        return null();
    print(*this, parsed);
    return *this;
}

bool isUtf8(std::string_view bytes) noexcept
{
    const auto* at = bytes.data();
    const auto* end = at + bytes.size();
    while (at != end)
        if (!boost::locale::utf::is_valid_codepoint(Utf8::decode(at, end)))
            return false;
    return true;
}

std::string toUtf8(std::string_view bytes)
{
    if (isUtf8(bytes))
        return std::string(bytes);
    std::string out;
    const auto* at = bytes.data();
    const auto* end = at + bytes.size();
    while (at != end) {
        const auto* next = at;
        if (boost::locale::utf::is_valid_codepoint(Utf8::decode(next, end))) {
            out.append(at, next);
            at = next;
        } else {
            out += "\xEF\xBF\xBD";
            ++at; // the bytes after a bad one may be good again
        }
    }
    return out;
}

std::string toBase64(std::string_view bytes)
{
    std::string out(4 * ((bytes.size() + 2) / 3) + 1, '\0'); // EVP_EncodeBlock ends with a zero
    const int length =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                        reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    out.resize(static_cast<std::size_t>(length));
    return out;
}

std::optional<std::string> fromBase64(std::string_view text)
{
    if (text.size() % 4 != 0)
        return std::nullopt;
    const auto padding = text.size() - std::min(text.find_last_not_of('=') + 1, text.size());
    std::string out(text.size() / 4 * 3, '\0');
    const int length =
        EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                        reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
    if (length < 0 || padding > 2 || toBase64({out.data(), out.size() - padding}) != text) // EVP_DecodeBlock is lenient
        return std::nullopt;
    out.resize(out.size() - padding);
    return out;
}

} // namespace cachedeck::report
