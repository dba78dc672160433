// Any bytes as a cached answer, compressed or binary: unpacked within bounds or refused; what was unpacked can be
// packed and unpacked again, to the same.
#include "backend/strategies/codec.hpp"
#include "backend/strategies/message_pack.hpp"
#include "backend/strategies/zstd.hpp"

#include <cstdlib>

namespace {

void expect(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    using namespace cachedeck;
    using workload::FieldType;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    std::string json, packed, again;

    static strategies::Zstd zstd;
    if (zstd.decompress(bytes, json)) {
        expect(json.size() <= strategies::Zstd::largest);
        expect(zstd.compress(json, packed) && zstd.decompress(packed, again) && again == json);
    }
    workload::Operation operation;
    operation.fields = {{"id", FieldType::Integer},
                        {"name", FieldType::Text},
                        {"price", FieldType::Real},
                        {"tags", FieldType::Text},
                        {"data", FieldType::Bytes}};
    for (const bool single : {true, false}) {
        operation.single = single;
        if (!strategies::messagePackToJson(operation, bytes, json))
            continue;
        expect(json.size() <= 2 * strategies::largestUnpacked);
        expect(strategies::jsonToMessagePack(operation, json, packed));
        expect(strategies::messagePackToJson(operation, packed, again) && again == json);
    }
    return 0;
}
