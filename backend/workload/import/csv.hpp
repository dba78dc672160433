#pragma once
// Records of a CSV text, as RFC 4180 has them: fields separated by commas; a field with a comma, a quote or a line
// break stands in quotes, in which a quote is written twice. Lines end in LF or CR LF; a byte order mark at the
// beginning is passed over. Bytes in, fields out, no I/O; fuzzed.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::workload {

class CsvReader {
public:
    // The text has to outlive the reader.
    explicit CsvReader(std::string_view text);

    // The next record; false at the end, and where the text is no CSV. An empty line is passed over.
    bool next(std::vector<std::string>& fields);
    std::size_t line() const noexcept { return m_recordLine; }    // where that record begins, from 1
    const std::string& error() const noexcept { return m_error; } // what is wrong in that record; empty: nothing

private:
    bool field(std::string& out);
    bool quotedField(std::string& out);
    bool fail(std::string message);

    std::string_view m_text;
    std::size_t m_at = 0;
    std::size_t m_line = 1, m_recordLine = 1;
    std::string m_error;
};

} // namespace cachedeck::workload
