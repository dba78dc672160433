#include "ui/shell/invalidate_panel.hpp"

#include "ui/bridge/backend_text.hpp"
#include "widgets/badge/button.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/badge/segmented_control.hpp"
#include "widgets/theme/space.hpp"
#include "widgets/theme/text.hpp"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QVBoxLayout>

namespace cachedeck::ui {

namespace space = theme::space;

InvalidatePanel::InvalidatePanel(const AppContext& context, QWidget* parent)
    : Card(parent),
      m_context(context),
      m_inbox(this),
      m_what(new QComboBox),
      m_how(new badge::SegmentedControl),
      m_explanation(new badge::Label({}, theme::Role::Caption, theme::Token::TextSecondary)),
      m_outcome(new badge::Label({}, theme::Role::Body, theme::Token::TextPrimary)),
      m_apply(new badge::Button(tr("Invalidate"), QStringLiteral("invalidate"), theme::ButtonKind::Primary)),
      m_close(new badge::Button(tr("Close")))
{
    setObjectName(QStringLiteral("invalidatePanel"));
    setAccessibleName(tr("Invalidate"));
    setFixedWidth(440);
    m_what->setEditable(true);
    m_what->setInsertPolicy(QComboBox::NoInsert);
    m_what->setObjectName(QStringLiteral("invalidateWhat"));
    m_what->setAccessibleName(tr("Key or pattern"));
    m_what->lineEdit()->setPlaceholderText(tr("A key or a pattern, for example movie:*"));
    m_how->addSegment(tr("Remove now"));
    m_how->addSegment(tr("Let expire"), tr("All of them in a second, as if their time had come: a stampede."));
    m_how->setObjectName(QStringLiteral("invalidateHow"));
    m_how->setAccessibleName(tr("How the keys go"));
    m_apply->setObjectName(QStringLiteral("invalidateApply"));
    m_explanation->setWordWrap(true);
    m_outcome->setWordWrap(true);
    m_outcome->hide();

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::group, space::group, space::group, space::group);
    column->setSpacing(space::control);
    column->addWidget(new badge::Label(tr("Invalidate"), theme::Role::Title));
    column->addWidget(m_what);
    column->addWidget(m_how);
    column->addWidget(m_explanation);
    column->addWidget(m_outcome);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(m_close);
    row->addWidget(m_apply);
    column->addLayout(row);

    connect(m_close, &QAbstractButton::clicked, this, &QWidget::hide);
    connect(m_apply, &QAbstractButton::clicked, this, &InvalidatePanel::apply);
    connect(m_what->lineEdit(), &QLineEdit::returnPressed, this, &InvalidatePanel::apply);
    connect(m_what, &QComboBox::editTextChanged, this, &InvalidatePanel::reset);
    connect(m_how, &badge::SegmentedControl::currentChanged, this, [this] {
        explain();
        reset();
    });
    connect(m_context.run, &RunSession::invalidated, this, [this](const QString& glob, quint64 keys) {
        done(tr("%1: %Ln key(s) removed.", nullptr, int(keys)).arg(glob));
    });
    connect(m_context.run, &RunSession::expiring, this, [this](const QString& glob, int, quint64 keys) {
        done(tr("%1: %Ln key(s) expire together in a second.", nullptr, int(keys)).arg(glob));
    });
    connect(m_context.run, &RunSession::invalidationFailed, this, &InvalidatePanel::refused);
    m_leaving.setSingleShot(true);
    m_leaving.setInterval(2000);
    connect(&m_leaving, &QTimer::timeout, this, &QWidget::hide);
    hide();
}

InvalidatePanel::~InvalidatePanel() = default;

void InvalidatePanel::open(const QString& keyOrGlob)
{
    suggest();
    if (!keyOrGlob.isEmpty())
        m_what->setEditText(m_context.run->asWritten(keyOrGlob));
    reset();
    show();
    raise();
    m_what->setFocus();
    m_what->lineEdit()->selectAll();
}

// What the running workload's writes and reads name: the patterns that make sense here.
void InvalidatePanel::suggest()
{
    m_what->clear();
    const bool running = m_context.run->isRunning();
    m_how->setVisible(running);
    if (running && m_context.run->scenario().workload) {
        for (const auto& operation : m_context.run->scenario().workload->operations) {
            if (operation.kind != workload::Kind::Read)
                continue;
            const QString glob =
                QString::fromStdString(operation.key.text()).section(QLatin1Char('{'), 0, 0) + QLatin1Char('*');
            if (m_what->findText(glob) < 0)
                m_what->addItem(glob);
        }
        m_what->addItem(QStringLiteral("*"));
    }
    explain();
}

