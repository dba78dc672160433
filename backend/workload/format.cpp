#include "backend/workload/format.hpp"

#include <array>

namespace cachedeck::workload {
namespace {

constexpr bool required = true;

constexpr KnownField workloadFields[] = {{"$schema"}, {"format", required},    {"name", required},
                                         {"title"},   {"description"},         {"data"},
                                         {"sets"},    {"operations", required}};
constexpr KnownField dataFields[] = {{"generator", required}, {"seed"}, {"sizes", required}, {"schema", required}};
constexpr KnownField tablesFields[] = {{"tables", required}, {"indexes"}};
constexpr KnownField setFields[] = {{"values"}, {"range"}, {"query"}};
constexpr KnownField readFields[] = {{"name", required},  {"kind", required},   {"share"},         {"parameters"},
                                     {"query", required}, {"key", required},    {"ttl", required}, {"encodings"},
                                     {"single"},          {"fields", required}, {"identity"},      {"version"}};
constexpr KnownField writeFields[] = {{"name", required},  {"kind", required}, {"share"},     {"parameters"},
                                      {"query", required}, {"invalidates"},    {"refreshes"}, {"entity"}};
constexpr KnownField parameterFields[] = {{"from", required}, {"distribution"}};
constexpr KnownField zipfFields[] = {{"zipf", required}};

} // namespace

namespace format {
const std::span<const KnownField> workload = workloadFields;
const std::span<const KnownField> data = dataFields;
const std::span<const KnownField> tables = tablesFields;
const std::span<const KnownField> set = setFields;
const std::span<const KnownField> read = readFields;
const std::span<const KnownField> write = writeFields;
const std::span<const KnownField> parameter = parameterFields;
const std::span<const KnownField> zipf = zipfFields;
} // namespace format

std::span<const KnownObject> knownObjects()
{
    static const std::array<KnownObject, 8> objects = {{{"workload", workloadFields},
                                                        {"data", dataFields},
                                                        {"tables", tablesFields},
                                                        {"set", setFields},
                                                        {"read", readFields},
                                                        {"write", writeFields},
                                                        {"parameter", parameterFields},
                                                        {"zipf", zipfFields}}};
    return objects;
}

} // namespace cachedeck::workload
