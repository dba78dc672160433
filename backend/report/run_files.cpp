#include "backend/report/run_files.hpp"

#include "backend/workload/json_document.hpp"

#include <fmt/format.h>

namespace cachedeck::report {
namespace {

constexpr std::uintmax_t largestRun = 64u * 1024 * 1024; // a run.json is some kilobytes: anything else is not one

} // namespace

Result<std::vector<std::filesystem::path>> writeRun(const load::Result& result, const std::filesystem::path& directory)
{
    std::error_code error;
    std::filesystem::create_directories(directory, error);
    if (error)
        return Error{directory.string(), 0, "", fmt::format("could not be made: {}.", error.message())};
    using Make = std::string (*)(const load::Result&);
    static constexpr Make runJson = [](const load::Result& run) { return toJson(summarize(run)); };
    // run.json comes last: where it is, the others are.
    static constexpr std::pair<const char*, Make> files[] = {{"latency.hlog", latencyLog},
                                                             {"timeline.csv", timelineCsv},
                                                             {"report.md", markdown},
                                                             {"report.html", html},
                                                             {"run.json", runJson}};
    std::vector<std::filesystem::path> written;
    for (const auto& [name, make] : files) {
        const auto file = directory / name;
        if (const auto done = writeFileAtomically(file, make(result)); done.has_error())
            return done.error();
        written.push_back(file);
    }
    return written;
}

Result<RunDocument> readRun(const std::filesystem::path& directoryOrFile)
{
    std::error_code error;
    const bool isDirectory = std::filesystem::is_directory(directoryOrFile, error);
    const auto file = isDirectory ? directoryOrFile / "run.json" : directoryOrFile;
    const auto size = std::filesystem::file_size(file, error);
    if (error)
        return Error{file.string(), 0, "", fmt::format("could not be read: {}.", error.message())};
    if (size > largestRun)
        return Error{file.string(), 0, "", "is too large for a run: expected at most 64 MiB."};
    const auto bytes = workload::readFile(file);
    if (bytes.has_error())
        return bytes.error();
    return parseRun(*bytes, file.string());
}

} // namespace cachedeck::report
