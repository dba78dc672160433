#include "ui/sentinel/lab_panel.hpp"

#include "ui/sentinel/sentinel_words.hpp"
#include "widgets/badge/button.hpp"
#include "widgets/badge/card.hpp"
#include "widgets/badge/label.hpp"

#include <QComboBox>
#include <QDateTime>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLocale>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace cachedeck::ui {

LabPanel::LabPanel(SentinelBridge& bridge, QWidget* parent)
    : QWidget(parent), m_bridge(bridge), m_stack(new QStackedWidget)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 0, 16, 4);
    column->setSpacing(0);
    column->addWidget(makeHead());
    m_stack->addWidget(makeActions());
    m_stack->addWidget(makeExplanation());
    m_stack->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    column->addWidget(m_stack);
    column->addWidget(makeMeasured());
    column->addStretch(1);
    connect(&m_bridge, &SentinelBridge::changed, this, &LabPanel::showNodes);
    connect(&m_bridge, &SentinelBridge::busyChanged, this, &LabPanel::showActions);
    connect(&m_bridge, &SentinelBridge::failoverChanged, this, &LabPanel::showMeasured);
    connect(m_target, &QComboBox::currentIndexChanged, this, &LabPanel::showActions);
    showNodes();
    showMeasured();
}

QWidget* LabPanel::makeHead()
{
    auto* head = new QWidget;
    head->setFixedHeight(40);
    auto* line = new QHBoxLayout(head);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(new badge::Label(tr("Lab"), theme::Role::Title), 1);
    line->addWidget(
        new badge::Label(tr("Only on servers that CacheDeck started"), theme::Role::Caption, theme::Token::TextMuted));
    return head;
}

QWidget* LabPanel::makeActions()
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    auto* word = new badge::Label(tr("Target"), theme::Role::Body, theme::Token::TextSecondary);
    word->setMinimumWidth(56);
    m_target = new QComboBox;
    m_target->setAccessibleName(tr("Target"));
    m_target->setObjectName(QStringLiteral("labTarget"));
    line->addWidget(word);
    line->addWidget(m_target, 1);
    column->addLayout(line);
    auto* grid = new QGridLayout;
    grid->setSpacing(8);
    const auto add = [&](const QString& text, const char* icon, const char* id, int row, int place,
                         SentinelBridge::LabAction action) {
        auto* button = new badge::Button(text, QLatin1String(icon),
                                         action == SentinelBridge::LabAction::Kill ? theme::ButtonKind::Primary
                                                                                   : theme::ButtonKind::Normal);
        button->setObjectName(QLatin1String(id));
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        connect(button, &QPushButton::clicked, this, [this, action] {
            const auto node = target();
            m_bridge.act(action, node ? QString::fromStdString(node->name) : QString());
        });
        grid->addWidget(button, row, place);
        return button;
    };
    using Action = SentinelBridge::LabAction;
    m_kill = add(tr("Kill"), "kill", "labKill", 0, 0, Action::Kill);
    m_pause = add(tr("Pause"), "pause", "labPause", 0, 1, Action::Pause);
    m_resume = add(tr("Resume"), "play", "labResume", 0, 2, Action::Resume);
    m_restart = add(tr("Restart"), "restart", "labRestart", 1, 0, Action::Restart);
    m_failOver = add(tr("Fail over"), "failover", "labFailOver", 1, 1, Action::FailOver);
    m_kill->setToolTip(tr("Ends the process at once, as kill -9 does"));
    m_pause->setToolTip(tr("Stops the process without ending it: it does not answer, and its connections stay open"));
    m_failOver->setToolTip(tr("Asks the sentinels for a new primary although the old one is well"));
    column->addLayout(grid);
    return box;
}

QWidget* LabPanel::makeExplanation()
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto* words = new badge::Label(
        tr("Servers can be killed, paused and failed over only where CacheDeck started them itself, never on a "
           "server of yours. The demo has a primary, two replicas and three sentinels to break."),
        theme::Role::Body, theme::Token::TextSecondary);
    words->setWordWrap(true);
    column->addWidget(words);
    auto* start = new badge::Button(tr("Go to Start"), QStringLiteral("start"));
    start->setObjectName(QStringLiteral("labStart"));
    connect(start, &QPushButton::clicked, this, &LabPanel::startAsked);
    column->addWidget(start, 0, Qt::AlignLeft);
    return box;
}

