#include "backend/workload/import/csv.hpp"

#include <algorithm>

namespace cachedeck::workload {
namespace {

constexpr std::size_t mostFields = 1000;
constexpr std::size_t longestField = 1u << 20u;
constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";

} // namespace

CsvReader::CsvReader(std::string_view text) : m_text(text)
{
    if (m_text.starts_with(byteOrderMark))
        m_text.remove_prefix(byteOrderMark.size());
}

bool CsvReader::next(std::vector<std::string>& fields)
{
    fields.clear();
    while (m_at < m_text.size() && (m_text[m_at] == '\n' || m_text.substr(m_at, 2) == "\r\n")) {
        m_at += m_text[m_at] == '\n' ? 1 : 2;
        ++m_line;
    }
    m_recordLine = m_line;
    if (m_at >= m_text.size() || !m_error.empty())
        return false;
    while (true) {
        if (fields.size() == mostFields)
            return fail("a record of more than 1000 fields");
        if (!field(fields.emplace_back()))
            return false;
        if (m_at < m_text.size() && m_text[m_at] == ',') {
            ++m_at;
            continue;
        }
        break;
    }
    if (m_text.substr(m_at, 2) == "\r\n")
        ++m_at;
    if (m_at < m_text.size()) { // the LF: field() stops nowhere else
        ++m_at;
        ++m_line;
    }
    return true;
}

bool CsvReader::field(std::string& out)
{
    if (m_at < m_text.size() && m_text[m_at] == '"')
        return quotedField(out);
    auto end = std::min(m_text.find_first_of(",\"\n", m_at), m_text.size());
    if (end < m_text.size() && m_text[end] == '"')
        return fail("a quote within a field that does not begin with one");
    auto value = m_text.substr(m_at, end - m_at);
    if (end < m_text.size() && m_text[end] == '\n' && value.ends_with('\r')) {
        value.remove_suffix(1);
        --end;
    }
    if (value.size() > longestField)
        return fail("a field of more than 1 MiB");
    out = value;
    m_at = end;
    return true;
}

bool CsvReader::quotedField(std::string& out)
{
    ++m_at;
    while (true) {
        const auto end = m_text.find('"', m_at);
        if (end == m_text.npos)
            return fail("a quote without its end");
        const auto part = m_text.substr(m_at, end - m_at);
        m_line += static_cast<std::size_t>(std::count(part.begin(), part.end(), '\n'));
        out += part;
        if (out.size() > longestField)
            return fail("a field of more than 1 MiB");
        m_at = end + 1;
        if (m_at >= m_text.size() || m_text[m_at] != '"')
            break;
        out += '"';
        ++m_at;
    }
    const auto rest = m_text.substr(m_at, 2);
    if (rest.empty() || rest.front() == ',' || rest.front() == '\n' || rest == "\r\n")
        return true;
    return fail("something between a quote's end and the next comma");
}

bool CsvReader::fail(std::string message)
{
    m_error = std::move(message);
    return false;
}

} // namespace cachedeck::workload
