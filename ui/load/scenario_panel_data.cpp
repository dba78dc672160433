// What the panel fetches for a scenario from elsewhere: movies of a person's own, and a distance that is measured.
#include "backend/load/scenario_override.hpp"
#include "ui/bridge/backend_text.hpp"
#include "ui/load/distance_box.hpp"
#include "ui/load/scenario_panel.hpp"
#include "widgets/badge/button.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/chart/sparkline.hpp"
#include "widgets/theme/text.hpp"

#include <QFileDialog>
#include <QLocale>

namespace cachedeck::ui {

void ScenarioPanel::connectImport()
{
    m_import->setToolTip(
        tr("Your own movies in place of the generated ones: CSV or JSON lines, of which only the title "
           "has to be there."));
    connect(m_import, &QAbstractButton::clicked, this, &ScenarioPanel::importOrStop);
    connect(&m_movies, &MovieImport::progressed, this, [this](quint64 rows, double done) {
        m_phase->setText(tr("Importing: %1 rows").arg(QLocale().toString(rows)));
        m_progress->setShare(done);
    });
    connect(&m_movies, &MovieImport::imported, this, &ScenarioPanel::useMovies);
    connect(&m_movies, &MovieImport::failed, this, [this](const QString& text) {
        updateRun();
        Q_EMIT failed(text);
    });
    connect(&m_movies, &MovieImport::cancelled, this, &ScenarioPanel::updateRun);
}

void ScenarioPanel::importOrStop()
{
    if (m_movies.isBusy())
        return m_movies.cancel();
    auto* dialog = new QFileDialog(this, tr("Import movies"), {}, tr("Movies (*.csv *.jsonl *.ndjson *.json)"));
    dialog->setObjectName(QStringLiteral("importDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        if (!m_scenario || m_run.isRunning())
            return;
        m_movies.start(file, m_scenario->workload);
        updateRun();
        m_phase->setText(tr("Reading %1…").arg(QFileInfo(file).fileName()));
        m_left->setText({});
        m_progress->setShare(0);
    });
    dialog->open();
}

// The scenario as the fields stand, on the imported database. Another world may have been opened meanwhile: that one
// stays as it is.
void ScenarioPanel::useMovies(const QString& storeUrl)
{
    updateRun();
    auto current = scenario();
    if (!current || !current->workload || !MovieImport::isFor(*current->workload))
        return;
    auto json = current->json;
    for (const auto& change : {std::string("store=sqlite"), "store_url=" + storeUrl.toStdString()})
        if (auto changed = load::withOverride(json, change))
            json = *std::move(changed);
    const auto changed = load::parseScenario(json, current->name, m_resources);
    if (!changed) {
        Q_EMIT failed(backendText(changed.error().text()));
        return;
    }
    showScenario(*changed);
    Q_EMIT noticed({Notice::Level::Success, tr("The scenario runs on your movies now."),
                    tr("Ratings, visitors and theatres stay generated."), theme::plain(storeUrl)});
}

void ScenarioPanel::connectDistances()
{
    for (auto* box : {m_storeDistance, m_cacheDistance})
        connect(box, &DistanceBox::measureRequested, this, [this, box] { measureDistance(box); });
    connect(&m_distances, &DistanceProbe::failed, this, &ScenarioPanel::failed);
    connect(&m_distances, &DistanceProbe::measured, this, [this](const stores::Distance& distance) {
        m_measuring->setDistance(distance);
        const auto time = QLocale().toString(double(distance.mean.count()) / 1000);
        Q_EMIT noticed(
            {Notice::Level::Success,
             tr("The server answers after %1 ms, the median of %2 round trips.")
                 .arg(time, QLocale().toString(qulonglong(distance.measured->size()))),
             m_isOurs ? tr("It is the demo's, on this machine: a real distance, but a tiny one.") : QString(),
             {}});
    });
}

void ScenarioPanel::measureDistance(DistanceBox* box)
{
    // Beside a run its queues would be measured, not the way to the server.
    const auto obstacle =
        m_run.isRunning() ? tr("A run goes on: measure the distance before or after it.") : m_distances.obstacle();
    if (!obstacle.isEmpty()) {
        Q_EMIT failed(obstacle);
        return;
    }
    m_measuring = box;
    m_distances.measure();
    Q_EMIT noticed(
        {Notice::Level::Info, tr("Measuring the distance to %1…").arg(theme::plain(m_distances.place())), {}, {}});
}

void ScenarioPanel::updateHints()
{
    const auto hint = !m_connected ? tr("Connect to a server first: round trips to it are taken.")
                      : m_isOurs   ? tr("Takes 200 round trips (PING) to the demo's server on this machine: a real "
                                          "distance, but a tiny one.")
                                   : tr("Takes 200 round trips (PING) to the server that is connected.");
    for (auto* box : {m_storeDistance, m_cacheDistance})
        box->setMeasureHint(hint);
}

} // namespace cachedeck::ui
