#include "tests/support/catch.hpp"
#include "tests/widgets/topology/sample.hpp"
#include "widgets/topology/failover_timeline.hpp"
#include "widgets/topology/topology_view.hpp"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace cachedeck;
using namespace cachedeck::topology;

TEST_CASE("no box and no label overlaps, for one to seven sentinels and up to six replicas")
{
    for (int sentinels = 1; sentinels <= 7; ++sentinels)
        for (int replicas = 0; replicas <= 6; ++replicas)
            for (const QSizeF& size : {QSizeF(724, 340), QSizeF(1100, 420)}) {
                const Topology topology = test::ring(sentinels, replicas);
                const Placed placed = place(topology, size, theme::Theme());
                INFO(sentinels << " sentinels, " << replicas << " replicas, " << size.width());
                REQUIRE(placed.boxes.size() == sentinels + 1 + replicas);
                REQUIRE(placed.wires.size() == topology.links.size());
                QVector<QRectF> taken;
                for (const Placed::Box& box : placed.boxes)
                    taken.append(box.rect);
                for (const Placed::Wire& wire : placed.wires)
                    if (!wire.label.isEmpty())
                        taken.append(wire.label);
                for (int i = 0; i < taken.size(); ++i) {
                    CHECK(QRectF(QPointF(0, 0), size).contains(taken[i]));
                    for (int k = 0; k < i; ++k)
                        CHECK_FALSE(taken[i].intersects(taken[k]));
                }
            }
}

TEST_CASE("the usual three sentinels and two replicas show every label")
{
    const Topology topology = test::disagreement();
    const Placed placed = place(topology, {724, 340}, theme::Theme());
    for (const Placed::Wire& wire : placed.wires) {
        INFO(topology.links[wire.link].label.toStdString());
        CHECK(wire.label.isEmpty() == topology.links[wire.link].label.isEmpty());
        CHECK(wire.points.size() >= 2);
    }
}

TEST_CASE("the arrows walk the nodes and Return opens one")
{
    TopologyView view;
    view.setTopology(test::disagreement());
    view.resize(724, 340);
    view.show();
    view.activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(&view));
    view.setFocus();
    view.setCurrent({});
    QTest::keyClick(&view, Qt::Key_Right); // the first key enters
    CHECK(view.current() == u"s1");
    QTest::keyClick(&view, Qt::Key_Right);
    CHECK(view.current() == u"s2");
    QTest::keyClick(&view, Qt::Key_Down);
    CHECK(view.current() == u"redis-2");
    CHECK(view.accessibleDescription().contains(QStringLiteral("redis-2, primary")));
    CHECK(view.accessibleDescription().contains(QStringLiteral("lag 0 s, 142 B")));
    QTest::keyClick(&view, Qt::Key_Down);
    CHECK(view.current().startsWith(QStringLiteral("redis-")));
    QSignalSpy spy(&view, &TopologyView::activated);
    QTest::keyClick(&view, Qt::Key_Return);
    CHECK(spy.count() == 1);
    const QString kept = view.current();
    view.setTopology(test::disagreement());
    CHECK(view.current() == kept);
}

TEST_CASE("a click finds the box under it")
{
    TopologyView view;
    view.setTopology(test::disagreement());
    view.resize(724, 340);
    view.show();
    const Placed placed = place(view.topology(), view.size(), theme::Theme::of(&view));
    QSignalSpy spy(&view, &TopologyView::activated);
    for (const Placed::Box& box : placed.boxes) {
        QTest::mouseClick(&view, Qt::LeftButton, {}, box.rect.center().toPoint());
        CHECK(view.current() == view.topology().nodes[box.node].id);
    }
    CHECK(spy.count() == placed.boxes.size());
}

TEST_CASE("a failover is told in words and exported as rows")
{
    FailoverTimeline strip;
    CHECK_FALSE(strip.accessibleDescription().isEmpty());
    strip.setFailover(test::failover());
    CHECK(strip.accessibleDescription().contains(QStringLiteral("no write accepted")));
    const auto rows = strip.exportRows();
    CHECK(rows.size() == 1 + 8 + 4 + 2);
    CHECK(rows[2] == QStringList{"step", "561", "561", "SDOWN", "sentinel-1"});
}

TEST_CASE("a topology is exported as a drawing with its source")
{
    TopologyView view;
    view.setTopology(test::disagreement());
    view.resize(724, 340);
    chart::ExportOptions options;
    options.provenance = {QStringLiteral("cachedeck, 14:21:07")};
    options.scale = 1;
    CHECK(chart::toImage(&view, options).height() > 340);
    CHECK(chart::toCsv(&view, options).isEmpty());
}
