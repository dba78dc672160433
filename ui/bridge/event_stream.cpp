#include "ui/bridge/event_stream.hpp"

#include "backend/events/broker_url.hpp"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QThreadPool>

#include <mutex>

namespace cachedeck::ui {

namespace {

constexpr int lookEvery = 100, countEvery = 1000; // ms
constexpr std::size_t mostBuffered = 2000;
constexpr auto confirmWithin =
    std::chrono::seconds(2); // so long may closing the window wait for a broker that is silent
constexpr std::size_t mostSeconds = 300;

} // namespace

struct EventStream::Buffer {
    std::mutex mutex;
    std::vector<events::Event> events;
    Counts counts{};
    std::uint64_t notShown = 0;
};

EventStream::EventStream(QObject* parent) : QObject(parent)
{
    connect(&m_look, &QTimer::timeout, this, &EventStream::look);
    connect(&m_count, &QTimer::timeout, this, &EventStream::count);
    m_look.setInterval(lookEvery);
    m_count.setInterval(countEvery);
}

EventStream::~EventStream()
{
    // A broker that does not answer may hold them up: not on the GUI thread.
    if (m_publisher)
        QThreadPool::globalInstance()->start(
            [publisher = std::exchange(m_publisher, nullptr), consumer = std::exchange(m_consumer, nullptr)]() mutable {
                consumer.reset();
                publisher.reset();
            });
}

events::Result<void> EventStream::open(const QString& address, const QString& password)
{
    auto url = events::brokerUrlWithEnvironment(address.trimmed().toStdString());
    if (!url)
        return url.error();
    if (!password.isEmpty())
        url->password = redis::Secret(password.toStdString());
    auto carrier = events::makeCarrier(*url);
    if (!carrier)
        return carrier.error();
    if (m_publisher)
        QThreadPool::globalInstance()->start(
            [publisher = std::exchange(m_publisher, nullptr), consumer = std::exchange(m_consumer, nullptr)]() mutable {
                consumer.reset();
                publisher.reset();
            });
    m_buffer = std::make_shared<Buffer>();
    // Every window is a group of its own: each sees all. One that has died must not stop those who send.
    const auto group = QStringLiteral("window-%1-%2")
                           .arg(QCoreApplication::applicationPid())
                           .arg(QRandomGenerator::global()->generate(), 0, 16)
                           .toStdString();
    events::Subscription subscription{group, ""};
    subscription.mayMiss = true;
    events::PublisherOptions options;
    options.confirmWithin = confirmWithin;
    m_publisher = std::make_shared<events::Publisher>(*carrier, options);
    m_consumer = std::make_shared<events::Consumer>(
        *carrier, subscription, [buffer = m_buffer](const events::Event& event, bool) {
            const std::lock_guard lock(buffer->mutex);
            ++buffer->counts[static_cast<std::size_t>(events::kindOf(event))];
            if (buffer->events.size() < mostBuffered)
                buffer->events.push_back(event);
            else
                ++buffer->notShown;
            return events::Applied::Done;
        });
    m_openedAt = m_countedAt = events::Clock::now();
    m_figures = {};
    m_counted = {};
    m_seconds.clear();
    m_look.start();
    m_count.start();
    Q_EMIT opened();
    Q_EMIT changed();
    return {};
}

events::CarrierKind EventStream::carrier() const
{
    return m_publisher ? m_publisher->carrier()->kind() : events::CarrierKind::InProcess;
}

QString EventStream::place() const
{
    return m_publisher ? QString::fromStdString(m_publisher->carrier()->place()) : QString();
}

double EventStream::now() const
{
    return std::chrono::duration<double>(events::Clock::now() - m_openedAt).count();
}

void EventStream::look()
{
    std::vector<events::Event> taken;
    {
        const std::lock_guard lock(m_buffer->mutex);
        taken.swap(m_buffer->events);
    }
    if (!taken.empty())
        Q_EMIT came(taken);
}

void EventStream::count()
{
    Counts counts;
    {
        const std::lock_guard lock(m_buffer->mutex);
        counts = m_buffer->counts;
        m_figures.notShown = m_buffer->notShown;
    }
    const auto at = events::Clock::now();
    const auto seconds = std::chrono::duration<double>(at - std::exchange(m_countedAt, at)).count();
    Second second{now(), {}};
    double all = 0;
    for (std::size_t kind = 0; kind < events::kinds; ++kind) {
        second.counts[kind] = counts[kind] - m_counted[kind];
        all += static_cast<double>(second.counts[kind]);
    }
    m_counted = counts;
    if (m_seconds.size() == mostSeconds)
        m_seconds.erase(m_seconds.begin());
    m_seconds.push_back(second);
    m_figures.perSecond = seconds > 0 ? all / seconds : 0;
    m_figures.sent = m_publisher->status();
    m_figures.received = m_consumer->status();
    if (const auto recent = m_publisher->takeRecentLatency(); !recent.empty()) {
        m_figures.publishP50 = static_cast<double>(recent.quantile(0.5).count()) / 1000;
        m_figures.publishP99 = static_cast<double>(recent.quantile(0.99).count()) / 1000;
    }
    Q_EMIT changed();
}

} // namespace cachedeck::ui
