#include "ui/keys/key_invalidation.hpp"

#include "ui/bridge/backend_text.hpp"
#include "ui/keys/meter_bar.hpp"
#include "ui/keys/value_actions.hpp"
#include "ui/keys/words.hpp"
#include "widgets/badge/button.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/theme/text.hpp"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QVBoxLayout>

namespace cachedeck::ui {
namespace {

using namespace std::chrono_literals;
constexpr auto countDelay = 400ms; // without typing before keys are counted

} // namespace

KeyInvalidation::KeyInvalidation(const AppContext& context, KeyspaceBridge& bridge, QWidget* parent)
    : QWidget(parent), m_context(context), m_bridge(bridge)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 0, 16, 16);
    column->setSpacing(12);
    column->addWidget(makeHead());
    m_lock = new LockBar(context);
    column->addWidget(m_lock);
    m_what = new QLineEdit;
    m_what->setAccessibleName(tr("Key or pattern"));
    m_what->setPlaceholderText(tr("A key or a glob, for example movie:*"));
    m_what->setObjectName(QStringLiteral("invalidationPattern"));
    column->addWidget(m_what);
    auto* explanation =
        new badge::Label(tr("Counted first; then removed with UNLINK, in batches that do not block the server."),
                         theme::Role::Caption, theme::Token::TextSecondary);
    explanation->setWordWrap(true);
    column->addWidget(explanation);
    m_outcome = new badge::Label;
    m_outcome->setWordWrap(true);
    m_outcome->setObjectName(QStringLiteral("invalidationOutcome"));
    column->addWidget(m_outcome);
    m_meter = new MeterBar;
    m_meter->setAccessibleName(tr("Progress"));
    column->addWidget(m_meter);
    m_samples = new badge::Label({}, theme::Role::Mono, theme::Token::TextSecondary);
    m_samples->setTextInteractionFlags(Qt::NoTextInteraction);
    m_samples->setObjectName(QStringLiteral("invalidationSamples"));
    m_samples->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    column->addWidget(m_samples);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    m_stop = new badge::Button(tr("Stop"), QStringLiteral("stop"));
    m_stop->setObjectName(QStringLiteral("invalidationStop"));
    m_remove = new badge::Button(tr("Invalidate"), QStringLiteral("invalidate"), theme::ButtonKind::Danger);
    m_remove->setObjectName(QStringLiteral("invalidationRemove"));
    buttons->addWidget(m_stop);
    buttons->addWidget(m_remove);
    column->addLayout(buttons);
    column->addStretch(1);

    m_delay.setSingleShot(true);
    m_delay.setInterval(countDelay);
    connect(&m_delay, &QTimer::timeout, this, &KeyInvalidation::count);
    connect(m_what, &QLineEdit::textChanged, this, [this] {
        stop();
        wear(Step::Empty);
        m_delay.start();
    });
    connect(m_what, &QLineEdit::returnPressed, this, &KeyInvalidation::count);
    connect(m_remove, &QPushButton::clicked, this, &KeyInvalidation::remove);
    connect(m_stop, &QPushButton::clicked, this, [this] { m_bridge.stopInvalidation(); });
    connect(m_lock, &LockBar::lockChanged, this, [this] { wear(m_step); });
    connect(m_lock, &LockBar::noticed, this, &KeyInvalidation::noticed);
    connect(&m_bridge, &KeyspaceBridge::closed, this, [this] {
        ++m_number;
        wear(Step::Empty);
    });
    wear(Step::Empty);
}

QWidget* KeyInvalidation::makeHead()
{
    auto* head = new QWidget;
    head->setFixedHeight(48);
    auto* line = new QHBoxLayout(head);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(new badge::Label(tr("Invalidate"), theme::Role::Title), 1);
    auto* close = new badge::Button({}, QStringLiteral("close"), theme::ButtonKind::Quiet);
    close->setAccessibleName(tr("Close the invalidation"));
    close->setToolTip(tr("Close (Escape)"));
    close->setObjectName(QStringLiteral("invalidationClose"));
    connect(close, &QPushButton::clicked, this, &KeyInvalidation::closeAsked);
    line->addWidget(close);
    return head;
}

void KeyInvalidation::open(const QString& text, bool isGlob)
{
    const auto pattern = isGlob ? text : words::fromBytes(keyspace::globEscape(text.toStdString()));
    m_what->setText(pattern);
    m_what->setFocus(Qt::ShortcutFocusReason);
    m_what->selectAll();
    if (!pattern.isEmpty())
        count();
}

