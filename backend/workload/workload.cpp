#include "backend/workload/workload.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace cachedeck::workload {
namespace {

constexpr std::array<std::string_view, 6> encodingNames{"json", "hash", "fields", "zstd", "binary", "structures"};

} // namespace

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
    return encodingNames[static_cast<std::size_t>(encoding)];
}

bool canBe(const Operation& operation, Encoding encoding) noexcept
{
    if (encoding == Encoding::Structures)
        return operation.structure.kind != Structure::Kind::None;
    if (encoding != Encoding::Hash && encoding != Encoding::Fields)
        return true;
    return operation.single && std::any_of(operation.encodings.begin(), operation.encodings.end(), [](Encoding own) {
               return own == Encoding::Hash || own == Encoding::Fields;
           });
}

const Operation* Workload::find(std::string_view operationName) const noexcept
{
    const auto place = std::find_if(operations.begin(), operations.end(),
                                    [&](const Operation& operation) { return operation.name == operationName; });
    return place == operations.end() ? nullptr : &*place;
}

} // namespace cachedeck::workload
