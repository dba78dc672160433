#include "backend/cli/bench_commands.hpp"

#include <algorithm>
#include <array>

namespace cachedeck::cli {
namespace {

constexpr std::string_view anyNumber = "000000000000"; // what redis-benchmark calls __rand_int__
constexpr std::size_t digits = anyNumber.size();

struct Known {
    BenchTest test;
    std::string_view words; // @: the value; #: a random number of twelve digits
};

// https://github.com/redis/redis/blob/7.0/src/redis-benchmark.c, main()
const std::vector<Known>& known()
{
    static const std::vector<Known> all{
        {{"ping-inline", false, false, 0}, "PING"},
        {{"ping-mbulk", false, false, 0}, "PING"},
        {{"set", true, false, 0}, "SET key:# @"},
        {{"get", false, true, 0}, "GET key:#"},
        {{"incr", true, false, 0}, "INCR counter:#"},
        {{"lpush", true, false, 0}, "LPUSH mylist @"},
        {{"rpush", true, false, 0}, "RPUSH mylist @"},
        {{"lpop", true, true, 0}, "LPOP mylist"},
        {{"rpop", true, true, 0}, "RPOP mylist"},
        {{"sadd", true, false, 0}, "SADD myset element:#"},
        {{"hset", true, false, 0}, "HSET myhash element:# @"},
        {{"spop", true, true, 0}, "SPOP myset"},
        {{"zadd", true, false, 0}, "ZADD myzset # element:#"},
        {{"zpopmin", true, false, 0}, "ZPOPMIN myzset"},
        {{"lrange-100", false, false, 100}, "LRANGE mylist 0 99"},
        {{"lrange-300", false, false, 300}, "LRANGE mylist 0 299"},
        {{"lrange-500", false, false, 500}, "LRANGE mylist 0 499"},
        {{"lrange-600", false, false, 600}, "LRANGE mylist 0 599"},
        {{"mset", true, false, 0},
         "MSET key:# @ key:# @ key:# @ key:# @ key:# @ key:# @ key:# @ key:# @ key:# @ key:# @"}};
    return all;
}

std::string_view wordsOf(const std::string& name)
{
    return std::find_if(known().begin(), known().end(), [&](const Known& one) { return one.test.name == name; })->words;
}

template<class Use>
void forEachWord(std::string_view words, Use use)
{
    while (!words.empty()) {
        const auto end = std::min(words.find(' '), words.size());
        use(words.substr(0, end));
        words.remove_prefix(std::min(end + 1, words.size()));
    }
}

resp::Request encoded(std::string_view words, const std::string& value)
{
    std::size_t count = 0;
    forEachWord(words, [&](std::string_view) { ++count; });
    resp::Request request;
    request.begin(count);
    forEachWord(words, [&](std::string_view word) {
        std::string text(word);
        if (text == "@")
            text = value;
        else if (!text.empty() && text.back() == '#')
            text.replace(text.size() - 1, 1, anyNumber);
        request.argument(text);
    });
    return request;
}

// SplitMix64 (S. Vigna): which keys are asked for.
std::uint64_t nextRandom(std::uint64_t& state) noexcept
{
    auto z = state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

// A number below `limit`, each as likely as the others to within 1 in 2^32.
std::uint64_t below(std::uint64_t limit, std::uint64_t& state) noexcept
{
    const auto random = nextRandom(state);
    return limit <= UINT32_MAX ? ((random >> 32) * limit) >> 32 : random % limit;
}

struct Pairs {
    std::array<char, 200> text{};
    constexpr Pairs()
    {
        for (std::size_t i = 0; i < 100; ++i) {
            text[2 * i] = static_cast<char>('0' + i / 10);
            text[2 * i + 1] = static_cast<char>('0' + i % 10);
        }
    }
};

// Twelve digits that end at `last`. Those in front that no number below `limit` has are zeros for ever.
void writeDigits(char* last, std::uint64_t number, std::uint64_t limit) noexcept
{
    static constexpr Pairs pairs;
    for (auto most = limit - 1;; most /= 100, number /= 100, last -= 2) {
        const auto pair = 2 * static_cast<std::size_t>(number % 100);
        last[-1] = pairs.text[pair];
        last[0] = pairs.text[pair + 1];
        if (most < 100)
            break;
    }
}

} // namespace

std::vector<BenchTest> benchTests(std::string_view name)
{
    std::string wanted(name);
    for (auto& c : wanted)
        c = c == '_' ? '-' : static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    std::vector<BenchTest> tests;
    for (const auto& one : known()) {
        const bool ofGroup = (wanted == "lrange" || wanted == "ping") && one.test.name.starts_with(wanted + "-");
        if (one.test.name == wanted || ofGroup)
            tests.push_back(one.test);
    }
    return tests;
}

std::string benchTestNames()
{
    std::string names;
    for (const auto& one : known())
        names += (names.empty() ? "" : ", ") + one.test.name;
    return names;
}

BenchRequest::BenchRequest(const BenchTest& test, std::size_t valueBytes, std::uint64_t keys, std::size_t commands)
    : m_commands(commands), m_keys(keys)
{
    // A value of x alone, so that the digits of a key are found by what they are.
    const auto one = encoded(wordsOf(test.name), std::string(valueBytes, 'x'));
    m_sample = one.bytes();
    const std::string command = test.name == "ping-inline" ? "PING\r\n" : m_sample;
    m_commandBytes = command.size();
    for (auto at = command.find(anyNumber); at != std::string::npos; at = command.find(anyNumber, at + digits))
        m_places.push_back(static_cast<std::uint32_t>(at + digits - 1));
    m_bytes.reserve(m_commandBytes * commands);
    for (std::size_t i = 0; i < commands; ++i)
        m_bytes += command;
}

std::string_view BenchRequest::next(std::size_t commands, std::uint64_t& random)
{
    if (m_keys > 1) {
        auto* command = m_bytes.data();
        for (std::size_t i = 0; i < commands; ++i, command += m_commandBytes)
            for (const auto place : m_places)
                writeDigits(command + place, below(m_keys, random), m_keys);
    }
    return std::string_view(m_bytes).substr(0, commands * m_commandBytes);
}

std::vector<std::string> listFill(std::size_t valueBytes, std::int64_t elements)
{
    std::vector<std::string> command{"LPUSH", std::string(benchList)};
    command.resize(command.size() + static_cast<std::size_t>(elements), std::string(valueBytes, 'x'));
    return command;
}

} // namespace cachedeck::cli
