#pragma once
// The data of the world "predictions": a delivery service's orders, feature vectors that its application asks about,
// and eight models, one a city, trained on that city's orders (functions/deliveries.hpp).
//
// Orders are the items. Tables and their columns, in this order:
//   orders(id, model_id, distance, items, hour, weekday, rain, temperature, open_orders, couriers, traffic, floor,
//   minutes) requests(id, features)        a JSON array each, the most frequent first; a quarter as many as there are
//   orders trained(model_id, version, body) models(id, city, version, trees, error, trained_at Unix seconds)

#include "backend/workload/generators/generator.hpp"

namespace cachedeck::workload::predictions {

std::uint64_t expectedRows(std::int64_t items);
std::uint64_t bytesPerRow(const DataSource& data);
bool generate(const DataSource& data, std::int64_t items, RowSink& sink);

} // namespace cachedeck::workload::predictions
