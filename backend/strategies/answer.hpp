#pragma once
// What a read gives, wherever it came from: the same JSON bytes on every path, so that answers can be compared.

#include "backend/strategies/draft.hpp"

#include <boost/system/result.hpp>

#include <cstdint>
#include <string>

namespace cachedeck::strategies {

enum class Source : std::uint8_t { Cache, Store };

struct Answer {
    std::string json;  // an object (single) or an array of objects; empty: there is no such thing
    std::string whole; // what the cache keeps, where that is more than `json`: the row that a part was taken of
    Draft draft;       // of an answer that is put together of several keys
    bool found = false;
    Source source = Source::Store;
    bool cacheAsked = false; // a hit or a miss is counted only where the cache was asked and answered
    bool fallback = false;   // the cache did not answer in time and the store did
    std::uint32_t storeReads = 0;

    void clear() noexcept
    {
        json.clear();
        whole.clear();
        draft.clear();
        found = cacheAsked = fallback = false;
        source = Source::Store;
        storeReads = 0;
    }
};

struct Failure {
    enum class Where : std::uint8_t { Cache, Store } where = Where::Store;
    bool timeout = false;
    std::string text; // with server and advice
    // The answer did not come, or not whole: a write may have taken effect.
    bool unknown = false;
};
template<class T>
using Result = boost::system::result<T, Failure>;

} // namespace cachedeck::strategies
