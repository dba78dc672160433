#pragma once
// A view of the run: its title, a button that explains it, controls of its own, and the figure under them.

#include "ui/load/explanations.hpp"

#include <QWidget>

class QHBoxLayout;

namespace cachedeck::ui {

class FigurePane : public QWidget {
    Q_OBJECT

public:
    FigurePane(View view, QWidget* figure, QWidget* parent = nullptr);

    View view() const { return m_view; }
    QWidget* figure() const { return m_figure; }
    // Adds a control to the head, from left to right, after a stretch.
    void addControl(QWidget* control);
    // Adds a widget between the title and the stretch, which takes what room there is.
    void addWide(QWidget* widget);
    void setHeadVisible(bool visible);

private:
    View m_view;
    QWidget* m_head;
    QHBoxLayout* m_row;
    QWidget* m_figure;
    bool m_hasWide = false;
};

} // namespace cachedeck::ui
