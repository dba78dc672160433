#pragma once
// The tests of `bench`, as redis-benchmark has them (names, keys and commands of version 7), encoded once: a request
// has room for twelve digits wherever a random key stands, and sending it again costs the writing of those digits.

#include "backend/resp/request.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::cli {

struct BenchTest {
    std::string name;   // "get", "lrange-100": what the path is called
    bool write = false; // changes data
    bool asks = false;  // a reply of nothing is a miss, any other a hit
    int listLength = 0; // elements that the list must have first
};

// By redis-benchmark's names ("lrange_100" or "lrange-100"), in any case. "lrange" and "ping" are several. Empty where
// there is none of that name.
std::vector<BenchTest> benchTests(std::string_view name);
// All names, for messages.
std::string benchTestNames();

// One command of a test, encoded as often as a batch has commands.
class BenchRequest {
public:
    BenchRequest(const BenchTest& test, std::size_t valueBytes, std::uint64_t keys, std::size_t commands);

    // The first `commands` of them, with new random keys where there are several.
    std::string_view next(std::size_t commands, std::uint64_t& random);
    std::size_t commands() const noexcept { return m_commands; }
    // What the gate is asked about: the command, not inline.
    const std::string& sample() const noexcept { return m_sample; }

private:
    std::string m_bytes, m_sample;
    std::vector<std::uint32_t> m_places; // of the last digit of each random number in one command
    std::size_t m_commands, m_commandBytes;
    std::uint64_t m_keys;
};

// The command that adds so many elements to the list.
std::vector<std::string> listFill(std::size_t valueBytes, std::int64_t elements);
inline constexpr std::string_view benchList = "mylist";

} // namespace cachedeck::cli
