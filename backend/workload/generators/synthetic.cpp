#include "backend/workload/generators/synthetic.hpp"

#include "backend/workload/random.hpp"
#include "backend/workload/value_size.hpp"

#include <array>
#include <string>
#include <utility>

namespace cachedeck::workload::synthetic {
namespace {

enum class Stream : std::uint64_t { Ranks, Values };

constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr unsigned bitsOfLetter = 6; // 64 letters
constexpr unsigned lettersOfNumber = 10;
static_assert(letters.size() == 1u << bitsOfLetter);

Random stream(std::uint64_t seed, Stream kind, std::uint64_t index)
{
    return {seed, (static_cast<std::uint64_t>(kind) << 48u) | index};
}

std::string content(std::size_t size, Random& random)
{
    std::string text;
    text.reserve(size + lettersOfNumber);
    while (text.size() < size) {
        auto bits = random.next();
        for (unsigned i = 0; i < lettersOfNumber; ++i, bits >>= bitsOfLetter)
            text += letters[bits & (letters.size() - 1)];
    }
    text.resize(size);
    return text;
}

} // namespace

std::uint64_t expectedRows(std::int64_t items)
{
    return static_cast<std::uint64_t>(items);
}

std::uint64_t bytesPerRow(const DataSource& data)
{
    constexpr double others = 64; // columns, indexes
    return static_cast<std::uint64_t>(others + 1.2 * meanSize(data.values));
}

bool generate(const DataSource& data, std::int64_t items, RowSink& sink)
{
    std::vector<std::int64_t> ranks(static_cast<std::size_t>(items));
    for (std::size_t i = 0; i < ranks.size(); ++i)
        ranks[i] = static_cast<std::int64_t>(i) + 1;
    auto shuffling = stream(data.seed, Stream::Ranks, 0);
    for (std::size_t i = ranks.size(); i > 1; --i)
        std::swap(ranks[i - 1], ranks[shuffling.below(i)]);

    sink.table("items", 4);
    std::array<Value, 4> cells;
    for (std::int64_t id = 1; id <= items; ++id) {
        auto random = stream(data.seed, Stream::Values, static_cast<std::uint64_t>(id));
        cells[0] = id;
        cells[1] = ranks[static_cast<std::size_t>(id - 1)];
        cells[2] = std::int64_t{1};
        const auto size = static_cast<std::size_t>(sizeOf(data.values, random));
        cells[3] = content(size, random);
        if (!sink.row(cells))
            return false;
    }
    return true;
}

} // namespace cachedeck::workload::synthetic
