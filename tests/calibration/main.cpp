// calibration [--rounds N] FILE...   how often the intervals of runs that are resampled from recorded slices contain 1;
// prints one JSON object. test_load records slices: CACHEDECK_RECORD=FILE:SECONDS test_load "[.record]"
#include "tests/calibration/coverage.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <string>

namespace {

using namespace cachedeck;

int calibrate(const std::vector<std::string>& files, const std::vector<std::size_t>& sizes)
{
    std::string cells;
    for (const auto& file : files) {
        const auto recorded = test::readRounds(file);
        for (const auto rounds : sizes) {
            const auto all = test::coverageOf(recorded, {.rounds = rounds});
            for (const auto& coverage : all) {
                cells += fmt::format(
                    "{}{{\"rounds\": {}, \"what\": \"{}\", \"runs\": {}, \"covered\": {:.4f}, \"width\": {:.4f}}}",
                    cells.empty() ? "" : ", ", rounds, coverage.what, coverage.runs, coverage.share(), coverage.width);
                fmt::print(
                    stderr, "{:>4} rounds  {:<10}  {} of {} intervals contain 1: {:.1f} %, mean width {:.1f} %\n",
                    rounds, coverage.what, coverage.held, coverage.runs, coverage.share() * 100, coverage.width * 100);
            }
        }
    }
    fmt::print("{{\"confidence\": 0.95, \"cells\": [{}]}}\n", cells);
    return 0;
}

} // namespace

int main(int count, char** arguments)
{
    std::vector<std::string> given(arguments + 1, arguments + count);
    std::vector<std::size_t> sizes{10, 20, 40, 80, 120}; // rounds of a resampled run
    try {
        if (given.size() > 2 && given[0] == "--rounds") {
            sizes = {std::stoul(given[1])};
            given.erase(given.begin(), given.begin() + 2);
        }
        if (!given.empty())
            return calibrate(given, sizes);
    } catch (const std::exception& error) {
        fmt::print(stderr, "calibration: {}\n", error.what());
        return 1;
    }
    fmt::print(stderr, "usage: calibration [--rounds N] FILE...\n");
    return 2;
}
