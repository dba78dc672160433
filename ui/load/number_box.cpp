#include "ui/load/number_box.hpp"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace cachedeck::ui {

NumberBox::NumberBox(double least, double most, const QString& suffix, QWidget* parent) : QDoubleSpinBox(parent)
{
    setDecimals(3); // before the range, which is rounded to them
    setRange(least, most);
    setSuffix(suffix);
    setGroupSeparatorShown(true);
}

void NumberBox::setExact(double value)
{
    m_exact = value;
    setValue(value);
}

double NumberBox::exact() const
{
    // Rounded as the box itself rounds.
    const double shown = QString::number(std::clamp(m_exact, minimum(), maximum()), 'f', decimals()).toDouble();
    return shown == value() ? m_exact : value();
}

QString NumberBox::textFromValue(double value) const
{
    return locale().toString(value, 'f', QLocale::FloatingPointShortest);
}

void NumberBox::stepBy(int steps)
{
    setValue((steps > 0 ? std::floor(value()) : std::ceil(value())) + steps);
}

} // namespace cachedeck::ui
