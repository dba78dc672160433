#include "ui/shell/main_window.hpp"

#include "ui/bridge/sentinel_bridge.hpp"
#include "ui/shell/command_palette.hpp"
#include "ui/shell/invalidate_panel.hpp"
#include "ui/shell/top_bar.hpp"
#include "widgets/badge/button.hpp"
#include "widgets/badge/event_strip.hpp"
#include "widgets/badge/message_bar.hpp"
#include "widgets/badge/navigation_rail.hpp"
#include "widgets/theme/icons.hpp"
#include "widgets/theme/space.hpp"
#include "widgets/theme/theme_manager.hpp"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace cachedeck::ui {

namespace {

badge::EventKind stripKind(LoggedEvent::Kind kind)
{
    switch (kind) {
    case LoggedEvent::Kind::Note:
        return badge::EventKind::Note;
    case LoggedEvent::Kind::Invalidation:
        return badge::EventKind::Invalidation;
    case LoggedEvent::Kind::Recovered:
        return badge::EventKind::Recovered;
    case LoggedEvent::Kind::Fault:
        return badge::EventKind::Fault;
    }
    return badge::EventKind::Note;
}

badge::MessageBar::Kind barKind(Notice::Level level)
{
    switch (level) {
    case Notice::Level::Info:
        return badge::MessageBar::Kind::Info;
    case Notice::Level::Success:
        return badge::MessageBar::Kind::Success;
    case Notice::Level::Warning:
        return badge::MessageBar::Kind::Warning;
    case Notice::Level::Error:
        return badge::MessageBar::Kind::Error;
    }
    return badge::MessageBar::Kind::Error;
}

} // namespace

MainWindow::MainWindow(const AppContext& context, SentinelBridge& sentinel, theme::ThemeManager& themes,
                       QWidget* parent)
    : QMainWindow(parent),
      m_context(context),
      m_sentinel(sentinel),
      m_themes(themes),
      m_rail(new badge::NavigationRail),
      m_topBar(new TopBar(*context.server, sentinel)),
      m_message(new badge::MessageBar),
      m_stack(new QStackedWidget),
      m_strip(new badge::EventStrip),
      m_palette(nullptr),
      m_invalidate(nullptr)
{
    setWindowTitle(QStringLiteral("CacheDeck"));
    setWindowIcon(theme::applicationIcon());
    buildFrame();
    m_palette = new CommandPalette(centralWidget());
    m_invalidate = new InvalidatePanel(m_context, centralWidget());
    connectFrame();
    resize(1280, 800);
    if (const auto geometry = m_context.settings->value(QStringLiteral("window/geometry")).toByteArray();
        !geometry.isEmpty())
        restoreGeometry(geometry);
    m_rail->setCollapsed(m_context.settings->value(QStringLiteral("window/railCollapsed"), false).toBool());
    m_costTimer.start(1000);
    updateCost();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildFrame()
{
    auto* centre = new QWidget;
    auto* row = new QHBoxLayout(centre);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_rail);
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    m_topBar->setFixedHeight(theme::space::topBar);
    column->addWidget(m_topBar);
    column->addWidget(m_message);
    column->addWidget(m_stack, 1);
    column->addWidget(m_strip);
    row->addLayout(column, 1);
    setCentralWidget(centre);
    m_strip->setObjectName(QStringLiteral("eventStrip"));
    m_rail->setObjectName(QStringLiteral("rail"));
    m_message->setObjectName(QStringLiteral("messageBar"));
}

