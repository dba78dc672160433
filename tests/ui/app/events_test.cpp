// The Events page, through its widgets, over the carrier in our own process.

#include "tests/support/catch.hpp"
#include "tests/ui/app/window_fixture.hpp"
#include "ui/bridge/event_stream.hpp"
#include "widgets/plot/xy_plot.hpp"

#include <QAbstractButton>
#include <QLineEdit>
#include <QTableView>
#include <QtTest>

using namespace cachedeck;

namespace {

void tell(ui::EventStream& stream, int from, int count)
{
    std::vector<events::Event> told;
    for (int i = from; i < from + count; ++i) {
        events::Event event;
        event.id = std::to_string(i);
        event.source = "/cachedeck/runs/test/paths/cache-aside";
        event.type = events::cacheType(i % 2 == 0 ? events::Kind::Hit : events::Kind::Miss);
        event.subject = "movie:" + std::to_string(i);
        event.time = std::chrono::system_clock::now();
        event.data = R"({"operation":"movie_by_id","service_us":81.25})";
        told.push_back(event);
    }
    CHECK(stream.publisher()->offer(std::move(told)) == static_cast<std::size_t>(count));
}

} // namespace

TEST_CASE("Events come newest first, are held still by a pause, and are counted all the same", "[ui][events]")
{
    test::Window window;
    window.main().showPage("events");
    auto& stream = window.bench.stream();
    REQUIRE(stream.isOpen());
    auto& model = *window.child<QTableView>("eventTable").model();
    CHECK(window.child<QWidget>("eventsGoToLoad").isVisible()); // nothing yet: what to press
    tell(stream, 0, 100);
    REQUIRE(test::eventually([&] { return model.rowCount() == 100; }));
    CHECK(window.child<QTableView>("eventTable").isVisible());
    CHECK(model.index(0, 2).data().toString() == QStringLiteral("movie:99"));
    CHECK(model.index(0, 1).data().toString() == QStringLiteral("miss"));
    CHECK(model.index(0, 3).data().toString() == QStringLiteral("cache-aside"));
    CHECK(model.index(0, 4).data().toString() == QStringLiteral("movie_by_id"));
    CHECK_FALSE(model.index(0, 5).data().toString().isEmpty());
    window.click("eventsPause");
    tell(stream, 100, 50);
    REQUIRE(test::eventually([&] { return stream.figures().received.received == 150; }));
    CHECK(model.rowCount() == 100);
    window.click("eventsPause");
    for (int i = 0; i < 5; ++i) {
        tell(stream, 1000 * (i + 1), 1000);
        REQUIRE(test::eventually(
            [&] { return stream.figures().received.received == 150 + 1000 * static_cast<std::uint64_t>(i + 1); }));
    }
    CHECK(test::eventually([&] { return model.rowCount() == 2000; })); // it holds so many and no more
    CHECK_FALSE(window.child<plot::XyPlot>("eventRates").isEmpty());
}

TEST_CASE("With the list of events in front, Space holds it still and lets it go on", "[ui][events]")
{
    test::Window window;
    window.main().showPage("events");
    auto& list = window.child<QTableView>("eventTable");
    tell(window.bench.stream(), 0, 10);
    REQUIRE(test::eventually([&] { return list.model()->rowCount() == 10; }, 60));
    const auto& pause = window.child<QAbstractButton>("eventsPause");
    const auto word = pause.text();
    list.setFocus();
    list.setCurrentIndex(list.model()->index(0, 0));
    QTest::keyClick(&list, Qt::Key_Space);
    CHECK(pause.text() != word);
    QTest::keyClick(&list, Qt::Key_Space);
    CHECK(pause.text() == word);
}

TEST_CASE("A broker's address is checked as it is typed, and no password is shown or kept", "[ui][events]")
{
    test::Window window;
    window.main().showPage("events");
    auto& address = window.child<QLineEdit>("brokerAddress");
    auto& password = window.child<QLineEdit>("brokerPassword");
    auto& use = window.child<QAbstractButton>("brokerUse");
    CHECK_FALSE(password.isVisible());
    address.setText(QStringLiteral("rabbit"));
    CHECK_FALSE(use.isEnabled());
    // Nobody listens there: events wait, and the page says so.
    address.setText(QStringLiteral("amqp://ann:canary@127.0.0.1:9/"));
    CHECK(use.isEnabled());
    CHECK(password.isVisible());
    CHECK(password.echoMode() == QLineEdit::Password);
    QTest::mouseClick(&use, Qt::LeftButton);
    CHECK_FALSE(address.text().contains(QStringLiteral("canary")));
    CHECK(password.text().isEmpty());
    auto& stream = window.bench.stream();
    CHECK(stream.carrier() == events::CarrierKind::RabbitMq);
    CHECK_FALSE(stream.place().contains(QStringLiteral("canary")));
    for (const auto& key : window.settings.allKeys())
        CHECK_FALSE(window.settings.value(key).toString().contains(QStringLiteral("canary")));
    tell(stream, 0, 10);
    REQUIRE(test::eventually(
        [&] { return stream.figures().sent.state == events::LinkState::Down && stream.figures().sent.waiting == 10; }));
    address.clear();
    QTest::mouseClick(&use, Qt::LeftButton);
    CHECK(stream.carrier() == events::CarrierKind::InProcess);
}
