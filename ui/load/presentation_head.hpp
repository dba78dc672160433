#pragma once
// What a lecture hall reads: one sentence with the big figure in the path's colour, and one line under it.

#include "backend/load/result.hpp"

#include <QWidget>

#include <memory>

namespace cachedeck::badge {
class Label;
}

namespace cachedeck::ui {

class PresentationHead : public QWidget {
    Q_OBJECT

public:
    explicit PresentationHead(QWidget* parent = nullptr);
    void setResult(std::shared_ptr<const load::Result> result, std::size_t verdict);

private:
    badge::Label* m_before;
    badge::Label* m_figure;
    badge::Label* m_after;
    badge::Label* m_line;
};

} // namespace cachedeck::ui
