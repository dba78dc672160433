#pragma once
// Seeded generators of a world's data. A generator writes rows, table by table, into a sink; how a store keeps them is
// the workload file's schema and the sink's business. The same (seed, items) gives the same rows on every machine:
// integers only, from workload/random.hpp.
//
// Threads: generate() runs on the caller's thread, and so do the sink's members.

#include "backend/workload/value.hpp"
#include "backend/workload/workload.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace cachedeck::workload {

class RowSink {
public:
    virtual ~RowSink() = default;
    // Rows of `table` follow, with this many columns. A table is named once.
    virtual void table(std::string_view table, std::size_t columns) = 0;
    // False: stop generating (the store failed, or the user cancelled).
    virtual bool row(std::span<const Value> cells) = 0;
};

struct Generator {
    std::string_view name;                                // "movies"
    std::string_view items;                               // what it makes, for people: "movies"
    int version = 1;                                      // raised when the same seed gives other rows
    std::uint64_t (*expectedRows)(std::int64_t items);    // to a few percent, for progress
    std::uint64_t (*bytesPerRow)(const DataSource& data); // in a store, with its share of indexes and pages, generously
    // False when the sink stopped it, or where there is a problem().
    bool (*generate)(const DataSource& data, std::int64_t items, RowSink& sink);
    // What else than seed and items decides the rows; null: nothing.
    std::string (*facts)(const DataSource& data) = nullptr;
    // What is wrong with the files that it reads, for people; empty: nothing. Null: it reads none.
    std::string (*problem)(const DataSource& data) = nullptr;
};
const std::vector<Generator>& generators();
const Generator* findGenerator(std::string_view name);

} // namespace cachedeck::workload
