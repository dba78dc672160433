#include "ui/bridge/event_log.hpp"

namespace cachedeck::ui {

namespace {
constexpr std::size_t mostEvents = 500;
}

void EventLog::add(LoggedEvent::Kind kind, const QString& text, const QString& page)
{
    if (m_events.size() == mostEvents)
        m_events.erase(m_events.begin());
    m_events.push_back({QDateTime::currentDateTime(), kind, text, page});
    Q_EMIT added(m_events.back());
}

} // namespace cachedeck::ui
