#include "ui/bridge/store_addresses.hpp"

#include "backend/stores/started_servers.hpp"
#include "backend/stores/store.hpp"
#include "ui/bridge/backend_text.hpp"

#include <QThreadPool>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

namespace cachedeck::ui {

namespace {

constexpr int mostEntered = 8;
const auto enteredKey = QStringLiteral("stores/entered");

QString chosenKey(const QString& kind)
{
    return QStringLiteral("stores/chosen/") + kind;
}

} // namespace

// A server that stands in for another ("label") goes by its own name.
QString StoreAddresses::Address::words() const
{
    const QUrl address(url);
    const auto label = QUrlQuery(address).queryItemValue(QStringLiteral("label"), QUrl::FullyDecoded);
    const auto place =
        address.port() > 0 ? QStringLiteral("%1:%2").arg(address.host()).arg(address.port()) : address.host();
    return StoreAddresses::tr("%1 at %2").arg(label.isEmpty() ? kindName(kind) : label, place);
}

StoreAddresses::StoreAddresses(QSettings& settings, QObject* parent)
    : QObject(parent), m_settings(settings), m_inbox(this)
{}

QString StoreAddresses::kindName(const QString& kind)
{
    static const QHash<QString, QString> names{{QStringLiteral("sqlite"), QStringLiteral("SQLite")},
                                               {QStringLiteral("postgresql"), QStringLiteral("PostgreSQL")},
                                               {QStringLiteral("mongodb"), QStringLiteral("MongoDB")},
                                               {QStringLiteral("clickhouse"), QStringLiteral("ClickHouse")}};
    return names.value(kind, kind.left(1).toUpper() + kind.mid(1));
}

QVector<StoreAddresses::Address> StoreAddresses::of(const QString& kind) const
{
    QVector<Address> found;
    const auto add = [&](const Address& address) {
        if (address.kind == kind && !found.contains(address))
            found.append(address);
    };
    for (const auto& address : entered())
        add(address);
    for (const auto& server : stores::startedServers())
        add({QString::fromStdString(server.kind), QString::fromStdString(server.url)});
    return found;
}

QString StoreAddresses::urlOf(const QString& kind) const
{
    const auto known = of(kind);
    const auto chosen = m_settings.value(chosenKey(kind)).toString();
    if (known.contains({kind, chosen}))
        return chosen;
    return known.isEmpty() ? QString() : known.first().url;
}

void StoreAddresses::choose(const Address& address)
{
    m_settings.setValue(chosenKey(address.kind), address.url);
}

void StoreAddresses::probe(const QString& url, const runtime::Secret& password, Answer answer)
{
    const auto used = password.empty() ? passwordOf(url) : password;
    QThreadPool::globalInstance()->start([this, url, used, answer = std::move(answer), send = m_inbox.sender()] {
        const auto store = stores::openStore(url.toStdString(), used);
        const auto version = store ? QString::fromStdString((*store)->version()) : QString();
        const auto kind =
            store ? QString::fromUtf8((*store)->kind().data(), qsizetype((*store)->kind().size())) : QString();
        const auto error = store ? std::string() : store.error().text();
        send([this, url, used, kind, version, error, answer] {
            const Address address{kind, url};
            if (!kind.isEmpty()) {
                remember(address);
                choose(address);
                keepPassword(url, used);
            }
            answer(address, version, backendText(error));
        });
    });
}

QVector<StoreAddresses::Address> StoreAddresses::entered() const
{
    QVector<Address> list;
    const int count = m_settings.beginReadArray(enteredKey);
    for (int i = 0; i < count; ++i) {
        m_settings.setArrayIndex(i);
        list.append(
            {m_settings.value(QStringLiteral("kind")).toString(), m_settings.value(QStringLiteral("url")).toString()});
    }
    m_settings.endArray();
    return list;
}

void StoreAddresses::remember(const Address& address)
{
    auto list = entered();
    list.removeAll(address);
    list.prepend(address);
    m_settings.beginWriteArray(enteredKey, std::min(mostEntered, int(list.size())));
    for (int i = 0; i < mostEntered && i < int(list.size()); ++i) {
        m_settings.setArrayIndex(i);
        m_settings.setValue(QStringLiteral("kind"), list[i].kind);
        m_settings.setValue(QStringLiteral("url"), list[i].url);
    }
    m_settings.endArray();
}

} // namespace cachedeck::ui
