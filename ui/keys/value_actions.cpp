#include "ui/keys/value_actions.hpp"

#include "ui/bridge/backend_text.hpp"
#include "ui/keys/ask_bar.hpp"
#include "ui/keys/words.hpp"
#include "widgets/badge/button.hpp"
#include "widgets/theme/text.hpp"

#include <QEvent>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QMenu>
#include <QVBoxLayout>

namespace cachedeck::ui {
namespace {
constexpr int longestName = 60;  // characters of a key in a sentence
constexpr int savedPadding = 12; // five actions share a narrow pane: less padding than buttons have elsewhere

class NarrowButton : public badge::Button {
public:
    using Button::Button;
    QSize sizeHint() const override { return Button::sizeHint() - QSize(theme::Theme::of(this).px(savedPadding), 0); }
};
} // namespace

ValueActions::ValueActions(const AppContext& context, KeyspaceBridge& bridge, QWidget* parent)
    : QWidget(parent), m_context(context), m_bridge(bridge)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 0, 16, 12);
    column->setSpacing(12);
    auto* line = new QHBoxLayout;
    line->setSpacing(4);
    const auto add = [&](const QString& text, const char* icon, const char* id) {
        auto* button = new NarrowButton(text, QLatin1String(icon));
        button->setObjectName(QLatin1String(id));
        button->setProperty("sign", QLatin1String(icon));
        line->addWidget(button);
        return button;
    };
    m_copy = add(tr("Copy"), "copy", "copy");
    m_copy->setChevron(true);
    auto* menu = new QMenu(m_copy);
    connect(menu->addAction(tr("Copy the key")), &QAction::triggered, this, &ValueActions::copyKeyAsked);
    connect(menu->addAction(tr("Copy this page of the value")), &QAction::triggered, this,
            &ValueActions::copyValueAsked);
    m_copy->setMenu(menu);
    m_ttl = add(tr("TTL…"), "clock", "setTtl");
    m_persist = add(tr("Persist"), "persist", "persist");
    m_delete = add(tr("Delete…"), "trash", "delete");
    m_invalidate = add(tr("Invalidate…"), "", "invalidate");
    m_ttl->setToolTip(tr("Set the time to live"));
    m_persist->setToolTip(tr("Remove the TTL: the key stays until it is deleted"));
    m_delete->setToolTip(tr("Delete the key (Delete)"));
    m_invalidate->setToolTip(tr("Invalidate this key or a pattern, counted first (I)"));
    line->addStretch(1);
    column->addLayout(line);
    m_lock = new LockBar(context);
    column->addWidget(m_lock);
    m_ask = new AskBar;
    m_ask->setObjectName(QStringLiteral("askBar"));
    column->addWidget(m_ask);

    connect(m_ttl, &QPushButton::clicked, this, &ValueActions::askTtl);
    connect(m_persist, &QPushButton::clicked, this, &ValueActions::persist);
    connect(m_delete, &QPushButton::clicked, this, &ValueActions::askDelete);
    connect(m_invalidate, &QPushButton::clicked, this, &ValueActions::invalidateAsked);
    connect(m_lock, &LockBar::lockChanged, this, &ValueActions::showLock);
    connect(m_lock, &LockBar::noticed, this, &ValueActions::noticed);
    connect(m_ask, &AskBar::accepted, this, &ValueActions::answer);
    connect(m_ask, &AskBar::dismissed, this, &ValueActions::dismiss);
    showLock();
}

void ValueActions::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitButtons();
}

void ValueActions::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    fitButtons(); // only now do the buttons have their font
}

void ValueActions::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange && m_invalidate)
        fitButtons();
}

// Where a translation or a larger type needs more room than there is, the words stay and the icons go.
void ValueActions::fitButtons()
{
    int needed = layout()->contentsMargins().left() + layout()->contentsMargins().right();
    for (auto* button : {m_copy, m_ttl, m_persist, m_delete, m_invalidate}) {
        button->setIconName(button->property("sign").toString());
        needed += button->sizeHint().width() + 4;
    }
    for (auto* button : {m_ttl, m_invalidate, m_persist, m_delete, m_copy}) {
        if (needed <= width())
            return;
        const auto before = button->sizeHint().width();
        button->setIconName({});
        needed -= before - button->sizeHint().width();
    }
}

QString ValueActions::name() const
{
    const auto text = theme::plain(words::fromBytes(m_key));
    return text.size() <= longestName ? text
                                      : text.left(longestName / 2) + QStringLiteral("…") + text.right(longestName / 2);
}

