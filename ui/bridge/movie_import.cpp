#include "ui/bridge/movie_import.hpp"

#include "backend/stores/imported_data.hpp"
#include "backend/stores/sqlite.hpp"
#include "backend/workload/generators/generator.hpp"
#include "ui/bridge/backend_text.hpp"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>

namespace cachedeck::ui {

namespace {

const auto moviesGenerator = std::string_view("movies");
const auto sqliteKind = "sqlite";

std::filesystem::path pathOf(const QString& file)
{
    return file.toStdU16String();
}

// "films-1f2e3d4c.sqlite"; empty: the file cannot be read, which its reader will say better.
QString databaseName(const QString& file, const workload::DataSource& data)
{
    QFile bytes(file);
    QCryptographicHash facts(QCryptographicHash::Sha256);
    if (!bytes.open(QIODevice::ReadOnly) || !facts.addData(&bytes))
        return {};
    const auto& schema = data.schema.at(sqliteKind);
    const auto* generator = workload::findGenerator(data.generator);
    for (const auto& fact :
         {schema.tables, schema.indexes, std::to_string(data.seed), std::to_string(generator->version)})
        facts.addData(QByteArray::fromStdString(fact + '\n'));
    return QStringLiteral("%1-%2.sqlite")
        .arg(QFileInfo(file).completeBaseName(), QString::fromLatin1(facts.result().toHex().left(8)));
}

} // namespace

MovieImport::MovieImport(QObject* parent) : QObject(parent), m_inbox(this)
{
    m_pool.setMaxThreadCount(1);
}

MovieImport::~MovieImport()
{
    m_cancel = true;
    m_pool.waitForDone();
}

QString MovieImport::directory()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
           QStringLiteral("/cachedeck/imported");
}

bool MovieImport::isFor(const workload::Workload& workload)
{
    return workload.data && workload.data->generator == moviesGenerator && workload.data->schema.contains(sqliteKind);
}

void MovieImport::start(const QString& file, std::shared_ptr<const workload::Workload> workload)
{
    if (m_busy)
        return;
    m_busy = true;
    m_cancel = false;
    m_pool.start([this, file, workload = std::move(workload), send = m_inbox.sender()] {
        send([this, done = import(file, *workload)] {
            m_busy = false;
            done();
        });
    });
}

// On the pool's thread; what it gives runs on the GUI thread.
std::function<void()> MovieImport::import(const QString& file, const workload::Workload& workload)
{
    const auto wrong = [this](const std::string& text) -> std::function<void()> {
        return [this, text] { Q_EMIT failed(backendText(text)); };
    };
    const auto movies = workload::importMovies(pathOf(file));
    if (!movies)
        return wrong(movies.error().text());
    QDir().mkpath(directory());
    const auto database = pathOf(directory() + QLatin1Char('/') + databaseName(file, *workload.data));
    const auto ready = [this, url = QString::fromStdString(stores::sqliteUrl(database))] { Q_EMIT imported(url); };
    std::error_code ignored;
    if (std::filesystem::exists(database, ignored))
        return ready;
    auto leftover = database; // of an import that a crash ended
    std::filesystem::remove(leftover += ".part", ignored);
    const auto tell = [this, send = m_inbox.sender()](const stores::DataProgress& progress) {
        const double done = progress.total > 0 ? double(progress.done) / double(progress.total) : 1;
        send([this, rows = progress.done, done] { Q_EMIT progressed(rows, std::min(done, 1.0)); });
    };
    const auto made = stores::importInto(database, workload, *movies, tell, m_cancel);
    if (made)
        return ready;
    if (made.error().kind == stores::DataError::Kind::Cancelled)
        return [this] { Q_EMIT cancelled(); };
    return wrong(made.error().text());
}

} // namespace cachedeck::ui
