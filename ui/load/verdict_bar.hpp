#pragma once
// The one big number: how many times faster, at which percentile, with which confidence; a sentence; and what held or
// did not. Live while the run goes on.

#include "backend/load/result.hpp"
#include "widgets/badge/card.hpp"

#include <memory>
#include <vector>

class QVBoxLayout;

namespace cachedeck::badge {
class Button;
class Label;
} // namespace cachedeck::badge

namespace cachedeck::ui {

class VerdictBar : public badge::Pane {
    Q_OBJECT

public:
    explicit VerdictBar(QWidget* parent = nullptr);
    // Null: nothing measured yet; `text` says what is going on instead.
    void setResult(std::shared_ptr<const load::Result> result);
    void setWaiting(const QString& text);
    // Which path is set against the first one.
    void setPath(std::size_t verdict);
    std::size_t path() const { return m_path; }

Q_SIGNALS:
    void pathChanged(std::size_t verdict);

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Figure {
        QWidget* box = nullptr;
        badge::Label* number = nullptr;
        badge::Label* words = nullptr;
        badge::Label* interval = nullptr;
    };
    Figure addFigure();
    void show(const Figure& figure, const std::optional<load::Comparison>& comparison, bool firm);
    void showChecks(const load::Verdict& verdict);
    void addCheck(const QString& icon, int token, const QString& text);
    void choosePath();
    void update();

    std::shared_ptr<const load::Result> m_result;
    std::vector<load::Verdict> m_verdicts;
    std::size_t m_path = 0;
    Figure m_p50;
    Figure m_p99;
    badge::Button* m_choice;
    badge::Label* m_waiting;
    badge::Hairline* m_lines[2];
    badge::Label* m_sentence;
    QVBoxLayout* m_checks;
};

} // namespace cachedeck::ui
