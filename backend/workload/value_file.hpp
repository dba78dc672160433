#pragma once
// A file of values that parameters are picked from: one a line, UTF-8. Complaints name the file and the line.

#include "backend/workload/workload.hpp"

#include <filesystem>
#include <string_view>
#include <vector>

namespace cachedeck::workload {

// Integer: a whole number a line. Text: anything without control characters, 1 to 512 bytes. The last line needs no
// end; ends may be those of Windows. An empty line is an error, and so is a file without lines or with more than ten
// million.
FileResult<std::vector<Value>> loadValues(const std::filesystem::path& file, FieldType type);
FileResult<std::vector<Value>> parseValues(std::string_view bytes, std::string_view name, FieldType type);

// Whether the bytes are UTF-8 (RFC 3629) without control characters.
bool isPlainText(std::string_view text);

} // namespace cachedeck::workload
