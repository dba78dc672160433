#include "backend/latency/recorder.hpp"
#include "tests/support/catch.hpp"

#include <thread>

using namespace cachedeck::latency;

TEST_CASE("A recorder that is drained in time keeps no counters, however many latencies there are")
{
    Recorder recorder;
    Histogram drained, expected;
    std::int64_t value = 1;
    for (int look = 0; look < 1000; ++look) {
        for (int i = 0; i < 200; ++i) {
            value = value * 48'271 % 2'147'483'647; // the minimal standard generator: up to 2 s
            recorder.record(Nanoseconds{value});
            expected.record(Nanoseconds{value});
        }
        recorder.drainInto(drained);
    }
    CHECK(recorder.chunks() == 0);
    for (int i = 0; i < 1000; ++i) { // more than it holds between two looks
        recorder.record(Nanoseconds{5000});
        expected.record(Nanoseconds{5000});
    }
    CHECK(recorder.chunks() == 1);
    recorder.drainInto(drained);
    for (std::size_t index = 0; index < Layout::counts; ++index)
        REQUIRE(drained.countAt(index) == expected.countAt(index));
}

TEST_CASE("A recorder loses nothing and counts nothing twice while it is drained")
{
    constexpr int values = 400'000;
    Recorder recorder;
    std::thread writer([&] {
        for (int i = 0; i < values; ++i)
            recorder.record(Nanoseconds{1 + i * std::int64_t{37} % 9'000'000});
    });
    Histogram drained;
    while (drained.count() < values / 2)
        recorder.drainInto(drained);
    writer.join();
    recorder.drainInto(drained);
    Histogram expected;
    for (int i = 0; i < values; ++i)
        expected.record(Nanoseconds{1 + i * std::int64_t{37} % 9'000'000});
    REQUIRE(drained.count() == values);
    for (std::size_t index = 0; index < Layout::counts; ++index)
        REQUIRE(drained.countAt(index) == expected.countAt(index));
    Histogram empty;
    recorder.drainInto(empty);
    CHECK(empty.empty());
}
