#include "ui/bridge/workload_probe.hpp"

#include "backend/redis/connection.hpp"
#include "ui/bridge/server_session.hpp"

namespace cachedeck::ui {

WorkloadProbe::WorkloadProbe(ServerSession& server, const load::ResourcePaths& resources, QObject* parent)
    : QObject(parent), m_server(server), m_resources(resources), m_inbox(this)
{
    m_pool.setMaxThreadCount(1);
}

WorkloadProbe::~WorkloadProbe()
{
    m_pool.waitForDone();
}

void WorkloadProbe::work(std::function<std::function<void()>()> job)
{
    m_busy = true;
    m_pool.start([this, job = std::move(job), send = m_inbox.sender()] {
        send([this, done = job()] {
            m_busy = false;
            done();
        });
    });
}

void WorkloadProbe::tryOnce(const probe::Draft& draft)
{
    if (m_busy)
        return;
    m_draft = draft;
    m_findings = nullptr;
    std::optional<redis::ConnectionOptions> cache;
    if (m_server.state() == ServerSession::State::Connected) {
        cache.emplace();
        cache->endpoint = m_server.endpoint();
        cache->gate = m_server.gate();
        cache->clientName = "cachedeck-probe";
    }
    work([this, draft, cache]() -> std::function<void()> {
        const auto found = probe::probe(draft, cache ? &*cache : nullptr);
        if (!found)
            return [this, complaint = found.error()] {
                Q_EMIT refused(complaint.part, QString::fromStdString(complaint.text));
            };
        return [this, findings = std::make_shared<const probe::Findings>(*found)] {
            m_findings = findings;
            Q_EMIT tried();
        };
    });
}

void WorkloadProbe::save(const QString& scenarioFile)
{
    if (m_busy || !m_findings)
        return;
    const auto name = scenarioFile.toStdU16String();
    work([this, draft = m_draft, findings = m_findings, file = std::filesystem::path(name), scenarioFile,
          resources = m_resources]() -> std::function<void()> {
        const auto written = probe::writeFiles(draft, *findings, file, resources);
        if (!written)
            return [this, complaint = written.error()] {
                Q_EMIT refused(complaint.part, QString::fromStdString(complaint.text));
            };
        return [this, scenarioFile] { Q_EMIT saved(scenarioFile); };
    });
}

} // namespace cachedeck::ui
