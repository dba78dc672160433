#pragma once
// IDX files: arrays of bytes with their dimensions, as the MNIST family of image sets comes in.
//
// The format (http://yann.lecun.com/exdb/mnist, "The IDX file format"): two bytes 0, a byte for the type of the
// elements (0x08: unsigned byte, the only one taken here), a byte for the number of dimensions, each dimension in four
// bytes, the most significant first, and the elements, the last dimension running fastest.
//
// parseIdx() is for bytes from anywhere and is fuzzed; nothing is read beyond what the dimensions say and the bytes
// hold.

#include <boost/system/result.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::workload {

struct IdxArray {
    std::vector<std::uint32_t> dimensions; // at least one
    std::string elements;

    std::size_t count() const noexcept { return dimensions.front(); }
    std::size_t itemBytes() const noexcept { return elements.size() / dimensions.front(); }
    std::string_view item(std::size_t index) const
    {
        return std::string_view(elements).substr(index * itemBytes(), itemBytes());
    }
};

inline constexpr std::size_t largestIdx = 512u << 20; // elements

boost::system::result<IdxArray, std::string> parseIdx(std::string_view bytes);
// A file, also one compressed with gzip. The error names it.
boost::system::result<IdxArray, std::string> readIdx(const std::filesystem::path& file);

// Images and their labels, as many of the one as of the other.
struct LabelledImages {
    IdxArray images; // number, height, width
    IdxArray labels; // number
};
boost::system::result<LabelledImages, std::string> readLabelledImages(const std::filesystem::path& images,
                                                                      const std::filesystem::path& labels);

} // namespace cachedeck::workload
