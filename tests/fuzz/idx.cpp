// Any bytes as an IDX file: an array as large as its dimensions say, or refused.
#include "backend/workload/idx.hpp"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    const auto array = cachedeck::workload::parseIdx({reinterpret_cast<const char*>(data), size});
    if (!array)
        return 0;
    std::uint64_t elements = 1;
    for (const auto dimension : array->dimensions)
        elements *= dimension;
    if (elements != array->elements.size() || array->item(array->count() - 1).size() != array->itemBytes())
        std::abort();
    return 0;
}
