#pragma once
// A page of the window. The shell owns pages, shows one at a time and asks them only what stands here.

#include "ui/bridge/event_log.hpp"
#include "ui/bridge/run_session.hpp"
#include "ui/bridge/server_session.hpp"

#include <QSettings>
#include <QWidget>

namespace cachedeck::ui {

// What main.cpp builds and passes on; everything outlives the pages.
struct AppContext {
    ServerSession* server = nullptr;
    RunSession* run = nullptr;
    EventLog* events = nullptr;
    QSettings* settings = nullptr;
};

class Page : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    virtual QString id() const = 0;       // "keys": fixed, for --page, file names and tests
    virtual QString title() const = 0;    // translated: "Keys"
    virtual QString iconName() const = 0; // of widgets' icon set: "keys"

    // Shown or hidden: a hidden page polls nothing.
    virtual void setActive(bool active) { Q_UNUSED(active); }
    // Presentation mode: the page scales its type and lines by 1.6 and hides its side panels.
    virtual void setPresentation(bool on) { Q_UNUSED(on); }
    // Space, F5, "/" and "I" reach the page in front through these.
    virtual void togglePause() {}
    virtual void refresh() {}
    virtual void focusFilter() {}
    // What *Invalidate…* should offer: a key or a glob; empty: nothing selected.
    virtual QString invalidationSuggestion() const { return {}; }

Q_SIGNALS:
    void noticed(const cachedeck::ui::Notice& notice);    // shown in the message bar
    void pageRequested(const QString& id);                // go to another page
    void invalidationRequested(const QString& keyOrGlob); // open the global Invalidate panel with this
};

} // namespace cachedeck::ui
