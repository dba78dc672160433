#include "tests/support/catch.hpp"
#include "tests/widgets/screens.hpp"
#include "widgets/heatmap/heatmap.hpp"
#include "widgets/heatmap/viridis.hpp"

#include <QElapsedTimer>
#include <QTest>

#include <cmath>

using namespace cachedeck;
using heatmap::Cells;

namespace {

// Two bands, hits and misses, with a gap of two seconds; 112 buckets as the Load page has them.
Cells twoBands(int columns)
{
    Cells cells;
    cells.from = 6;
    cells.factor = std::pow(10.0, 1.0 / 16);
    cells.buckets = 112;
    cells.counts.resize(qsizetype(columns) * cells.buckets);
    for (int column = 0; column < columns; ++column)
        for (int bucket = 0; bucket < cells.buckets; ++bucket) {
            const double hit = 5000 * std::exp(-std::pow((bucket - 30) / 3.0, 2));
            const double miss = 300 * std::exp(-std::pow((bucket - 55 - 4 * std::sin(column / 5.0)) / 4.0, 2));
            if (column != 10 && column != 11)
                cells.counts[qsizetype(column) * cells.buckets + bucket] = quint64(hit + miss);
        }
    return cells;
}

} // namespace

TEST_CASE("viridis grows lighter from end to end, and takes anything")
{
    double before = -1;
    for (int i = 0; i <= 20; ++i) {
        const QColor color(heatmap::viridis(i / 20.0));
        const double light = 0.2126 * color.redF() + 0.7152 * color.greenF() + 0.0722 * color.blueF();
        CHECK(light > before);
        before = light;
    }
    CHECK(heatmap::viridis(-4) == heatmap::viridis(0));
    CHECK(heatmap::viridis(std::nan("")) == heatmap::viridis(0));
}

TEST_CASE("a heatmap reads out the cell under the crosshair and exports what it counted")
{
    heatmap::Heatmap map;
    CHECK(map.isEmpty());
    CHECK(map.exportRows().isEmpty());
    const auto cells = twoBands(30);
    map.setCells(QStringLiteral("cache-aside"), cells);
    map.resize(800, 400);
    map.show();
    REQUIRE_FALSE(map.isEmpty());
    QTest::keyClick(&map, Qt::Key_Left);
    REQUIRE(map.crosshair());
    CHECK_FALSE(map.readout().isEmpty());
    quint64 sum = 0;
    for (const auto& row : map.exportRows().mid(1))
        sum += row.last().toULongLong();
    quint64 counted = 0;
    for (const auto count : cells.counts)
        counted += count;
    CHECK(sum == counted);
    CHECK(map.accessibleDescription().contains(QStringLiteral("cache-aside")));
    map.setCells(QStringLiteral("cache-aside"), {});
    CHECK(map.isEmpty());
}

TEST_CASE("the heatmap of ten minutes is made and painted within a frame")
{
    heatmap::Heatmap map;
    map.resize(928, 420);
    map.show();
    const auto cells = twoBands(600);
    QImage page(map.size(), QImage::Format_ARGB32_Premultiplied);
    QElapsedTimer clock;
    qint64 best = 1'000'000'000;
    for (int i = 0; i < 5; ++i) {
        auto changed = cells;
        changed.counts[0] = quint64(i + 1);
        clock.start();
        map.setCells(QStringLiteral("cache-aside"), changed);
        map.render(&page);
        best = std::min(best, clock.nsecsElapsed());
    }
    INFO("best of five: " << double(best) / 1e6 << " ms");
    CHECK(screens::colours(page) > 60);
}

TEST_CASE("the heatmap can be looked at in every scheme", "[screens]")
{
    theme::loadFonts();
    theme::ThemeManager manager(*qApp);
    for (const screens::Dress& dress : screens::dresses) {
        manager.setChoice(dress.choice);
        heatmap::Heatmap map;
        map.setCells(QStringLiteral("cache-aside"), twoBands(60));
        map.setMoments({{30, QStringLiteral("DEL movie:*, 12,461 keys")}});
        map.resize(928, 420);
        map.show();
        map.setCrosshair(QPointF(0.4, 0.5));
        INFO(dress.name);
        CHECK(screens::colours(screens::take(map, QStringLiteral("heatmap-") + QLatin1String(dress.name))) > 60);
    }
}
