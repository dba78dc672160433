#include "ui/load/scenario_panel.hpp"

#include "ui/bridge/backend_text.hpp"
#include "ui/load/distance_box.hpp"
#include "ui/load/load_bounds.hpp"
#include "ui/load/number_box.hpp"
#include "ui/load/operation_list.hpp"
#include "ui/load/path_list.hpp"
#include "ui/load/scenario_json.hpp"
#include "ui/load/stage_box.hpp"
#include "ui/load/words.hpp"
#include "widgets/badge/button.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/badge/segmented_control.hpp"
#include "widgets/chart/sparkline.hpp"
#include "widgets/theme/text.hpp"
#include "widgets/theme/theme.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QFormLayout>
#include <QSaveFile>
#include <QSpinBox>

#include <algorithm>
#include <cmath>

namespace cachedeck::ui {

namespace {

constexpr int scenarioPanelWidth = 276;

QSpinBox* wholeNumber(int least, int most)
{
    auto* box = new QSpinBox;
    box->setRange(least, most);
    box->setGroupSeparatorShown(true);
    return box;
}

std::chrono::milliseconds timeIn(const NumberBox& seconds)
{
    return std::chrono::milliseconds(std::llround(seconds.exact() * 1000));
}

QString milliseconds(std::chrono::milliseconds value)
{
    return ScenarioPanel::tr("%1 ms").arg(value.count());
}

} // namespace

ScenarioPanel::ScenarioPanel(ServerSession& server, RunSession& run, const load::ResourcePaths& resources,
                             QWidget* parent)
    : Pane(parent),
      m_run(run),
      m_resources(resources),
      m_distances(server),
      m_name(new QComboBox),
      m_data(new badge::Label({}, theme::Role::Caption, theme::Token::TextMuted)),
      m_import(new badge::Button(tr("Import movies…"), {}, theme::ButtonKind::Link, theme::ButtonSize::Small)),
      m_operations(new OperationList),
      m_mix(new badge::Label({}, theme::Role::Caption, theme::Token::TextMuted)),
      m_paths(new PathList),
      m_loop(
          new badge::SegmentedControl(badge::SegmentedControl::Mode::Exclusive, badge::SegmentedControl::Shape::Wide)),
      m_stages(new StageBox),
      m_profile(new QFormLayout),
      m_users(wholeNumber(1, bounds::mostUsers)),
      m_rate(new NumberBox(bounds::leastRate, bounds::mostRate, tr("/s"))),
      m_think(new NumberBox(0, bounds::mostThink, tr(" ms"))),
      m_schedule(new QComboBox),
      m_seconds(new NumberBox(bounds::leastSeconds, bounds::mostSeconds, tr(" s"))),
      m_warmUp(new NumberBox(0, bounds::mostSeconds, tr(" s"))),
      m_size(new QComboBox),
      m_policy(new QComboBox),
      m_cold(new QCheckBox(tr("Measure from a cold start"))),
      m_storeDistance(new DistanceBox(tr("Store is"))),
      m_cacheDistance(new DistanceBox(tr("Cache is"))),
      m_phase(new badge::Label({}, theme::Role::Caption, theme::Token::TextSecondary)),
      m_left(new badge::Label({}, theme::Role::Caption, theme::Token::TextMuted)),
      m_progress(new chart::ShareBar),
      m_start(new badge::Button(tr("Run"), QStringLiteral("play"), theme::ButtonKind::Primary)),
      m_repeat(new badge::Button(tr("Repeat")))
{
    setObjectName(QStringLiteral("scenarioPanel"));
    setLines(Qt::LeftEdge);
    setFixedWidth(theme::Theme::of(this).px(scenarioPanelWidth));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);
    buildHead();
    buildBody();
    buildFoot();

