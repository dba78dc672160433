#include "backend/latency/hlog.hpp"
#include "backend/report/run_files.hpp"
#include "tests/backend/report/example_result.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/redis_server.hpp"

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <sys/resource.h>

using namespace cachedeck;

namespace {

std::string contentOf(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::set<std::string> filesIn(const std::filesystem::path& folder)
{
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        names.insert(entry.path().filename().string());
    return names;
}

// No file may grow beyond so many bytes, as on a disk that is full.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() { ::setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before{};
};

} // namespace

TEST_CASE("a run's directory holds its five files and can be read again")
{
    const test::TemporaryFolder folder;
    const auto directory = folder.path() / "new" / "run";
    const auto written = report::writeRun(test::exampleResult(), directory);
    REQUIRE(written.has_value());
    CHECK(written->size() == 5);
    CHECK(filesIn(directory) ==
          std::set<std::string>{"run.json", "latency.hlog", "timeline.csv", "report.html", "report.md"});
    const auto byDirectory = report::readRun(directory), byFile = report::readRun(directory / "run.json");
    REQUIRE(byDirectory.has_value());
    REQUIRE(byFile.has_value());
    CHECK(byDirectory->name == "movies");
    CHECK(byFile->paths.size() == 2);
    CHECK(report::writeRun(test::exampleResult(), directory).has_value()); // over the old ones
}

TEST_CASE("a run that is not there, is no run or cannot be written is an error with the file's name")
{
    const test::TemporaryFolder folder;
    const auto nothing = report::readRun(folder.path());
    REQUIRE(nothing.has_error());
    CHECK(nothing.error().text().find("run.json") != std::string::npos);
    std::ofstream(folder.path() / "file") << "in the way";
    const auto blocked = report::writeRun(test::exampleResult(), folder.path() / "file" / "run");
    REQUIRE(blocked.has_error());
    CHECK(blocked.error().text().find("file") != std::string::npos);
}

TEST_CASE("on a full disk the old file stays whole and nothing else is left")
{
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "report.md";
    REQUIRE(report::writeFileAtomically(file, "the old report").has_value());
    const std::string large(100'000, 'x');
    {
        const FileSizeLimit limit(4096);
        const auto full = report::writeFileAtomically(file, large);
        REQUIRE(full.has_error());
        CHECK(full.error().text().find(file.string()) != std::string::npos);
        CHECK(full.error().text().find("make room") != std::string::npos);
    }
    CHECK(contentOf(file) == "the old report");
    CHECK(filesIn(folder.path()) == std::set<std::string>{"report.md"});
    CHECK(report::writeFileAtomically(file, large).has_value());
    CHECK(contentOf(file) == large);
}

TEST_CASE("timeline.csv has a row for each second and path, and no formula")
{
    auto result = test::exampleResult();
    result.paths[0].timeline.erase(result.paths[0].timeline.begin()); // did not run in second 1
    std::istringstream csv(report::timelineCsv(result));
    std::vector<std::string> lines;
    for (std::string line; std::getline(csv, line);)
        lines.push_back(line);
    REQUIRE(lines.size() == 5);
    CHECK(lines[0] == "second,path,operations,errors,hits,misses,store_reads,stale,p50_us,p99_us,event");
    CHECK(lines[1].find("1,uncached,0,0,0,0,0,0,,,") == 0); // a gap, no zero latency
    CHECK(lines[1].find(",\"simulated: 25 ms to the primary store; invalidate: DEL movie:*; note: ") !=
          std::string::npos);
    CHECK(lines[2].find("1,cache-aside,100,0,0,0,5,0,104.063,109.055,") == 0);
    CHECK(lines[2].find("\"invalidate: DEL movie:*; note: =cmd|' /C calc'!A0, <b>\"\"x\"\"</b>\"") !=
          std::string::npos);
    CHECK(lines[3].find("2,uncached,") == 0);
    CHECK(lines[4].back() == ','); // no event then
}

TEST_CASE("timeline.csv and latency.hlog say that a distance was added, and only then")
{
    auto result = test::exampleResult();
    result.events.clear();
    result.simulated = {"25 ± 2.5 ms (continent) to the primary store", "generated data: a film to the cache",
                        "1 ms to the cache"};
    const std::string note = "simulated: 25 ± 2.5 ms (continent) to the primary store, 1 ms to the cache";
    const auto csv = report::timelineCsv(result);
    CHECK(csv.find(",\"" + note + "\"\n1,cache-aside,") != std::string::npos); // the first row, and no other
    CHECK(csv.find("simulated") == csv.rfind("simulated"));
    const auto log = report::latencyLog(result);
    CHECK(log.find("#[" + note + "]\n#[CacheDeck, scenario movies") == 0);
    result.simulated = {"generated data: a film"};
    CHECK(report::timelineCsv(result).find("simulated") == std::string::npos);
    CHECK(report::latencyLog(result).find("simulated") == std::string::npos);
}

TEST_CASE("latency.hlog holds every measured read, by second and tag")
{
    const auto result = test::exampleResult();
    std::istringstream text(report::latencyLog(result)); // with the comment that it is simulated
    const auto intervals = latency::readLog(text);
    REQUIRE(intervals.has_value());
    CHECK(intervals->size() == 8); // two seconds, two paths, two kinds
    for (const auto* tag : {"uncached.service", "uncached.response", "cache-aside.service", "cache-aside.response"}) {
        latency::Histogram sum;
        for (const auto& interval : *intervals)
            if (interval.tag == tag)
                sum.add(interval.histogram);
        CHECK(sum.count() == 200);
    }
    CHECK(intervals->front().start == Approx(1));
    CHECK(intervals->front().length == Approx(1));
}
