#pragma once
// The open key at the right of the Keys page: what it is, what can be done to it, what the server says about it, its
// value.

#include "ui/bridge/keyspace_bridge.hpp"
#include "ui/shell/page.hpp"

#include <QTimer>
#include <QWidget>

#include <functional>

namespace cachedeck::badge {
class ElidedLabel;
class Label;
} // namespace cachedeck::badge
namespace cachedeck::table {
class TypeBadge;
}

namespace cachedeck::ui {

class MeterBar;
class ValueActions;
class ValueBody;

class ValueView : public QWidget {
    Q_OBJECT

public:
    ValueView(const AppContext& context, KeyspaceBridge& bridge, QWidget* parent = nullptr);

    // The longest TTL known for a key's like, so that its bar means the same as in the list.
    void setTtlScale(std::function<std::chrono::milliseconds(const std::string& key)> scale)
    {
        m_ttlScale = std::move(scale);
    }
    void open(const std::string& key);
    void close();
    const std::string& key() const { return m_key; }
    void reload();               // metadata and the page of the value
    void setActive(bool active); // a hidden page asks nothing
    void askDelete();
    void focusValue();

Q_SIGNALS:
    void closeAsked();
    void removed(const std::string& key);
    void invalidateAsked(const std::string& key);
    void noticed(const cachedeck::ui::Notice& notice);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeHead();
    QWidget* makeFacts();
    void readFacts();
    void showFacts(const keyspace::KeyMetadata& facts);
    void countDown();
    void showGone();

    AppContext m_context;
    KeyspaceBridge& m_bridge;
    std::string m_key;
    std::uint64_t m_request = 0;
    bool m_pending = false, m_active = true;
    keyspace::KeyMetadata m_facts;
    std::chrono::milliseconds m_longestTtl{0}; // seen while it is open
    std::function<std::chrono::milliseconds(const std::string&)> m_ttlScale;
    QTimer m_tick;
    int m_ticks = 0;
    table::TypeBadge* m_type;
    badge::ElidedLabel* m_name;
    ValueActions* m_actions;
    badge::Label* m_ttl;
    MeterBar* m_ttlBar;
    badge::Label* m_expires;
    badge::Label* m_memory;
    badge::Label* m_encoding;
    badge::Label* m_idleTitle;
    badge::Label* m_idle;
    badge::Label* m_readAt;
    badge::Label* m_gone;
    ValueBody* m_body;
};

} // namespace cachedeck::ui