    connect(m_loop, &badge::SegmentedControl::currentChanged, this, &ScenarioPanel::updateLoop);
    connect(m_stages, &StageBox::changed, this, &ScenarioPanel::takeStages);
    connect(m_users, &QSpinBox::valueChanged, this,
            [this](int users) { m_loop->current() == 0 ? m_stages->setLevel(users) : void(); });
    connect(m_rate, &NumberBox::valueChanged, this,
            [this] { m_loop->current() == 1 ? m_stages->setLevel(m_rate->exact()) : void(); });
    connect(m_seconds, &NumberBox::valueChanged, this, [this] { m_stages->setSeconds(m_seconds->exact()); });
    connect(m_start, &QAbstractButton::clicked, this, [this] {
        if (m_run.isRunning())
            Q_EMIT stopRequested();
        else
            Q_EMIT startRequested();
    });
    connect(m_repeat, &QAbstractButton::clicked, this, &ScenarioPanel::repeatRequested);
    for (auto signal : {&RunSession::started, &RunSession::progressed, &RunSession::finished})
        connect(&m_run, signal, this, &ScenarioPanel::updateRun);
    connect(&m_run, &RunSession::failed, this, &ScenarioPanel::updateRun);
    connectImport();
    connectDistances();
    updateLoop();
    updateRun();
}

void ScenarioPanel::open(const QString& fileOrName, const QString& store)
{
    std::vector<std::string> overrides;
    if (!store.isEmpty())
        overrides.push_back("store=" + store.toStdString());
    auto loaded = load::loadScenario(fileOrName.toStdString(), m_resources, overrides);
    if (!loaded) {
        Q_EMIT failed(backendText(loaded.error().text()));
        return;
    }
    showScenario(*loaded);
}

void ScenarioPanel::showScenario(const load::Scenario& scenario)
{
    m_scenario = scenario;
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
    m_operations->setScenario(*m_scenario);
    const double reads = m_operations->reads();
    m_mix->setText(tr("%1 % reads, %2 % writes")
                       .arg(QLocale().toString(reads * 100, 'f', 1), QLocale().toString((1 - reads) * 100, 'f', 1)));
}

void ScenarioPanel::showFields()
{
    const auto& load = m_scenario->load;
    m_loop->setCurrent(load.loop == load::Loop::Open ? 1 : 0);
    m_users->setValue(load.users);
    m_rate->setExact(load.rate);
    m_think->setExact(std::chrono::duration<double, std::milli>(load.thinkTime).count());
    m_schedule->setToolTip(tr("Interleaved paths take turns of %1.").arg(milliseconds(load.slice)));
    m_schedule->setCurrentIndex(m_schedule->findData(int(load.schedule)));
    m_seconds->setExact(std::chrono::duration<double>(m_scenario->duration).count());
    m_warmUp->setExact(std::chrono::duration<double>(m_scenario->warmUp).count());
    const auto size = qulonglong(m_scenario->cache.maxMemory.value_or(0));
    if (m_size->findData(size) < 0)
        m_size->addItem(tr("%1 MB").arg(double(size) / 1024 / 1024), size);
    m_size->setCurrentIndex(m_size->findData(size));
    const auto policy = QString::fromStdString(m_scenario->cache.evictionPolicy);
    if (!policy.isEmpty() && m_policy->findData(policy) < 0)
        m_policy->addItem(policy, policy);
    m_policy->setCurrentIndex(policy.isEmpty() ? 0 : m_policy->findData(policy));
    m_cold->setChecked(m_scenario->cache.coldStart);
    m_storeDistance->setDistance(m_scenario->storeDistance);
    m_cacheDistance->setDistance(m_scenario->cacheDistance);
    updateLoop();
    m_stages->setLoad(load, std::chrono::duration<double>(m_scenario->duration).count());
}

