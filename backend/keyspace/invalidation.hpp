#pragma once
// Invalidation of many keys: by name or by glob pattern, in paced batches, with a dry run that counts and samples, and
// with progress, pause and stop. A pattern is walked with SCAN MATCH; KEYS is never used. Literal text that goes into a
// pattern must be escaped with globEscape() (key_query.hpp).
//
// Threads: as Scanner.

#include "backend/keyspace/scanner.hpp"

#include <string>
#include <vector>

namespace cachedeck::keyspace {

struct InvalidationRequest {
    std::vector<std::string> keys; // exact names…
    std::string pattern;           // …or a glob; one of the two
    std::string type;              // only keys of this type; empty: all (patterns only)
    bool dryRun = false;           // counts and samples, removes nothing
    bool useDel = false;           // DEL instead of UNLINK
    std::size_t batch = 500;       // keys of one UNLINK
    std::size_t keysPerSecond = 0; // pace; 0: as fast as the server answers
    std::size_t samples = 20;      // keys kept as examples
    std::chrono::milliseconds deadline{5000};
};

struct InvalidationProgress {
    ScanState state = ScanState::Idle; // Complete, Incomplete (see error) and Cancelled end it
    std::uint64_t scanned = 0;         // keys looked at
    std::uint64_t total = 0;           // DBSIZE, or how many keys were named
    std::uint64_t matched = 0;         // different keys that match; of named ones: those that exist
    std::uint64_t removed = 0;         // as the server counted them; a key may have expired meanwhile
    double seconds = 0;                // without pauses
    std::vector<std::string> samples;
    std::string error;          // one sentence; empty: none
    bool effectUnknown = false; // the last batch's answer was lost
    bool ended() const noexcept { return state >= ScanState::Complete; }
};

// Runs to its end on the connection's thread. The Result is an error only when nothing at all could be done (refused by
// the gate, no connection); later trouble ends it as Incomplete, with what was removed until then.
runtime::Task<redis::Result<InvalidationProgress>> invalidate(runtime::IoThread& thread, redis::Connection& connection,
                                                              InvalidationRequest request,
                                                              std::shared_ptr<ScanControl> control,
                                                              std::function<void(const InvalidationProgress&)> report);

class Invalidation {
public:
    explicit Invalidation(redis::Client& client);
    ~Invalidation(); // stops; when it returns the handler is not running and will not be called again
    Invalidation(const Invalidation&) = delete;
    Invalidation& operator=(const Invalidation&) = delete;

    using Handler =
        std::function<void(redis::Result<InvalidationProgress>)>; // on the IoThread; ended() or an error is the last
    void start(InvalidationRequest request, Handler handler);
    void pause();
    void resume();
    void stop(); // the handler is told the end, with what was removed until then

private:
    struct Run;
    redis::Client& m_client;
    std::shared_ptr<Run> m_run;
};

} // namespace cachedeck::keyspace
