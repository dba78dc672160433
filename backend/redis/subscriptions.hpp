#pragma once
// What this connection is subscribed to, as the server confirmed it. Needed to know how many confirmations a command
// brings, and, in RESP2, to tell a message from a reply.

#include "backend/redis/command_words.hpp"
#include "backend/resp/reply.hpp"

#include <array>
#include <set>
#include <string>

namespace cachedeck::redis {

class Subscriptions {
public:
    // Confirmations that answer this command: one for each channel named, or for each subscribed when none is.
    std::size_t expected(const CommandWords& words) const;

    // "subscribe" and so on: the answer to such a command. Notes what it says.
    static bool isConfirmation(resp::View value);
    void note(resp::View confirmation);

    // A message in the form RESP2 has for it. Only while subscribed: another reply may look the same.
    bool isMessage(resp::View value) const;

private:
    bool any() const noexcept;
    std::array<std::set<std::string, std::less<>>, 3> m_names; // channels, patterns, shard channels
};

} // namespace cachedeck::redis
