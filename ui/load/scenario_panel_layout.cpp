// How the panel is laid out.
#include "ui/load/distance_box.hpp"
#include "ui/load/number_box.hpp"
#include "ui/load/operation_list.hpp"
#include "ui/load/path_list.hpp"
#include "ui/load/scenario_panel.hpp"
#include "ui/load/stage_box.hpp"
#include "widgets/badge/button.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/badge/segmented_control.hpp"
#include "widgets/chart/sparkline.hpp"
#include "widgets/theme/space.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QSpinBox>

#include <filesystem>

namespace cachedeck::ui {

namespace space = theme::space;

void ScenarioPanel::buildHead()
{
    auto* head = new QWidget;
    auto* column = new QVBoxLayout(head);
    column->setContentsMargins(space::group, space::control, space::group, space::group);
    column->setSpacing(space::control);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::unit);
    row->addWidget(new badge::ElidedLabel(tr("Scenario"), theme::Role::Title), 1);
    auto* open = new badge::Button(tr("Open…"), {}, theme::ButtonKind::Quiet, theme::ButtonSize::Small);
    auto* keep = new badge::Button(tr("Save"), {}, theme::ButtonKind::Quiet, theme::ButtonSize::Small);
    row->addWidget(open);
    row->addWidget(keep);
    column->addLayout(row);
    m_name->setAccessibleName(tr("Scenario"));
    m_name->setObjectName(QStringLiteral("scenarioName"));
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(m_resources.scenarios, none))
        if (entry.path().extension() == ".json")
            m_name->addItem(QString::fromStdString(entry.path().stem().string()));
    m_name->model()->sort(0);
    column->addWidget(m_name);
    m_data->setWordWrap(true);
    m_data->setObjectName(QStringLiteral("scenarioData"));
    column->addWidget(m_data);
    m_import->setObjectName(QStringLiteral("importMovies"));
    column->addWidget(m_import, 0, Qt::AlignLeading);
    layout()->addWidget(head);
    connect(open, &QAbstractButton::clicked, this, &ScenarioPanel::chooseFile);
    connect(keep, &QAbstractButton::clicked, this, &ScenarioPanel::save);
    connect(m_name, &QComboBox::textActivated, this, [this](const QString& name) { this->open(name); });
}

QWidget* ScenarioPanel::section(const QString& title, QWidget* aside)
{
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    auto* label = new badge::Label(title, theme::Role::Caption);
    label->setWeight(theme::Weight::SemiBold);
    row->addWidget(label, 1);
    if (aside)
        row->addWidget(aside);
    return head;
}

void ScenarioPanel::buildBody()
{
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(space::group, space::control, space::group, space::group);
    column->setSpacing(space::control);
    column->addWidget(new badge::Hairline);
    column->addWidget(section(tr("Operations"), m_mix));
    column->addWidget(m_operations);
    column->addWidget(new badge::Hairline);
    column->addWidget(section(tr("Paths")));
    column->addWidget(m_paths);
    column->addWidget(new badge::Hairline);
    column->addWidget(section(tr("Load profile")));
    m_loop->addSegment(tr("Closed loop"), tr("Each user waits for its answer, then asks again."));
    m_loop->addSegment(tr("Open loop"), tr("Requests arrive at a fixed rate, whether or not the answers keep up."));
    m_loop->setObjectName(QStringLiteral("loop"));
    column->addWidget(m_loop);
    column->addWidget(m_stages);
    m_schedule->addItem(tr("Interleaved"), int(load::Schedule::Interleaved));
    m_schedule->addItem(tr("Parallel"), int(load::Schedule::Parallel));
    m_schedule->addItem(tr("Sequential"), int(load::Schedule::Sequential));
    m_size->addItem(tr("As the server is"), qulonglong(0));
    for (const int megabytes : {4, 16, 64, 256})
        m_size->addItem(tr("%1 MB").arg(megabytes), qulonglong(megabytes) * 1024 * 1024);
    m_policy->addItem(tr("As the server is"), QString());
    for (const char* policy : {"allkeys-lru", "allkeys-lfu", "allkeys-random", "volatile-ttl", "noeviction"})
        m_policy->addItem(QString::fromLatin1(policy), QString::fromLatin1(policy));
    m_profile->setContentsMargins(0, 0, 0, 0);
    m_profile->setSpacing(space::control);
    m_profile->setLabelAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    m_profile->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto add = [this](const QString& text, QWidget* field) {
        field->setAccessibleName(text);
        // A spin box is entered through its line edit, which has no name of its own.
        if (auto* edit = field->findChild<QLineEdit*>())
            edit->setAccessibleName(text);
        // As wide as the panel lets it be, not as its longest entry.
        if (auto* choice = qobject_cast<QComboBox*>(field)) {
            choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
            choice->setMinimumContentsLength(8);
        }
        auto* label = new badge::Label(text, theme::Role::Body, theme::Token::TextSecondary);
        label->setMinimumWidth(72);
        m_profile->addRow(label, field);
    };
    add(tr("Users"), m_users);
    add(tr("Rate"), m_rate);
    add(tr("Think time"), m_think);
    add(tr("Schedule"), m_schedule);
    add(tr("Measure"), m_seconds);
    add(tr("Warm-up"), m_warmUp);
    add(tr("Cache size"), m_size);
    add(tr("Eviction"), m_policy);
    for (auto* box : {m_storeDistance, m_cacheDistance}) {
        add(box == m_storeDistance ? tr("Store is") : tr("Cache is"), box);
        m_profile->addRow(nullptr, box->fields());
    }
    m_storeDistance->setObjectName(QStringLiteral("storeDistance"));
    m_cacheDistance->setObjectName(QStringLiteral("cacheDistance"));
    m_users->setObjectName(QStringLiteral("users"));
    m_rate->setObjectName(QStringLiteral("rate"));
    m_think->setObjectName(QStringLiteral("thinkTime"));
    m_seconds->setObjectName(QStringLiteral("seconds"));
    m_warmUp->setObjectName(QStringLiteral("warmUp"));
    m_cold->setObjectName(QStringLiteral("coldStart"));
    column->addLayout(m_profile);
    column->addWidget(m_cold);
    column->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setWidget(body);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    // The panel's own surface shows through.
    scroll->viewport()->setAutoFillBackground(false);
    body->setAutoFillBackground(false);
    static_cast<QVBoxLayout*>(layout())->addWidget(scroll, 1);
}

void ScenarioPanel::buildFoot()
{
    auto* foot = new badge::Pane;
    foot->setLines(Qt::TopEdge);
    auto* column = new QVBoxLayout(foot);
    column->setContentsMargins(space::group, 12, space::group, 12);
    column->setSpacing(space::control);
    auto* row = new QHBoxLayout;
    m_phase->setWordWrap(true);
    row->addWidget(m_phase, 1);
    row->addWidget(m_left);
    column->addLayout(row);
    m_progress->setToken(theme::Token::Accent);
    m_progress->setLabel(tr("Progress of the run"));
    column->addWidget(m_progress);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(space::control);
    m_start->setObjectName(QStringLiteral("runButton"));
    buttons->addWidget(m_start, 1);
    buttons->addWidget(m_repeat);
    column->addLayout(buttons);
    layout()->addWidget(foot);
}

} // namespace cachedeck::ui
