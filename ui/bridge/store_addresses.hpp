#pragma once
// Where primary stores other than the embedded one are: servers that ./dev servers started on this machine, and
// addresses that a person entered. No address holds a password: one that was entered stays in memory, apart from the
// settings, and ends with the window; without one a store takes its own from the environment. GUI thread; probe() asks
// on a thread of its own.

#include "backend/runtime/secret.hpp"
#include "ui/bridge/inbox.hpp"

#include <QHash>
#include <QObject>
#include <QSettings>
#include <QString>
#include <QVector>

#include <functional>

namespace cachedeck::ui {

class StoreAddresses : public QObject {
    Q_OBJECT

public:
    struct Address {
        QString kind; // "postgresql"
        QString url;
        QString words() const; // "PostgreSQL at 127.0.0.1:5432"
        friend bool operator==(const Address&, const Address&) = default;
    };

    explicit StoreAddresses(QSettings& settings, QObject* parent = nullptr);

    static QString kindName(const QString& kind); // "PostgreSQL"
    // Those that were entered, newest first, then those that were started.
    QVector<Address> of(const QString& kind) const;
    // The one that a run on this kind of store uses: the last one chosen or, before that, the first; empty: none.
    QString urlOf(const QString& kind) const;
    void choose(const Address& address);

    // That was entered for this address in this session; empty: none.
    runtime::Secret passwordOf(const QString& url) const { return m_passwords.value(url); }
    void keepPassword(const QString& url, const runtime::Secret& password) { m_passwords[url] = password; }

    // Opens the store once: what it is ("15.14"), or why not. Remembers and chooses the address where it answers, and
    // the password for this session. Without a password the one is used that was kept.
    using Answer = std::function<void(const Address& address, const QString& version, const QString& error)>;
    void probe(const QString& url, const runtime::Secret& password, Answer answer);

private:
    QVector<Address> entered() const;
    void remember(const Address& address);

    QSettings& m_settings;
    Inbox m_inbox;
    QHash<QString, runtime::Secret> m_passwords; // by URL
};

} // namespace cachedeck::ui
