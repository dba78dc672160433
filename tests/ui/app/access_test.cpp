// Everything by keyboard, and every control has a name that a screen reader can say.

#include "tests/support/catch.hpp"
#include "tests/ui/app/window_fixture.hpp"

#include <QAbstractButton>
#include <QAccessible>
#include <QtTest>

using namespace cachedeck;

namespace {

QString nameOf(QWidget* widget)
{
    auto* accessible = QAccessible::queryAccessibleInterface(widget);
    return accessible ? accessible->text(QAccessible::Name) : QString();
}

std::string describe(QWidget* widget)
{
    return std::string(widget->metaObject()->className()) + " \"" + widget->objectName().toStdString() + "\" in " +
           (widget->parentWidget() ? widget->parentWidget()->metaObject()->className() : "nothing");
}

} // namespace

TEST_CASE("Every Tab stop of every page has an accessible name", "[ui][access]")
{
    test::Window window;
    for (auto* page : window.main().pages()) {
        window.main().showPage(page->id());
        QCoreApplication::processEvents();
        for (auto* widget : window.main().findChildren<QWidget*>()) {
            if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus))
                continue;
            INFO(page->id().toStdString() << ": " << describe(widget));
            CHECK_FALSE(nameOf(widget).isEmpty());
        }
    }
}

TEST_CASE("Tab reaches every visible button of the window", "[ui][access]")
{
    test::Window window;
    for (auto* page : window.main().pages()) {
        window.main().showPage(page->id());
        QCoreApplication::processEvents();
        for (auto* button : page->findChildren<QAbstractButton*>()) {
            if (!button->isVisible() || !button->isEnabled() || qobject_cast<QAbstractButton*>(button->parentWidget()))
                continue;
            INFO(page->id().toStdString() << ": " << describe(button) << " " << button->text().toStdString());
            // A segment of an exclusive control is reached by the arrows from its checked neighbour.
            CHECK(button->focusPolicy() != Qt::NoFocus);
        }
    }
}
