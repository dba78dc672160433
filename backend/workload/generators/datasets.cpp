#include "backend/workload/generators/datasets.hpp"

#include "backend/workload/idx.hpp"
#include "backend/workload/random.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <optional>
#include <system_error>

namespace cachedeck::workload::datasets {
namespace {

constexpr std::int64_t sets = 12, imagesOfBatch = 100;
constexpr int side = 28, kinds = 10;

std::int64_t batchesOfSet(std::int64_t items)
{
    return std::max<std::int64_t>(1, items / (sets * imagesOfBatch));
}

// Whether a point at (x, y) from the middle of a shape with that radius lies in it.
bool isInside(int kind, int x, int y, int radius)
{
    const int far = std::max(std::abs(x), std::abs(y));
    const int square = x * x + y * y;
    const int thin = std::max(2, radius / 3);
    switch (kind) {
    case 0: // a square
        return far <= radius;
    case 1: // a disc
        return square <= radius * radius;
    case 2: // a ring
        return square <= radius * radius && square >= (radius - thin) * (radius - thin);
    case 3: // a frame
        return far <= radius && far >= radius - thin;
    case 4: // an upright bar
        return std::abs(x) <= thin && std::abs(y) <= radius;
    case 5: // a lying bar
        return std::abs(y) <= thin && std::abs(x) <= radius;
    case 6: // a plus
        return far <= radius && std::min(std::abs(x), std::abs(y)) <= thin / 2;
    case 7: // a cross
        return far <= radius && std::abs(std::abs(x) - std::abs(y)) <= thin / 2;
    case 8: // a triangle
        return std::abs(y) <= radius && 2 * std::abs(x) <= radius + y;
    default: // a chequered square
        return far <= radius && ((x + side) / thin + (y + side) / thin) % 2 == 0;
    }
}

std::string drawn(int kind, Random& random)
{
    const auto within = [&](std::int64_t first, std::int64_t last) {
        return static_cast<int>(random.between(first, last));
    };
    const int middleX = within(11, 16), middleY = within(11, 16), radius = within(6, 10), light = within(140, 230);
    std::string pixels;
    pixels.reserve(side * side);
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const int noise = within(0, 24);
            pixels += static_cast<char>(noise + (isInside(kind, x - middleX, y - middleY, radius) ? light : 0));
        }
    }
    return pixels;
}

// A file that cannot be looked at counts as one: reading it says what is wrong.
bool isThere(const std::filesystem::path& file)
{
    std::error_code error;
    return std::filesystem::exists(file, error) || error;
}

bool namesFiles(const DataSource& data)
{
    return isThere(data.images) || isThere(data.labels);
}

// Where images come from: files or a pencil.
class Images {
public:
    explicit Images(const DataSource& data) : m_seed(data.seed)
    {
        if (namesFiles(data)) {
            auto read = readLabelledImages(data.images, data.labels);
            m_isGood = read.has_value();
            if (read)
                m_read = std::move(*read);
        }
        m_source = m_read ? data.images.parent_path().filename().string() : "generated";
    }
    bool isGood() const noexcept { return m_isGood; } // false: there are files that cannot be read
    const std::string& source() const noexcept { return m_source; }
    std::int64_t height() const { return m_read ? std::int64_t{m_read->images.dimensions[1]} : side; }
    std::int64_t width() const { return m_read ? std::int64_t{m_read->images.dimensions[2]} : side; }

    void append(std::int64_t number, std::string& labels, std::string& pixels) const
    {
        if (m_read) {
            const auto place = static_cast<std::size_t>(number) % m_read->images.count();
            labels += m_read->labels.item(place);
            pixels += m_read->images.item(place);
            return;
        }
        Random random(m_seed, static_cast<std::uint64_t>(number));
        const auto kind = static_cast<int>(random.below(kinds));
        labels += static_cast<char>(kind);
        pixels += drawn(kind, random);
    }

private:
    std::uint64_t m_seed;
    std::optional<LabelledImages> m_read;
    std::string m_source;
    bool m_isGood = true;
};

std::string countsOf(const std::map<int, std::int64_t>& counts)
{
    std::string json = "{";
    for (const auto& [label, count] : counts)
        json += fmt::format("{}\"{}\":{}", json.size() == 1 ? "" : ",", label, count);
    return json + "}";
}

} // namespace

std::uint64_t expectedRows(std::int64_t items)
{
    return static_cast<std::uint64_t>(sets * (batchesOfSet(items) + 2));
}

std::uint64_t bytesPerRow(const DataSource&)
{
    constexpr std::uint64_t others = 4096; // the last of a blob's pages is half empty
    return static_cast<std::uint64_t>(imagesOfBatch) * (side * side + 1) + others;
}

std::string facts(const DataSource& data)
{
    std::error_code error;
    const auto images = std::filesystem::file_size(data.images, error);
    const auto labels = error ? 0 : std::filesystem::file_size(data.labels, error);
    return error ? "generated" : fmt::format("{} {} {}", data.images.filename().string(), images, labels);
}

std::string problem(const DataSource& data)
{
    if (!namesFiles(data))
        return {};
    const auto read = readLabelledImages(data.images, data.labels);
    return read ? std::string() : read.error();
}

bool generate(const DataSource& data, std::int64_t items, RowSink& sink)
{
    const Images images(data);
    if (!images.isGood())
        return false;
    const auto batches = batchesOfSet(items);
    std::vector<std::map<int, std::int64_t>> counts(sets);
    sink.table("batches", 5);
    for (std::int64_t set = 1; set <= sets; ++set) {
        for (std::int64_t batch = 1; batch <= batches; ++batch) {
            std::string labels, pixels;
            const auto first = ((set - 1) * batches + batch - 1) * imagesOfBatch;
            for (std::int64_t i = 0; i < imagesOfBatch; ++i)
                images.append(first + i, labels, pixels);
            for (const char label : labels)
                ++counts[static_cast<std::size_t>(set - 1)][static_cast<unsigned char>(label)];
            const std::array<Value, 5> cells{set, batch, imagesOfBatch, std::move(labels), std::move(pixels)};
            if (!sink.row(cells))
                return false;
        }
    }
    sink.table("datasets", 8);
    for (std::int64_t set = 1; set <= sets; ++set) {
        const std::array<Value, 8> cells{set,
                                         fmt::format("Fold {} of {}", set, sets),
                                         images.source(),
                                         batches * imagesOfBatch,
                                         batches,
                                         images.height(),
                                         images.width(),
                                         countsOf(counts[static_cast<std::size_t>(set - 1)])};
        if (!sink.row(cells))
            return false;
    }
    sink.table("versions", 2);
    for (std::int64_t set = 1; set <= sets; ++set) {
        const std::array<Value, 2> cells{set, std::int64_t{1}};
        if (!sink.row(cells))
            return false;
    }
    return true;
}

} // namespace cachedeck::workload::datasets
