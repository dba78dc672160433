#include "ui/load/figure_pane.hpp"

#include "widgets/badge/button.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/theme/space.hpp"
#include "widgets/theme/text.hpp"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <QWhatsThis>

namespace cachedeck::ui {

namespace space = theme::space;

FigurePane::FigurePane(View view, QWidget* figure, QWidget* parent)
    : QWidget(parent), m_view(view), m_head(new QWidget), m_row(new QHBoxLayout(m_head)), m_figure(figure)
{
    m_head->setFixedHeight(space::paneHead);
    m_row->setContentsMargins(space::group, 0, space::group, 0);
    m_row->setSpacing(space::control);
    const QString words = explanations::explanation(view);
    auto* title = new badge::Label(explanations::title(view), theme::Role::Title);
    theme::setPlainToolTip(title, words);
    // By mouse the words come on hover, by keyboard on pressing; never over the data.
    auto* info = new badge::Button({}, QStringLiteral("info"), theme::ButtonKind::Quiet, theme::ButtonSize::Small);
    info->setObjectName(QStringLiteral("explain-") + explanations::fileName(view));
    info->setAccessibleName(tr("What this figure shows"));
    info->setAccessibleDescription(words);
    theme::setPlainToolTip(info, words);
    connect(info, &QAbstractButton::clicked, info, [info, words] {
        QWhatsThis::showText(info->mapToGlobal(QPoint(0, info->height())), words.toHtmlEscaped(), info);
    });
    m_row->addWidget(title);
    m_row->addWidget(info);
    m_row->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(figure, 1);
}

void FigurePane::addControl(QWidget* control)
{
    m_row->addWidget(control);
}

void FigurePane::addWide(QWidget* widget)
{
    m_row->insertWidget(2, widget, 1);
    if (!m_hasWide)
        delete m_row->takeAt(3); // the stretch
    m_hasWide = true;
}

void FigurePane::setHeadVisible(bool visible)
{
    m_head->setVisible(visible);
}

} // namespace cachedeck::ui
