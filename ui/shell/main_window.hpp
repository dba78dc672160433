#pragma once
// The frame around the pages: rail, top bar, message bar, event strip; navigation, presentation mode, the global
// actions. It knows pages only as Page.

#include "ui/shell/own_cost.hpp"
#include "ui/shell/page.hpp"

#include <QMainWindow>
#include <QTimer>

#include <vector>

class QStackedWidget;

namespace cachedeck::badge {
class EventStrip;
class MessageBar;
class NavigationRail;
} // namespace cachedeck::badge

namespace cachedeck::theme {
class ThemeManager;
}

namespace cachedeck::ui {

class CommandPalette;
class InvalidatePanel;
class SentinelBridge;
class TopBar;

class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(const AppContext& context, SentinelBridge& sentinel, theme::ThemeManager& themes,
               QWidget* parent = nullptr);
    ~MainWindow() override;

    // Takes ownership. Pages at the foot of the rail are added with atFoot.
    void addPage(Page* page, bool atFoot = false);
    const std::vector<Page*>& pages() const { return m_pages; }
    Page* page(const QString& id) const;
    Page* currentPage() const;
    void showPage(const QString& id);

    void setPresentation(bool on);
    bool isPresentation() const { return m_presentation; }
    void showNotice(const Notice& notice);
    void openInvalidate(const QString& keyOrGlob);

Q_SIGNALS:
    void connectRequested();
    void workloadRequested(); // to make one of one's own
    void demoRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void buildFrame();
    void forgetSizes();
    void connectFrame();
    void addShortcut(const QKeySequence& keys, std::function<void()> run);
    void openPalette();
    void placeOverlays();
    void updateCost();
    void walkPages(int step);

    AppContext m_context;
    SentinelBridge& m_sentinel;
    theme::ThemeManager& m_themes;
    std::vector<Page*> m_pages;
    badge::NavigationRail* m_rail;
    TopBar* m_topBar;
    badge::MessageBar* m_message;
    QStackedWidget* m_stack;
    badge::EventStrip* m_strip;
    CommandPalette* m_palette;
    InvalidatePanel* m_invalidate;
    OwnCost m_ownCost;
    QTimer m_costTimer;
    bool m_presentation = false;
    bool m_wasFullScreen = false;
};

} // namespace cachedeck::ui
