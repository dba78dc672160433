#include "backend/workload/idx.hpp"

#include <fmt/format.h>

#include <array>
#include <memory>
#include <zlib.h>

namespace cachedeck::workload {
namespace {

constexpr unsigned char unsignedByte = 0x08;
constexpr std::size_t mostDimensions = 4, longestHeader = 4 + 4 * mostDimensions;
constexpr std::size_t largestImage = 1u << 20;

std::uint32_t bigEndian(std::string_view bytes)
{
    std::uint32_t number = 0;
    for (const char letter : bytes.substr(0, 4))
        number = number << 8u | static_cast<unsigned char>(letter);
    return number;
}

struct Close {
    void operator()(gzFile_s* file) const noexcept { gzclose(file); }
};

} // namespace

boost::system::result<IdxArray, std::string> parseIdx(std::string_view bytes)
{
    if (bytes.size() < 4 || bytes[0] != 0 || bytes[1] != 0)
        return std::string("it is no IDX file: it does not begin with two zero bytes");
    if (static_cast<unsigned char>(bytes[2]) != unsignedByte)
        return fmt::format("its elements are of the type {:#04x}; only unsigned bytes (0x08) are read",
                           static_cast<unsigned char>(bytes[2]));
    const auto count = static_cast<std::size_t>(static_cast<unsigned char>(bytes[3]));
    if (count == 0 || count > mostDimensions || bytes.size() < 4 + 4 * count)
        return fmt::format("it has {} dimensions; expected 1 to {}", count, mostDimensions);
    IdxArray array;
    std::uint64_t size = 1;
    for (std::size_t i = 0; i < count; ++i) {
        array.dimensions.push_back(bigEndian(bytes.substr(4 + 4 * i)));
        size *= array.dimensions.back(); // below 2^61, as it was at most `largestIdx`
        if (size == 0 || size > largestIdx)
            return fmt::format("its dimensions hold {} elements; expected 1 to {}", size, largestIdx);
    }
    const auto elements = bytes.substr(4 + 4 * count);
    if (elements.size() != size)
        return fmt::format("its dimensions say {} elements; it has {}", size, elements.size());
    array.elements = elements;
    return array;
}

boost::system::result<IdxArray, std::string> readIdx(const std::filesystem::path& file)
{
    const auto failed = [&](std::string_view what) { return fmt::format("{}: {}.", file.string(), what); };
    const std::unique_ptr<gzFile_s, Close> stream(gzopen(file.string().c_str(), "rb"));
    if (!stream)
        return failed("it cannot be read");
    std::string bytes;
    constexpr unsigned slice = 1u << 20u;
    while (true) {
        const auto before = bytes.size();
        bytes.resize(before + slice);
        const int read = gzread(stream.get(), bytes.data() + before, slice);
        if (read < 0)
            return failed("it is damaged, or its compression is not gzip's");
        bytes.resize(before + static_cast<std::size_t>(read));
        if (read == 0)
            break;
        if (bytes.size() > largestIdx + longestHeader)
            return failed("it is larger than 512 MB");
    }
    auto array = parseIdx(bytes);
    if (!array)
        return failed(array.error());
    return array;
}

boost::system::result<LabelledImages, std::string> readLabelledImages(const std::filesystem::path& images,
                                                                      const std::filesystem::path& labels)
{
    auto pictures = readIdx(images);
    if (!pictures)
        return pictures.error();
    auto classes = readIdx(labels);
    if (!classes)
        return classes.error();
    if (pictures->dimensions.size() != 3 || pictures->itemBytes() > largestImage)
        return fmt::format("{}: expected images of at most a megabyte each, by number, height and width.",
                           images.string());
    if (classes->dimensions.size() != 1 || classes->count() != pictures->count())
        return fmt::format("{}: expected a label for each of the {} images.", labels.string(), pictures->count());
    return LabelledImages{std::move(*pictures), std::move(*classes)};
}

} // namespace cachedeck::workload
