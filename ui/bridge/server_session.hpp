#pragma once
// The server that the window looks at: the embedded stack or one that the user connected to. GUI thread only; what
// blocks runs elsewhere and comes back through an Inbox.

#include "backend/redis/client.hpp"
#include "backend/redis/endpoint.hpp"
#include "backend/redis/gate.hpp"
#include "backend/runtime/io_thread.hpp"
#include "backend/servers/leftovers.hpp"
#include "backend/servers/stack.hpp"
#include "ui/bridge/inbox.hpp"

#include <QObject>
#include <QString>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

namespace cachedeck::ui {

// A status or an error for the message bar: plain text, never modal.
struct Notice {
    enum class Level { Info, Success, Warning, Error } level = Level::Info;
    QString text;    // what happened, to what
    QString advice;  // what to do; may be empty
    QString details; // shown on demand, copied with the text
};

// What the top bar shows, once a second.
struct ServerVitals {
    double operationsPerSecond = 0;
    std::optional<double> hitRatio; // over the last second; empty without lookups
    std::uint64_t usedMemory = 0;
};

class ServerSession : public QObject {
    Q_OBJECT

public:
    enum class State { Disconnected, Connecting, Connected, Lost };
    Q_ENUM(State)

    explicit ServerSession(QObject* parent = nullptr);
    ~ServerSession() override;

    // Each returns at once; stateChanged() or failed() follows.
    void startDemo();
    // Without an environment it is judged by the server's address: the primary's, where the URL names sentinels.
    void connectTo(redis::Url url, std::optional<redis::Environment> environment = std::nullopt);
    void disconnectFromServer();

    State state() const { return m_state; }
    bool isDemo() const { return m_stack != nullptr; }
    redis::Environment environment() const;
    // What connectTo() was told last; empty in the demo.
    const std::optional<redis::Url>& url() const { return m_url; }
    bool isEnvironmentChosen() const { return m_chosen.has_value(); }
    QString name() const; // what the connection chip shows: "127.0.0.1:43411"
    const redis::ServerFacts& facts() const { return m_facts; }
    const ServerVitals& vitals() const { return m_vitals; }

    // Null while disconnected. The shared pointers may be copied into backend jobs; they keep their objects alive.
    std::shared_ptr<redis::Client> client() const { return m_client; }
    std::shared_ptr<redis::Gate> gate() const { return m_gate; }
    std::shared_ptr<servers::Stack> stack() const { return m_stack; }
    runtime::IoThread& thread() { return *m_thread; }

    redis::Endpoint endpoint() const { return m_endpoint; }               // of the primary
    std::vector<redis::Address> sentinels() const { return m_sentinels; } // empty: none known
    QString primaryName() const { return m_primaryName; }
    redis::Credentials sentinelCredentials() const { return m_sentinelCredentials; }

    // Follows the primary to its new address after a failover (called by the Sentinel bridge), and goes on trying while
    // it does not answer; nothing is done where it is there already, or on its way.
    void followPrimary(const redis::Address& address);

Q_SIGNALS:
    void stateChanged(cachedeck::ui::ServerSession::State state);
    void vitalsChanged();
    void noticed(const cachedeck::ui::Notice& notice);

private:
    struct Opened;
    void open(redis::Endpoint endpoint);
    void finishOpening(const std::shared_ptr<Opened>& opened);
    void follow();
    void tryAgain(const redis::Error& error);
    void setState(State state);
    void pollVitals();
    void takeVitals(const resp::Reply& info);
    void watch();

    std::unique_ptr<runtime::IoThread> m_thread;
    Inbox m_inbox;
    QTimer m_poll, m_again;
    State m_state = State::Disconnected;
    std::uint64_t m_attempt = 0; // answers of an attempt that was given up are dropped
    std::optional<redis::Url> m_url;
    std::optional<redis::Environment> m_chosen;
    std::optional<redis::Address> m_following; // a new primary that is not connected yet
    std::chrono::milliseconds m_followPause{0};
    bool m_followTold = false; // why it cannot be
    redis::Endpoint m_endpoint;
    redis::Environment m_environment = redis::Environment::Production;
    redis::Credentials m_sentinelCredentials;
    std::vector<redis::Address> m_sentinels;
    QString m_primaryName;
    redis::ServerFacts m_facts;
    ServerVitals m_vitals;
    std::int64_t m_lastHits = -1, m_lastMisses = -1;
    bool m_vitalsPending = false;
    std::shared_ptr<redis::Gate> m_gate;
    std::shared_ptr<redis::Client> m_client;
    std::shared_ptr<servers::Stack> m_stack;
};

} // namespace cachedeck::ui
