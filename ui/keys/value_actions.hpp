#pragma once
// What can be done to the open key: copy, set its TTL, persist, delete, invalidate; and the bars below the buttons: the
// lock of a production server, and the question before something is lost. Every change passes the session's gate. GUI
// thread.

#include "ui/bridge/keyspace_bridge.hpp"
#include "ui/shell/page.hpp"

#include <QTimer>
#include <QWidget>

namespace cachedeck::badge {
class Button;
}

namespace cachedeck::ui {

class AskBar;

// The red bar of a production server with "Unlock…", which takes the server's name; amber, counting down, while
// unlocked.
class LockBar : public QWidget {
    Q_OBJECT

public:
    LockBar(const AppContext& context, QWidget* parent = nullptr);
    bool isLocked() const;

Q_SIGNALS:
    void lockChanged();
    void noticed(const cachedeck::ui::Notice& notice);

private:
    enum class Face { None, Locked, Typing, Unlocked };
    void wear(Face face);
    void refresh();
    void answer(const QString& typed);

    AppContext m_context;
    AskBar* m_bar;
    QTimer m_tick;
    Face m_face = Face::None;
    std::chrono::steady_clock::time_point m_until{};
};

class ValueActions : public QWidget {
    Q_OBJECT

public:
    ValueActions(const AppContext& context, KeyspaceBridge& bridge, QWidget* parent = nullptr);

    void setKey(const std::string& key); // no longer asks about the one before
    void setMetadata(const keyspace::KeyMetadata& metadata);
    void askDelete();
    bool isAsking() const { return m_asking != Asking::Nothing; }
    void dismiss();

Q_SIGNALS:
    void copyKeyAsked();
    void copyValueAsked();
    void changed(); // the key's TTL is another
    void removed(const std::string& key);
    void invalidateAsked();
    void noticed(const cachedeck::ui::Notice& notice);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fitButtons();
    enum class Asking { Nothing, Delete, Ttl };
    void askTtl();
    void answer(const QString& typed);
    void deleteKey();
    void setTtl(const QString& typed);
    void persist();
    void showLock();
    void fail(const redis::Error& error);
    QString name() const; // of the key, escaped and not too long

    AppContext m_context;
    KeyspaceBridge& m_bridge;
    std::string m_key;
    bool m_exists = false, m_hasTtl = false;
    Asking m_asking = Asking::Nothing;
    badge::Button* m_copy = nullptr;
    badge::Button* m_ttl = nullptr;
    badge::Button* m_persist = nullptr;
    badge::Button* m_delete = nullptr;
    badge::Button* m_invalidate = nullptr;
    LockBar* m_lock;
    AskBar* m_ask;
};

} // namespace cachedeck::ui