QWidget* LabPanel::makeMeasured()
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 12, 0, 0);
    column->setSpacing(8);
    auto* line = new QHBoxLayout;
    m_cause = new badge::Label({}, theme::Role::Caption);
    m_cause->setRole(theme::Role::Caption, theme::Weight::SemiBold);
    m_cause->setObjectName(QStringLiteral("labCause"));
    m_date = new badge::Label({}, theme::Role::Caption, theme::Token::TextMuted);
    line->addWidget(m_cause, 1);
    line->addWidget(m_date);
    column->addLayout(line);
    auto* grid = new QGridLayout;
    grid->setSpacing(8);
    const auto add = [&](const QString& caption, const char* id, int row, int place) {
        auto* card = new badge::ValueCard(caption);
        card->setObjectName(QLatin1String(id));
        grid->addWidget(card, row, place);
        return card;
    };
    m_detected = add(tr("Detected after"), "labDetected", 0, 0);
    m_elected = add(tr("Elected after"), "labElected", 0, 1);
    m_writable = add(tr("Writable after"), "labWritable", 1, 0);
    m_agreed = add(tr("All agree after"), "labAgreed", 1, 1);
    column->addLayout(grid);
    return box;
}

std::optional<servers::Node> LabPanel::target() const
{
    const auto name = m_target->currentData().toString();
    for (auto& node : m_bridge.nodes())
        if (QString::fromStdString(node.name) == name)
            return node;
    return std::nullopt;
}

void LabPanel::setTarget(const QString& node)
{
    if (const auto index = m_target->findData(node); index >= 0)
        m_target->setCurrentIndex(index);
}

// The list keeps its order; what a node is may change under the same name.
void LabPanel::showNodes()
{
    m_stack->setCurrentIndex(m_bridge.hasLab() ? 0 : 1);
    const auto nodes = m_bridge.nodes();
    const auto known = m_bridge.topology();
    const QSignalBlocker block(m_target);
    const auto before = m_target->currentData().toString();
    while (m_target->count() > static_cast<int>(nodes.size()))
        m_target->removeItem(m_target->count() - 1);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const auto& node = nodes[i];
        const auto role = !node.running                              ? tr("dead")
                          : node.paused                              ? tr("paused")
                          : node.kind == servers::NodeKind::Sentinel ? tr("sentinel")
                          : known->primary == node.address           ? tr("primary")
                                                                     : tr("replica");
        const auto name = QString::fromStdString(node.name);
        const auto text = node.kind == servers::NodeKind::Sentinel && node.running && !node.paused
                              ? name
                              : tr("%1, %2").arg(name, role);
        const auto row = static_cast<int>(i);
        if (row >= m_target->count())
            m_target->addItem(text, name);
        else if (m_target->itemText(row) != text || m_target->itemData(row).toString() != name) {
            m_target->setItemText(row, text);
            m_target->setItemData(row, name);
        }
    }
    if (before.isEmpty() && known->primary)
        setTarget(m_bridge.primaryName()); // what a lecture breaks first
    showActions();
}

void LabPanel::showActions()
{
    const auto node = target();
    const auto free = m_bridge.hasLab() && !m_bridge.isBusy();
    const auto runs = free && node && node->running && !node->paused;
    m_kill->setEnabled(free && node && node->running);
    m_pause->setEnabled(runs);
    m_resume->setEnabled(free && node && node->paused);
    m_restart->setEnabled(free && node && !node->running);
    m_failOver->setEnabled(free && m_bridge.topology()->failoverPossible && !m_bridge.topology()->failoverInProgress);
}

void LabPanel::showMeasured()
{
    const auto& measured = m_bridge.measured();
    const auto value = [](badge::ValueCard* card, const auto& time, const QString& note) {
        card->setValue(time ? milliseconds(time->count()) : QString());
        card->setNote(time ? note : QString());
    };
    if (!measured) {
        m_cause->setText(tr("Measured: nothing yet"));
        m_date->setText({});
        for (auto* card : {m_detected, m_elected, m_writable, m_agreed}) {
            card->setValue({});
            card->setNote({});
        }
        return;
    }
    const auto& failover = measured->failover;
    m_cause->setText(tr("Measured: %1")
                         .arg(measured->cause.isEmpty() ? tr("%1 went silent").arg(m_bridge.nameOf(failover.from))
                                                        : measured->cause));
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(failover.date.time_since_epoch()).count();
    const auto& sentinels = m_bridge.topology()->sentinels;
    const auto downAfter =
        sentinels.empty() ? QString() : milliseconds(static_cast<double>(sentinels.front().downAfter.count()));
    m_date->setText(tr("%1, down-after %2")
                        .arg(QDateTime::fromMSecsSinceEpoch(ms).toString(QStringLiteral("HH:mm:ss")), downAfter));
    const auto to = failover.to ? m_bridge.nameOf(*failover.to) : QString();
    value(m_detected, failover.detected,
          failover.suspected ? tr("first SDOWN at %1").arg(milliseconds(failover.suspected->count())) : QString());
    value(m_elected, failover.elected,
          tr("%1, epoch %2").arg(QString::fromStdString(failover.electedLeader)).arg(failover.epoch));
    value(m_writable, failover.writable, tr("%1 answers as primary").arg(to));
    value(m_agreed, failover.agreed, tr("%1 of %2 name %3").arg(failover.naming).arg(failover.known).arg(to));
    if (failover.manual)
        m_detected->setNote(tr("asked for: nothing to detect"));
}

} // namespace cachedeck::ui
