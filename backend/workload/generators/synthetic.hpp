#pragma once
// The data of the world "synthetic": a table of values, for claims about caches that hold of any content.
//   items(id, popularity, version, value)      popularity: a rank, 1 is the most popular; scattered over the ids
// A value is text of letters and digits that no compression makes much shorter; its size comes from DataSource::values.

#include "backend/workload/generators/generator.hpp"

namespace cachedeck::workload::synthetic {

std::uint64_t expectedRows(std::int64_t items);
std::uint64_t bytesPerRow(const DataSource& data);
bool generate(const DataSource& data, std::int64_t items, RowSink& sink);

} // namespace cachedeck::workload::synthetic
