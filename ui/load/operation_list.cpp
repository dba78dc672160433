#include "ui/load/operation_list.hpp"

#include "widgets/badge/label.hpp"
#include "widgets/chart/sparkline.hpp"
#include "widgets/theme/space.hpp"
#include "widgets/theme/text.hpp"

#include <QGridLayout>
#include <QLocale>

namespace cachedeck::ui {

namespace space = theme::space;

void OperationList::setScenario(const load::Scenario& scenario)
{
    delete layout();
    qDeleteAll(findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::control);
    grid->setVerticalSpacing(space::unit);
    m_reads = 0;
    int row = 0;
    for (const auto& operation : scenario.workload->operations) {
        if (operation.share <= 0) // not asked for by itself
            continue;
        const auto name = theme::plain(QString::fromStdString(operation.name));
        auto* label = new badge::ElidedLabel(name, theme::Role::Mono);
        grid->addWidget(label, row, 0);
        if (operation.kind == workload::Kind::Read) {
            m_reads += operation.share;
            auto* bar = new chart::ShareBar;
            bar->setShare(operation.share);
            bar->setLabel(name);
            bar->setFixedWidth(48);
            grid->addWidget(bar, row, 1);
            auto* share = new badge::Label(
                QLocale().toString(operation.share * 100, 'f', operation.share < 0.1 ? 1 : 0) + QStringLiteral(" %"));
            share->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
            grid->addWidget(share, row, 2);
        } else {
            auto* words = new badge::Label(operation.invalidates.empty() ? tr("write") : tr("write, invalidates"),
                                           theme::Role::Caption, theme::Token::TextMuted);
            words->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
            grid->addWidget(words, row, 1, 1, 2);
        }
        ++row;
    }
    grid->setColumnStretch(0, 1);
}

} // namespace cachedeck::ui
