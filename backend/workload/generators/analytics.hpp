#pragma once
// The data of the world "analytics": ninety days of page views of a news site, until 2026-01-01, in the order of time.
//
// Pages are read by a Zipf law (exponent 0.9) whose ranks are scattered over the ids; a view lasts some seconds, comes
// from a country and from another site or none, more of them by day than by night and a little more each week. Tables
// and their columns, in this order:
//   page_views(id, viewed_at Unix seconds, page_id, visitor_id, country_id, referrer_id, device, seconds)
//   pages(id, path, title, section_id, published ISO date, views)
//   sections(id, name)  countries(id, name)  referrers(id, name)

#include "backend/workload/generators/generator.hpp"

namespace cachedeck::workload::analytics {

std::uint64_t expectedRows(std::int64_t items);
std::uint64_t bytesPerRow(const DataSource& data);
bool generate(const DataSource& data, std::int64_t items, RowSink& sink);

} // namespace cachedeck::workload::analytics
