#pragma once
// What the server says about keys, for the rows on screen: one pipeline for a list of keys. None of it touches the
// keys' idle time. A part that the server refuses (NOPERM, unknown command) is left out, named, and not asked for
// again.

#include "backend/redis/client.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::keyspace {

enum class KeyType : std::uint8_t { None, String, List, Set, SortedSet, Hash, Stream, Other /* a module's */ };
KeyType keyTypeFromName(std::string_view name) noexcept; // TYPE's words: "zset" is SortedSet, "none" is None
std::string_view typeName(KeyType type) noexcept;        // "zset"; Other: "module"

struct KeyMetadata {
    KeyType type = KeyType::None; // None: the key is gone, or TYPE is refused
    bool exists = false;
    std::optional<std::chrono::milliseconds> ttl; // as of `at`; empty: none (or refused)
    bool persistent = false;                      // exists and has no TTL
    std::optional<std::uint64_t> memory;          // bytes, MEMORY USAGE
    std::string encoding;                         // "listpack", "hashtable"…; may be empty
    std::optional<std::chrono::seconds> idle;     // OBJECT IDLETIME; not under an LFU policy
    std::optional<int> frequency;                 // OBJECT FREQ; only under an LFU policy
    std::chrono::steady_clock::time_point at;     // when the reply came

    // For a live countdown; never negative.
    std::optional<std::chrono::milliseconds> ttlAt(std::chrono::steady_clock::time_point now) const noexcept;
};

struct MetadataOptions {
    bool ttl = true;
    bool memory = true;
    int memorySamples = 5; // SAMPLES of MEMORY USAGE; 0 counts every element: only for one key that someone looks at
    bool encoding = true;
    bool idle = true; // or frequency, whichever the server's policy keeps
    std::chrono::milliseconds deadline{2000};
};

struct MetadataBatch {
    std::vector<std::string> keys;
    std::vector<KeyMetadata> values;  // one for each key, in order
    std::vector<std::string> refused; // "MEMORY USAGE: NOPERM this user has no permissions…"
};

// Remembers what one server refuses. Threads: fetch() on the connection's thread; request() from any thread.
class MetadataReader {
public:
    MetadataReader();

    runtime::Task<redis::Result<MetadataBatch>> fetch(redis::Connection& connection, std::vector<std::string> keys,
                                                      MetadataOptions options);
    using Handler = std::function<void(redis::Result<MetadataBatch>)>; // on the IoThread
    void request(redis::Client& client, std::vector<std::string> keys, MetadataOptions options, Handler handler);

private:
    struct Refusals;
    std::shared_ptr<Refusals> m_refusals; // on the connection's thread only
};

} // namespace cachedeck::keyspace
