// Any bytes: the skimmer counts the replies that the parser reads, and gives up where it does, for the same reason. The
// first byte of the input chooses in what slices the skimmer gets them.
#include "backend/resp/skimmer.hpp"

#include <algorithm>
#include <cstdlib>

namespace {

using namespace cachedeck::resp;

constexpr Limits limits{.depth = 8, .bulk = 1024, .elements = 256, .total = 4096, .line = 128};

struct Counted {
    std::uint64_t replies = 0, nulls = 0, errors = 0, pushes = 0;
    ParseError error = ParseError::None;
    bool operator==(const Counted&) const = default;
};

Counted parse(std::string_view bytes)
{
    Counted counted;
    Parser parser(limits);
    Reply reply;
    for (;;) {
        const auto progress = parser.parse(bytes, reply);
        bytes.remove_prefix(progress.consumed);
        counted.error = parser.error();
        if (progress.status != Parser::Status::Done)
            return counted;
        const auto value = reply.root();
        if (value.type() == Type::Push) {
            ++counted.pushes;
            continue;
        }
        ++counted.replies;
        counted.nulls += value.isNull();
        counted.errors += value.isError();
    }
}

Counted skim(std::string_view bytes, std::size_t slice)
{
    Counted counted;
    Skimmer skimmer(limits);
    std::size_t consumed = 0, given = std::min(slice, bytes.size());
    for (;;) {
        const auto progress = skimmer.skim(bytes.substr(consumed, given - consumed));
        if (progress.consumed > given - consumed || progress.tally.errors > 1)
            std::abort();
        consumed += progress.consumed;
        counted.replies += progress.tally.replies;
        counted.nulls += progress.tally.nulls;
        counted.errors += progress.tally.errors;
        counted.pushes += progress.tally.pushes;
        counted.error = skimmer.parseError();
        if (progress.status == Skimmer::Status::Failed)
            return counted;
        if (progress.status == Skimmer::Status::Error)
            continue;
        if (given == bytes.size())
            return counted;
        given = std::min(given + slice, bytes.size());
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto expected = parse(bytes);
    if (!(skim(bytes, bytes.size() + 1) == expected) || !(skim(bytes, std::size_t{data[0]} % 16 + 1) == expected))
        std::abort();
    return 0;
}
