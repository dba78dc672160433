#include "backend/report/wording.hpp"
#include "tests/support/catch.hpp"

using namespace cachedeck;

TEST_CASE("latencies have three significant digits and the unit that fits")
{
    CHECK(report::latencyText(0.5) == "0.50 µs");
    CHECK(report::latencyText(98.44) == "98.4 µs");
    CHECK(report::latencyText(999.4) == "999 µs");
    CHECK(report::latencyText(999.6) == "1.00 ms");
    CHECK(report::latencyText(1370) == "1.37 ms");
    CHECK(report::latencyText(999'600) == "1.00 s");
    CHECK(report::latencyText(2'050'000) == "2.05 s");
}

TEST_CASE("counts, rates, factors and times")
{
    CHECK(report::countText(0) == "0");
    CHECK(report::countText(999) == "999");
    CHECK(report::countText(4834017) == "4,834,017");
    CHECK(report::rateText(63205.4) == "63,205/s");
    CHECK(report::rateText(1.5) == "1.50/s");
    CHECK(report::factorText(41.2) == "41.2×");
    CHECK(report::factorText(0.956) == "0.96×");
    CHECK(report::factorText(12345) == "12,345×");
    CHECK(report::percentText(0.9833) == "98.33 %");
    CHECK(report::percentText(std::nullopt) == "–");
    CHECK(report::secondsText(12.54) == "12.5 s");
    CHECK(report::clockText(84.9) == "1:24");
    CHECK(report::bytesText(1536) == "1.5 KiB");
}

TEST_CASE("cells that a spreadsheet would take for a formula are quoted")
{
    CHECK(report::csvCell("plain") == "plain");
    CHECK(report::csvCell("a,b") == "\"a,b\"");
    CHECK(report::csvCell("say \"x\"") == "\"say \"\"x\"\"\"");
    for (const auto* dangerous : {"=1+1", "+1", "-1", "@x", "\tx", "\rx"}) {
        const auto cell = report::csvCell(dangerous);
        CHECK(cell == "\"'" + std::string(dangerous) + "\"");
    }
    CHECK(report::csvCell("") == "");
}

TEST_CASE("control and bidirectional characters are shown, not obeyed")
{
    CHECK(report::visible("a\nb\tc") == "a\\nb\\tc");
    CHECK(report::visible("\x1b[2J") == "\\x1b[2J");
    CHECK(report::visible("x\xE2\x80\xAEy") == "x\\u202ey");
    CHECK(report::visible("\xC3\xA9") == "\xC3\xA9");
    CHECK(report::escapeMarkdown("movie_by_id *x* _y_ <b>") == "movie_by_id \\*x\\* \\_y\\_ \\<b\\>");
}
