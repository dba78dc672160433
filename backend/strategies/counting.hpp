#pragma once
// A write that counts: once it is in the store it is added to the structures that hold what it changes, which so stay
// right without being read anew.
//
//   write(x):   announce x; store.write(x); for each structure of x that is there: add x to it, and x is done
//   fill(s):    epoch = guard(s).epoch; value = store.read(s)
//               where nobody is announced for s and the epoch is the same:  s = value
//
// Without the guard a count could be lost (the store was read before x, and filled after x had found nothing to add to)
// or doubled (the store was read with x in it, and filled before x was added). The guard is the hash "guard:<key>" with
// the number of announced writes and an epoch that each raises; the conditions are scripts, so nothing comes between
// them and what they guard.

#include "backend/strategies/cache.hpp"
#include "backend/strategies/primary.hpp"

namespace cachedeck::strategies {

// The store's write, with what it counts around it.
runtime::Task<Result<void>> writeAndCount(Cache& cache, Primary& primary, const workload::Call& write);

} // namespace cachedeck::strategies
