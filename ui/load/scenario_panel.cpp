#include "ui/load/scenario_panel.hpp"

#include "ui/load/path_list.hpp"
#include "ui/load/words.hpp"
#include "widgets/badge/button.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/badge/segmented_control.hpp"
#include "widgets/chart/sparkline.hpp"
#include "widgets/theme/space.hpp"
#include "widgets/theme/text.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLineEdit>
#include <QSaveFile>
#include <QScrollArea>
#include <QSpinBox>

#include <filesystem>

namespace cachedeck::ui {

namespace space = theme::space;

namespace {

constexpr int panelWidth = 276;

QSpinBox* number(int least, int most, const QString& suffix)
{
    auto* box = new QSpinBox;
    box->setRange(least, most);
    box->setSuffix(suffix);
    box->setGroupSeparatorShown(true);
    return box;
}

QString milliseconds(std::chrono::milliseconds value)
{
    return ScenarioPanel::tr("%1 ms").arg(value.count());
}

} // namespace

ScenarioPanel::ScenarioPanel(RunSession& run, const load::ResourcePaths& resources, QWidget* parent)
    : Pane(parent), m_run(run), m_resources(resources), m_name(new QComboBox),
      m_data(new badge::Label({}, theme::Role::Caption, theme::Token::TextMuted)), m_operations(new QWidget),
      m_mix(new badge::Label({}, theme::Role::Caption, theme::Token::TextMuted)), m_paths(new PathList),
      m_loop(new badge::SegmentedControl(badge::SegmentedControl::Mode::Exclusive, badge::SegmentedControl::Shape::Wide)),
      m_profile(new QFormLayout), m_users(number(1, 1000, {})), m_rate(number(1, 1'000'000, tr("/s"))),
      m_think(number(0, 60'000, tr(" ms"))), m_schedule(new QComboBox), m_seconds(number(1, 24 * 3600, tr(" s"))),
      m_warmUp(number(0, 600, tr(" s"))), m_size(new QComboBox), m_policy(new QComboBox),
      m_cold(new QCheckBox(tr("Measure from a cold start"))), m_phase(new badge::Label({}, theme::Role::Caption, theme::Token::TextSecondary)),
      m_left(new badge::Label({}, theme::Role::Caption, theme::Token::TextMuted)), m_progress(new chart::ShareBar),
      m_start(new badge::Button(tr("Run"), QStringLiteral("play"), theme::ButtonKind::Primary)),
      m_repeat(new badge::Button(tr("Repeat")))
{
    setObjectName(QStringLiteral("scenarioPanel"));
    setLines(Qt::LeftEdge);
    setFixedWidth(panelWidth);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);
    buildHead();
    buildBody();
    buildFoot();

    connect(m_loop, &badge::SegmentedControl::currentChanged, this, &ScenarioPanel::updateLoop);
    connect(m_start, &QAbstractButton::clicked, this, [this] {
        if (m_run.isRunning())
            Q_EMIT stopRequested();
        else
            Q_EMIT startRequested();
    });
    connect(m_repeat, &QAbstractButton::clicked, this, &ScenarioPanel::startRequested);
    for (auto signal : {&RunSession::started, &RunSession::progressed, &RunSession::finished})
        connect(&m_run, signal, this, &ScenarioPanel::updateRun);
    connect(&m_run, &RunSession::failed, this, &ScenarioPanel::updateRun);
    updateLoop();
    updateRun();
}

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
    column->addWidget(m_data);
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
    m_users->setObjectName(QStringLiteral("users"));
    m_seconds->setObjectName(QStringLiteral("seconds"));
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

void ScenarioPanel::open(const QString& fileOrName)
{
    auto loaded = load::loadScenario(fileOrName.toStdString(), m_resources);
    if (!loaded) {
        Q_EMIT failed(QString::fromStdString(loaded.error().text()));
        return;
    }
    m_scenario = std::move(*loaded);
    const auto name = QString::fromStdString(m_scenario->name);
    if (m_name->findText(name) < 0)
        m_name->addItem(name);
    m_name->setCurrentText(name);
    setDataNote(words::data(*m_scenario));
    showOperations();
    m_paths->setScenario(*m_scenario);
    showFields();
    updateRun();
    Q_EMIT opened();
}

void ScenarioPanel::showOperations()
{
    delete m_operations->layout();
    qDeleteAll(m_operations->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
    auto* grid = new QGridLayout(m_operations);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::control);
    grid->setVerticalSpacing(space::unit);
    double reads = 0;
    int row = 0;
    for (const auto& operation : m_scenario->workload->operations) {
        const auto name = theme::plain(QString::fromStdString(operation.name));
        auto* label = new badge::ElidedLabel(name, theme::Role::Mono);
        grid->addWidget(label, row, 0);
        if (operation.kind == workload::Kind::Read) {
            reads += operation.share;
            auto* bar = new chart::ShareBar;
            bar->setShare(operation.share);
            bar->setLabel(name);
            bar->setFixedWidth(48);
            grid->addWidget(bar, row, 1);
            auto* share = new badge::Label(QLocale().toString(operation.share * 100, 'f', operation.share < 0.1 ? 1 : 0) + QStringLiteral(" %"));
            share->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
            grid->addWidget(share, row, 2);
        } else {
            auto* words = new badge::Label(operation.invalidates.empty() ? tr("write") : tr("write, invalidates"), theme::Role::Caption,
                                           theme::Token::TextMuted);
            words->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
            grid->addWidget(words, row, 1, 1, 2);
        }
        ++row;
    }
    grid->setColumnStretch(0, 1);
    m_mix->setText(tr("%1 % reads, %2 % writes").arg(QLocale().toString(reads * 100, 'f', 1), QLocale().toString((1 - reads) * 100, 'f', 1)));
}

void ScenarioPanel::showFields()
{
    const auto& load = m_scenario->load;
    m_loop->setCurrent(load.loop == load::Loop::Open ? 1 : 0);
    m_users->setValue(load.users);
    m_rate->setValue(int(load.rate));
    m_think->setValue(int(std::chrono::duration_cast<std::chrono::milliseconds>(load.thinkTime).count()));
    m_schedule->setItemText(0, tr("Interleaved %1").arg(milliseconds(load.slice)));
    m_schedule->setCurrentIndex(m_schedule->findData(int(load.schedule)));
    m_seconds->setValue(int(std::chrono::duration_cast<std::chrono::seconds>(m_scenario->duration).count()));
    m_warmUp->setValue(int(std::chrono::duration_cast<std::chrono::seconds>(m_scenario->warmUp).count()));
    const auto size = qulonglong(m_scenario->cache.maxMemory.value_or(0));
    if (m_size->findData(size) < 0)
        m_size->addItem(tr("%1 MB").arg(double(size) / 1024 / 1024), size);
    m_size->setCurrentIndex(m_size->findData(size));
    m_policy->setCurrentIndex(std::max(0, m_policy->findData(QString::fromStdString(m_scenario->cache.evictionPolicy))));
    m_cold->setChecked(m_scenario->cache.coldStart);
    updateLoop();
}

void ScenarioPanel::setSeconds(int seconds)
{
    m_seconds->setValue(seconds);
}

std::optional<load::Scenario> ScenarioPanel::scenario() const
{
    if (!m_scenario)
        return std::nullopt;
    auto scenario = *m_scenario;
    scenario.paths = m_paths->checked();
    auto& load = scenario.load;
    load.loop = m_loop->current() == 1 ? load::Loop::Open : load::Loop::Closed;
    load.users = m_users->value();
    load.rate = m_rate->value();
    load.thinkTime = std::chrono::milliseconds(m_think->value());
    load.schedule = static_cast<load::Schedule>(m_schedule->currentData().toInt());
    scenario.duration = std::chrono::seconds(m_seconds->value());
    scenario.warmUp = std::chrono::seconds(m_warmUp->value());
    scenario.cache.maxMemory.reset();
    scenario.cache.evictionPolicy.clear();
    if (m_isOurs) {
        if (const auto size = m_size->currentData().toULongLong(); size > 0)
            scenario.cache.maxMemory = size;
        scenario.cache.evictionPolicy = m_policy->currentData().toString().toStdString();
    }
    scenario.cache.coldStart = m_cold->isChecked();
    scenario.json = load::toJson(scenario);
    return scenario;
}

void ScenarioPanel::setServer(bool connected, bool isOurs)
{
    m_connected = connected;
    m_isOurs = isOurs;
    const QString reason = isOurs || !connected ? QString() : tr("Only on servers that CacheDeck started.");
    for (QWidget* field : {static_cast<QWidget*>(m_size), static_cast<QWidget*>(m_policy)}) {
        field->setEnabled(isOurs || !connected);
        field->setToolTip(reason);
    }
    updateRun();
}

void ScenarioPanel::setDataNote(const QString& text)
{
    m_data->setText(text);
}

void ScenarioPanel::updateLoop()
{
    const bool open = m_loop->current() == 1;
    const auto show = [this](QWidget* field, bool visible) {
        field->setVisible(visible);
        m_profile->labelForField(field)->setVisible(visible);
    };
    show(m_rate, open);
    show(m_think, !open);
}

void ScenarioPanel::updateRun()
{
    const bool running = m_run.isRunning();
    m_start->setText(running ? tr("Stop") : tr("Run"));
    m_start->setIconName(running ? QStringLiteral("stop") : QStringLiteral("play"));
    m_start->setEnabled(running || (m_connected && m_scenario));
    m_repeat->setEnabled(!running && m_connected && m_run.result() != nullptr);
    const auto& progress = m_run.progress();
    if (!running && !m_run.result()) {
        m_phase->setText(m_connected ? tr("Ready") : tr("Start the demo or connect to run."));
        m_left->setText({});
        m_progress->setShare(0);
        return;
    }
    m_phase->setText(running ? words::phase(progress) : m_run.result() && m_run.result()->interrupted ? tr("Stopped") : tr("Finished"));
    m_left->setText(running && progress.phase == load::Phase::Measuring ? tr("%1 s left").arg(int(progress.left)) : QString());
    m_progress->setShare(running ? progress.done : 1);
}

void ScenarioPanel::chooseFile()
{
    auto* dialog = new QFileDialog(this, tr("Open a scenario"), {}, tr("Scenarios (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, &ScenarioPanel::open);
    dialog->open();
}

void ScenarioPanel::save()
{
    const auto current = scenario();
    if (!current)
        return;
    auto* dialog = new QFileDialog(this, tr("Save the scenario"), QString::fromStdString(current->name) + QStringLiteral(".json"),
                                   tr("Scenarios (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    connect(dialog, &QFileDialog::fileSelected, this, [this, current](const QString& name) {
        QSaveFile file(name);
        const auto bytes = QByteArray::fromStdString(current->json);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
            Q_EMIT failed(tr("%1 could not be written: %2").arg(name, file.errorString()));
    });
    dialog->open();
}

} // namespace cachedeck::ui
