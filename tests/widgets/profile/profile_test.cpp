#include "tests/support/catch.hpp"
#include "tests/widgets/screens.hpp"
#include "widgets/profile/profile_editor.hpp"

#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace cachedeck;
using profile::ProfileEditor;
using profile::Stage;

namespace {

struct Shown {
    ProfileEditor editor;
    Shown()
    {
        editor.setLevel(QStringLiteral("users"), 1, 1000);
        editor.setStages({{10, 8, false}, {20, 32, true}, {10, 8, false}}, 8);
        editor.resize(244, 112);
        editor.show();
        editor.setFocus();
    }
    // Where a handle is drawn: the area is 8 and 20 pixels inside; the highest level has 15 % of air.
    QPoint handle(double seconds, double level, double most = 32) const
    {
        return QPoint(qRound(8 + seconds / 40 * 228), qRound(92 - level / (most * 1.15) * 72));
    }
};

} // namespace

TEST_CASE("a handle is dragged up and down, left and right; Ctrl+Z takes the drag back as one step")
{
    Shown shown;
    auto& editor = shown.editor;
    QSignalSpy changed(&editor, &ProfileEditor::changed);
    QTest::mousePress(&editor, Qt::LeftButton, {}, shown.handle(30, 32));
    CHECK(editor.current() == 1);
    QTest::mouseMove(&editor, shown.handle(25, 20));
    QTest::mouseMove(&editor, shown.handle(35, 16));
    QTest::mouseRelease(&editor, Qt::LeftButton, {}, shown.handle(35, 16));
    CHECK(changed.count() >= 1);
    CHECK(editor.stages()[1].seconds == Approx(25).margin(1));
    CHECK(editor.stages()[1].level == Approx(16).margin(1));
    CHECK(editor.stages()[0] == (Stage{10, 8, false}));
    QTest::keyClick(&editor, Qt::Key_Z, Qt::ControlModifier);
    CHECK(editor.stages()[1] == (Stage{20, 32, true}));
    QTest::keyClick(&editor, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(editor.stages()[1].level == Approx(16).margin(1));
}

TEST_CASE("a level below one is not called none")
{
    ProfileEditor editor;
    editor.setLevel(QStringLiteral("per second"), 0.1, 1000);
    editor.setStages({{10, 0.5, false}}, 0.5);
    CHECK(editor.accessibleDescription().contains(QLocale().toString(0.5)));
}

TEST_CASE("everything about a profile by keyboard")
{
    Shown shown;
    auto& editor = shown.editor;
    QTest::keyClick(&editor, Qt::Key_Right);
    CHECK(editor.current() == 1);
    QTest::keyClick(&editor, Qt::Key_Up);
    QTest::keyClick(&editor, Qt::Key_Up, Qt::ShiftModifier);
    CHECK(editor.stages()[1].level == 43);
    QTest::keyClick(&editor, Qt::Key_Left, Qt::ControlModifier);
    CHECK(editor.stages()[1].seconds == 19);
    QTest::keyClick(&editor, Qt::Key_R);
    CHECK_FALSE(editor.stages()[1].ramp);
    QTest::keyClick(&editor, Qt::Key_Plus);
    CHECK(editor.stages().size() == 4);
    CHECK(editor.current() == 2);
    QTest::keyClick(&editor, Qt::Key_Delete);
    CHECK(editor.stages().size() == 3);
    CHECK(editor.accessibleDescription().contains(QStringLiteral("users")));
}

TEST_CASE("levels stay within their bounds, stages within a second, and the last stage stays")
{
    ProfileEditor editor;
    editor.setLevel(QStringLiteral("users"), 1, 10);
    editor.setStages({{2, 9, false}}, 9);
    QTest::keyClick(&editor, Qt::Key_Up, Qt::ShiftModifier);
    CHECK(editor.stages()[0].level == 10);
    QTest::keyClick(&editor, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&editor, Qt::Key_Down, Qt::ShiftModifier);
    CHECK(editor.stages()[0].level == 1);
    QTest::keyClick(&editor, Qt::Key_Left, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(editor.stages()[0].seconds == 1);
    QTest::keyClick(&editor, Qt::Key_Delete);
    CHECK(editor.stages().size() == 1);
}

TEST_CASE("a double click cuts a stage in two where it was")
{
    Shown shown;
    QTest::mouseDClick(&shown.editor, Qt::LeftButton, {}, QPoint(8 + 228 / 2, 85)); // at 20 s
    REQUIRE(shown.editor.stages().size() == 4);
    CHECK(shown.editor.stages()[1].seconds == Approx(10).margin(1));
    CHECK(shown.editor.seconds() == 40);
}

TEST_CASE("the profile can be looked at in every scheme", "[screens]")
{
    theme::loadFonts();
    theme::ThemeManager manager(*qApp);
    for (const screens::Dress& dress : screens::dresses) {
        manager.setChoice(dress.choice);
        Shown shown;
        shown.editor.setCurrent(1);
        INFO(dress.name);
        CHECK(screens::colours(screens::take(shown.editor, QStringLiteral("profile-") + QLatin1String(dress.name))) >
              5);
    }
}