void MainWindow::connectFrame()
{
    connect(m_rail, &badge::NavigationRail::activated, this, &MainWindow::showPage);
    connect(m_topBar, &TopBar::connectRequested, this, &MainWindow::connectRequested);
    connect(m_topBar, &TopBar::demoRequested, this, &MainWindow::demoRequested);
    connect(m_topBar, &TopBar::sentinelRequested, this, [this] { showPage(QStringLiteral("sentinel")); });
    connect(m_topBar, &TopBar::paletteRequested, this, &MainWindow::openPalette);
    connect(m_topBar, &TopBar::presentationRequested, this, [this] { setPresentation(!m_presentation); });
    connect(m_topBar, &TopBar::invalidateRequested, this,
            [this] { openInvalidate(currentPage() ? currentPage()->invalidationSuggestion() : QString()); });
    connect(m_context.server, &ServerSession::noticed, this, &MainWindow::showNotice);
    connect(&m_sentinel, &SentinelBridge::noticed, this, &MainWindow::showNotice);
    connect(m_context.run, &RunSession::failed, this, [this](const QString& text) {
        showNotice({Notice::Level::Error, text, {}, {}});
    });
    connect(m_context.events, &EventLog::added, this, [this](const LoggedEvent& event) {
        m_strip->addEvent({qint64(m_context.events->events().size()), event.at, stripKind(event.kind), event.text, {}});
    });
    connect(m_strip, &badge::EventStrip::activated, this, [this](qint64, const QDateTime& time) {
        for (const auto& event : m_context.events->events())
            if (event.at == time)
                showPage(event.page);
    });
    connect(&m_costTimer, &QTimer::timeout, this, &MainWindow::updateCost);
    connect(&m_themes, &theme::ThemeManager::changed, this, &MainWindow::forgetSizes);

    addShortcut(Qt::CTRL | Qt::Key_K, [this] { openPalette(); });
    addShortcut(Qt::Key_F11, [this] { setPresentation(!m_presentation); });
    addShortcut(Qt::CTRL | Qt::Key_B, [this] { m_rail->setCollapsed(!m_rail->isCollapsed()); });
    addShortcut(QKeySequence::Refresh, [this] {
        if (auto* page = currentPage())
            page->refresh();
    });
    addShortcut(QKeySequence::Quit, [this] { close(); });
}

void MainWindow::addShortcut(const QKeySequence& keys, std::function<void()> run)
{
    auto* shortcut = new QShortcut(keys, this);
    connect(shortcut, &QShortcut::activated, this, std::move(run));
}

// Qt's layouts of pages that are not in front keep the sizes of the theme before, and the window their width.
void MainWindow::forgetSizes()
{
    for (auto* page : m_pages)
        for (auto* layout : page->findChildren<QLayout*>())
            layout->invalidate();
    m_stack->updateGeometry();
}

void MainWindow::addPage(Page* page, bool atFoot)
{
    const int number = int(m_pages.size()) + 1;
    m_pages.push_back(page);
    m_stack->addWidget(page);
    m_rail->addItem(page->id(), page->iconName(), page->title(), atFoot);
    page->setAccessibleName(page->title());
    connect(page, &Page::noticed, this, &MainWindow::showNotice);
    connect(page, &Page::pageRequested, this, &MainWindow::showPage);
    connect(page, &Page::invalidationRequested, this, &MainWindow::openInvalidate);
    // Settings, at the foot, have the platform's own shortcut.
    const QKeySequence keys =
        atFoot ? QKeySequence(Qt::CTRL | Qt::Key_Comma) : QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_0 + number));
    m_rail->setShortcutText(page->id(), keys.toString(QKeySequence::NativeText));
    addShortcut(keys, [this, id = page->id()] { showPage(id); });
    if (number == 1)
        showPage(page->id());
}

Page* MainWindow::page(const QString& id) const
{
    for (auto* page : m_pages)
        if (page->id() == id)
            return page;
    return nullptr;
}

Page* MainWindow::currentPage() const
{
    return qobject_cast<Page*>(m_stack->currentWidget());
}

void MainWindow::showPage(const QString& id)
{
    auto* next = page(id);
    if (!next)
        return;
    m_rail->setCurrent(id);
    m_stack->setCurrentWidget(next);
    for (auto* page : m_pages)
        page->setActive(page == next);
}

void MainWindow::setPresentation(bool on)
{
    if (m_presentation == on)
        return;
    m_presentation = on;
    m_invalidate->hide();
    m_palette->hide();
    m_rail->setVisible(!on);
    m_topBar->setVisible(!on);
    m_strip->setVisible(!on);
    m_themes.setPresentation(on);
    for (auto* page : m_pages)
        page->setPresentation(on);
    if (on) {
        m_wasFullScreen = isFullScreen();
        if (isVisible())
            showFullScreen();
    } else if (!m_wasFullScreen && isFullScreen()) {
        showNormal();
    }
}

