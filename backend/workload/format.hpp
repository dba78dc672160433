#pragma once
// The fields of a workload file, format 1: what the loader accepts and what resources/schemas/workload.schema.json says
// (a test holds the two against each other).

#include "backend/workload/json_document.hpp"

#include <span>
#include <string_view>

namespace cachedeck::workload {

struct KnownObject {
    std::string_view name; // in the schema's $defs
    std::span<const KnownField> fields;
};

namespace format {
extern const std::span<const KnownField> workload;
extern const std::span<const KnownField> data;
extern const std::span<const KnownField> picture;
extern const std::span<const KnownField> files;
extern const std::span<const KnownField> tables;
extern const std::span<const KnownField> set;
extern const std::span<const KnownField> read;
extern const std::span<const KnownField> part;
extern const std::span<const KnownField> write;
extern const std::span<const KnownField> structure;
extern const std::span<const KnownField> count;
extern const std::span<const KnownField> computed;
extern const std::span<const KnownField> parameter;
extern const std::span<const KnownField> distribution;
extern const std::span<const KnownField> hotspot;
extern const std::span<const KnownField> latest;
extern const std::span<const KnownField> event;
extern const std::span<const KnownField> valueSizes;
extern const std::span<const KnownField> lognormal;
} // namespace format

std::span<const KnownObject> knownObjects();

} // namespace cachedeck::workload
