// Seconds that wait in a file come back as they were, wherever they had to wait.
#include "backend/load/second_store.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <string>

using namespace cachedeck::load;

namespace {

Second secondOf(int number)
{
    Second second;
    second.second = number;
    second.counts.issued = 1000 + static_cast<std::uint64_t>(number);
    second.counts.ok = 900;
    second.response.count = 7;
    second.response.p99 = 0.25 * number;
    second.service.max = number;
    second.storeInFlight = static_cast<std::uint64_t>(number) % 3;
    // A histogram's text is a few kilobytes; one that is empty, and one with any byte, are kept too.
    second.serviceLog = number % 4 == 0 ? std::string() : std::string(3000, 'a') + std::to_string(number);
    second.responseLog = std::string("\0\n", 2) + std::to_string(number);
    return second;
}

void check(const SecondStore& store, int seconds)
{
    const auto all = store.all();
    REQUIRE(all.size() == static_cast<std::size_t>(seconds));
    for (int i = 0; i < seconds; ++i) {
        CAPTURE(i);
        const auto& second = all[static_cast<std::size_t>(i)];
        const auto expected = secondOf(i);
        CHECK(second.second == i);
        CHECK(second.counts.issued == expected.counts.issued);
        CHECK(second.counts.ok == 900);
        CHECK(second.response.p99 == expected.response.p99);
        CHECK(second.service.max == expected.service.max);
        CHECK(second.storeInFlight == expected.storeInFlight);
        CHECK(second.serviceLog == expected.serviceLog);
        CHECK(second.responseLog == expected.responseLog);
    }
}

std::FILE* none()
{
    return nullptr;
}

} // namespace

TEST_CASE("A path's seconds come back in order, the newest are at hand")
{
    const auto open = GENERATE(static_cast<SecondStore::Open>(std::tmpfile), none);
    SecondStore store(5, open);
    CHECK(store.all().empty());
    for (int i = 0; i < 40; ++i) {
        store.add(secondOf(i));
        if (i == 2 || i == 20)
            check(store, i + 1); // reading does not disturb what is written later
        CHECK(store.newest().size() == std::min<std::size_t>(5, static_cast<std::size_t>(i) + 1));
        CHECK(store.newest().back().second == i);
    }
    check(store, 40);
}

#if defined(__linux__)
TEST_CASE("Seconds that the disk has no room for stay in memory")
{
    SecondStore store(5, [] { return std::fopen("/dev/full", "w+"); });
    for (int i = 0; i < 40; ++i)
        store.add(secondOf(i));
    check(store, 40);
}
#endif
