#pragma once
// The keyspace in figures: how keys expire, which types they have, how much memory they take. From a random sample of
// the keys found, and from all of them when there are few; `sampled` and `total` say which, and a page must show it.

#include "backend/keyspace/key_store.hpp"
#include "backend/keyspace/metadata.hpp"
#include "backend/keyspace/scanner.hpp"

#include <array>
#include <map>
#include <string>

namespace cachedeck::keyspace {

struct TtlDistribution {
    std::uint64_t minute = 0;     // expires within 1 min
    std::uint64_t tenMinutes = 0; // … within 10 min, but not within 1 min; and so on
    std::uint64_t hour = 0;
    std::uint64_t day = 0;
    std::uint64_t more = 0;
    std::uint64_t never = 0; // no TTL
};

struct KeyspaceSample {
    TtlDistribution ttl;                                    // in keys of the sample
    std::map<std::string, std::uint64_t> types;             // "string" → keys of the sample
    std::uint64_t memory = 0;                               // bytes of the sampled keys that said it
    std::uint64_t memoryKeys = 0;                           // how many said it
    std::map<std::string, std::uint64_t> memoryByNamespace; // first level; bytes of the sample
    std::uint64_t gone = 0;                                 // sampled keys that are not there any more
    std::uint64_t sampled = 0;                              // keys that exist, in all figures above
    std::uint64_t total = 0;                                // keys it stands for
    std::vector<std::string> refused;                       // what the server did not permit
    bool isAll() const noexcept { return sampled + gone >= total; }
    // A count of the sample, projected to the total; the count itself when it is all.
    std::uint64_t project(std::uint64_t count) const noexcept;
};

struct SampleOptions {
    std::size_t keys = 2000; // 0: every key
    bool memory = true;
    std::uint64_t seed = 1;  // which keys are taken
    std::size_t batch = 200; // keys of one pipeline
    std::chrono::milliseconds deadline{2000};
};

runtime::Task<redis::Result<KeyspaceSample>> sampleKeyspace(redis::Connection& connection, KeySnapshot keys,
                                                            SampleOptions options,
                                                            std::shared_ptr<ScanControl> control);
void sampleKeyspace(redis::Client& client, KeySnapshot keys, SampleOptions options,
                    std::function<void(redis::Result<KeyspaceSample>)> handler); // on the IoThread

} // namespace cachedeck::keyspace
