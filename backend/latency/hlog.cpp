#include "backend/latency/hlog.hpp"

#include "backend/latency/varint.hpp"

#include <boost/beast/core/detail/base64.hpp>
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <istream>
#include <optional>
#include <zlib.h>

namespace cachedeck::latency {

namespace {

constexpr std::uint32_t v2Cookie = 0x1c849303 | 0x10;
constexpr std::uint32_t v2CompressedCookie = 0x1c849304 | 0x10;
constexpr std::size_t headerSize = 40;
constexpr std::size_t mostPayload = std::size_t{16} << 20;

using Bytes = std::string;

template<class T>
void putBigEndian(Bytes& out, T value)
{
    for (int shift = static_cast<int>(sizeof(T)) * 8 - 8; shift >= 0; shift -= 8)
        out.push_back(static_cast<char>(static_cast<std::uint64_t>(value) >> shift & 0xff));
}

std::uint64_t getBigEndian(std::string_view bytes, std::size_t offset, std::size_t size)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i)
        value = value << 8 | static_cast<unsigned char>(bytes[offset + i]);
    return value;
}

void putZigZag(Bytes& out, std::int64_t number)
{
    putVarint(out, (static_cast<std::uint64_t>(number) << 1) ^ static_cast<std::uint64_t>(number >> 63));
}

std::optional<std::int64_t> getZigZag(std::string_view bytes, std::size_t& offset)
{
    const auto value = getVarint(bytes, offset);
    if (!value)
        return std::nullopt;
    return static_cast<std::int64_t>(*value >> 1) ^ -static_cast<std::int64_t>(*value & 1);
}

Bytes payloadOf(const Histogram& histogram)
{
    Bytes counts;
    std::int64_t zeros = 0;
    const auto flush = [&] {
        if (zeros > 0)
            putZigZag(counts, zeros == 1 ? 0 : -zeros);
        zeros = 0;
    };
    if (!histogram.empty()) {
        zeros = static_cast<std::int64_t>(histogram.firstIndex());
        for (auto index = histogram.firstIndex(); index <= histogram.lastIndex(); ++index) {
            const auto count = histogram.countAt(index);
            if (count == 0) {
                ++zeros;
                continue;
            }
            flush();
            putZigZag(counts, static_cast<std::int64_t>(count));
        }
    }
    Bytes out;
    putBigEndian(out, v2Cookie);
    putBigEndian(out, static_cast<std::uint32_t>(counts.size()));
    putBigEndian(out, std::uint32_t{0}); // normalizing index offset
    putBigEndian(out, static_cast<std::uint32_t>(Layout::digits));
    putBigEndian(out, std::int64_t{1});
    putBigEndian(out, Layout::highest);
    putBigEndian(out, std::bit_cast<std::uint64_t>(1.0)); // integer to double conversion ratio
    return out + counts;
}

HlogResult<Bytes> inflated(std::string_view compressed)
{
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK)
        return HlogError{"zlib cannot start"};
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(compressed.data()));
    stream.avail_in = static_cast<uInt>(compressed.size());
    Bytes out;
    int status = Z_OK;
    while (status == Z_OK && out.size() < mostPayload) {
        char piece[16384];
        stream.next_out = reinterpret_cast<Bytef*>(piece);
        stream.avail_out = sizeof piece;
        status = inflate(&stream, Z_NO_FLUSH);
        out.append(piece, sizeof piece - stream.avail_out);
    }
    inflateEnd(&stream);
    if (status != Z_STREAM_END)
        return HlogError{"the compressed histogram is damaged or too large"};
    return HlogResult<Bytes>(boost::system::in_place_value, std::move(out));
}

HlogResult<Histogram> histogramOf(const Bytes& payload)
{
    if (payload.size() < headerSize || getBigEndian(payload, 0, 4) != v2Cookie)
        return HlogError{"not a V2 histogram"};
    const auto length = getBigEndian(payload, 4, 4);
    const auto offset = getBigEndian(payload, 8, 4);
    const auto digits = getBigEndian(payload, 12, 4);
    const auto lowest = getBigEndian(payload, 16, 8);
    if (length > payload.size() - headerSize)
        return HlogError{"the histogram is cut off"};
    if (offset != 0 || digits != Layout::digits || lowest != 1)
        return HlogError{"a histogram of another layout: expected 3 digits and a unit of 1"};
    Histogram histogram;
    std::size_t index = 0;
    for (std::size_t at = headerSize; at < headerSize + length;) {
        const auto number = getZigZag(payload, at);
        if (!number)
            return HlogError{"the histogram is cut off"};
        if (*number < 0) {
            if (static_cast<std::uint64_t>(-*number) > Layout::counts)
                return HlogError{"the histogram holds values above an hour"};
            index += static_cast<std::size_t>(-*number);
            continue;
        }
        if (*number > 0) {
            if (index >= Layout::counts)
                return HlogError{"the histogram holds values above an hour"};
            histogram.recordIndex(index, static_cast<std::uint64_t>(*number));
        }
        ++index;
    }
    return histogram;
}

