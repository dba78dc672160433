#include "backend/latency/hlog.hpp"
#include "tests/support/catch.hpp"

#include <bit>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <random>
#include <sstream>
#include <zlib.h>

using namespace cachedeck::latency;

namespace {

// A reader that shares nothing with the writer: straight from the description in HdrHistogram's source.
struct Decoded {
    std::uint32_t cookie = 0;
    std::int64_t digits = 0, lowest = 0, highest = 0;
    double ratio = 0;
    std::vector<std::int64_t> counts;
};

std::vector<unsigned char> fromBase64(const std::string& text)
{
    const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::vector<unsigned char> bytes;
    unsigned bits = 0;
    int have = 0;
    for (const char c : text) {
        if (c == '=')
            break;
        bits = bits << 6 | static_cast<unsigned>(alphabet.find(c));
        have += 6;
        if (have >= 8) {
            have -= 8;
            bytes.push_back(static_cast<unsigned char>(bits >> have & 0xff));
        }
    }
    return bytes;
}

std::uint64_t number(const std::vector<unsigned char>& bytes, std::size_t at, int size)
{
    std::uint64_t value = 0;
    for (int i = 0; i < size; ++i)
        value = value * 256 + bytes.at(at + static_cast<std::size_t>(i));
    return value;
}

Decoded decodeIndependently(const std::string& text)
{
    const auto outer = fromBase64(text);
    Decoded decoded;
    decoded.cookie = static_cast<std::uint32_t>(number(outer, 0, 4));
    std::vector<unsigned char> inner(1 << 20);
    auto size = static_cast<uLongf>(inner.size());
    REQUIRE(uncompress(inner.data(), &size, outer.data() + 8, static_cast<uLong>(number(outer, 4, 4))) == Z_OK);
    inner.resize(size);
    REQUIRE(number(inner, 0, 4) == 0x1c849313);
    REQUIRE(number(inner, 4, 4) == size - 40);
    decoded.digits = static_cast<std::int64_t>(number(inner, 12, 4));
    decoded.lowest = static_cast<std::int64_t>(number(inner, 16, 8));
    decoded.highest = static_cast<std::int64_t>(number(inner, 24, 8));
    decoded.ratio = std::bit_cast<double>(number(inner, 32, 8));
    for (std::size_t at = 40; at < inner.size();) {
        std::uint64_t value = 0;
        int shift = 0;
        unsigned char byte = 0;
        do {
            byte = inner.at(at++);
            value |= static_cast<std::uint64_t>(shift == 56 ? byte : byte & 0x7f) << shift;
            shift += 7;
        } while ((byte & 0x80) && shift <= 56);
        const auto count =
            (value & 1) ? -static_cast<std::int64_t>((value + 1) / 2) : static_cast<std::int64_t>(value / 2);
        if (count < 0)
            decoded.counts.resize(decoded.counts.size() + static_cast<std::size_t>(-count), 0);
        else
            decoded.counts.push_back(count);
    }
    return decoded;
}

Histogram someHistogram(std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    Histogram histogram;
    for (int i = 0; i < 20'000; ++i)
        histogram.record(Nanoseconds{static_cast<std::int64_t>(30'000 + random() % 300'000)});
    histogram.record(Nanoseconds{1});
    histogram.record(std::chrono::seconds{70}, 5'000'000'000);
    return histogram;
}

} // namespace

TEST_CASE("An encoded histogram holds the same counts for a reader that knows only the format")
{
    const auto histogram = someHistogram(1);
    const auto text = encode(histogram);
    CHECK(text.substr(0, 8) == "HISTFAAA");
    const auto decoded = decodeIndependently(text);
    CHECK(decoded.cookie == 0x1c849314);
    CHECK(decoded.digits == 3);
    CHECK(decoded.lowest == 1);
    CHECK(decoded.highest == 3'600'000'000'000);
    CHECK(decoded.ratio == 1.0);
    REQUIRE(decoded.counts.size() == histogram.lastIndex() + 1);
    for (std::size_t index = 0; index < decoded.counts.size(); ++index)
        REQUIRE(static_cast<std::uint64_t>(decoded.counts[index]) == histogram.countAt(index));
}

TEST_CASE("What was encoded is decoded again")
{
    for (const auto& histogram : {Histogram{}, someHistogram(2)}) {
        const auto decoded = decode(encode(histogram));
        REQUIRE(decoded.has_value());
        REQUIRE(decoded->count() == histogram.count());
        for (std::size_t index = 0; index < Layout::counts; ++index)
            REQUIRE(decoded->countAt(index) == histogram.countAt(index));
    }
}

TEST_CASE("A histogram written by HdrHistogram's Python package is read")
{
    // HdrHistogram(1, 3600000000000, 3) with 1000 ×1, 98000 ×5, 4030000 ×2, 3600000000 ×1; encoded by hdrhistogram
    // 0.10.
    const auto decoded = decode("HISTFAAAAC54nJNpmSzMwMDAywABzFCaEch0M9ixgMH+A0TgPD/T4gyup2Es7XMYmQCqUAiy");
    REQUIRE(decoded.has_value());
    CHECK(decoded->count() == 9);
    CHECK(decoded->min().count() == 1000);
    CHECK(decoded->countAt(Layout::indexOf(98'000)) == 5);
    CHECK(decoded->countAt(Layout::indexOf(4'030'000)) == 2);
    CHECK(decoded->countAt(Layout::indexOf(3'600'000'000)) == 1);
}

TEST_CASE("A log of intervals is read back with its tags and times")
{
    const auto first = someHistogram(3);
    const auto second = someHistogram(4);
    std::stringstream log;
    log << logHeader(std::chrono::system_clock::from_time_t(1'800'000'000), "CacheDeck");
    log << logLine({"cache-aside.response", 3.0, 1.0, first});
    log << logLine({"cache-aside.service", 4.0, 1.0, second});
    CHECK(log.str().find("#[StartTime: 1800000000.000 (seconds since epoch), 2027-01-15T08:00:00Z]\n") !=
          std::string::npos);
    CHECK(log.str().find("\nTag=cache-aside.response,3.000,1.000,700") != std::string::npos); // maximum in milliseconds

    const auto intervals = readLog(log);
    REQUIRE(intervals.has_value());
    REQUIRE(intervals->size() == 2);
    CHECK((*intervals)[0].tag == "cache-aside.response");
    CHECK((*intervals)[1].start == 4.0);
    CHECK((*intervals)[1].histogram.quantile(0.5) == second.quantile(0.5));
}

// For hlog_reader.py: a log, and what we say of it.
TEST_CASE("A log is written for other readers", "[.hlog]")
{
    const char* folder = std::getenv("CACHEDECK_HLOG");
    REQUIRE(folder);
    std::ofstream log(std::string(folder) + "/latency.hlog");
    log << logHeader(std::chrono::system_clock::from_time_t(1'800'000'000), "CacheDeck");
    Histogram all;
    for (int second = 0; second < 5; ++second) {
        std::mt19937_64 random(static_cast<std::uint64_t>(second));
        std::lognormal_distribution<> body(std::log(90'000), 0.4);
        Histogram histogram;
        for (int i = 0; i < 20'000; ++i)
            histogram.record(Nanoseconds{static_cast<std::int64_t>(body(random))});
        histogram.record(std::chrono::milliseconds{900}, static_cast<std::uint64_t>(7 * second + 1));
        all.add(histogram);
        log << logLine({"cache-aside.response", static_cast<double>(second), 1.0, histogram});
    }
    std::ofstream expected(std::string(folder) + "/expected");
    expected << all.count() << "\n";
    for (const double percentile : {1.0, 10.0, 25.0, 50.0, 75.0, 90.0, 95.0, 99.0, 99.9, 99.99, 99.999, 100.0})
        expected << percentile << "=" << all.quantile(percentile / 100).count() << "\n";

    // Few and far apart, so that neighbouring ranks differ: here the value at each rank is compared.
    Histogram few;
    constexpr std::uint64_t count = 137;
    std::mt19937_64 random(137);
    std::lognormal_distribution<> wide(std::log(200'000), 2);
    for (std::uint64_t i = 0; i < count; ++i)
        few.record(Nanoseconds{static_cast<std::int64_t>(wide(random))});
    std::ofstream fewLog(std::string(folder) + "/few.hlog");
    fewLog << logHeader(std::chrono::system_clock::from_time_t(1'800'000'000), "CacheDeck");
    fewLog << logLine({"cache-aside.response", 0.0, 1.0, few});
    std::ofstream ranks(std::string(folder) + "/few.expected");
    for (std::uint64_t rank = 1; rank <= count; ++rank)
        ranks << few.quantile(static_cast<double>(rank) / static_cast<double>(count)).count() << "\n";
    for (const double percentile : {50.0, 90.0, 95.0, 99.0, 99.9})
        ranks << percentile << "=" << few.quantile(percentile / 100).count() << "\n";
}

TEST_CASE("A quantile is the value at rank ceil(q n), also of a small odd number of values")
{
    Histogram histogram;
    for (int i = 1; i <= 137; ++i)
        histogram.record(Nanoseconds{i});            // the value at a rank is the rank
    CHECK(histogram.quantile(0.5).count() == 69);    // 68.5
    CHECK(histogram.quantile(0.9).count() == 124);   // 123.3, which rounds to 123
    CHECK(histogram.quantile(0.95).count() == 131);  // 130.15, which rounds to 130
    CHECK(histogram.quantile(0.99).count() == 136);  // 135.63
    CHECK(histogram.quantile(0.999).count() == 137); // 136.863
    CHECK(histogram.quantile(0).count() == 1);
    CHECK(histogram.quantile(1).count() == 137);
}

TEST_CASE("A damaged log is refused with its line")
{
    std::stringstream log("#[comment]\nTag=a,0.000,1.000,1.000,HISTFAAAABnonsense\n");
    const auto intervals = readLog(log);
    REQUIRE(intervals.has_error());
    CHECK(intervals.error().message.find("line 2") == 0);
    for (const std::string text : {"", "HISTFAAAA", "!!!!", "AAAAAAAAAAAAAAAAAAAA"})
        CHECK(decode(text).has_error());
}
