// The protocol against hiredis on the same bytes, and the price of one recorded latency. The contestants take turns,
// and medians are printed, as one JSON object: nanoseconds of CPU for each reply, command or record.
#include "backend/latency/recorder.hpp"
#include "backend/resp/parser.hpp"
#include "backend/resp/request.hpp"
#include "backend/resp/skimmer.hpp"

#include <hiredis/hiredis.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

namespace {

using namespace cachedeck;
constexpr std::size_t chunk = 16 * 1024; // what a read brings: hiredis' own size
constexpr int rounds = 31;

struct Contestant {
    const char* name;
    std::function<std::size_t()> run; // gives how many it has done
    std::vector<double> nanoseconds = {};
};

void compete(std::vector<Contestant> contestants, const char* what, bool last = false)
{
    for (int round = 0; round < rounds; ++round)
        for (auto& one : contestants) {
            const auto start = std::clock(); // of this process alone: others on the machine do not count
            const auto done = one.run();
            const auto took = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC * 1e9;
            one.nanoseconds.push_back(took / static_cast<double>(done));
        }
    std::printf("  \"%s\": {", what);
    for (std::size_t i = 0; i < contestants.size(); ++i) {
        auto& times = contestants[i].nanoseconds;
        std::sort(times.begin(), times.end());
        std::printf("%s\"%s\": %.2f", i == 0 ? "" : ", ", contestants[i].name, times[times.size() / 2]);
    }
    std::printf("}%s\n", last ? "" : ",");
}

// Gives the bytes in chunks to `use`, which tells how many it has taken; what is left is given again with the next.
template<class Use>
void inChunks(const std::string& bytes, Use use)
{
    std::size_t taken = 0;
    for (std::size_t end = 0; end < bytes.size();) {
        end = std::min(end + chunk, bytes.size());
        taken += use(std::string_view(bytes).substr(taken, end - taken));
    }
}

void parse(const char* what, const std::string& some)
{
    std::string bytes;
    while (bytes.size() < (1u << 20))
        bytes += some;
    const auto ours = [&bytes] {
        resp::Parser parser;
        resp::Reply reply;
        std::size_t replies = 0;
        inChunks(bytes, [&](std::string_view part) {
            std::size_t at = 0;
            for (;;) {
                const auto progress = parser.parse(part.substr(at), reply);
                at += progress.consumed;
                if (progress.status != resp::Parser::Status::Done)
                    return at;
                ++replies;
            }
        });
        return replies;
    };
    const auto counted = [&bytes] {
        resp::Skimmer skimmer;
        std::uint64_t replies = 0;
        inChunks(bytes, [&](std::string_view part) {
            const auto progress = skimmer.skim(part);
            replies += progress.tally.replies;
            return progress.consumed;
        });
        return static_cast<std::size_t>(replies);
    };
    const auto theirs = [&bytes] {
        auto* reader = redisReaderCreate();
        std::size_t replies = 0;
        for (std::size_t at = 0; at < bytes.size(); at += chunk) {
            redisReaderFeed(reader, bytes.data() + at, std::min(chunk, bytes.size() - at));
            for (void* reply = nullptr; redisReaderGetReply(reader, &reply) == REDIS_OK && reply; ++replies)
                freeReplyObject(reply);
        }
        redisReaderFree(reader);
        return replies;
    };
    if (ours() != theirs() || counted() != theirs())
        std::abort();
    compete({{"cachedeck", ours}, {"skimmer", counted}, {"hiredis", theirs}}, what);
}

void encode()
{
    const std::string key = "key:000000012345", value(256, 'x');
    constexpr std::size_t times = 100'000;
    const auto ours = [&] {
        resp::Request request;
        for (std::size_t i = 0; i < times; ++i) {
            request.clear();
            request.append({"SET", key, value});
        }
        return request.bytes().empty() ? 0 : times;
    };
    const auto theirs = [&] {
        const std::array<const char*, 3> words{"SET", key.data(), value.data()};
        const std::array<std::size_t, 3> sizes{3, key.size(), value.size()};
        for (std::size_t i = 0; i < times; ++i) {
            char* bytes = nullptr;
            redisFormatCommandArgv(&bytes, 3, const_cast<const char**>(words.data()), sizes.data());
            redisFreeCommand(bytes);
        }
        return times;
    };
    compete({{"cachedeck", ours}, {"hiredis", theirs}}, "encode");
}

void record()
{
    static latency::Recorder counters, ring; // the first is never drained, so that its ring is full
    static latency::Histogram drained;
    std::vector<latency::Nanoseconds> latencies;
    std::uint64_t random = 1;
    for (int i = 0; i < 4096; ++i) { // 50 µs to 800 µs, in no order
        random = random * 6364136223846793005u + 1442695040888963407u;
        latencies.emplace_back(50'000 + static_cast<std::int64_t>((random >> 40) % 750'000));
    }
    compete({{"cachedeck",
              [&] {
                  for (int i = 0; i < 100; ++i)
                      for (const auto latency : latencies)
                          counters.record(latency);
                  return 100 * latencies.size();
              }},
             {"drained",
              [&] {
                  for (int i = 0; i < 100; ++i)
                      for (std::size_t number = 0; number < latencies.size(); ++number) {
                          ring.record(latencies[number]);
                          if (number % 128 == 0)
                              ring.drainInto(drained);
                      }
                  return 100 * latencies.size();
              }}},
            "record", true);
}

} // namespace

int main()
{
    std::printf("{\n");
    parse("small", "+OK\r\n:1\r\n$5\r\nhello\r\n$-1\r\n:12345\r\n$16\r\n0123456789abcdef\r\n");
    parse("bulk", "$1024\r\n" + std::string(1024, 'x') + "\r\n");
    parse(
        "array", "*10\r\n" + [] {
            std::string elements;
            for (int i = 0; i < 10; ++i)
                elements += "$5\r\nhello\r\n";
            return elements;
        }());
    encode();
    record();
    std::printf("}\n");
}
