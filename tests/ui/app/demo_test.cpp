// The lecture: start the demo, invalidate, kill the primary; all through the widgets that a lecturer uses.

#include "tests/support/catch.hpp"
#include "tests/ui/app/window_fixture.hpp"
#include "ui/load/load_page.hpp"
#include "widgets/badge/button.hpp"
#include "widgets/badge/segmented_control.hpp"
#include "widgets/chart/time_chart.hpp"

#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>
#include <QtTest>

using namespace cachedeck;

namespace {

std::size_t samplesOf(const ui::RunSession& run, std::size_t path)
{
    std::size_t count = 0;
    for (const auto& sample : run.samples())
        if (path < sample.paths.size() && sample.paths[path].response.count > 0)
            ++count;
    return count;
}

// The hit ratio of a path from `from` seconds on, over all its samples.
double hitRatio(const ui::RunSession& run, std::size_t path, double from, double to)
{
    load::Counts counts;
    for (const auto& sample : run.samples())
        if (sample.from >= from && sample.to <= to && path < sample.paths.size())
            counts += sample.paths[path].counts;
    return counts.hitRatio().value_or(-1);
}

} // namespace

TEST_CASE("Start the demo: curves grow, Invalidate dips the hit ratio, killing the primary brings another",
          "[ui][demo]")
{
    test::Window window;
    auto& run = window.bench.run();
    window.click("startDemo");
    REQUIRE(test::eventually([&] { return run.isRunning(); }));
    REQUIRE(window.main().currentPage()->id() == "load");
    REQUIRE(run.scenario().paths.size() >= 2);

    // Two series grow.
    REQUIRE(test::eventually([&] { return samplesOf(run, 0) > 3 && samplesOf(run, 1) > 3; }, 40));
    const auto drawn = window.bench.loadPage().chart()->drawnPoints();
    REQUIRE(test::eventually([&] { return window.bench.loadPage().chart()->drawnPoints() > drawn; }));

    // A warm cache, then Invalidate from the top bar.
    REQUIRE(test::eventually([&] { return !run.samples().empty() && !run.samples().back().warmUp; }, 40));
    const double before = run.samples().back().to;
    QSignalSpy invalidated(&run, &ui::RunSession::invalidated);
    window.click("invalidateButton");
    window.child<QComboBox>("invalidateWhat").lineEdit()->setText("*");
    window.click("invalidateApply");
    REQUIRE(test::eventually([&] { return invalidated.count() == 1; }));
    CHECK(invalidated.front().at(1).toULongLong() > 0);
    // The answer may come a moment before the mark: each has its own way through the run.
    REQUIRE(test::eventually([&] {
        return std::any_of(run.marks().begin(), run.marks().end(),
                           [](const load::Mark& mark) { return mark.kind == "invalidate"; });
    }));
    const double warm = hitRatio(run, 1, before - 3, before);
    REQUIRE(test::eventually([&] {
        for (const auto& sample : run.samples())
            if (sample.from >= before && sample.paths[1].counts.hitRatio().value_or(1) < warm - 0.02)
                return true;
        return false;
    }));

    // And the keys that came back expire together.
    QSignalSpy expiring(&run, &ui::RunSession::expiring);
    window.click("invalidateButton");
    window.child<badge::SegmentedControl>("invalidateHow").setCurrent(1);
    window.child<QComboBox>("invalidateWhat").lineEdit()->setText("*");
    window.click("invalidateApply");
    REQUIRE(test::eventually([&] { return expiring.count() == 1; }));
    CHECK(expiring.front().at(2).toULongLong() > 0);
    REQUIRE(test::eventually([&] {
        return std::any_of(run.marks().begin(), run.marks().end(),
                           [](const load::Mark& mark) { return mark.kind == "expire"; });
    }));

    // The primary dies; the sentinels elect another and the window follows.
    auto& sentinel = window.bench.sentinel();
    REQUIRE(test::eventually([&] { return sentinel.agreeing() == 3; }));
    const auto old = sentinel.primaryName();
    const auto oldAddress = window.bench.server().name();
    sentinel.act(ui::SentinelBridge::LabAction::Kill, old);
    REQUIRE(test::eventually([&] { return !sentinel.primaryName().isEmpty() && sentinel.primaryName() != old; }, 30));
    CHECK(test::eventually([&] {
        return window.bench.server().state() == ui::ServerSession::State::Connected &&
               window.bench.server().name() != oldAddress;
    }));
    // Reads went on: what the cache could not answer, the store did.
    const auto counted = run.samples().size();
    CHECK(test::eventually([&] { return run.samples().size() > counted + 4; }));

    window.click("runButton");
    REQUIRE(test::eventually([&] { return !run.isRunning(); }, 5));
    REQUIRE(run.result());
    CHECK(run.result()->interrupted);
    for (const auto& path : run.result()->paths)
        CHECK(path.counts.issued ==
              path.counts.ok + path.counts.errors + path.counts.timeouts + path.counts.unfinished);
}
