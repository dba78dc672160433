#include "ui/app/capture.hpp"

#include "ui/app/command_line.hpp"
#include "ui/app/workbench.hpp"
#include "ui/load/load_page.hpp"

#include <QApplication>
#include <QDir>
#include <QTableView>
#include <QTextStream>
#include <QThreadPool>

namespace cachedeck::ui {

namespace {

constexpr QSize pictureSize(1280, 800);
constexpr int defaultSeconds = 20;
constexpr auto pageSettles = std::chrono::milliseconds(1500); // a scan, a poll, a repaint
constexpr auto themeSettles = std::chrono::milliseconds(250);
constexpr auto failoverSettles = std::chrono::seconds(6);
const auto presentation = QStringLiteral("load-presentation");

using Choice = theme::ThemeManager::Choice;

Choice themeCalled(const QString& name)
{
    return name == QLatin1String("dark")        ? Choice::Dark
           : name == QLatin1String("contrast")  ? Choice::HighContrast
           : name == QLatin1String("projector") ? Choice::Projector
                                                : Choice::Light;
}

int exitCodeOf(const load::Result& result)
{
    if (result.interrupted) // the server gave cause: no memory, or another role
        return exits::serverFailed;
    if (!result.trusted())
        return exits::notTrustworthy;
    return result.thresholdsMet() ? exits::done : exits::thresholdMissed;
}

} // namespace

Capture::Capture(Workbench& workbench, const QString& directory, const QString& scenario, int seconds, QObject* parent)
    : QObject(parent),
      m_workbench(workbench),
      m_directory(directory),
      m_scenario(scenario),
      m_seconds(seconds > 0 ? seconds : defaultSeconds)
{
    m_invalidate.setSingleShot(true);
    m_patience.setSingleShot(true);
    connect(&m_invalidate, &QTimer::timeout, this, [this] {
        // In a world with other keys, whatever the run cached.
        const bool hasMovies = m_scenario == QLatin1String("movies");
        m_workbench.run().invalidate(hasMovies ? QStringLiteral("movie:*") : QStringLiteral("*"));
    });
    connect(&m_patience, &QTimer::timeout, this,
            [this] { give(exits::serverFailed, tr("The demo did not finish in time.")); });
}

void Capture::start()
{
    if (!QDir().mkpath(m_directory))
        return give(exits::wrongUsage, tr("%1 cannot be made.").arg(m_directory));
    m_workbench.window().resize(pictureSize);
    connect(&m_workbench.server(), &ServerSession::noticed, this, [this](const Notice& notice) {
        if (notice.level == Notice::Level::Error && m_workbench.server().state() == ServerSession::State::Disconnected)
            give(exits::serverFailed, notice.text + QLatin1Char(' ') + notice.advice);
    });
    auto& run = m_workbench.run();
    connect(&run, &RunSession::failed, this, [this](const QString& text) { give(exits::serverFailed, text); });
    connect(&run, &RunSession::progressed, this, [this, &run] {
        if (run.progress().phase == load::Phase::Measuring && !m_invalidate.isActive() && run.progress().elapsed < 1)
            m_invalidate.start(std::chrono::milliseconds(m_seconds * 500));
    });
    connect(&run, &RunSession::finished, this, &Capture::measured);
    connect(&m_workbench.archive(), &RunArchive::failed, this,
            [this](const QString& text) { give(exits::wrongUsage, text); });
    m_patience.start(std::chrono::seconds(m_seconds + 150));
    m_workbench.startDemo(m_scenario, m_seconds);
}

void Capture::measured()
{
    m_invalidate.stop();
    const auto result = m_workbench.run().result();
    m_workbench.archive().saveTo(m_directory, result);
    for (const auto& verdict : load::verdicts(*result))
        QTextStream(stdout) << QString::fromStdString(load::sentence(verdict)) << '\n';
    for (const auto& threshold : result->thresholds)
        if (!threshold.met)
            QTextStream(stderr) << tr("Threshold missed: %1").arg(QString::fromStdString(threshold.what)) << '\n';
    m_outcome = exitCodeOf(*result);
    takePictures();
}

void Capture::takePictures()
{
    for (const auto* page : m_workbench.window().pages())
        if (page->id() != QLatin1String("sentinel"))
            addEveryTheme(page->id());
    for (int i = 1; i < viewCount; ++i)
        for (const char* scheme : {" light", " dark"})
            m_open << QStringLiteral("load-") + explanations::fileName(View(i)) + QLatin1String(scheme);
    m_open << presentation + QStringLiteral(" light") << presentation + QStringLiteral(" dark");
    addEveryTheme(QStringLiteral("sentinel")); // the last page: for its picture the primary dies
    takeNextPicture();
}

void Capture::addEveryTheme(const QString& page)
{
    for (const char* theme : {" light", " dark", " contrast", " projector"})
        m_open << page + QLatin1String(theme);
}

void Capture::takeNextPicture()
{
    if (m_ended)
        return;
    if (m_open.isEmpty()) {
        // The report is written by now: the pictures took seconds. What the pool still does is waited for.
        QThreadPool::globalInstance()->waitForDone();
        QTimer::singleShot(0, this, [this] {
            give(m_outcome, tr("Pictures and the report are in %1").arg(QDir(m_directory).absolutePath()));
        });
        return;
    }
    const auto next = m_open.front();
    const auto page = next.section(QLatin1Char(' '), 0, 0);
    const auto scheme = next.section(QLatin1Char(' '), 1);
    auto& window = m_workbench.window();
    const bool presents = page == presentation;
    auto view = View::Time; // "load-heatmap" is the Load page at that view
    for (int i = 1; i < viewCount; ++i)
        if (page == QStringLiteral("load-") + explanations::fileName(View(i)))
            view = View(i);
    m_workbench.loadPage().setView(view);
    const bool changed = !window.currentPage() || window.currentPage()->id() != page;
    m_workbench.themes().setChoice(themeCalled(scheme));
    window.setPresentation(presents);
    // Pictures have one size, on a screen of any size.
    window.showNormal();
    window.resize(pictureSize);
    if (auto* focused = QApplication::focusWidget())
        focused->clearFocus();
    window.showPage(presents || view != View::Time ? QStringLiteral("load") : page);
    if (page == QLatin1String("keys"))
        QTimer::singleShot(pageSettles / 2, this, &Capture::openKey);
    auto wait = changed ? std::chrono::milliseconds(pageSettles) : std::chrono::milliseconds(themeSettles);
    if (next == QLatin1String("sentinel light")) {
        m_workbench.sentinel().act(SentinelBridge::LabAction::Kill, m_workbench.sentinel().primaryName());
        wait = failoverSettles;
    }
    // The projector's words need more room, and the window gives it back only when they are laid out anew.
    QTimer::singleShot(wait / 2, this, [this] { m_workbench.window().resize(pictureSize); });
    QTimer::singleShot(wait, this, [this] {
        picture(m_open.takeFirst().replace(QLatin1Char(' '), QLatin1Char('-')));
        takeNextPicture();
    });
}

// A document of the cached path, so that the value's viewer has something to show.
void Capture::openKey()
{
    auto* list = m_workbench.window().findChild<QTableView*>(QStringLiteral("keys"));
    if (list && list->model()->rowCount() > 4)
        list->setCurrentIndex(list->model()->index(4, 0));
}

void Capture::picture(const QString& name)
{
    const QString file = m_directory + QLatin1Char('/') + name + QStringLiteral(".png");
    if (!m_workbench.window().grab().save(file))
        give(exits::wrongUsage, tr("%1 could not be written.").arg(file));
}

void Capture::give(int exitCode, const QString& message)
{
    if (m_ended)
        return;
    m_ended = true;
    QTextStream(exitCode == exits::done ? stdout : stderr) << message << '\n';
    Q_EMIT finished(exitCode);
}

} // namespace cachedeck::ui
