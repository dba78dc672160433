#include "backend/sentinel/failover.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace cachedeck::sentinel {

using Milliseconds = Failover::Milliseconds;

namespace {

// How long a failover is followed: after the new primary answers until all sentinels agree, and without one.
constexpr std::chrono::seconds waitForAgreement{15};
constexpr std::chrono::seconds waitForSuccessor{180};

std::string keyOf(const redis::Address& address)
{
    return address.text();
}

} // namespace

std::optional<redis::Address> FailoverWatch::majority(std::size_t& naming) const
{
    naming = 0;
    std::optional<redis::Address> most;
    for (const auto& [sentinel, address] : m_named) {
        const auto count = static_cast<std::size_t>(
            std::count_if(m_named.begin(), m_named.end(),
                          [&, wanted = address](const auto& other) { return other.second == wanted; }));
        if (count > naming) {
            naming = count;
            most = address;
        }
    }
    return naming * 2 > std::max(m_known, m_named.size()) ? most : std::nullopt;
}

void FailoverWatch::begin(Clock::time_point now)
{
    if (m_current || !m_primary || m_waitForGood)
        return;
    m_current.emplace();
    m_begun = now;
    m_current->from = *m_primary;
    // Never answered since we watch: then the failover is as old as our knowledge of it.
    const bool known = m_lastGood != Clock::time_point{};
    m_current->lastGood = known ? m_lastGood : now;
    m_current->date = known ? m_lastGoodDate : WallClock::now();
    m_current->known = m_known;
    m_primarySince.clear();
}

void FailoverWatch::note(std::optional<Milliseconds> Failover::*phase, Clock::time_point at)
{
    auto& place = (*m_current).*phase;
    if (!place)
        place = std::max(Milliseconds(0), Milliseconds(at - m_current->lastGood));
}

void FailoverWatch::named(const std::string& sentinel, const redis::Address& primary, Clock::time_point at)
{
    m_named[sentinel] = primary;
    if (!m_primary) {
        std::size_t naming = 0;
        if (const auto first = majority(naming))
            m_primary = first;
    } else if (!m_current && !(primary == *m_primary)) {
        // A failover that we noticed only by its result. One sentinel alone is late with the one that just ended.
        std::size_t naming = 0;
        if (const auto most = majority(naming); most && !(*most == *m_primary)) {
            m_waitForGood = false;
            begin(at);
        }
    }
    judge(at);
}

void FailoverWatch::lost(const std::string& sentinel)
{
    m_named.erase(sentinel);
}

void FailoverWatch::probed(const redis::Address& server, Role role, Clock::time_point sent, Clock::time_point at)
{
    if (role == Role::Primary)
        m_primarySince.try_emplace(keyOf(server), at);
    else
        m_primarySince.erase(keyOf(server));

    if (m_primary && server == *m_primary) {
        if (role == Role::Primary) {
            m_waitForGood = false;
            if (!m_current || (!m_current->down && !m_current->promoted && !m_current->elected)) {
                m_lastGood = at;
                m_lastGoodDate = WallClock::now();
                if (m_current) // still answering: what was measured until now belongs to the new zero
                    m_current->lastGood = at, m_current->date = m_lastGoodDate;
            }
        } else {
            begin(sent);
            if (!m_current)
                return;
            const bool first = !m_current->down;
            // From the moment when the probe that stayed without an answer was sent.
            note(&Failover::down, sent);
            if (first)
                m_changed(*m_current);
        }
    }
    judge(at);
}