void ValueActions::setKey(const std::string& key)
{
    if (key != m_key)
        dismiss();
    m_key = key;
    m_exists = m_hasTtl = false;
    showLock();
}

void ValueActions::setMetadata(const keyspace::KeyMetadata& metadata)
{
    m_exists = metadata.exists;
    m_hasTtl = metadata.ttl.has_value();
    showLock();
}

void ValueActions::showLock()
{
    const auto reason = m_lock->isLocked() ? tr("Production, read-only. Unlock first.") : QString();
    for (auto* button : {m_ttl, m_persist, m_delete, m_invalidate}) {
        // No lock on each of them: the bar right below has it, and there is no room for more.
        button->setEnabled(reason.isEmpty() && m_exists && (button != m_persist || m_hasTtl));
        button->setAccessibleDescription(reason);
    }
    m_copy->setEnabled(!m_key.empty());
    if (m_lock->isLocked())
        dismiss();
}

void ValueActions::dismiss()
{
    m_asking = Asking::Nothing;
    m_ask->hide();
}

void ValueActions::askDelete()
{
    if (m_lock->isLocked() || m_key.empty()) {
        Q_EMIT noticed({Notice::Level::Warning,
                        tr("Production, read-only: %1 was not deleted.").arg(name()),
                        tr("Unlock the server first."),
                        {}});
        return;
    }
    AskBar::Question question;
    question.token = theme::Token::StateDown;
    question.tint = theme::Token::StateDownTint;
    question.title = tr("Delete this key?");
    question.text = tr("It cannot be undone.");
    question.action = tr("Delete");
    m_asking = Asking::Delete;
    m_ask->ask(question);
}

void ValueActions::askTtl()
{
    AskBar::Question question;
    question.icon = QStringLiteral("clock");
    question.token = theme::Token::AccentText;
    question.tint = theme::Token::AccentTint;
    question.field = tr("New TTL");
    question.placeholder = tr("90 s, 5 min, 2 h, 1 d");
    question.action = tr("Set TTL");
    m_asking = Asking::Ttl;
    m_ask->ask(question);
}

void ValueActions::answer(const QString& typed)
{
    if (m_asking == Asking::Delete)
        deleteKey();
    else if (m_asking == Asking::Ttl)
        setTtl(typed);
}

void ValueActions::fail(const redis::Error& error)
{
    Q_EMIT noticed({Notice::Level::Error, theme::plain(backendText(error.message)), backendText(error.advice),
                    theme::plain(backendText(error.text()))});
}

void ValueActions::deleteKey()
{
    dismiss();
    m_bridge.remove(m_key, [this, key = m_key, shown = name()](const redis::Result<std::uint64_t>& result) {
        if (!result) {
            fail(result.error());
            return;
        }
        Q_EMIT noticed(*result > 0 ? Notice{Notice::Level::Success, tr("%1 was deleted.").arg(shown), {}, {}}
                                   : Notice{Notice::Level::Info, tr("%1 was gone already.").arg(shown), {}, {}});
        Q_EMIT removed(key);
    });
}

void ValueActions::setTtl(const QString& typed)
{
    const auto ttl = words::parseTtl(typed);
    if (!ttl) {
        Q_EMIT noticed({Notice::Level::Warning,
                        tr("“%1” is not a time.").arg(theme::plain(typed)),
                        tr("Write it as 90 s, 5 min, 2 h or 1 d."),
                        {}});
        return;
    }
    dismiss();
    m_bridge.setTtl(m_key, *ttl, [this, ttl = *ttl, shown = name()](const redis::Result<bool>& result) {
        if (!result)
            fail(result.error());
        else if (*result)
            Q_EMIT noticed({Notice::Level::Success, tr("%1 expires in %2.").arg(shown, words::ttl(ttl)), {}, {}});
        else
            Q_EMIT noticed({Notice::Level::Info, tr("%1 is gone; no TTL was set.").arg(shown), {}, {}});
        Q_EMIT changed();
    });
}

void ValueActions::persist()
{
    m_bridge.persist(m_key, [this, shown = name()](const redis::Result<bool>& result) {
        if (!result)
            fail(result.error());
        else if (*result)
            Q_EMIT noticed({Notice::Level::Success, tr("%1 has no TTL any more.").arg(shown), {}, {}});
        Q_EMIT changed();
    });
}

} // namespace cachedeck::ui
