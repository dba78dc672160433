#include "ui/events/event_words.hpp"

#include "widgets/chart/ticks.hpp"
#include "widgets/theme/text.hpp"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace cachedeck::ui::words {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(EventWords)
};

QJsonObject dataOf(const events::Event& event)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(event.data)).object();
}

} // namespace

QString kind(events::Kind kind)
{
    switch (kind) {
    case events::Kind::Hit:
        return Words::tr("hit");
    case events::Kind::Miss:
        return Words::tr("miss");
    case events::Kind::Fill:
        return Words::tr("fill");
    case events::Kind::Invalidate:
        return Words::tr("invalidate");
    case events::Kind::Expire:
        return Words::tr("expire");
    default:
        return Words::tr("the world's");
    }
}

theme::PathRole kindLook(events::Kind kind)
{
    switch (kind) {
    case events::Kind::Hit:
        return theme::PathRole::Cached;
    case events::Kind::Miss:
        return theme::PathRole::Uncached;
    case events::Kind::Fill:
        return theme::PathRole::Through;
    case events::Kind::Invalidate:
        return theme::PathRole::Behind;
    case events::Kind::Expire:
        return theme::PathRole::Ahead;
    default:
        return theme::PathRole::Other;
    }
}

QString what(const events::Event& event)
{
    const auto known = events::kindOf(event);
    if (known != events::Kind::Domain)
        return kind(known);
    return theme::plain(QString::fromStdString(event.type.substr(event.type.rfind('.') + 1)));
}

QString carrier(events::CarrierKind kind)
{
    switch (kind) {
    case events::CarrierKind::RabbitMq:
        return QStringLiteral("RabbitMQ");
    case events::CarrierKind::Kafka:
        return QStringLiteral("Kafka");
    default:
        return Words::tr("In this process");
    }
}

badge::State linkState(events::LinkState state)
{
    switch (state) {
    case events::LinkState::Connected:
        return badge::State::Ok;
    case events::LinkState::Down:
        return badge::State::Down;
    default:
        return badge::State::Unknown;
    }
}

QString linkText(events::CarrierKind kind, const events::PublisherStatus& status)
{
    if (kind == events::CarrierKind::InProcess)
        return Words::tr("in this process, no broker");
    switch (status.state) {
    case events::LinkState::Connected:
        return Words::tr("%1 connected").arg(carrier(kind));
    case events::LinkState::Down:
        return Words::tr("%1 is down: events wait here").arg(carrier(kind));
    default:
        return Words::tr("connecting to %1…").arg(carrier(kind));
    }
}

QString duration(double microseconds)
{
    return chart::valueText(microseconds / 1e6, chart::Unit::Seconds);
}

QString took(const events::Event& event)
{
    const auto value = dataOf(event).value(QStringLiteral("service_us"));
    return value.isDouble() ? duration(value.toDouble()) : QString();
}

QString operation(const events::Event& event)
{
    const auto data = dataOf(event);
    if (const auto name = data.value(QStringLiteral("operation")).toString(); !name.isEmpty())
        return theme::plain(name);
    const auto values = data.value(QStringLiteral("values")).toObject();
    return values.isEmpty() ? QString()
                            : theme::plain(QString::fromUtf8(QJsonDocument(values).toJson(QJsonDocument::Compact)));
}

QString from(const events::Event& event)
{
    return theme::plain(QString::fromStdString(event.source.substr(event.source.rfind('/') + 1)));
}

} // namespace cachedeck::ui::words
