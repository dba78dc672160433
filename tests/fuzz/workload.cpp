// Any bytes as a workload file: it is read or refused with a message.
#include "backend/workload/workload.hpp"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    const std::string_view json(reinterpret_cast<const char*>(data), size);
    const auto workload = cachedeck::workload::parse(json, "fuzzed.json");
    if (!workload && workload.error().text().empty())
        std::abort();
    return 0;
}
