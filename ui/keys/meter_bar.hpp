#pragma once
// A thin bar that fills from 0 to 1: 4 px high, radius 2.

#include "widgets/theme/theme.hpp"

#include <QWidget>

namespace cachedeck::ui {

class MeterBar : public QWidget {
    Q_OBJECT

public:
    // `width` in pixels of the design; 0: as wide as there is room.
    explicit MeterBar(int width = 0, theme::Token token = theme::Token::Accent, QWidget* parent = nullptr);
    void setFraction(double fraction);
    void setToken(theme::Token token);
    double fraction() const { return m_fraction; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int m_width;
    theme::Token m_token;
    double m_fraction = 0;
};

} // namespace cachedeck::ui
