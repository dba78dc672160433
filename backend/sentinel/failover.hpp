#pragma once
// A failover, measured: from the primary's last good reply to its successor's first. Pure: observations in, a value
// out; the Observer does the probing (PING and ROLE every 10 ms; it never writes).
//
//   down        the first probe that failed
//   suspected   the first sentinel's +sdown
//   detected    the first +odown (enough sentinels agree)
//   voted       the first +vote-for-leader or +new-epoch
//   elected     +elected-leader
//   promoted    +promoted-slave: the chosen replica says it is primary
//   writable    the first ROLE "master" from the node that a majority of sentinels names
//   agreed      every reachable sentinel names it
//
// In a manual failover the old primary answers until a new leader is elected: its last reply before that is the zero.
//
// Message names: redis.io, "High availability with Redis Sentinel", section "Pub/Sub messages".

#include "backend/sentinel/topology.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cachedeck::sentinel {

// All durations are since `lastGood`. A phase that was not seen (a manual failover has no +odown) stays empty.
struct Failover {
    using Milliseconds = std::chrono::duration<double, std::milli>;

    redis::Address from;              // the primary before
    std::optional<redis::Address> to; // after; equal to `from` when it came back by itself
    Clock::time_point lastGood;       // its last reply as a primary
    WallClock::time_point date;       // of lastGood
    std::optional<Milliseconds> down, suspected, detected, voted, elected, promoted, writable, agreed;
    std::string suspectedBy, electedLeader; // sentinels' names, "sentinel-1"
    std::uint64_t epoch = 0;                // of the election
    std::size_t naming = 0, known = 0;      // sentinels that name the new primary, of all known, at the end
    bool manual = false;                    // asked for by SENTINEL FAILOVER: no +odown before it
    bool finished = false;                  // agreed, or given up waiting
    // "switched", "recovered" (the old primary came back), "abandoned" (no successor), "false alarm" (a sentinel
    // thought the primary down while it went on answering us)
    std::string outcome;

    bool switched() const noexcept { return to && !(*to == from); }
};

// One step of Failover in order of time, for timelines: {"Detected", 612 ms, "2 of 3"}.
struct Phase {
    std::string name; // "Down", "Suspected", "Detected", "Vote", "Elected", "Promoted", "Writable", "Agreed"
    Failover::Milliseconds at{0};
    std::string who; // sentinel, server or epoch; may be empty
};
std::vector<Phase> phases(const Failover& failover);

// Give it only what is about the watched primary. Threads: one at a time; no locks.
class FailoverWatch {
public:
    // `changed` is called at each new phase and, with finished set, once at the end.
    explicit FailoverWatch(std::function<void(const Failover&)> changed) : m_changed(std::move(changed)) {}

    // The sentinels known, and the primary that each names (by its name).
    void setKnown(std::size_t sentinels) { m_known = sentinels; }
    void named(const std::string& sentinel, const redis::Address& primary, Clock::time_point at);
    void lost(const std::string& sentinel); // not reachable: it names nothing
    // A probe's outcome. `sent` is when the probe was sent, `at` when it ended; role Unknown: no answer.
    void probed(const redis::Address& server, Role role, Clock::time_point sent, Clock::time_point at);
    void event(const Event& event);
    // Closes what does not end by itself; call it now and then.
    void tick(Clock::time_point now);

    bool running() const noexcept { return m_current.has_value(); }
    const std::optional<Failover>& current() const noexcept { return m_current; }
    std::optional<redis::Address> primary() const { return m_primary; } // whose silence starts a failover

private:
    void begin(Clock::time_point now);
    void note(std::optional<Failover::Milliseconds> Failover::*phase, Clock::time_point at);
    void judge(Clock::time_point now);
    void finish(std::string outcome);
    std::optional<redis::Address> majority(std::size_t& naming) const;

    std::function<void(const Failover&)> m_changed;
    std::size_t m_known = 0;
    std::map<std::string, redis::Address> m_named;
    std::optional<redis::Address> m_primary;
    Clock::time_point m_lastGood{};
    WallClock::time_point m_lastGoodDate{};
    std::map<std::string, Clock::time_point>
        m_primarySince; // first ROLE master of each server during the current failover
    std::optional<Failover> m_current;
    Clock::time_point m_begun{};
    bool m_waitForGood = false; // after an outage that was given up: the next begins only after a good reply
};

} // namespace cachedeck::sentinel
