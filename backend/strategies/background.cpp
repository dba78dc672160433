#include "backend/strategies/background.hpp"

namespace cachedeck::strategies {

Background::Background(const PathSurroundings& surroundings) : m_path(surroundings) {}

Background::~Background()
{
    m_ending = true;
    std::promise<void> closed;
    m_thread.post([this, &closed] {
        if (m_connection)
            m_connection->close();
        closed.set_value();
    });
    if (m_session)
        m_session->interrupt();
    closed.get_future().wait();
    {
        std::unique_lock lock(m_mutex);
        m_idle.wait(lock, [this] { return m_tasks == 0; });
    }
    std::promise<void> gone;
    m_thread.post([this, &gone] { // what belongs to the thread goes on it
        m_primary.reset();
        m_cache.reset();
        m_connection.reset();
        m_session.reset();
        gone.set_value();
    });
    gone.get_future().wait();
}

Result<void> Background::open(bool withCache)
{
    return m_thread.run(openParts(withCache));
}

runtime::Task<Result<void>> Background::openParts(bool withCache)
{
    auto session = m_path.store.open(m_thread, m_path.storeDeadline);
    if (!session)
        co_return Failure{Failure::Where::Store, false, session.error().text()};
    m_session = std::move(*session);
    m_primary = std::make_unique<Primary>(*m_session, m_path.workload, m_path.statements,
                                          StoreWatch{&m_path.reads, &m_thread, m_path.options.raceDelay,
                                                     m_path.encoding == workload::Encoding::Structures});
    reconnect();
    if (!withCache)
        co_return Result<void>();
    auto connecting = m_connection->connect();
    const auto connected = co_await connecting;
    if (!connected)
        co_return Failure{Failure::Where::Cache, false, connected.error().text()};
    noteCommands();
    co_return Result<void>();
}

void Background::reconnect()
{
    m_cache.reset();
    if (m_connection)
        m_earlierCommands += m_connection->commandsSent();
    m_connection = std::make_unique<redis::Connection>(m_thread, m_path.connection());
    m_cache = std::make_unique<Cache>(*m_connection, m_path.prefix, m_path.encoding, m_path.cacheDeadline,
                                      m_path.keeping, stores::Journey(m_path.cacheDistance, &m_thread));
}

void Background::spawn(runtime::Task<void> task)
{
    {
        const std::lock_guard lock(m_mutex);
        ++m_tasks;
    }
    m_thread.spawn(watched(std::move(task)));
}

runtime::Task<void> Background::watched(runtime::Task<void> task)
{
    co_await task;
    noteCommands();
    const std::lock_guard lock(m_mutex);
    --m_tasks;
    m_idle.notify_all();
}

} // namespace cachedeck::strategies
