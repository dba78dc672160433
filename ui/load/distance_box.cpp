#include "ui/load/distance_box.hpp"

#include "ui/load/load_bounds.hpp"
#include "ui/load/number_box.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/theme/space.hpp"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace cachedeck::ui {

namespace {

// Two stand beside each other in a narrow panel: without arrows, and no wider than they get.
NumberBox* narrowBox(const QString& name, const QString& tip)
{
    auto* box = new NumberBox(0, bounds::mostDistance, DistanceBox::tr(" ms"));
    box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    box->setMinimumWidth(48);
    box->setAccessibleName(name);
    box->findChild<QLineEdit*>()->setAccessibleName(name);
    box->setToolTip(tip);
    return box;
}

double inMilliseconds(std::chrono::microseconds time)
{
    return double(time.count()) / 1000;
}

std::chrono::microseconds roundTripIn(const NumberBox& box)
{
    return std::chrono::microseconds(std::llround(box.exact() * 1000));
}

} // namespace

DistanceBox::DistanceBox(const QString& name, QWidget* parent)
    : QComboBox(parent),
      m_fields(new QWidget),
      m_mean(narrowBox(tr("%1: round trip").arg(name), tr("The mean of a round trip."))),
      m_deviation(narrowBox(tr("%1: deviation").arg(name),
                            tr("The standard deviation of a round trip; at 0 all take the same.")))
{
    setToolTip(tr("Every call waits for one round trip more. What is measured so is marked as simulated."));
    m_distances.emplace_back();
    for (const auto profile : stores::distanceProfiles())
        m_distances.push_back(*stores::distanceProfile(profile));
    for (const auto& distance : m_distances)
        addItem(nameOf(distance));
    addItem(tr("Other…"));
    addItem(tr("Measured…"));
    m_mean->setObjectName(QStringLiteral("distanceMean"));
    m_deviation->setObjectName(QStringLiteral("distanceDeviation"));
    auto* row = new QHBoxLayout(m_fields);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::space::unit);
    row->addWidget(m_mean, 1);
    row->addWidget(new badge::Label(QStringLiteral("±"), theme::Role::Body, theme::Token::TextSecondary));
    row->addWidget(m_deviation, 1);
    m_fields->hide();
    connect(this, &QComboBox::currentIndexChanged, this, &DistanceBox::choose);
}

void DistanceBox::setDistance(const stores::Distance& distance)
{
    const auto same = [&](const stores::Distance& known) {
        return !known.measured && known.profile == distance.profile && known.mean == distance.mean &&
               known.deviation == distance.deviation;
    };
    if (distance.measured) {
        m_entry = measuredEntry();
        m_distances[std::size_t(m_entry)] = distance;
        setItemText(m_entry, nameOf(distance));
    } else {
        m_entry = int(std::find_if(m_distances.begin(), m_distances.end(), same) - m_distances.begin());
        if (m_entry == otherEntry())
            showNumbers(distance);
    }
    setCurrentIndex(m_entry);
}

// Made where there is none yet. It stays when something else is chosen: a person may want it back.
int DistanceBox::measuredEntry()
{
    if (!m_distances.back().measured) {
        const bool isOther = m_entry == otherEntry();
        m_distances.emplace_back();
        m_entry = isOther ? otherEntry() : m_entry;
        insertItem(otherEntry() - 1, QString());
    }
    return otherEntry() - 1;
}

stores::Distance DistanceBox::distance() const
{
    if (currentIndex() == otherEntry())
        return {roundTripIn(*m_mean), roundTripIn(*m_deviation), {}, {}};
    return m_distances[std::size_t(std::clamp(currentIndex(), 0, otherEntry() - 1))];
}

// Numbers begin as what was chosen before, to be changed from there.
void DistanceBox::choose(int entry)
{
    if (entry > otherEntry()) {
        setCurrentIndex(m_entry);
        Q_EMIT measureRequested();
        return;
    }
    if (entry == otherEntry() && m_entry < entry)
        showNumbers(m_distances[std::size_t(m_entry)]);
    m_entry = entry;
    m_fields->setVisible(entry == otherEntry());
}

void DistanceBox::showNumbers(const stores::Distance& distance)
{
    m_mean->setExact(inMilliseconds(distance.mean));
    m_deviation->setExact(inMilliseconds(distance.deviation));
}

void DistanceBox::setMeasureHint(const QString& text)
{
    setItemData(count() - 1, text, Qt::ToolTipRole);
}

QString DistanceBox::nameOf(const stores::Distance& distance)
{
    if (distance.isNone())
        return tr("Where it is");
    const auto time = distance.measured ? QLocale().toString(inMilliseconds(distance.mean), 'g', 2)
                                        : QLocale().toString(inMilliseconds(distance.mean));
    const auto& name = distance.profile;
    return distance.measured     ? tr("Measured, +%1 ms").arg(time)
           : name == "rack"      ? tr("Rack, +%1 ms").arg(time)
           : name == "zone"      ? tr("Zone, +%1 ms").arg(time)
           : name == "region"    ? tr("Region, +%1 ms").arg(time)
           : name == "continent" ? tr("Continent, +%1 ms").arg(time)
                                 : tr("Ocean, +%1 ms").arg(time);
}

} // namespace cachedeck::ui
