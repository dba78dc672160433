// What the panel fetches for a scenario from elsewhere: a distance that is measured.
#include "ui/load/distance_box.hpp"
#include "ui/load/scenario_panel.hpp"
#include "widgets/theme/text.hpp"

#include <QLocale>

namespace cachedeck::ui {

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
