#include "backend/workload/workload.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cachedeck::workload {

std::string FileError::text() const
{
    auto text = file;
    if (line > 0)
        text += fmt::format(":{}", line);
    text += ": ";
    if (!field.empty())
        text += field + ": ";
    return text + message;
}

std::string_view name(Encoding encoding) noexcept
{
    return encoding == Encoding::Json ? "json" : "hash";
}

const Operation* Workload::find(std::string_view operationName) const noexcept
{
    const auto place = std::find_if(operations.begin(), operations.end(),
                                    [&](const Operation& operation) { return operation.name == operationName; });
    return place == operations.end() ? nullptr : &*place;
}

} // namespace cachedeck::workload