void MainWindow::showNotice(const Notice& notice)
{
    m_message->showMessage(barKind(notice.level), notice.text, notice.advice, notice.details);
}

void MainWindow::openInvalidate(const QString& keyOrGlob)
{
    if (m_context.server->state() != ServerSession::State::Connected) {
        showNotice(
            {Notice::Level::Info, tr("Nothing is connected."), tr("Start the demo or connect, then invalidate."), {}});
        return;
    }
    m_invalidate->open(keyOrGlob);
    placeOverlays();
}

void MainWindow::openPalette()
{
    QVector<CommandPalette::Command> commands;
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        const auto* page = m_pages[i];
        commands.push_back({tr("Go to %1").arg(page->title()), {}, [this, id = page->id()] { showPage(id); }});
    }
    commands.push_back({tr("Start the demo"), {}, [this] { Q_EMIT demoRequested(); }});
    commands.push_back({tr("Connect…"), {}, [this] { Q_EMIT connectRequested(); }});
    commands.push_back({tr("Make a workload of your own…"), {}, [this] { Q_EMIT workloadRequested(); }});
    commands.push_back({tr("Disconnect"), {}, [this] { m_context.server->disconnectFromServer(); }});
    commands.push_back({tr("Invalidate…"), QStringLiteral("I"), [this] { openInvalidate({}); }});
    commands.push_back({tr("Stop the run"), {}, [this] { m_context.run->stop(); }});
    commands.push_back({tr("Presentation mode"), QStringLiteral("F11"), [this] { setPresentation(!m_presentation); }});
    m_palette->setCommands(std::move(commands));
    m_palette->open();
    placeOverlays();
}

void MainWindow::placeOverlays()
{
    const int right = centralWidget()->width() - theme::space::group;
    const int top = m_presentation ? theme::space::group : theme::space::topBar + theme::space::control;
    m_invalidate->move(right - m_invalidate->width(), top);
    m_palette->move((centralWidget()->width() - m_palette->width()) / 2, top + theme::space::group);
}

void MainWindow::updateCost()
{
    const auto cores = m_ownCost.coresSinceLast();
    QString text = cores ? tr("CacheDeck itself: %1 core").arg(*cores, 0, 'f', 1) : QString();
    const auto result = m_context.run->result();
    if (cores && m_context.run->isRunning() && result)
        text += tr(", %Ln connection(s)", nullptr, int(result->ownConnections));
    m_strip->setCost(text);
}

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    auto* page = currentPage();
    // On many keyboards "/" is typed with Shift, and there is one on the keypad.
    auto modifiers = event->modifiers() & ~Qt::KeyboardModifiers(Qt::KeypadModifier);
    if (event->key() == Qt::Key_Slash)
        modifiers &= ~Qt::KeyboardModifiers(Qt::ShiftModifier);
    if (!page || modifiers != Qt::NoModifier)
        return QMainWindow::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Space:
        return page->togglePause();
    case Qt::Key_Slash:
        return page->focusFilter();
    case Qt::Key_I:
        return openInvalidate(page->invalidationSuggestion());
    case Qt::Key_Left:
        return m_presentation ? walkPages(-1) : QMainWindow::keyPressEvent(event);
    case Qt::Key_Right:
        return m_presentation ? walkPages(1) : QMainWindow::keyPressEvent(event);
    case Qt::Key_Escape:
        m_invalidate->hide();
        m_palette->hide();
        return setPresentation(false);
    default:
        return QMainWindow::keyPressEvent(event);
    }
}

void MainWindow::walkPages(int step)
{
    const int count = m_stack->count();
    const int next = (m_stack->currentIndex() + step + count) % count;
    showPage(m_pages[std::size_t(next)]->id());
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    placeOverlays();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!m_presentation) {
        m_context.settings->setValue(QStringLiteral("window/geometry"), saveGeometry());
        m_context.settings->setValue(QStringLiteral("window/railCollapsed"), m_rail->isCollapsed());
    }
    m_context.run->stop();
    QMainWindow::closeEvent(event);
}

} // namespace cachedeck::ui
