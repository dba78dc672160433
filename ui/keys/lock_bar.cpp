#include "ui/keys/ask_bar.hpp"
#include "ui/keys/value_actions.hpp"
#include "ui/keys/words.hpp"

#include <QVBoxLayout>

namespace cachedeck::ui {
namespace {
using namespace std::chrono_literals;
constexpr auto unlockedFor = 5min;
} // namespace

LockBar::LockBar(const AppContext& context, QWidget* parent) : QWidget(parent), m_context(context), m_bar(new AskBar)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_bar);
    m_bar->setObjectName(QStringLiteral("lockBar"));
    connect(m_bar, &AskBar::accepted, this, &LockBar::answer);
    connect(m_bar, &AskBar::dismissed, this, [this] { wear(Face::Locked); });
    connect(m_context.server, &ServerSession::stateChanged, this, &LockBar::refresh);
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, &LockBar::refresh);
    m_tick.start();
    refresh();
}

bool LockBar::isLocked() const
{
    const auto gate = m_context.server->gate();
    return gate && gate->environment() == redis::Environment::Production && !gate->isUnlocked();
}

void LockBar::refresh()
{
    const auto gate = m_context.server->gate();
    const auto production = gate && gate->environment() == redis::Environment::Production;
    if (isLocked())
        m_until = {};
    if (!production)
        wear(Face::None);
    else if (isLocked())
        wear(m_face == Face::Typing ? Face::Typing : Face::Locked);
    else
        wear(Face::Unlocked);
    if (m_face == Face::Unlocked) {
        const auto left = std::max(std::chrono::steady_clock::duration(0), m_until - std::chrono::steady_clock::now());
        m_bar->setText(m_until == std::chrono::steady_clock::time_point()
                           ? QString()
                           : tr("Locks again in %1.")
                                 .arg(words::ttl(std::chrono::duration_cast<std::chrono::milliseconds>(left))));
    }
}

void LockBar::wear(Face face)
{
    if (face == m_face)
        return;
    const auto before = m_face;
    m_face = face;
    setVisible(face != Face::None);
    AskBar::Question question;
    question.token = theme::Token::EnvProduction;
    question.tint = theme::Token::EnvProductionTint;
    question.icon = QStringLiteral("lock");
    switch (face) {
    case Face::None:
        m_bar->hide();
        break;
    case Face::Locked:
        question.title = tr("Production, read-only.");
        question.text = tr("No key can change.");
        question.action = tr("Unlock…");
        question.cancel = false;
        m_bar->ask(question);
        break;
    case Face::Typing:
        question.field = tr("Type the server's name, %1, to unlock it for 5 minutes").arg(m_context.server->name());
        question.placeholder = tr("Type %1 to unlock").arg(m_context.server->name());
        question.action = tr("Unlock");
        m_bar->ask(question);
        break;
    case Face::Unlocked:
        question.token = theme::Token::StateWarn;
        question.tint = theme::Token::StateWarnTint;
        question.icon = QStringLiteral("unlock");
        question.title = tr("Production, unlocked.");
        question.action = tr("Lock now");
        question.cancel = false;
        m_bar->ask(question);
        break;
    }
    if ((before == Face::Unlocked) != (face == Face::Unlocked) || before == Face::None)
        Q_EMIT lockChanged();
}

void LockBar::answer(const QString& typed)
{
    const auto gate = m_context.server->gate();
    if (!gate)
        return;
    if (m_face == Face::Locked) {
        wear(Face::Typing);
    } else if (m_face == Face::Unlocked) {
        gate->lock();
        m_context.events->add(LoggedEvent::Kind::Note, tr("Locked again"), QStringLiteral("keys"));
        refresh();
    } else if (typed.trimmed() == m_context.server->name()) {
        gate->unlock(unlockedFor);
        m_until = std::chrono::steady_clock::now() + unlockedFor;
        m_context.events->add(LoggedEvent::Kind::Note, tr("Unlocked %1 for 5 minutes").arg(m_context.server->name()),
                              QStringLiteral("keys"));
        refresh();
    } else {
        Q_EMIT noticed({Notice::Level::Warning,
                        tr("That is not the server's name; it stays locked."),
                        tr("Type %1, as the connection chip shows it.").arg(m_context.server->name()),
                        {}});
    }
}

} // namespace cachedeck::ui