void KeyInvalidation::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closeAsked();
    else
        QWidget::keyPressEvent(event);
}

void KeyInvalidation::stop()
{
    ++m_number;
    m_bridge.stopInvalidation();
}

void KeyInvalidation::count()
{
    m_delay.stop();
    if (m_what->text().isEmpty() || m_step == Step::Removing)
        return;
    m_pattern = m_what->text();
    wear(Step::Counting);
    start(true);
}

void KeyInvalidation::remove()
{
    if (m_step != Step::Counted || m_progress.matched == 0)
        return;
    wear(Step::Removing);
    start(false);
}

void KeyInvalidation::start(bool dryRun)
{
    keyspace::InvalidationRequest request;
    const auto pattern = m_pattern.toStdString();
    // One key by its name is no walk through the keyspace; a count of it is one EXISTS.
    const auto literal = !keyspace::hasGlobCharacters(pattern) && pattern.find('\\') == std::string::npos;
    if (literal)
        request.keys = {pattern};
    else
        request.pattern = pattern;
    request.dryRun = dryRun;
    request.samples = 8;
    m_progress = {};
    m_bridge.invalidate(
        request, [this, number = ++m_number, dryRun](const redis::Result<keyspace::InvalidationProgress>& progress) {
            if (number == m_number)
                take(dryRun, progress);
        });
}

void KeyInvalidation::take(bool dryRun, const redis::Result<keyspace::InvalidationProgress>& progress)
{
    if (!progress) {
        const auto& error = progress.error();
        Q_EMIT noticed({Notice::Level::Error, theme::plain(backendText(error.message)), backendText(error.advice), {}});
        wear(Step::Empty);
        return;
    }
    m_progress = *progress;
    if (!m_progress.ended())
        wear(dryRun ? Step::Counting : Step::Removing);
    else if (dryRun)
        wear(m_progress.state == keyspace::ScanState::Complete ? Step::Counted : Step::Empty);
    else
        finish(m_progress);
}

void KeyInvalidation::finish(const keyspace::InvalidationProgress& progress)
{
    const auto text = tr("Invalidate %1, %2").arg(theme::plain(m_pattern), words::keys(progress.removed));
    if (m_context.run && m_context.run->isRunning()) // its marks go to the event strip too
        m_context.run->mark(QStringLiteral("invalidate"), text);
    else
        m_context.events->add(LoggedEvent::Kind::Invalidation, text, QStringLiteral("keys"));
    wear(Step::Done);
    Q_EMIT removedKeys();
}

void KeyInvalidation::wear(Step step)
{
    m_step = step;
    const auto locked = m_lock->isLocked();
    const auto busy = step == Step::Counting || step == Step::Removing;
    const auto matched = words::keys(m_progress.matched), removed = words::keys(m_progress.removed);
    QString outcome;
    switch (step) {
    case Step::Empty:
        break;
    case Step::Counting:
        outcome = tr("%1 so far; %2 looked at.").arg(matched, words::count(m_progress.scanned));
        break;
    case Step::Counted:
        outcome =
            m_progress.matched == 0 ? tr("No key matches.") : tr("%1 to remove. This cannot be undone.").arg(matched);
        break;
    case Step::Removing:
        outcome = tr("%1 removed so far.").arg(removed);
        break;
    case Step::Done:
        outcome = tr("%1 removed in %2 s.").arg(removed, QLocale().toString(m_progress.seconds, 'f', 2));
        if (m_progress.state == keyspace::ScanState::Cancelled)
            outcome = tr("Stopped: %1 removed.").arg(removed);
        else if (!m_progress.error.empty())
            outcome += QLatin1Char(' ') + backendText(m_progress.error);
        break;
    }
    m_outcome->setText(outcome);
    QStringList samples;
    for (const auto& key : m_progress.samples)
        samples << theme::plain(words::fromBytes(key));
    m_samples->setText(step == Step::Counted ? samples.join(QLatin1Char('\n')) : QString());
    m_meter->setVisible(busy);
    m_meter->setFraction(
        m_progress.total ? static_cast<double>(m_progress.scanned) / static_cast<double>(m_progress.total) : 0);
    m_stop->setVisible(busy);
    m_remove->setText(step == Step::Counted && m_progress.matched > 0 ? tr("Invalidate %1").arg(matched)
                                                                      : tr("Invalidate"));
    m_remove->setLocked(locked ? tr("Production, read-only. Unlock first.") : QString());
    if (!locked)
        m_remove->setEnabled(step == Step::Counted && m_progress.matched > 0);
}

} // namespace cachedeck::ui