bool readNumber(std::string_view text, double& value)
{
    try {
        std::size_t used = 0;
        value = std::stod(std::string(text), &used);
        return used == text.size() && std::isfinite(value);
    } catch (const std::exception&) {
        return false;
    }
}

HlogResult<Interval> readLine(std::string_view line)
{
    Interval interval;
    if (line.starts_with("Tag=")) {
        const auto comma = line.find(',');
        if (comma == line.npos)
            return HlogError{"expected a comma after the tag"};
        interval.tag = line.substr(4, comma - 4);
        line.remove_prefix(comma + 1);
    }
    double maximum = 0;
    for (auto* field : {&interval.start, &interval.length, &maximum}) {
        const auto comma = line.find(',');
        if (comma == line.npos || !readNumber(line.substr(0, comma), *field))
            return HlogError{"expected start, length, maximum and a histogram"};
        line.remove_prefix(comma + 1);
    }
    auto histogram = decode(line);
    if (!histogram)
        return histogram.error();
    interval.histogram = std::move(*histogram);
    return interval;
}

} // namespace

std::string encode(const Histogram& histogram)
{
    const auto payload = payloadOf(histogram);
    auto size = compressBound(static_cast<uLong>(payload.size()));
    Bytes bytes;
    putBigEndian(bytes, v2CompressedCookie);
    putBigEndian(bytes, std::uint32_t{0});
    bytes.resize(8 + size);
    // Speed over size: a run writes this once a second for each path.
    compress2(reinterpret_cast<Bytef*>(bytes.data() + 8), &size, reinterpret_cast<const Bytef*>(payload.data()),
              static_cast<uLong>(payload.size()), Z_BEST_SPEED);
    bytes.resize(8 + size);
    Bytes length;
    putBigEndian(length, static_cast<std::uint32_t>(size));
    bytes.replace(4, 4, length);
    std::string text(boost::beast::detail::base64::encoded_size(bytes.size()), '\0');
    text.resize(boost::beast::detail::base64::encode(text.data(), bytes.data(), bytes.size()));
    return text;
}

HlogResult<Histogram> decode(std::string_view text)
{
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
        text.remove_suffix(1);
    Bytes bytes(boost::beast::detail::base64::decoded_size(text.size()), '\0');
    const auto [written, read] = boost::beast::detail::base64::decode(bytes.data(), text.data(), text.size());
    bytes.resize(written);
    const auto padding = text.size() - std::min(text.find_last_not_of('=') + 1, text.size());
    if (read + padding < text.size())
        return HlogError{"the histogram is not base64"};
    if (bytes.size() < 8 || getBigEndian(bytes, 0, 4) != v2CompressedCookie)
        return HlogError{"not a compressed V2 histogram"};
    const auto payload = inflated(std::string_view(bytes).substr(8));
    if (!payload)
        return payload.error();
    return histogramOf(*payload);
}

std::string logHeader(std::chrono::system_clock::time_point started, std::string_view comment)
{
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(started.time_since_epoch()).count();
    return fmt::format("#[{}]\n"
                       "#[Histogram log format version 1.3]\n"
                       "#[StartTime: {}.{:03} (seconds since epoch), {:%Y-%m-%dT%H:%M:%SZ}]\n"
                       "\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\",\"Interval_Compressed_Histogram\"\n",
                       comment, milliseconds / 1000, milliseconds % 1000,
                       fmt::gmtime(std::chrono::system_clock::to_time_t(started)));
}

std::string logLine(std::string_view tag, double start, double length, Nanoseconds maximum, std::string_view encoded)
{
    return fmt::format("Tag={},{:.3f},{:.3f},{:.3f},{}\n", tag, start, length,
                       static_cast<double>(maximum.count()) / 1e6, encoded);
}

std::string logLine(const Interval& interval)
{
    return logLine(interval.tag, interval.start, interval.length, interval.histogram.max(), encode(interval.histogram));
}

HlogResult<std::vector<Interval>> readLog(std::istream& in)
{
    std::vector<Interval> intervals;
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (line.empty() || line[0] == '#' || line[0] == '"')
            continue;
        auto interval = readLine(line);
        if (!interval)
            return HlogError{fmt::format("line {}: {}", number, interval.error().message)};
        intervals.push_back(std::move(*interval));
    }
    return intervals;
}

} // namespace cachedeck::latency
