#include "backend/report/run_files.hpp"
#include "tests/backend/report/example_result.hpp"
#include "tests/support/catch.hpp"

#include <regex>

using namespace cachedeck;

namespace {

bool contains(const std::string& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

// Every element that is opened is closed, in order.
bool isBalanced(const std::string& html)
{
    static const std::regex tag(R"(<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:"[^"]*"|[^">])*?)(/?)>)");
    std::vector<std::string> open;
    for (auto at = std::sregex_iterator(html.begin(), html.end(), tag); at != std::sregex_iterator(); ++at) {
        const auto name = (*at)[2].str();
        if (name == "meta" || (*at)[4].length() > 0)
            continue;
        if ((*at)[1].length() == 0) {
            open.push_back(name);
        } else {
            if (open.empty() || open.back() != name) {
                UNSCOPED_INFO("closed: " << name << ", open: " << (open.empty() ? "none" : open.back()));
                return false;
            }
            open.pop_back();
        }
    }
    return open.empty();
}

} // namespace

TEST_CASE("report.html shows the run and fetches nothing")
{
    const auto html = report::html(test::exampleResult());
    CHECK(html.find("<!DOCTYPE html>") == 0);
    CHECK(isBalanced(html));
    for (const auto* part : {"cache-aside", "uncached", "40.0×", "39.5×–40.5×", "Simulated: 25 ms to the primary store",
                             "Warm-up, excluded", "hit ratio", "movie_by_id", "7.0.15", "prefers-color-scheme:dark",
                             "@media print", "think_ms", "90.00 %", "the median drifted by 12 %",
                             "client and servers share 2 cores", "paths.cache-aside.response_us.p99 &lt; 5000"}) {
        INFO(part);
        CHECK(contains(html, part));
    }
    for (const auto* fetched : {"http://", "https://", "src=", "<script", "@import", "url("}) {
        INFO(fetched);
        CHECK_FALSE(contains(html, fetched));
    }
    CHECK(contains(html, "default-src 'none'"));
}

TEST_CASE("hostile names stay text in every report")
{
    auto result = test::exampleResult();
    const std::string hostile = "<script>alert(1)</script>&\"'\n|x\xE2\x80\xAE\xFF";
    result.scenario.name = hostile;
    result.dataDescription = hostile;
    result.machine.cpu = hostile;
    result.versions["redis"] = hostile;
    result.simulated = {hostile};
    result.paths[1].spec.store = hostile;
    result.paths[1].reasons = {hostile};
    result.paths[1].operations[0].name = hostile;
    result.events.push_back({1.9, "fault", hostile});
    result.thresholds.push_back({hostile, false});
    result.noise.remarks = {hostile};
    result.scenario.json = R"({"name": "<script>alert(1)</script>"})";

    const auto html = report::html(result);
    CHECK_FALSE(contains(html, "<script"));
    CHECK(contains(html, "&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#39;\\n|x\\u202e"));
    CHECK_FALSE(contains(html, "\xE2\x80\xAE"));
    CHECK(isBalanced(html));

    const auto markdown = report::markdown(result);
    REQUIRE(contains(markdown, "<script"));
    for (auto at = markdown.find("<script"); at != std::string::npos; at = markdown.find("<script", at + 1))
        CHECK(markdown[at - 1] == '\\');
    CHECK_FALSE(contains(markdown, "\n|x")); // no row of a table begins by itself
    CHECK(contains(report::toJson(report::summarize(result)), "\\n|x"));
}

TEST_CASE("a run without samples still has a report")
{
    auto result = test::exampleResult();
    result.samples.clear();
    result.interrupted = true;
    for (auto& path : result.paths) {
        path.response.clear();
        path.service.clear();
        path.timeline.clear();
        path.counts = {};
    }
    const auto html = report::html(result);
    CHECK(isBalanced(html));
    CHECK(contains(html, "interrupted"));
    CHECK(contains(html, "nothing to draw"));
    CHECK(contains(report::markdown(result), "(interrupted)"));
    CHECK(report::timelineCsv(result).find('\n') == report::timelineCsv(result).size() - 1);
}

TEST_CASE("a path that is not trustworthy is told so, with the reason")
{
    auto result = test::exampleResult();
    result.paths[1].trusted = false;
    result.paths[1].reasons = {"Little's law does not hold"};
    CHECK(contains(report::html(result), "cache-aside is not trustworthy: Little&#39;s law does not hold"));
    CHECK(contains(report::markdown(result), "not trustworthy, cache-aside: Little's law does not hold"));
}

TEST_CASE("two paths of one strategy do not look alike")
{
    auto result = test::exampleResult();
    result.paths.push_back(result.paths[1]);
    result.paths.back().spec.name = "cache-aside-hash";
    for (auto& sample : result.samples)
        sample.paths.push_back(sample.paths[1]);
    const auto html = report::html(result);
    CHECK(contains(html, "p50 l-cached\""));
    CHECK(contains(html, "p50 l-other\""));
}

TEST_CASE("a long run's charts stay small")
{
    auto result = test::exampleResult();
    const auto sample = result.samples.back();
    for (int i = 30; i < 36'000; ++i) {
        result.samples.push_back(sample);
        result.samples.back().from = i * 0.1;
        result.samples.back().to = (i + 1) * 0.1;
    }
    CHECK(report::html(result).size() < 600'000);
}
