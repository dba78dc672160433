#include "tests/ui/app/window_fixture.hpp"

#include "widgets/theme/fonts.hpp"

#include <QAbstractButton>
#include <QtTest>

namespace cachedeck::test {

namespace {

QApplication& application()
{
    theme::loadFonts();
    return *qobject_cast<QApplication*>(QCoreApplication::instance());
}

} // namespace

Window::Window()
    : settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat), bench(application(), settings)
{
    bench.themes().setChoice(theme::ThemeManager::Choice::Light);
    main().resize(1280, 800);
    main().show();
    QCoreApplication::processEvents();
}

void Window::click(const char* name)
{
    QTest::mouseClick(&child<QAbstractButton>(name), Qt::LeftButton);
}

bool eventually(const std::function<bool()>& condition, int seconds)
{
    return QTest::qWaitFor(condition, seconds * 1000);
}

} // namespace cachedeck::test
