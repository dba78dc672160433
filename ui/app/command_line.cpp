#include "ui/app/command_line.hpp"

#include "backend/redis/url_file.hpp"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace cachedeck::ui {

namespace {

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
            return QString::fromStdString(kept.error().text());
        text = QString::fromStdString(*kept);
    }
    auto url = redis::parseUrl(text.toStdString());
    if (!url)
        return QString::fromStdString(url.error().message);
    if (url->hasPassword && !named.isEmpty() && !isFile)
        return QStringLiteral("a password on the command line can be read by every user of this machine; "
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
        QStringLiteral("See what a cache buys you: on your own data, live, with numbers that hold."));
    const auto help = parser.addHelpOption();
    const auto version = parser.addVersionOption();
    const QCommandLineOption demo(QStringLiteral("demo"),
                                  QStringLiteral("Start the embedded stack and the movies run."));
    const QCommandLineOption page(QStringLiteral("page"),
                                  QStringLiteral("Open at this page: start, keys, load, sentinel, events, settings."),
                                  QStringLiteral("name"));
    const QCommandLineOption capture(
        QStringLiteral("capture"),
        QStringLiteral(
            "With --demo: write <page>-<theme>.png of every page and the report into a directory, and exit."),
        QStringLiteral("directory"));
    const QCommandLineOption seconds(QStringLiteral("seconds"),
                                     QStringLiteral("With --demo: measured seconds of the run."), QStringLiteral("n"));
    parser.addOptions({demo, page, capture, seconds});
    parser.addPositionalArgument(QStringLiteral("url"),
                                 QStringLiteral("redis://, rediss://, unix:// or redis+sentinel:// to connect to."),
                                 QStringLiteral("[url]"));

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
        return wrong(QStringLiteral("--capture goes with --demo"));
    if (parser.isSet(seconds)) {
        bool valid = false;
        line.seconds = parser.value(seconds).toInt(&valid);
        if (!valid || line.seconds < 1)
            return wrong(QStringLiteral("--seconds takes a whole number of seconds above 0, not \"%1\"")
                             .arg(parser.value(seconds)));
    }
    const auto urls = parser.positionalArguments();
    if (urls.size() > 1 || (urls.size() == 1 && line.demo))
        return wrong(QStringLiteral("one URL, or --demo"));
    if (!line.demo)
        if (const auto trouble = readUrl(urls, line); !trouble.isEmpty())
            return wrong(trouble);
    return line;
}

} // namespace cachedeck::ui
