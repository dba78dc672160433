// Runs GUI tests inside a QApplication, offscreen unless the caller chose a platform.
#include "tests/support/catch_session.hpp"

#include <QApplication>

int main(int argc, char** argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    return cachedeck::test::runTests(argc, argv);
}
