#include "tests/support/catch.hpp"
#include "widgets/badge/button.hpp"
#include "widgets/badge/card.hpp"
#include "widgets/badge/chip.hpp"
#include "widgets/badge/event_strip.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/badge/message_bar.hpp"
#include "widgets/badge/navigation_rail.hpp"
#include "widgets/badge/segmented_control.hpp"
#include "widgets/badge/tag.hpp"
#include "widgets/theme/text.hpp"

#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>
#include <QTest>

using namespace cachedeck::badge;
namespace theme = cachedeck::theme;

TEST_CASE("one segment of an exclusive control is chosen, by mouse and by arrows")
{
    SegmentedControl control;
    for (const char* text : {"Any TTL", "< 1 min", "None"})
        control.addSegment(QString::fromLatin1(text));
    CHECK(control.current() == 0);
    control.show();
    control.activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(&control));
    QSignalSpy spy(&control, &SegmentedControl::currentChanged);
    const auto segments = control.findChildren<QAbstractButton*>();
    QTest::mouseClick(segments[1], Qt::LeftButton);
    CHECK(control.current() == 1);
    segments[1]->setFocus();
    QTest::keyClick(segments[1], Qt::Key_Right);
    CHECK(control.current() == 2);
    CHECK(spy.count() == 2);
    for (QAbstractButton* segment : segments)
        CHECK_FALSE(segment->accessibleName().isEmpty());
}

TEST_CASE("a control of many keeps at least one segment")
{
    SegmentedControl control(SegmentedControl::Mode::Multiple);
    for (const char* text : {"p50", "p95", "p99"})
        control.addSegment(QString::fromLatin1(text));
    control.setChecked(0, true);
    control.setChecked(2, true);
    CHECK(control.checked() == QVector<int>{0, 2});
    QSignalSpy spy(&control, &SegmentedControl::checkedChanged);
    const auto segments = control.findChildren<QAbstractButton*>();
    control.show();
    QTest::mouseClick(segments[0], Qt::LeftButton);
    CHECK(control.checked() == QVector<int>{2});
    QTest::mouseClick(segments[2], Qt::LeftButton);
    CHECK(control.checked() == QVector<int>{2});
    CHECK(spy.count() == 1);
}

TEST_CASE("the rail tells which page was chosen, by click and by arrow key")
{
    NavigationRail rail;
    rail.addItem(QStringLiteral("start"), QStringLiteral("start"), QStringLiteral("Start"));
    rail.addItem(QStringLiteral("load"), QStringLiteral("load"), QStringLiteral("Load"));
    rail.addItem(QStringLiteral("settings"), QStringLiteral("settings"), QStringLiteral("Settings"), true);
    rail.resize(rail.sizeHint());
    rail.show();
    CHECK(rail.current() == u"start");
    QSignalSpy spy(&rail, &NavigationRail::activated);
    const auto items = rail.findChildren<QAbstractButton*>();
    REQUIRE(items.size() == 3);
    QTest::mouseClick(items[1], Qt::LeftButton);
    CHECK(rail.current() == u"load");
    REQUIRE(spy.count() == 1);
    CHECK(spy.last().first().toString() == u"load");
    CHECK(items[2]->y() > items[1]->geometry().bottom() + 100); // the foot
    CHECK(rail.sizeHint().width() == 76);
    rail.setCollapsed(true);
    CHECK(rail.sizeHint().width() == 48);
}

TEST_CASE("the event strip finds its marks again by click and by key")
{
    EventStrip strip;
    const QDateTime now = QDateTime::currentDateTime();
    strip.setNow(now);
    strip.addEvent({1, now.addSecs(-200), EventKind::Note, QStringLiteral("Locked again"), {}});
    strip.addEvent({3, now.addSecs(-6), EventKind::Recovered, QStringLiteral("Recovered"), {}});
    strip.addEvent({2, now.addSecs(-60), EventKind::Fault, QStringLiteral("redis-1 was killed"), {}}); // out of order
    strip.resize(1204, 36);
    strip.show();
    QSignalSpy spy(&strip, &EventStrip::activated);
    for (int x = 0; x < 600 && spy.isEmpty(); ++x)
        QTest::mouseClick(&strip, Qt::LeftButton, {}, {x, 18});
    REQUIRE(spy.count() == 1);
    CHECK(spy.last().first().toLongLong() == 1); // the leftmost is the oldest
    QTest::keyClick(&strip, Qt::Key_Right);
    QTest::keyClick(&strip, Qt::Key_Return);
    REQUIRE(spy.count() == 2);
    CHECK(spy.last().first().toLongLong() == 2);
    CHECK(strip.accessibleDescription().contains(QStringLiteral("redis-1 was killed")));
}

