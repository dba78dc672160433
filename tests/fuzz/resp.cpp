// Any bytes from a server: the parser ends within its limits, and gives the same reply whether the bytes come whole or
// in slices of any size. The first byte of the input chooses the slices.
#include "backend/resp/parser.hpp"

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace {

using cachedeck::resp::Limits;
using cachedeck::resp::Parser;
using cachedeck::resp::Reply;

constexpr Limits limits{.depth = 8, .bulk = 1024, .elements = 256, .total = 4096, .line = 128};

struct Outcome {
    std::vector<Reply> replies;
    bool failed = false;
};

Outcome parse(std::string_view bytes, std::size_t slice)
{
    Outcome outcome;
    Parser parser(limits);
    Reply reply;
    std::size_t consumed = 0;
    std::size_t given = std::min(slice, bytes.size());
    for (;;) {
        const auto progress = parser.parse(bytes.substr(consumed, given - consumed), reply);
        if (progress.consumed > given - consumed)
            std::abort();
        consumed += progress.consumed;
        if (progress.status == Parser::Status::Failed) {
            outcome.failed = true;
            return outcome;
        }
        if (progress.status == Parser::Status::Done) {
            if (reply.bytes().size() > limits.total || reply.nodes().size() > limits.elements + limits.depth)
                std::abort();
            (void)describe(reply.root());
            outcome.replies.push_back(reply);
            continue;
        }
        if (given == bytes.size())
            return outcome;
        given = std::min(given + slice, bytes.size());
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto whole = parse(bytes, bytes.size() + 1);
    const auto sliced = parse(bytes, std::size_t{data[0]} % 16 + 1);
    if (whole.failed != sliced.failed || whole.replies != sliced.replies)
        std::abort();
    return 0;
}
