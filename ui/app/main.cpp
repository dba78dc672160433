#include "ui/app/capture.hpp"
#include "ui/app/command_line.hpp"
#include "ui/app/translation.hpp"
#include "ui/app/workbench.hpp"
#include "ui/settings/settings_page.hpp"
#include "widgets/theme/fonts.hpp"

#include <QApplication>
#include <QTextStream>

#include <clocale>

namespace {

// Without a display, pictures and reports can still be made.
void chooseWindowSystem(int argc, char** argv)
{
#if defined(Q_OS_LINUX)
    const bool hasDisplay = qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY");
    bool captures = false;
    for (int i = 1; i < argc; ++i)
        captures = captures || QByteArray(argv[i]).startsWith("--capture") || QByteArray(argv[i]) == "--help" ||
                   QByteArray(argv[i]) == "--version";
    if (captures && !hasDisplay && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
#else
    Q_UNUSED(argc);
    Q_UNUSED(argv);
#endif
}

} // namespace

int main(int argc, char** argv)
{
    using namespace cachedeck;
    chooseWindowSystem(argc, argv);
    QApplication application(argc, argv);
    // It took the system's locale for C functions, too. Numbers in files, URLs and answers have a decimal point
    // everywhere; those on screen go through QLocale.
    std::setlocale(LC_NUMERIC, "C");
    QApplication::setApplicationName(QStringLiteral("CacheDeck"));
    QApplication::setOrganizationName(QStringLiteral("cachedeck"));
    QApplication::setApplicationVersion(QStringLiteral(CACHEDECK_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("cachedeck"));

    QSettings settings;
    ui::installLanguage(application, settings.value(ui::SettingsPage::languageKey()).toString());
    const auto line = ui::parseCommandLine(QApplication::arguments());
    if (line.ends()) {
        QTextStream(line.exitCode == 0 ? stdout : stderr) << line.message << '\n';
        return line.exitCode;
    }

    theme::loadFonts();
    ui::Workbench workbench(application, settings);
    workbench.window().show();
    if (!line.page.isEmpty() && !workbench.window().page(line.page)) {
        QTextStream(stderr) << "cachedeck: "
                            << QCoreApplication::translate("CommandLine", "no page is called \"%1\"").arg(line.page)
                            << '\n';
        return ui::exits::wrongUsage;
    }
    if (!line.captureDirectory.isEmpty()) {
        ui::Capture capture(workbench, line.captureDirectory, line.scenario, line.seconds);
        QObject::connect(&capture, &ui::Capture::finished, &application, &QApplication::exit, Qt::QueuedConnection);
        capture.start();
        return QApplication::exec();
    }
    if (line.demo)
        workbench.startDemo(line.scenario, line.seconds);
    else if (line.url)
        workbench.connectTo(*line.url);
    if (!line.page.isEmpty())
        workbench.window().showPage(line.page);
    return QApplication::exec();
}
