// The load page's middle, the presentation and the start card's sketch, in every scheme. Run with [screens] and
// CACHEDECK_SCREENS to look.
#include "tests/support/catch.hpp"
#include "tests/widgets/chart/run.hpp"
#include "tests/widgets/screens.hpp"
#include "widgets/badge/button.hpp"
#include "widgets/badge/card.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/badge/segmented_control.hpp"
#include "widgets/chart/chart_legend.hpp"
#include "widgets/chart/sparkline.hpp"
#include "widgets/chart/time_chart.hpp"
#include "widgets/table/delegates.hpp"
#include "widgets/table/views.hpp"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QStandardItemModel>
#include <QVBoxLayout>

using namespace cachedeck;

namespace {

QWidget* head(chart::TimeChart* time)
{
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(16, 0, 16, 0);
    layout->setSpacing(16);
    layout->addWidget(new badge::Label(QStringLiteral("Latency of reads"), theme::Role::Title));
    layout->addWidget(new chart::ChartLegend(time));
    layout->addStretch(1);
    auto* quantiles = new badge::SegmentedControl(badge::SegmentedControl::Mode::Multiple);
    for (const char* name : {"p50", "p95", "p99", "p99.9"})
        quantiles->addSegment(QString::fromLatin1(name));
    quantiles->setChecked(0, true);
    quantiles->setChecked(2, true);
    layout->addWidget(quantiles);
    layout->addWidget(new badge::Button(QStringLiteral("Pause view"), QStringLiteral("pause"),
                                        theme::ButtonKind::Normal, theme::ButtonSize::Small));
    layout->addWidget(
        new badge::Button({}, QStringLiteral("more"), theme::ButtonKind::Normal, theme::ButtonSize::Small));
    return row;
}

table::TableView* percentiles(QObject* owner)
{
    auto* view = new table::TableView;
    auto* model = new QStandardItemModel(3, 5, owner);
    model->setHorizontalHeaderLabels({QStringLiteral("Path"), QStringLiteral("p50"), QStringLiteral("p99"),
                                      QStringLiteral("× p50"), QStringLiteral("stale")});
    const QStringList rows[] = {{"uncached", "4.03 ms", "14.3 ms", "1×", "0"},
                                {"cache-aside", "98.4 µs", "1.37 ms", "41×", "0.63 %"},
                                {"write-through", "53.1 µs", "76.0 µs", "76×", "0.00 %"}};
    const char* const details[] = {"SQLite", "JSON string", "hash fields"};
    for (int r = 0; r < 3; ++r)
        for (int c = 0; c < 5; ++c) {
            auto* item = new QStandardItem(rows[r][c]);
            if (c == 0) {
                item->setData(r, table::PathLookRole);
                item->setData(QString::fromLatin1(details[r]), table::DetailRole);
            }
            item->setData(c == 3, table::StrongRole);
            if (c == 4 && r == 1)
                item->setData(static_cast<int>(theme::Token::StateWarn), table::TokenRole);
            model->setItem(r, c, item);
        }
    for (int c = 1; c < 5; ++c)
        model->setHeaderData(c, Qt::Horizontal, static_cast<int>(Qt::AlignRight | Qt::AlignVCenter),
                             Qt::TextAlignmentRole);
    view->setModel(model);
    view->setItemDelegate(new table::NumberDelegate(view));
    view->setItemDelegateForColumn(0, new table::PathDelegate(view));
    view->setColumnWidth(0, 300);
    view->setFixedHeight(116);
    return view;
}

} // namespace

TEST_CASE("the load page's chart can be looked at in every scheme", "[screens]")
{
    theme::loadFonts();
    theme::ThemeManager manager(*qApp);
    for (const screens::Dress& dress : screens::dresses) {
        manager.setChoice(dress.choice);
        badge::Pane page;
        auto* column = new QVBoxLayout(&page);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        auto* time = new chart::TimeChart;
        test::fill(*time, 84);
        column->addWidget(head(time));
        column->addWidget(time, 1);
        column->addWidget(percentiles(&page));
        page.resize(928, 620);
        page.show();
        const QImage image = screens::take(page, QStringLiteral("load-") + QLatin1String(dress.name));
        INFO(dress.name);
        CHECK(screens::colours(image) > 40);
        if (dress.choice == theme::ThemeManager::Choice::Light) {
            time->setCrosshair(60);
            screens::take(page, QStringLiteral("load-crosshair"));
            time->setCrosshair(std::nullopt);
            time->setTableVisible(true);
            screens::take(page, QStringLiteral("load-table"));
        }
    }
    manager.setChoice(theme::ThemeManager::Choice::Dark);
    manager.setPresentation(true);
    chart::TimeChart presented;
    test::fill(presented, 84);
    presented.setPlotsVisible(false);
    presented.resize(1216, 608);
    presented.show();
    CHECK(screens::colours(screens::take(presented, QStringLiteral("presentation-dark"))) > 40);
}

TEST_CASE("the start card's sketch and the sparklines can be looked at", "[screens]")
{
    theme::loadFonts();
    theme::ThemeManager manager(*qApp);
    for (const screens::Dress& dress : screens::dresses) {
        manager.setChoice(dress.choice);
        badge::Card card;
        auto* column = new QVBoxLayout(&card);
        auto* sketch = new chart::MiniSketch;
        chart::MiniSketch::Curve slow{QStringLiteral("uncached"), theme::PathRole::Uncached, {}, {}};
        chart::MiniSketch::Curve fast{QStringLiteral("cache-aside"), theme::PathRole::Cached, {}, {}};
        for (double at = 0; at < 19; at += 0.75) {
            slow.p50.append({at, 4e-3 * test::wobble(at, 1)});
            slow.p99.append({at, 14e-3 * test::wobble(at, 2)});
            fast.p50.append({at, 98e-6 * test::wobble(at, 3)});
            fast.p99.append({at, (1.2e-3 + 8e-3 * std::exp(-at)) * test::wobble(at, 4)});
        }
        sketch->setCurves({slow, fast});
        sketch->setFixedSize(320, 196);
        column->addWidget(sketch);
        auto* spark = new chart::Sparkline(QStringLiteral("ops/s"));
        spark->setValue(QStringLiteral("67.4 k"));
        for (int i = 0; i < 70; ++i)
            spark->append(i > 34 && i < 38 ? 1 : 10 + test::wobble(i, 5));
        column->addWidget(spark);
        auto* bars = new chart::BarList;
        bars->setRows({{QStringLiteral("1 min"), 3118, {}},
                       {QStringLiteral("10 min"), 94410, {}},
                       {QStringLiteral("1 h"), 392006, {}},
                       {QStringLiteral("1 day"), 626357, {}}});
        column->addWidget(bars);
        auto* share = new chart::ShareBar;
        share->setShare(0.7);
        share->setToken(theme::Token::Accent);
        column->addWidget(share);
        card.resize(card.sizeHint());
        card.show();
        INFO(dress.name);
        CHECK(screens::colours(screens::take(card, QStringLiteral("sketch-") + QLatin1String(dress.name))) > 30);
    }
}
