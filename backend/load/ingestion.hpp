#pragma once
// A world that is driven by messages: a producer makes its events, a carrier takes them, and a consumer applies each
// one's write on every path of the run. An event is accepted only when all paths have it; a second delivery is
// recognised by its id.
//
// Threads: the coordinator's.

#include "backend/events/consumer.hpp"
#include "backend/load/event_producer.hpp"
#include "backend/load/ingest_path.hpp"
#include "backend/load/result.hpp"

#include <memory>
#include <vector>

namespace cachedeck::load {

class Ingestion {
public:
    Ingestion(const workload::Sequence& sequence, std::string runName, std::shared_ptr<events::Publisher> publisher,
              std::vector<std::unique_ptr<Path>>& paths);
    ~Ingestion();

    strategies::Result<void> open(); // blocks until the consumer listens, at most half a minute
    void start();                    // events begin to happen
    // No more events; waits for what is under way.
    void finish(std::chrono::milliseconds atMost);
    void keep(Result& result) const;
    std::uint64_t commandsSent() const;
    std::uint64_t connections() const;

private:
    events::Applied apply(const events::Event& event);

    const workload::Workload& m_workload;
    const std::string m_runName, m_source;
    const std::shared_ptr<events::Publisher> m_publisher;
    EventProducer m_producer;
    std::vector<std::unique_ptr<IngestPath>> m_paths;
    events::SeenIds m_seen; // the consumer's thread's
    std::atomic<std::uint64_t> m_again{0}, m_mine{0}, m_deadLettered{0};
    std::unique_ptr<events::Consumer> m_consumer; // the last member: it uses the others
};

} // namespace cachedeck::load
