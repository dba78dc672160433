#include "ui/load/presentation_head.hpp"

#include "ui/load/words.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/theme/space.hpp"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace cachedeck::ui {

PresentationHead::PresentationHead(QWidget* parent)
    : QWidget(parent),
      m_before(new badge::Label({}, theme::Role::Display)),
      m_figure(new badge::Label({}, theme::Role::Display)),
      m_after(new badge::Label({}, theme::Role::Display)),
      m_line(new badge::Label({}, theme::Role::Title, theme::Token::TextSecondary))
{
    m_line->setWeight(theme::Weight::Regular);
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    row->addWidget(m_before);
    row->addWidget(m_figure);
    row->addWidget(m_after);
    row->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::space::card, theme::space::card, theme::space::card, theme::space::control);
    column->setSpacing(theme::space::unit);
    column->addLayout(row);
    column->addWidget(m_line);
    setResult(nullptr, 0);
}

void PresentationHead::setResult(std::shared_ptr<const load::Result> result, std::size_t verdict)
{
    const auto all = result ? load::verdicts(*result) : std::vector<load::Verdict>{};
    m_figure->clear();
    m_after->clear();
    m_line->clear();
    if (verdict >= all.size() || !all[verdict].p50 || !all[verdict].p50->speedup) {
        m_before->setText(tr("What does a cache buy us?"));
        return;
    }
    const auto& facts = all[verdict];
    for (std::size_t i = 0; i < result->scenario.paths.size(); ++i)
        if (result->scenario.paths[i].name == facts.path)
            m_figure->setPath(words::roleOf(result->scenario, i));
    using Kind = load::Verdict::Kind;
    if (facts.kind == Kind::NoHelp) {
        m_before->setText(facts.baselineIsCached ? tr("No difference:") : tr("A cache does not help here:"));
        m_figure->setText(words::times(*facts.p50->speedup));
        m_after->setText(tr("at p50"));
    } else if (facts.kind == Kind::Undecided) {
        m_before->setText(tr("Not decided:"));
        m_figure->setText(words::times(*facts.p50->speedup));
        m_after->setText(tr("at p50"));
    } else if (facts.kind == Kind::Slower) {
        m_before->setText(facts.baselineIsCached ? tr("Slower:") : tr("Cached reads are slower:"));
        m_figure->setText(words::times(*facts.p50->speedup));
        m_after->setText(tr("at p50"));
    } else {
        m_before->setText(tr("Cached reads are"));
        m_figure->setText(tr("%1 faster").arg(words::times(*facts.p50->speedup)));
        m_after->setText(tr("at p50"));
    }
    QStringList line{
        tr("%1 instead of %2").arg(words::microseconds(facts.pathP50), words::microseconds(facts.baselineP50)),
        words::interval(*facts.p50)};
    if (facts.p99 && facts.p99->speedup)
        line << tr("%1 at p99").arg(words::times(*facts.p99->speedup));
    if (facts.kind == Kind::Untrusted)
        line << tr("not to be trusted");
    m_line->setText(line.join(QStringLiteral("  |  ")));
}

} // namespace cachedeck::ui
