#pragma once
// Some fields of a row, where the cache keeps the whole row. Where that is a hash the cache itself gives the fields
// (HMGET); else the whole value comes over the wire, and the part is taken here.
//
//   read(key, fields):   hash:   return cache.hmget(key, fields)
//                        JSON:   return fields of parse(cache.get(key))
//                        after a miss:   whole = store.read(key); cache.put(key, whole); return fields of whole

#include "backend/workload/workload.hpp"

#include <string>
#include <string_view>

namespace cachedeck::strategies {

// What the cache keeps under the operation's key is the answer to this one: the whole of a part, else the operation.
inline const workload::Operation& keptBy(const workload::Operation& operation) noexcept
{
    return operation.whole ? *operation.whole : operation;
}

// The part's canonical JSON out of the whole's; false when that is not the whole's. Allocates nothing once `json` has
// grown.
bool takePart(const workload::Operation& part, std::string_view whole, std::string& json);

} // namespace cachedeck::strategies
