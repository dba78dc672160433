#include "ui/load/distance_box.hpp"

#include <QLocale>

#include <algorithm>

namespace cachedeck::ui {

DistanceBox::DistanceBox(QWidget* parent) : QComboBox(parent)
{
    setToolTip(tr("Every call waits for one round trip more. What is measured so is marked as simulated."));
    m_distances.emplace_back();
    for (const auto profile : stores::distanceProfiles())
        m_distances.push_back(*stores::distanceProfile(profile));
    for (const auto& distance : m_distances)
        addItem(nameOf(distance));
}

void DistanceBox::setDistance(const stores::Distance& distance)
{
    const auto same = [&](const stores::Distance& known) {
        return known.mean == distance.mean && known.deviation == distance.deviation;
    };
    auto entry = std::find_if(m_distances.begin(), m_distances.end(), same);
    if (entry == m_distances.end()) {
        entry = m_distances.insert(entry, distance);
        addItem(nameOf(distance));
    }
    setCurrentIndex(int(entry - m_distances.begin()));
}

stores::Distance DistanceBox::distance() const
{
    return m_distances[std::size_t(std::max(0, currentIndex()))];
}

QString DistanceBox::nameOf(const stores::Distance& distance)
{
    if (distance.isNone())
        return tr("Where it is");
    const auto time = QLocale().toString(double(distance.mean.count()) / 1000);
    const auto name = distance.profile;
    return name == "rack"        ? tr("Rack, +%1 ms").arg(time)
           : name == "zone"      ? tr("Zone, +%1 ms").arg(time)
           : name == "region"    ? tr("Region, +%1 ms").arg(time)
           : name == "continent" ? tr("Continent, +%1 ms").arg(time)
           : name == "ocean"     ? tr("Ocean, +%1 ms").arg(time)
                                 : tr("+%1 ms").arg(time);
}

} // namespace cachedeck::ui
