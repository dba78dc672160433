#include "ui/keys/keys_page.hpp"

#include "ui/keys/key_invalidation.hpp"
#include "ui/keys/key_list_pane.hpp"
#include "ui/keys/keys_presenter.hpp"
#include "ui/keys/value_view.hpp"
#include "ui/keys/words.hpp"
#include "widgets/badge/button.hpp"
#include "widgets/badge/card.hpp"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace cachedeck::ui {
namespace {
constexpr auto splitterKey = "keys/splitter";
}

KeysPage::KeysPage(const AppContext& context, QWidget* parent)
    : Page(parent),
      m_context(context),
      m_bridge(new KeyspaceBridge(*context.server, this)),
      m_presenter(new KeysPresenter(*m_bridge, this)),
      m_stack(new QStackedWidget)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    m_empty = new badge::EmptyState(QStringLiteral("keys"), {}, {});
    auto* start = new badge::Button(tr("Go to Start"), QStringLiteral("start"));
    start->setObjectName(QStringLiteral("goToStart"));
    connect(start, &QPushButton::clicked, this, [this] { Q_EMIT pageRequested(QStringLiteral("start")); });
    m_empty->addAction(start);
    m_stack->addWidget(m_empty);

    m_splitter = new QSplitter(Qt::Horizontal);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_list = new KeyListPane(*m_presenter, *context.settings);
    m_splitter->addWidget(m_list);
    makeRight();
    m_splitter->addWidget(m_right);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({748, 456});
    m_splitter->restoreState(context.settings->value(QLatin1String(splitterKey)).toByteArray());
    connect(m_splitter, &QSplitter::splitterMoved, this,
            [this] { m_context.settings->setValue(QLatin1String(splitterKey), m_splitter->saveState()); });
    m_stack->addWidget(m_splitter);

    connect(m_list, &KeyListPane::keyChosen, this, &KeysPage::openKey);
    connect(m_list, &KeyListPane::keyOpened, this, [this](const std::string& key) {
        openKey(key);
        m_value->focusValue();
    });
    connect(m_list, &KeyListPane::deleteAsked, this, [this] {
        openKey(m_list->currentKey());
        m_value->askDelete();
    });
    connect(m_context.server, &ServerSession::stateChanged, this, &KeysPage::showConnection);
    connect(m_bridge, &KeyspaceBridge::closed, this, &KeysPage::closeRight);
    showConnection();
}

KeysPage::~KeysPage() = default;

void KeysPage::makeRight()
{
    m_right = new QStackedWidget;
    m_right->setMinimumWidth(360);
    m_nothing = new badge::EmptyState(QStringLiteral("eye"), tr("No key is open"),
                                      tr("Choose a key in the list: its value, TTL and memory appear here."));
    m_value = new ValueView(m_context, *m_bridge);
    m_value->setTtlScale([this](const std::string& key) { return m_presenter->model().longestTtl(key); });
    m_invalidation = new KeyInvalidation(m_context, *m_bridge);
    for (auto* widget : {m_nothing, static_cast<QWidget*>(m_value), static_cast<QWidget*>(m_invalidation)}) {
        auto* pane = new badge::Pane;
        auto* box = new QVBoxLayout(pane);
        box->setContentsMargins(0, 0, 0, 0);
        box->addWidget(widget);
        m_right->addWidget(pane);
    }
    connect(m_value, &ValueView::closeAsked, this, &KeysPage::closeRight);
    connect(m_value, &ValueView::noticed, this, &Page::noticed);
    connect(m_value, &ValueView::removed, m_presenter, &KeysPresenter::keyRemoved);
    connect(m_value, &ValueView::invalidateAsked, this, &KeysPage::openInvalidation);
    connect(m_invalidation, &KeyInvalidation::closeAsked, this, [this] {
        if (m_value->key().empty())
            closeRight();
        else
            showRight(m_value);
    });
    connect(m_invalidation, &KeyInvalidation::noticed, this, &Page::noticed);
    connect(m_invalidation, &KeyInvalidation::removedKeys, m_presenter, &KeysPresenter::rescan);
}

QString KeysPage::title() const
{
    return tr("Keys");
}

void KeysPage::showConnection()
{
    const auto state = m_context.server->state();
    const auto open = m_bridge->isOpen();
    if (state == ServerSession::State::Connecting && !open) // a first connection
        m_empty->setText(tr("Connecting…"), tr("The keys appear as soon as the server answers."));
    else
        m_empty->setText(
            tr("No server yet"),
            tr("Keys shows every key of a Redis server with its type, TTL and memory, and the value of the one "
               "you choose. Start the demo or connect to a server of yours."));
    const auto appears = open && m_stack->currentIndex() == 0;
    m_stack->setCurrentIndex(open ? 1 : 0);
    if (appears && m_active)
        m_list->focusList();
}

void KeysPage::setActive(bool active)
{
    m_active = active;
    m_presenter->setActive(active);
    m_value->setActive(active);
    if (active && m_bridge->isOpen() && !m_list->isAncestorOf(focusWidget()))
        m_list->focusList();
}

void KeysPage::setPresentation(bool on)
{
    m_list->setPresentation(on);
}

void KeysPage::togglePause()
{
    if (m_presenter->isScanning())
        m_presenter->togglePause();
}

void KeysPage::refresh()
{
    m_presenter->rescan();
    m_value->reload();
}

void KeysPage::focusFilter()
{
    m_list->focusFilter();
}

QString KeysPage::invalidationSuggestion() const
{
    if (const auto key = m_list->currentKey(); !key.empty())
        return words::fromBytes(keyspace::globEscape(key));
    const auto filter = m_list->filterText();
    return filter.isEmpty() ? QString() : words::fromBytes(keyspace::globFromFilter(filter.toStdString()));
}

void KeysPage::showRight(QWidget* widget)
{
    m_right->setCurrentWidget(widget->parentWidget());
}

void KeysPage::openKey(const std::string& key)
{
    if (key.empty())
        return;
    m_value->open(key);
    showRight(m_value);
}

void KeysPage::openInvalidation()
{
    showRight(m_invalidation);
    m_invalidation->open(invalidationSuggestion(), true);
}

void KeysPage::closeRight()
{
    const auto hadFocus = m_right->isAncestorOf(focusWidget());
    m_value->close();
    showRight(m_nothing);
    if (hadFocus)
        m_list->focusList();
}

void KeysPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_right->currentWidget() != m_nothing->parentWidget())
        closeRight();
    else
        Page::keyPressEvent(event);
}

} // namespace cachedeck::ui
