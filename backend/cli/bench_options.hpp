#pragma once
// The options of `bench`: redis-benchmark's habitual ones, and what is added to them.

#include "backend/cli/bench_load.hpp"
#include "backend/cli/command.hpp"

#include <string>
#include <vector>

namespace cachedeck::cli {

struct BenchRequestLine {
    BenchOptions options; // without the connection
    std::vector<BenchTest> tests;
    enum class Form : std::uint8_t { Text, Quiet, Csv, Json } form = Form::Text;
    bool forever = false;
};

options::options_description benchDescription();
inline constexpr std::string_view benchUsage =
    "bench (--redis URL | -h HOST -p PORT) [-c N] [-P N] [-t get,set] [-n N | --seconds N] [--warmup N] [--rate N] "
    "[-d BYTES] [-r KEYS] [--threads N] [--deadline N] [--busy-poll] [--json]";
BenchRequestLine benchRequest(const CommandLine& line); // throws CommandFailure

} // namespace cachedeck::cli
