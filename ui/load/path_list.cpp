#include "ui/load/path_list.hpp"

#include "ui/load/words.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/theme/space.hpp"
#include "widgets/theme/text.hpp"

#include <QCheckBox>
#include <QHBoxLayout>

#include <algorithm>

namespace cachedeck::ui {

PathList::PathList(QWidget* parent) : QWidget(parent), m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
}

void PathList::setScenario(const load::Scenario& scenario)
{
    while (auto* item = m_layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_boxes.clear();
    m_paths = scenario.paths;
    for (std::size_t i = 0; i < m_paths.size(); ++i) {
        const auto name = theme::plain(QString::fromStdString(m_paths[i].name));
        auto* line = new QWidget;
        line->setFixedHeight(theme::space::row);
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(theme::space::control);
        auto* box = new QCheckBox;
        box->setChecked(true);
        box->setAccessibleName(name);
        row->addWidget(box);
        row->addWidget(new badge::PathSwatch(words::roleOf(scenario, i)));
        row->addWidget(new badge::ElidedLabel(name), 1);
        auto* encoding = new badge::Label(words::encoding(m_paths[i]), theme::Role::Caption, theme::Token::TextMuted);
        encoding->setToolTip(words::encodingExplained(m_paths[i]));
        row->addWidget(encoding);
        m_layout->addWidget(line);
        m_boxes.push_back(box);
        connect(box, &QCheckBox::toggled, this, [this, box] {
            keepOne(box);
            Q_EMIT changed();
        });
    }
}

std::vector<load::PathSpec> PathList::checked() const
{
    std::vector<load::PathSpec> paths;
    for (std::size_t i = 0; i < m_boxes.size(); ++i)
        if (m_boxes[i]->isChecked())
            paths.push_back(m_paths[i]);
    return paths;
}

void PathList::keepOne(QCheckBox* toggled)
{
    if (std::none_of(m_boxes.begin(), m_boxes.end(), [](const QCheckBox* box) { return box->isChecked(); }))
        toggled->setChecked(true);
}

} // namespace cachedeck::ui
