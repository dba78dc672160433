#pragma once
// Values as libpq's parameters and results' cells as values. Private to the room.

#include "backend/workload/value.hpp"

#include <libpq-fe.h>
#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::stores::postgresql {

// The parameters of one call; reused from call to call, so that numbers need no allocation.
class Parameters {
public:
    // False: the value's text holds a NUL byte, which this type of parameter cannot take.
    bool add(const workload::Value& value, Oid type);
    void clear(std::size_t count);

    int count() const noexcept { return static_cast<int>(m_values.size()); }
    const char* const* values() const noexcept { return m_values.data(); }
    const int* lengths() const noexcept { return m_lengths.data(); }
    const int* formats() const noexcept { return m_formats.data(); }

private:
    std::vector<const char*> m_values;
    std::vector<int> m_lengths, m_formats;
    std::vector<std::string> m_digits; // of numbers; never moved within a call
};

// A cell in the text format.
workload::Value cell(const PGresult* result, int row, int column, Oid type);

// A row for COPY … FROM STDIN in its text format (PostgreSQL 15, COPY, "Text Format"), with the line's end.
void appendCopyCell(const workload::Value& value, Oid type, std::string& line);

} // namespace cachedeck::stores::postgresql
