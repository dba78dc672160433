#include "backend/stores/mongodb_marker.hpp"

#include <fmt/format.h>

#include <random>

namespace cachedeck::stores::mongodb {
namespace {

using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

constexpr auto beatEvery = 2s, beatWithin = 10s;
constexpr auto longestSilence = 30s; // of an owner, before it counts as dead …
constexpr auto secondLook = 6s;      // … when its time stood still for so long while we looked
constexpr auto sureFor = 10s;        // after a beat, nobody can have taken our place

std::int64_t nowMilliseconds()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

std::string newOwner()
{
    std::random_device random;
    return fmt::format("{:08x}{:08x}", random(), random());
}

std::int64_t changedBy(const bson_t* reply)
{
    bson_iter_t place;
    return bson_iter_init_find(&place, reply, "n") ? bson_iter_as_int64(&place) : 0;
}

// Whether an owner is dead, from what was seen of its marker so far.
class Watch {
public:
    bool isDead(const Marker& marker)
    {
        const auto now = Steady::now();
        if (!m_since || marker.beat != m_beat) {
            m_beat = marker.beat;
            m_since = now;
        }
        return now - *m_since >= (marker.age() > longestSilence ? secondLook : longestSilence);
    }

private:
    std::int64_t m_beat = 0;
    std::optional<Steady::time_point> m_since;
};

Result<void> drop(Client& client, const std::string& database, const std::string& collection)
{
    const Bson command(bson_new());
    BSON_APPEND_UTF8(command.get(), "drop", collection.c_str());
    const auto dropped = client.command(database, command.get());
    return dropped ? Result<void>() : Result<void>(dropped.error());
}

// All but the marker.
Result<void> emptyOut(Client& client, const std::string& database)
{
    const auto names = client.collections(database);
    if (!names)
        return names.error();
    for (const auto& name : *names) {
        if (name == markerCollection || name.starts_with("system."))
            continue;
        if (const auto dropped = drop(client, database, name); !dropped)
            return dropped;
    }
    return {};
}

} // namespace

std::chrono::milliseconds Marker::age() const
{
    return std::chrono::milliseconds(nowMilliseconds() - beat);
}

Result<Marker> markerOf(Client& client, const std::string& database)
{
    auto reply =
        client.command(database, fmt::format(R"({{"find": "{}", "filter": {{"_id": "data"}}}})", markerCollection));
    if (!reply)
        return reply.error();
    Marker found;
    const auto read = client.documents(std::move(*reply), [&](const bson_t* document) {
        bson_iter_t place;
        if (bson_iter_init_find(&place, document, "state") && BSON_ITER_HOLDS_UTF8(&place))
            found.state = bson_iter_utf8(&place, nullptr);
        if (bson_iter_init_find(&place, document, "beat"))
            found.beat = bson_iter_as_int64(&place);
        return true;
    });
    if (!read)
        return read.error();
    return found;
}

Result<void> markCopy(Client& client, const std::string& database)
{
    const auto done = client.command(
        database,
        fmt::format(R"({{"update": "{}", "updates": [{{"q": {{"_id": "data"}}, "u": {{"$set": {{"state": "{}",)"
                    R"( "beat": {{"$numberLong": "{}"}}}}}}, "upsert": true}}]}})",
                    markerCollection, stateCopy, nowMilliseconds()));
    return done ? Result<void>() : Result<void>(done.error());
}

Claim::Claim(std::unique_ptr<Client> beats, Client& work, std::string database)
    : m_beats(std::move(beats)), m_work(work), m_database(std::move(database)), m_owner(newOwner())
{}

Claim::~Claim()
{
    end();
}

Result<std::unique_ptr<Claim>> Claim::make(const Target& target, Client& work, const std::string& database,
                                           const std::function<bool(std::uint64_t)>& proceed)
{
    auto beats = Client::open(target, beatWithin);
    if (!beats)
        return beats.error();
    std::unique_ptr<Claim> claim(new Claim(std::move(*beats), work, database));
    for (Watch watch;;) {
        const auto found = markerOf(work, database);
        if (!found)
            return found.error();
        if (found->state == stateWhole)
            return std::unique_ptr<Claim>();
        if (found->state.empty() || watch.isDead(*found)) {
            const auto entered = claim->enter(*found);
            if (!entered)
                return entered.error();
            if (*entered)
                break;
        }
        if (!proceed(0))
            return Error{ErrorKind::Timeout, "", "Stopped while another process makes the same data.", ""};
        std::this_thread::sleep_for(200ms);
    }
    claim->start();
    if (const auto emptied = emptyOut(work, database); !emptied)
        return emptied.error();
    return claim;
}

Result<bool> Claim::enter(const Marker& seen)
{
    m_beat = nowMilliseconds();
    const auto command =
        seen.state.empty()
            ? fmt::format(R"({{"insert": "{}", "documents": [{{"_id": "data", "state": "{}", "owner": "{}",)"
                          R"( "beat": {{"$numberLong": "{}"}}}}]}})",
                          markerCollection, stateMaking, m_owner, m_beat)
            : fmt::format(R"({{"update": "{}", "updates": [{{"q": {{"_id": "data", "state": "{}",)"
                          R"( "beat": {{"$numberLong": "{}"}}}}, "u": {{"$set": {{"state": "{}", "owner": "{}",)"
                          R"( "beat": {{"$numberLong": "{}"}}}}}}}}]}})",
                          markerCollection, seen.state, seen.beat, stateMaking, m_owner, m_beat);
    const auto done = m_work.command(m_database, command);
    if (!done && done.error().kind == ErrorKind::Constraint) // another one's marker is there
        return false;
    if (!done)
        return done.error();
    return changedBy(done->get()) == 1;
}

Result<void> Claim::beat(Client& client, std::string_view state)
{
    const auto at = nowMilliseconds();
    const auto done = client.command(
        m_database, fmt::format(R"({{"update": "{}", "updates": [{{"q": {{"_id": "data", "owner": "{}"}},)"
                                R"( "u": {{"$set": {{"state": "{}", "beat": {{"$numberLong": "{}"}}}}}}}}]}})",
                                markerCollection, m_owner, state, at));
    if (!done)
        return done.error();
    if (changedBy(done->get()) == 0) {
        m_isLost = true;
        return Error{ErrorKind::Busy, "", "Another process makes the same data: this one gave no sign for too long.",
                     "Try again: it waits for the other one."};
    }
    m_beat = at;
    return {};
}

Result<void> Claim::check()
{
    const std::lock_guard lock(m_mutex);
    // The wall's clock goes on while the machine sleeps.
    const auto silence = std::chrono::milliseconds(nowMilliseconds() - m_beat);
    if (!m_isLost && silence >= 0s && silence < sureFor)
        return {};
    return beat(m_work, stateMaking);
}

Result<void> Claim::tellWhole()
{
    end();
    const std::lock_guard lock(m_mutex);
    return beat(m_work, stateWhole);
}

// The marker goes last: whoever waits finds the rest gone when it does not see it any more.
void Claim::giveUp()
{
    if (!check() || !emptyOut(m_work, m_database))
        return;
    end();
    (void)drop(m_work, m_database, markerCollection);
}

void Claim::start()
{
    m_thread = std::thread([this] {
        std::unique_lock lock(m_mutex);
        while (!m_changed.wait_for(lock, beatEvery, [this] { return m_ending; }))
            if (!m_isLost)
                (void)beat(*m_beats, stateMaking); // if all of them fail, check() looks for itself
    });
}

void Claim::end()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

} // namespace cachedeck::stores::mongodb