TEST_CASE("a message bar says what happened, shows details on demand and copies all of it")
{
    MessageBar bar;
    CHECK(bar.isHidden());
    bar.showMessage(MessageBar::Kind::Error, QStringLiteral("No answer"), QStringLiteral("127.0.0.1:6379. Try again."),
                    QStringLiteral("-LOADING <b>x</b>\x1b"));
    CHECK_FALSE(bar.isHidden());
    bar.show();
    CHECK(bar.fullText() == u"No answer\n127.0.0.1:6379. Try again.\n-LOADING <b>x</b>\\x1b");
    const auto buttons = bar.findChildren<Button*>();
    for (Button* button : buttons)
        if (button->accessibleName() == u"Copy the message")
            QTest::mouseClick(button, Qt::LeftButton);
    CHECK(QGuiApplication::clipboard()->text() == bar.fullText());
    QSignalSpy action(&bar, &MessageBar::actionTriggered);
    bar.setAction(QStringLiteral("Try again"));
    for (Button* button : buttons)
        if (button->text() == u"Try again")
            QTest::mouseClick(button, Qt::LeftButton);
    CHECK(action.count() == 1);
}

TEST_CASE("labels never read mark-up")
{
    Label label(QStringLiteral("<b>key</b>\x07"));
    CHECK(label.textFormat() == Qt::PlainText);
    CHECK(label.text() == u"<b>key</b>\\x07");
    ElidedLabel elided(QStringLiteral("<i>a very long name that cannot fit</i>"));
    elided.resize(60, 20);
    elided.show();
    CHECK(elided.toolTip().contains(QStringLiteral("&lt;i&gt;")));
    elided.resize(600, 20);
    CHECK(elided.toolTip().isEmpty());
}

TEST_CASE("a locked button keeps its place and tells why")
{
    Button button(QStringLiteral("Delete…"), QStringLiteral("trash"));
    const QSize before = button.sizeHint();
    button.setLocked(QStringLiteral("Production is read-only."));
    CHECK_FALSE(button.isEnabled());
    CHECK(button.accessibleDescription() == u"Production is read-only.");
    CHECK(button.sizeHint() == before);
    button.setLocked({});
    CHECK(button.isEnabled());
}

TEST_CASE("chips and dots say in words what their colours say")
{
    Chip chip;
    chip.setTag(QStringLiteral("Demo"), Environment::Demo);
    chip.setName(QStringLiteral("127.0.0.1:43411"));
    chip.setDetail(QStringLiteral("primary, redis 7.0.15"));
    CHECK(chip.accessibleName() == u"Demo, 127.0.0.1:43411, primary, redis 7.0.15");
    CHECK(StatusDot(State::Down).accessibleName() == u"down");
    ValueCard card(QStringLiteral("Detected after"));
    card.setValue(QStringLiteral("612 ms"));
    CHECK(card.accessibleName() == u"Detected after: 612 ms");
}

TEST_CASE("a wrapped line never breaks between a number and its unit")
{
    CHECK(theme::unbroken(QStringLiteral("misses: 30.6 % of 12 reads within 63.5 µs or 4 ms")) ==
          QStringLiteral("misses: 30.6\u00a0% of 12 reads within 63.5\u00a0µs or 4\u00a0ms"));
    CHECK(theme::unbroken(QStringLiteral("2 separate, 3 minutes")) == QStringLiteral("2 separate, 3 minutes"));
    Label label;
    label.setWordWrap(true);
    label.setText(QStringLiteral("within 63.5 µs"));
    CHECK(label.text().contains(QChar::Nbsp));
}
