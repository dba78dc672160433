#include "ui/app/command_line.hpp"

#include "backend/load/scenario.hpp"
#include "backend/redis/url_file.hpp"
#include "ui/bridge/backend_text.hpp"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace cachedeck::ui {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

CommandLine wrong(const QString& message)
{
    CommandLine line;
    line.message = QStringLiteral("cachedeck: ") + message;
    line.exitCode = exits::wrongUsage;
    return line;
}

// Reads where to connect, if anywhere; gives what is wrong with it.
QString readUrl(const QStringList& named, CommandLine& line)
{
    auto text = named.isEmpty() ? qEnvironmentVariable("CACHEDECK_REDIS_URL") : named.front();
    if (text.isEmpty())
        return {};
    const bool isFile = text.startsWith(QLatin1Char('@'));
    if (isFile) {
        const auto kept = redis::urlInPrivateFile(text.mid(1).toStdString());
        if (!kept)
            return backendText(kept.error().text());
        text = QString::fromStdString(*kept);
    }
    auto url = redis::parseUrl(text.toStdString());
    if (!url)
        return backendText(url.error().message);
    if (url->hasPassword && !named.isEmpty() && !isFile)
        return Text::tr("a password on the command line can be read by every user of this machine; "
                        "set CACHEDECK_REDIS_PASSWORD or type it into Connect…");
    // The server's password and the sentinels' stand in for each other where only one is given.
    for (const char* name : {"CACHEDECK_REDIS_PASSWORD", "CACHEDECK_SENTINEL_PASSWORD"})
        if (url->credentials.password.empty())
            url->credentials.password = redis::Secret(qEnvironmentVariable(name).toStdString());
    line.url = *url;
    return {};
}

} // namespace

CommandLine parseCommandLine(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        Text::tr("See what a cache buys you: on your own data, live, with numbers that hold."));
    const auto help = parser.addHelpOption();
    const auto version = parser.addVersionOption();
    const QCommandLineOption demo(QStringLiteral("demo"), Text::tr("Start the embedded stack and the movies run."));
    const QCommandLineOption page(QStringLiteral("page"),
                                  Text::tr("Open at this page: start, keys, load, sentinel, events, settings."),
                                  Text::tr("name"));
    const QCommandLineOption capture(
        QStringLiteral("capture"),
        Text::tr("With --demo: write <page>-<theme>.png of every page and the report into a directory, and exit."),
        Text::tr("directory"));
    const QCommandLineOption seconds(QStringLiteral("seconds"), Text::tr("With --demo: measured seconds of the run."),
                                     Text::tr("n"));
    const QCommandLineOption scenario(QStringLiteral("scenario"),
                                      Text::tr("With --demo: run this file or shipped scenario, not the movies."),
                                      Text::tr("name"));
    parser.addOptions({demo, page, capture, seconds, scenario});
    parser.addPositionalArgument(QStringLiteral("url"),
                                 Text::tr("redis://, rediss://, unix:// or redis+sentinel:// to connect to."),
                                 Text::tr("[url]"));

    if (!parser.parse(arguments))
        return wrong(parser.errorText());
    CommandLine line;
    if (parser.isSet(help) || parser.isSet(version)) {
        line.message = parser.isSet(help) ? parser.helpText()
                                          : QStringLiteral("cachedeck ") + QCoreApplication::applicationVersion();
        return line;
    }
    line.demo = parser.isSet(demo);
    line.page = parser.value(page);
    line.captureDirectory = parser.value(capture);
    if (!line.captureDirectory.isEmpty() && !line.demo)
        return wrong(Text::tr("--capture goes with --demo"));
    if (parser.isSet(scenario)) {
        if (!line.demo)
            return wrong(Text::tr("--scenario goes with --demo"));
        line.scenario = parser.value(scenario);
        if (const auto loaded = load::loadScenario(line.scenario.toStdString(), load::ResourcePaths::find()); !loaded)
            return wrong(backendText(loaded.error().text()));
    }
    if (parser.isSet(seconds)) {
        bool valid = false;
        line.seconds = parser.value(seconds).toInt(&valid);
        if (!valid || line.seconds < 1)
            return wrong(
                Text::tr("--seconds takes a whole number of seconds above 0, not \"%1\"").arg(parser.value(seconds)));
    }
    const auto urls = parser.positionalArguments();
    if (urls.size() > 1 || (urls.size() == 1 && line.demo))
        return wrong(Text::tr("one URL, or --demo"));
    if (!line.demo)
        if (const auto trouble = readUrl(urls, line); !trouble.isEmpty())
            return wrong(trouble);
    return line;
}

} // namespace cachedeck::ui
