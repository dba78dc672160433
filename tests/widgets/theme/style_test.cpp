#include "tests/support/catch.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/theme/fonts.hpp"
#include "widgets/theme/style.hpp"
#include "widgets/theme/theme_manager.hpp"

#include <QComboBox>
#include <QFocusFrame>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QTest>
#include <QVBoxLayout>
#include <QWheelEvent>
#include <QtTest/qtestspontaneevent.h>

using namespace cachedeck;
using theme::ThemeManager;
using theme::Token;

namespace {

QColor middle(QWidget& widget)
{
    const QImage image = widget.grab().toImage();
    return image.pixelColor(4, image.height() / 2);
}

} // namespace

TEST_CASE("a change of theme reaches palettes, styles and labels at once")
{
    theme::loadFonts();
    ThemeManager manager(*qApp);
    manager.setChoice(ThemeManager::Choice::Light);
    QWidget window;
    badge::Label label(QStringLiteral("words"), theme::Role::Caption, Token::TextMuted, &window);
    QPushButton button(QStringLiteral("Stop"), &window);
    button.resize(80, 32);
    theme::setButtonKind(&button, theme::ButtonKind::Primary);
    window.show();
    CHECK(middle(button) == theme::color(theme::Scheme::Light, Token::Accent));

    int told = 0;
    QObject::connect(&manager, &ThemeManager::changed, &manager, [&] { ++told; });
    manager.setChoice(ThemeManager::Choice::Dark);
    CHECK(told == 1);
    CHECK(middle(button) == theme::color(theme::Scheme::Dark, Token::Accent));
    CHECK(label.palette().color(QPalette::WindowText) == theme::color(theme::Scheme::Dark, Token::TextMuted));
    CHECK(theme::Theme::of(&label).scheme() == theme::Scheme::Dark);
    CHECK(label.font().pixelSize() == 11);
    manager.setPresentation(true);
    CHECK(label.font().pixelSize() == 18);
    CHECK(button.font().pixelSize() == 21);
}

TEST_CASE("a part of a window can wear another theme and give it back")
{
    ThemeManager manager(*qApp);
    manager.setChoice(ThemeManager::Choice::Dark);
    QWidget window;
    QWidget inner(&window);
    badge::Label label(QStringLiteral("words"), theme::Role::Body, Token::TextPrimary, &inner);
    theme::Theme::setOverride(&inner, theme::Theme(theme::Scheme::Light));
    CHECK(theme::Theme::of(&label).scheme() == theme::Scheme::Light);
    CHECK(label.palette().color(QPalette::WindowText) == theme::color(theme::Scheme::Light, Token::TextPrimary));
    CHECK(theme::Theme::of(&window).scheme() == theme::Scheme::Dark);
    theme::Theme::clearOverride(&inner);
    CHECK(theme::Theme::of(&label).scheme() == theme::Scheme::Dark);
}

TEST_CASE("controls have the heights of the design")
{
    ThemeManager manager(*qApp);
    manager.setChoice(ThemeManager::Choice::Light);
    QPushButton medium(QStringLiteral("Repeat"));
    QPushButton small(QStringLiteral("Save"));
    QPushButton large(QStringLiteral("Start the demo"));
    theme::setButtonSize(&small, theme::ButtonSize::Small);
    theme::setButtonSize(&large, theme::ButtonSize::Large);
    CHECK(medium.sizeHint().height() == 32);
    CHECK(small.sizeHint().height() == 24);
    CHECK(large.sizeHint().height() == 40);
    CHECK(QLineEdit().sizeHint().height() == 28);
    CHECK(QComboBox().sizeHint().height() == 28);
    CHECK(QSpinBox().sizeHint().height() == 28);
    QLineEdit filter;
    theme::setFieldHeight(&filter, 32);
    CHECK(filter.sizeHint().height() == 32);
}

TEST_CASE("the ring is around what the keyboard reached and not around what was clicked")
{
    ThemeManager manager(*qApp);
    QWidget window;
    auto* column = new QVBoxLayout(&window);
    QPushButton first(QStringLiteral("one"));
    QPushButton second(QStringLiteral("two"));
    column->addWidget(&first);
    column->addWidget(&second);
    window.show();
    window.activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(&window));
    first.setFocus(Qt::OtherFocusReason);
    const auto ringed = [&]() -> QWidget* {
        for (QWidget* widget : QApplication::allWidgets())
            if (auto* frame = qobject_cast<QFocusFrame*>(widget))
                return frame->widget();
        return nullptr;
    };
    CHECK(ringed() == nullptr);
    QTest::keyClick(&first, Qt::Key_Tab);
    CHECK(ringed() == &second);
    QTest::mouseClick(&first, Qt::LeftButton);
    CHECK(ringed() == nullptr);
}

TEST_CASE("the plus of a spin box counts up, the minus down")
{
    ThemeManager manager(*qApp);
    QSpinBox users;
    users.setRange(1, 100);
    users.setValue(8);
    users.resize(164, 28);
    users.show();
    QTest::mouseClick(&users, Qt::LeftButton, {}, {164 - 12, 14});
    CHECK(users.value() == 9);
    QTest::mouseClick(&users, Qt::LeftButton, {}, {164 - 37, 14});
    QTest::mouseClick(&users, Qt::LeftButton, {}, {164 - 37, 14});
    CHECK(users.value() == 7);
}

TEST_CASE("who scrolls a panel with the wheel changes nothing in it; the field with the focus is turned")
{
    ThemeManager manager(*qApp);
    QScrollArea area;
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    auto* choice = new QComboBox;
    choice->addItems({QStringLiteral("interleaved"), QStringLiteral("parallel"), QStringLiteral("sequential")});
    auto* users = new QSpinBox;
    users->setValue(8);
    column->addWidget(choice);
    column->addWidget(users);
    content->resize(200, 2000);
    area.setWidget(content);
    area.resize(220, 300);
    area.show();
    area.activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(&area));
    area.setFocus();
    const auto turn = [](QWidget& widget) {
        const QPointF at = widget.rect().center();
        QWheelEvent event(at, widget.mapToGlobal(at), {}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                          false);
        QSpontaneKeyEvent::setSpontaneous(&event); // as from the system: only then it goes on to parents
        QCoreApplication::instance()->notify(&widget, &event);
    };
    turn(*choice);
    const int scrolled = area.verticalScrollBar()->value();
    CHECK(scrolled > 0);
    turn(*users);
    CHECK(area.verticalScrollBar()->value() > scrolled);
    CHECK(choice->currentIndex() == 0);
    CHECK(users->value() == 8);
    choice->setFocus();
    turn(*choice);
    CHECK(choice->currentIndex() == 1);
    users->setFocus();
    turn(*users);
    CHECK(users->value() == 7);
}
