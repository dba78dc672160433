#pragma once
// The small drawing of a world's own data, as its file gives it: lines or bars without axes, in the theme's colours.

#include "backend/workload/workload.hpp"

#include <QWidget>

namespace cachedeck::ui {

class WorldPicture : public QWidget {
    Q_OBJECT

public:
    // The caption is the tool tip and what screen readers say.
    explicit WorldPicture(const workload::Picture& picture, QWidget* parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    workload::Picture m_picture;
    double m_low = 0, m_high = 1;
};

} // namespace cachedeck::ui
