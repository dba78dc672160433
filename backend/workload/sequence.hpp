#pragma once
// The seeded sequence of operations: operation number i is a pure function of (seed, i), so every path of a run and any
// number of threads ask the same things in the same order.
//
// Threads: a Sequence is immutable after construction and may be shared; at() writes only to `call`.

#include "backend/workload/versions.hpp"
#include "backend/workload/workload.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::workload {

// One request: an operation with its parameters bound and its key rendered. Reused from request to request.
struct Call {
    const Operation* operation = nullptr;
    std::uint64_t number = 0;
    std::vector<Value> values;          // in the order of operation->parameters
    std::string key;                    // reads: without the path's prefix; writes: empty
    const Versions* versions = nullptr; // what the asking application knows: for {…|version} in keys
};

class Sequence {
public:
    // `sets` holds the values of every set that is a query (stores::loadSets gives them); none of them may be empty.
    Sequence(std::shared_ptr<const Workload> workload, Sets sets, std::uint64_t seed, KnownVersions versions = {});
    ~Sequence();

    void at(std::uint64_t number, Call& call) const;
    // The same values and seed, of one operation alone; nullptr: there is none of that name. Its calls name an
    // operation of the new sequence, with the index that it has here.
    std::unique_ptr<Sequence> of(std::string_view operation) const;
    const Workload& workload() const noexcept;
    const KnownVersions& versions() const noexcept; // at the beginning

private:
    struct Implementation;
    std::unique_ptr<const Implementation> m_implementation;
};

} // namespace cachedeck::workload