void FailoverWatch::event(const Event& event)
{
    const bool aboutPrimary =
        event.detail.starts_with("master ") && (!event.subject || !m_primary || *event.subject == *m_primary);
    const auto mark = [&](std::optional<Milliseconds> Failover::*phase) {
        begin(event.at);
        if (!m_current || (*m_current).*phase)
            return false;
        note(phase, event.at);
        return true;
    };
    bool changed = false;
    if (event.event == "+sdown" && aboutPrimary) {
        changed = mark(&Failover::suspected);
        if (changed)
            m_current->suspectedBy = event.sentinelName;
    } else if (event.event == "-sdown" && aboutPrimary) {
        if (m_current && !m_current->down && !m_current->elected)
            return finish("false alarm");
    } else if (event.event == "+odown" && aboutPrimary) {
        changed = mark(&Failover::detected);
    } else if (event.event == "+new-epoch" || event.event == "+vote-for-leader") {
        // Votes for a failover that is over still trickle in: they begin none.
        if (m_current && !m_current->elected) {
            changed = mark(&Failover::voted);
            const auto space = event.detail.find_last_of(' ');
            m_current->epoch =
                std::strtoull(event.detail.c_str() + (space == std::string::npos ? 0 : space + 1), nullptr, 10);
        }
    } else if (event.event == "+try-failover") {
        begin(event.at);
        if (m_current)
            m_current->manual = !m_current->detected;
    } else if (event.event == "+elected-leader") {
        changed = mark(&Failover::elected);
        if (changed) {
            m_current->electedLeader = event.sentinelName;
            // Nobody thought the primary down. Its +try-failover was said before we listened, if we did not see it.
            if (!m_current->suspected && !m_current->detected && !m_current->down)
                m_current->manual = true;
        }
    } else if (event.event == "+promoted-slave") {
        changed = mark(&Failover::promoted);
    } else if (event.event == "+switch-master" && event.subject) {
        named(event.sentinelName, *event.subject, event.at);
    }
    if (changed && m_current)
        m_changed(*m_current);
}

// Whether the observations so far make the next phase, or end it.
void FailoverWatch::judge(Clock::time_point now)
{
    if (!m_current)
        return;
    std::size_t naming = 0;
    const auto named = majority(naming);
    if (!named)
        return;
    const auto since = m_primarySince.find(keyOf(*named));
    const bool answers = since != m_primarySince.end();
    const bool switched = !(*named == m_current->from);
    if (!m_current->writable && answers && (switched || m_current->down)) {
        m_current->to = named;
        note(&Failover::writable, now);
        m_changed(*m_current);
    }
    if (!m_current->writable || !answers)
        return;
    m_current->naming = naming;
    m_current->known = m_known;
    // Sentinels that are gone cannot agree; the rest of those known must.
    if (naming == m_named.size()) {
        note(&Failover::agreed, now);
        finish(switched ? "switched" : "recovered");
    }
}

void FailoverWatch::tick(Clock::time_point now)
{
    if (!m_current)
        return;
    const auto age = now - m_current->lastGood;
    if (m_current->writable) {
        if (age > *m_current->writable + waitForAgreement)
            finish(m_current->switched() ? "switched" : "recovered");
    } else if (!m_current->down && !m_current->elected) {
        if (now - m_begun > waitForAgreement)
            finish("false alarm");
    } else if (age > waitForSuccessor) {
        finish("abandoned");
    }
}

void FailoverWatch::finish(std::string outcome)
{
    m_current->finished = true;
    m_current->outcome = std::move(outcome);
    const auto ended = *std::exchange(m_current, std::nullopt);
    if (ended.to)
        m_primary = ended.to;
    m_waitForGood = !ended.to.has_value();
    m_lastGood = {}; // of the new primary: its next probe
    m_changed(ended);
}

std::vector<Phase> phases(const Failover& failover)
{
    std::vector<Phase> out;
    const auto add = [&](const char* name, const std::optional<Milliseconds>& at, std::string who) {
        if (at)
            out.push_back({name, *at, std::move(who)});
    };
    const auto count = failover.known == 0 ? std::string{} : fmt::format("{} of {}", failover.naming, failover.known);
    add("Down", failover.down, failover.from.text());
    add("Suspected", failover.suspected, failover.suspectedBy);
    add("Detected", failover.detected, "");
    add("Vote", failover.voted, failover.epoch == 0 ? std::string{} : fmt::format("epoch {}", failover.epoch));
    add("Elected", failover.elected, failover.electedLeader);
    add("Promoted", failover.promoted, failover.to ? failover.to->text() : std::string{});
    add("Writable", failover.writable, failover.to ? failover.to->text() : std::string{});
    add("Agreed", failover.agreed, count);
    std::stable_sort(out.begin(), out.end(), [](const Phase& left, const Phase& right) { return left.at < right.at; });
    return out;
}

} // namespace cachedeck::sentinel
