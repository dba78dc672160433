#pragma once
// What becomes of a MongoDB database that we made: a marker document in it. A world's data is made by the one process
// that owns the marker; the others wait for it. Private to the room.
//
// The owner writes the time into the marker every two seconds, from a thread and a connection of its own: also while it
// makes an index, for minutes. An owner whose time has stood still for half a minute is dead, and whoever waits takes
// its place. Its time is never believed at once: clocks of two machines differ, and a beat may wait behind an index; so
// it has to stand still for six seconds before the eyes of the one that waits. An owner that wakes up after that (a
// machine that slept) finds that the marker is another's, and changes nothing any more.

#include "backend/stores/mongodb_client.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace cachedeck::stores::mongodb {

inline constexpr const char* markerCollection = "cachedeck_data";

// The states of a marker.
inline constexpr std::string_view stateMaking = "making", stateWhole = "whole", stateCopy = "copy";

struct Marker {
    std::string state;     // "": there is none
    std::int64_t beat = 0; // milliseconds since 1970, by its owner's clock
    std::chrono::milliseconds age() const;
};
Result<Marker> markerOf(Client& client, const std::string& database);
// Marks a path's copy, which has no owner.
Result<void> markCopy(Client& client, const std::string& database);

// The right to make a database's data. `work` is the client that makes it, on its thread; it must outlive the claim.
class Claim {
public:
    // Waits for another process that is at it, and empties the database of what a dead one left. Null: the data is
    // whole.
    static Result<std::unique_ptr<Claim>> make(const Target& target, Client& work, const std::string& database,
                                               const std::function<bool(std::uint64_t)>& proceed);
    ~Claim();
    Claim(const Claim&) = delete;
    Claim& operator=(const Claim&) = delete;

    // Whether it is ours still: before each change. Asks the server only where the last beat is a while ago.
    Result<void> check();
    // Both end the beats.
    Result<void> tellWhole();
    void giveUp(); // leaves nothing in the database, where it is ours still

private:
    Claim(std::unique_ptr<Client> beats, Client& work, std::string database);
    Result<bool> enter(const Marker& seen);                    // in the place of what was seen; false: another did
    Result<void> beat(Client& client, std::string_view state); // with m_mutex
    void start();
    void end();

    const std::unique_ptr<Client> m_beats; // the thread's
    Client& m_work;
    const std::string m_database, m_owner;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::int64_t m_beat = 0; // the last that was written, milliseconds since 1970
    bool m_isLost = false, m_ending = false;
    std::thread m_thread;
};

} // namespace cachedeck::stores::mongodb