void InvalidatePanel::explain()
{
    if (!m_context.run->isRunning())
        m_explanation->setText(tr("Keys of %1 that match; removed with UNLINK, which does not block the server.")
                                   .arg(m_context.server->name()));
    else if (expires())
        m_explanation->setText(tr("Keys as the workload writes them, on every cached path of this run: their TTLs are "
                                  "cut down to a second, so that all expire together. The Stampede view shows how many "
                                  "reads reach the store at once."));
    else
        m_explanation->setText(tr("Keys as the workload writes them, removed on every cached path of this run. "
                                  "The charts mark it; the hit ratio dips and recovers."));
}

bool InvalidatePanel::expires() const
{
    return m_context.run->isRunning() && m_how->current() == 1;
}

// Keys of a run went.
void InvalidatePanel::done(const QString& text)
{
    m_outcome->setText(text);
    m_outcome->show();
    m_apply->setEnabled(true);
    adjustSize();
    m_leaving.start(); // the charts beneath are what one wants to see now
}

bool InvalidatePanel::countsFirst() const
{
    return m_context.server->environment() != redis::Environment::Demo;
}

void InvalidatePanel::reset()
{
    m_counted = false;
    m_invalidation.reset();
    m_leaving.stop();
    m_outcome->hide();
    m_apply->setEnabled(!m_what->currentText().isEmpty());
    m_apply->setText(countsFirst() && !m_context.run->isRunning() ? tr("Count")
                     : expires()                                  ? tr("Expire")
                                                                  : tr("Invalidate"));
    adjustSize();
}

void InvalidatePanel::apply()
{
    if (m_what->currentText().isEmpty() || !m_apply->isEnabled())
        return;
    m_apply->setEnabled(false);
    if (expires())
        m_context.run->expire(m_context.run->asWritten(m_what->currentText()), 1);
    else if (m_context.run->isRunning())
        m_context.run->invalidate(m_context.run->asWritten(m_what->currentText()));
    else
        work(countsFirst() && !m_counted);
}

void InvalidatePanel::work(bool dryRun)
{
    m_client = m_context.server->client();
    if (!m_client)
        return refused(tr("No server is connected."));
    keyspace::InvalidationRequest request;
    request.pattern = m_what->currentText().toStdString();
    request.dryRun = dryRun;
    request.samples = 3;
    m_invalidation = std::make_unique<keyspace::Invalidation>(*m_client);
    m_invalidation->start(std::move(request), [this, dryRun, send = m_inbox.sender()](
                                                  redis::Result<keyspace::InvalidationProgress> progress) {
        send([this, dryRun, progress] {
            if (progress)
                progressed(*progress, dryRun);
            else
                refused(backendText(progress.error().text()));
        });
    });
}

void InvalidatePanel::progressed(const keyspace::InvalidationProgress& progress, bool dryRun)
{
    m_outcome->show();
    if (!progress.ended()) {
        m_outcome->setText(tr("%L1 keys looked at, %L2 match").arg(progress.scanned).arg(progress.matched));
        return;
    }
    m_apply->setEnabled(true);
    if (!progress.error.empty()) {
        m_outcome->setText(backendText(progress.error));
    } else if (dryRun) {
        QStringList samples;
        for (const auto& key : progress.samples)
            samples << theme::plain(QString::fromStdString(key));
        m_outcome->setText(progress.matched == 0
                               ? tr("No key matches.")
                               : tr("%Ln key(s) match, for example %1. Press again to remove; this cannot be undone.",
                                    nullptr, int(progress.matched))
                                     .arg(samples.join(QStringLiteral(", "))));
        m_counted = progress.matched > 0;
        if (m_counted)
            m_apply->setText(tr("Remove %Ln key(s)", nullptr, int(progress.matched)));
    } else {
        m_counted = false;
        m_apply->setText(countsFirst() ? tr("Count") : tr("Invalidate"));
        const QString text = tr("%1: %Ln key(s) removed.", nullptr, int(progress.removed)).arg(m_what->currentText());
        m_outcome->setText(text);
        m_context.events->add(LoggedEvent::Kind::Invalidation, text, QStringLiteral("keys"));
    }
    adjustSize();
}

void InvalidatePanel::refused(const QString& why)
{
    m_outcome->setText(why);
    m_outcome->show();
    m_apply->setEnabled(true);
    adjustSize();
}

void InvalidatePanel::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        hide();
    else
        Card::keyPressEvent(event);
}

} // namespace cachedeck::ui