// What was dragged, in the fields: the level of a profile of one stage, and its length.
void ScenarioPanel::takeStages()
{
    const QSignalBlocker quietUsers(m_users), quietRate(m_rate), quietSeconds(m_seconds);
    if (!m_stages->hasStages() && m_loop->current() == 1)
        m_rate->setExact(m_stages->level());
    else if (!m_stages->hasStages())
        m_users->setValue(int(m_stages->level()));
    m_seconds->setExact(m_stages->seconds());
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
    load.rate = m_rate->exact();
    load.thinkTime = std::chrono::microseconds(std::llround(m_think->exact() * 1000));
    load.schedule = static_cast<load::Schedule>(m_schedule->currentData().toInt());
    if (!load.findLimit) // a search sets the rate itself
        m_stages->write(load);
    scenario.duration = timeIn(*m_seconds);
    scenario.warmUp = timeIn(*m_warmUp);
    if (scenario.warmUp != m_scenario->warmUp) // its limit, as a file with this warm-up has it
        scenario.warmUpMost = m_scenario->warmUpMost == 3 * m_scenario->warmUp
                                  ? 3 * scenario.warmUp
                                  : std::max(scenario.warmUp, m_scenario->warmUpMost);
    scenario.cache.maxMemory.reset();
    scenario.cache.evictionPolicy.clear();
    if (m_isOurs) {
        if (const auto size = m_size->currentData().toULongLong(); size > 0)
            scenario.cache.maxMemory = size;
        scenario.cache.evictionPolicy = m_policy->currentData().toString().toStdString();
    }
    scenario.cache.coldStart = m_cold->isChecked();
    if (scenario.cache.coldStart) // as a file that says so is read
        scenario.warmUp = scenario.warmUpMost = std::chrono::milliseconds(0);
    scenario.storeDistance = m_storeDistance->distance();
    scenario.cacheDistance = m_cacheDistance->distance();
    scenario.json = scenarioJson(scenario);
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
    updateHints();
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
    m_stages->setLoop(open ? load::Loop::Open : load::Loop::Closed, open ? m_rate->exact() : m_users->value());
    m_stages->setVisible(!m_scenario || !m_scenario->load.findLimit);
    show(m_rate, open);
    show(m_think, !open);
}

void ScenarioPanel::updateRun()
{
    const bool running = m_run.isRunning();
    m_start->setText(running ? tr("Stop") : tr("Run"));
    m_start->setIconName(running ? QStringLiteral("stop") : QStringLiteral("play"));
    m_start->setEnabled(running || (m_connected && m_scenario && !m_movies.isBusy()));
    m_import->setVisible(m_movies.isBusy() ||
                         (m_scenario && m_scenario->workload && MovieImport::isFor(*m_scenario->workload)));
    m_import->setText(m_movies.isBusy() ? tr("Stop importing") : tr("Import movies…"));
    m_import->setEnabled(!running);
    m_repeat->setEnabled(!running && m_connected && m_run.result() != nullptr && !m_movies.isBusy());
    if (m_movies.isBusy()) // it says itself how far it is
        return;
    const auto& progress = m_run.progress();
    if (!running && !m_run.result()) {
        m_phase->setText(m_connected ? tr("Ready") : tr("Start the demo or connect to run."));
        m_left->setText({});
        m_progress->setShare(0);
        return;
    }
    m_phase->setText(running                                         ? words::phase(progress)
                     : m_run.result() && m_run.result()->interrupted ? tr("Stopped")
                                                                     : tr("Finished"));
    m_left->setText(running && progress.phase == load::Phase::Measuring ? tr("%1 s left").arg(int(progress.left))
                                                                        : QString());
    m_progress->setShare(running ? progress.done : 1);
}

void ScenarioPanel::chooseFile()
{
    auto* dialog = new QFileDialog(this, tr("Open a scenario"), {}, tr("Scenarios (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) { open(file); });
    dialog->open();
}

void ScenarioPanel::save()
{
    const auto current = scenario();
    if (!current)
        return;
    auto* dialog =
        new QFileDialog(this, tr("Save the scenario"), QString::fromStdString(current->name) + QStringLiteral(".json"),
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

void ScenarioPanel::changeEvent(QEvent* event)
{
    badge::Pane::changeEvent(event);
    if (event->type() == QEvent::StyleChange) // the projector's words are larger
        setFixedWidth(theme::Theme::of(this).px(scenarioPanelWidth));
}

} // namespace cachedeck::ui
