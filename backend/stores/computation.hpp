#pragma once
// Computations: a primary store whose answer is a real function of the world (workload/functions), computed inside this
// process. A workload asks for one by a query that names the function (workload/computed_query.hpp); what it looks up,
// loads and publishes are statements of the store beneath it, so the price of a miss is the lookup and the computation.
//
// Where the store beneath blocks its caller, every virtual user has a thread of its own (store.hpp), and that computes:
// no hop between threads is billed. Otherwise, and where a computation stands alone ("computation:"), a pool of as many
// threads as the machine has cores computes. A computation beyond the session's deadline is given up, as a Timeout.
//
// What "load" gives is kept in the process by the values that it was asked with (a model and its version), for the last
// few of them; a copy of the store keeps its own.

#include "backend/stores/store.hpp"

#include <memory>
#include <string>
#include <vector>

namespace cachedeck::stores {

// The store itself, which now also knows queries that compute.
std::unique_ptr<Store> withComputations(std::unique_ptr<Store> store);
// "computation:", for functions that need no rows.
Result<std::unique_ptr<Store>> openComputation(std::string_view url);

// The functions that the workload's operations compute in a store of this kind, by name: run inside CacheDeck, and
// named so on screen and in exports.
std::vector<std::string> computedFunctions(const workload::Workload& workload, std::string_view storeKind);

} // namespace cachedeck::stores
