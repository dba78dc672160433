#include "backend/workload/format.hpp"

#include <array>

namespace cachedeck::workload {
namespace {

constexpr bool required = true;

constexpr KnownField workloadFields[] = {
    {"$schema"}, {"format", required},     {"name", required}, {"title"}, {"description"}, {"data"},
    {"sets"},    {"operations", required}, {"about"},          {"icon"},  {"picture"},     {"events"},
    {"versions"}};
constexpr KnownField pictureFields[] = {{"kind"}, {"series", required}, {"caption", required}};
constexpr KnownField dataFields[] = {{"generator", required}, {"seed"},   {"sizes", required},
                                     {"schema", required},    {"values"}, {"files"}};
constexpr KnownField filesFields[] = {{"images", required}, {"labels", required}};
constexpr KnownField tablesFields[] = {{"tables", required}, {"indexes"}};
constexpr KnownField setFields[] = {{"values"}, {"range"}, {"query"}, {"file"}, {"type"}};
constexpr KnownField readFields[] = {{"name", required},  {"kind", required},   {"share"},         {"parameters"},
                                     {"query", required}, {"key", required},    {"ttl", required}, {"encodings"},
                                     {"single"},          {"fields", required}, {"identity"},      {"version"},
                                     {"recompute_ms"},    {"changes"},          {"structure"}};
constexpr KnownField partFields[] = {{"name", required},   {"kind", required},  {"share"},
                                     {"parameters"},       {"query", required}, {"part_of", required},
                                     {"fields", required}, {"recompute_ms"},    {"changes"}};
constexpr KnownField writeFields[] = {{"name", required}, {"kind", required},  {"share"},
                                      {"parameters"},     {"query", required}, {"invalidates"},
                                      {"refreshes"},      {"entity"},          {"counts"}};
constexpr KnownField structureFields[] = {{"kind", true}, {"key"},       {"member"},   {"order"},
                                          {"length"},     {"rows"},      {"keep"},     {"fill"},
                                          {"point"},      {"radius_km"}, {"position"}, {"documents"}};
constexpr KnownField countFields[] = {{"in", true}, {"field"}, {"member"}, {"by"}, {"row"}};
constexpr KnownField computedFields[] = {{"compute", required}, {"lookup"}, {"load"}, {"publish"}};
constexpr KnownField parameterFields[] = {{"from", required}, {"distribution"}, {"with"}};
constexpr KnownField distributionFields[] = {{"zipf"}, {"hotspot"}, {"latest"}};
constexpr KnownField hotspotFields[] = {{"keys", required}, {"operations", required}};
constexpr KnownField latestFields[] = {{"zipf"}, {"every"}};
constexpr KnownField eventFields[] = {{"name", required}, {"applies", required}, {"per_second", required},
                                      {"batch"},          {"batch_seconds"},     {"points"},
                                      {"fresh"}};
constexpr KnownField valueSizesFields[] = {{"constant"}, {"uniform"}, {"lognormal"}};
constexpr KnownField lognormalFields[] = {{"median", required}, {"sigma", required}};

} // namespace

namespace format {
const std::span<const KnownField> workload = workloadFields;
const std::span<const KnownField> data = dataFields;
const std::span<const KnownField> picture = pictureFields;
const std::span<const KnownField> files = filesFields;
const std::span<const KnownField> tables = tablesFields;
const std::span<const KnownField> set = setFields;
const std::span<const KnownField> read = readFields;
const std::span<const KnownField> part = partFields;
const std::span<const KnownField> write = writeFields;
const std::span<const KnownField> structure = structureFields;
const std::span<const KnownField> count = countFields;
const std::span<const KnownField> computed = computedFields;
const std::span<const KnownField> parameter = parameterFields;
const std::span<const KnownField> distribution = distributionFields;
const std::span<const KnownField> hotspot = hotspotFields;
const std::span<const KnownField> latest = latestFields;
const std::span<const KnownField> event = eventFields;
const std::span<const KnownField> valueSizes = valueSizesFields;
const std::span<const KnownField> lognormal = lognormalFields;
} // namespace format

std::span<const KnownObject> knownObjects()
{
    static const KnownObject objects[] = {
        {"workload", workloadFields},   {"data", dataFields},
        {"picture", pictureFields},     {"files", filesFields},
        {"tables", tablesFields},       {"set", setFields},
        {"read", readFields},           {"part", partFields},
        {"write", writeFields},         {"structure", structureFields},
        {"count", countFields},         {"computed", computedFields},
        {"parameter", parameterFields}, {"distribution", distributionFields},
        {"hotspot", hotspotFields},     {"latest", latestFields},
        {"event", eventFields},         {"value_sizes", valueSizesFields},
        {"lognormal", lognormalFields},
    };
    return objects;
}

} // namespace cachedeck::workload
