// The topology and the failover strip in every scheme. Run with [screens] and CACHEDECK_SCREENS to look.
#include "tests/support/catch.hpp"
#include "tests/widgets/screens.hpp"
#include "tests/widgets/topology/sample.hpp"

#include <QVBoxLayout>

using namespace cachedeck;

TEST_CASE("the topology and a failover can be looked at in every scheme", "[screens]")
{
    theme::loadFonts();
    theme::ThemeManager manager(*qApp);
    for (const screens::Dress& dress : screens::dresses) {
        manager.setChoice(dress.choice);
        QWidget window;
        auto* column = new QVBoxLayout(&window);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(1);
        auto* view = new topology::TopologyView;
        view->setTopology(test::disagreement());
        view->setFixedWidth(724);
        column->addWidget(view, 1);
        auto* strip = new topology::FailoverTimeline;
        strip->setFailover(test::failover());
        column->addWidget(strip);
        window.resize(1204, 492);
        window.show();
        INFO(dress.name);
        CHECK(screens::colours(screens::take(window, QStringLiteral("sentinel-") + QLatin1String(dress.name))) > 30);
        if (dress.choice == theme::ThemeManager::Choice::Light) {
            view->setTopology(test::ring(7, 6));
            screens::take(window, QStringLiteral("sentinel-many"));
            view->setTopology(test::ring(5, 1));
            screens::take(window, QStringLiteral("sentinel-five"));
        }
    }
}
