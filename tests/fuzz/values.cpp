// Any bytes as a file of values: it is read or refused with a message that names a line.
#include "backend/workload/value_file.hpp"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    using cachedeck::workload::FieldType;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    for (const auto type : {FieldType::Integer, FieldType::Text}) {
        const auto values = cachedeck::workload::parseValues(bytes, "fuzzed.txt", type);
        if (values ? values->empty() : values.error().text().empty())
            std::abort();
    }
    return 0;
}
