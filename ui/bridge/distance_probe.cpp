#include "ui/bridge/distance_probe.hpp"

#include "backend/redis/round_trips.hpp"
#include "ui/bridge/backend_text.hpp"
#include "ui/bridge/server_session.hpp"

namespace cachedeck::ui {

DistanceProbe::DistanceProbe(ServerSession& server, QObject* parent) : QObject(parent), m_server(server), m_inbox(this)
{
    m_pool.setMaxThreadCount(1);
}

DistanceProbe::~DistanceProbe()
{
    m_cancel = true;
    m_pool.waitForDone();
}

QString DistanceProbe::obstacle() const
{
    if (m_server.state() != ServerSession::State::Connected)
        return tr("No server is connected: connect to one, and its distance can be measured.");
    return m_busy ? tr("A distance is being measured already.") : QString();
}

QString DistanceProbe::place() const
{
    return m_server.name();
}

void DistanceProbe::measure()
{
    redis::ConnectionOptions options;
    options.endpoint = m_server.endpoint();
    options.gate = m_server.gate();
    options.clientName = "cachedeck-distance";
    m_busy = true;
    m_pool.start([this, options, send = m_inbox.sender()] {
        const auto times = redis::takeRoundTrips(options, {}, m_cancel);
        const auto distance = times ? stores::measuredDistance(*times) : stores::Distance();
        const auto error = times ? std::string() : times.error().text();
        send([this, distance, error] {
            m_busy = false;
            if (distance.measured)
                Q_EMIT measured(distance);
            else
                Q_EMIT failed(backendText(error));
        });
    });
}

} // namespace cachedeck::ui
