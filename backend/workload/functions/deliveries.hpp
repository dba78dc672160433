#pragma once
// The functions of the world "predictions": how long a delivery takes, by boosted trees (boosted_trees.hpp).
//   predict  the minutes for a feature vector
//   explain  the same, and what each feature has to do with it: the Shapley values of TreeSHAP
//   train    a model from the samples that its "lookup" gives: features in the columns, minutes in the last

#include "backend/workload/boosted_trees.hpp"
#include "backend/workload/functions/function.hpp"

#include <array>

namespace cachedeck::workload::deliveries {

// A feature vector is a JSON array of these numbers, with at most one decimal.
inline constexpr std::array<std::string_view, 10> features{
    "distance", "items", "hour", "weekday", "rain", "temperature", "open_orders", "couriers", "traffic", "floor"};

TrainingOptions training(); // of the world's models

Function predict();
Function explain();
Function train();

} // namespace cachedeck::workload::deliveries
