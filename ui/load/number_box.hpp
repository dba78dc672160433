#pragma once
// A number that may have a fraction, and shows one only where it has one: "12.5 s", but "30 s". Its arrows go from one
// whole number to the next.

#include <QDoubleSpinBox>

namespace cachedeck::ui {

class NumberBox : public QDoubleSpinBox {
    Q_OBJECT

public:
    NumberBox(double least, double most, const QString& suffix, QWidget* parent = nullptr);

    // Shows a number, rounded to the thousandths that the box has.
    void setExact(double value);
    // That very number as long as the box shows it; what was entered since, otherwise.
    double exact() const;

    QString textFromValue(double value) const override;
    void stepBy(int steps) override;

private:
    double m_exact = 0;
};

} // namespace cachedeck::ui
