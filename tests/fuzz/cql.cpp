// Any bytes from a server: frames in any slices, errors, prepared statements and rows are taken apart or refused,
// within bounds; cells of every type too. Any bytes as a value: written for a type and read again, they are the same.
#include "backend/stores/cassandra_frame.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>

using namespace cachedeck;
using namespace cachedeck::stores::cassandra;

namespace {

void expect(bool holds)
{
    if (!holds)
        std::abort();
}

void readFrames(std::string_view bytes, std::size_t slice)
{
    FrameReader reader;
    while (!bytes.empty()) {
        const auto room = reader.space();
        const auto size = std::min({room.size(), bytes.size(), slice});
        std::memcpy(room.data(), bytes.data(), size);
        reader.filled(size);
        bytes.remove_prefix(size);
        while (true) {
            const auto next = reader.next();
            if (!next)
                return;
            if (!*next)
                break;
            expect((*next)->body.size() <= largestBody);
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    readFrames(bytes, size == 0 ? 1 : 1 + data[0] % 16u);
    readFrames(bytes, size);
    (void)parseError(bytes);
    (void)parsePrepared(bytes);
    stores::Rows rows;
    std::string page;
    (void)parseRows(bytes, {}, rows, page);
    for (std::uint16_t id = 0; id < 0x40; ++id) {
        const Type type{static_cast<TypeId>(id), {{TypeId::Varchar, {}, {}}, {TypeId::Int, {}, {}}}, {"a", "b"}};
        (void)decodeValue(type, bytes);
    }
    for (const auto id : {TypeId::Blob, TypeId::Varchar}) {
        std::string written;
        const Type type{id, {}, {}};
        expect(appendValue(std::string(bytes), type, written).has_value());
        expect(decodeValue(type, std::string_view(written).substr(4)) == workload::Value(std::string(bytes)));
    }
    return 0;
}
