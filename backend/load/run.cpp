#include "backend/load/run.hpp"

#include "backend/load/coordinator.hpp"

namespace cachedeck::load {

struct Run::Implementation {
    Implementation(Scenario scenario, RunTargets targets, Observer observer)
        : coordinator(std::move(scenario), std::move(targets), std::move(observer))
    {}

    Coordinator coordinator;
    std::thread thread;
};

Run::Run(Scenario scenario, RunTargets targets, Observer observer)
    : m_implementation(std::make_unique<Implementation>(std::move(scenario), std::move(targets), std::move(observer)))
{}

Run::~Run()
{
    stop();
    if (m_implementation->thread.joinable())
        m_implementation->thread.join();
}

void Run::start()
{
    if (!m_implementation->thread.joinable())
        m_implementation->thread = std::thread([this] { m_implementation->coordinator.run(); });
}

void Run::stop()
{
    m_implementation->coordinator.stop();
}

void Run::mark(std::string kind, std::string text)
{
    m_implementation->coordinator.mark(std::move(kind), std::move(text));
}

void Run::invalidate(std::string glob, std::function<void(redis::Result<std::uint64_t>)> done)
{
    m_implementation->coordinator.invalidate(glob, done);
}

void Run::expire(std::string glob, std::chrono::milliseconds in, std::function<void(redis::Result<std::uint64_t>)> done)
{
    m_implementation->coordinator.expire(glob, in, done);
}

const Scenario& Run::scenario() const noexcept
{
    return m_implementation->coordinator.scenario();
}

std::string Run::keyPrefix(std::string_view path) const
{
    return m_implementation->coordinator.keyPrefix(path);
}

} // namespace cachedeck::load
