#include "ui/bridge/run_archive.hpp"

#include "backend/report/run_files.hpp"
#include "ui/bridge/run_session.hpp"

#include <QStandardPaths>
#include <QThreadPool>

namespace cachedeck::ui {

namespace {

RecentRun recentOf(const QString& directory, const load::Result& result)
{
    RecentRun run;
    run.directory = directory;
    run.name = QString::fromStdString(result.scenario.name);
    run.finished = QDateTime::currentDateTime();
    for (const auto& verdict : load::verdicts(result)) {
        if (verdict.p50)
            run.speedup = verdict.p50->speedup;
        run.name = QString::fromStdString(result.scenario.name + ", " + verdict.path);
        break;
    }
    return run;
}

} // namespace

RunArchive::RunArchive(RunSession& run, Recent& recent, QObject* parent)
    : QObject(parent), m_run(run), m_recent(recent), m_inbox(this)
{
    connect(&m_run, &RunSession::finished, this, [this] {
        const auto result = m_run.result();
        if (!result || result->seconds <= 0)
            return;
        const QString name = QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss-")) +
                             QString::fromStdString(result->scenario.name).replace(QLatin1Char('/'), QLatin1Char('-'));
        write(directory() + QLatin1Char('/') + name, result, true);
    });
}

QString RunArchive::directory()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/cachedeck/runs");
}

void RunArchive::saveTo(const QString& directory, std::shared_ptr<const load::Result> result)
{
    write(directory, std::move(result), false);
}

void RunArchive::write(const QString& directory, std::shared_ptr<const load::Result> result, bool remember)
{
    QThreadPool::globalInstance()->start([this, directory, result, remember, send = m_inbox.sender()] {
        const auto written = report::writeRun(*result, directory.toStdString());
        const auto error = written ? QString() : QString::fromStdString(written.error().text());
        send([this, directory, result, remember, error] {
            if (!error.isEmpty()) {
                Q_EMIT failed(error);
                return;
            }
            if (remember)
                m_recent.addRun(recentOf(directory, *result));
            Q_EMIT saved(directory);
        });
    });
}

} // namespace cachedeck::ui
