#include "backend/workload/generators/generator.hpp"

#include "backend/workload/generators/analytics.hpp"
#include "backend/workload/generators/datasets.hpp"
#include "backend/workload/generators/experiments.hpp"
#include "backend/workload/generators/movies.hpp"
#include "backend/workload/generators/predictions.hpp"
#include "backend/workload/generators/synthetic.hpp"
#include "backend/workload/value_size.hpp"

#include <algorithm>

namespace cachedeck::workload {

const std::vector<Generator>& generators()
{
    static const std::vector<Generator> all = {
        {"movies", "movies", 2, movies::expectedRows, movies::bytesPerRow, movies::generate},
        {"analytics", "page views", 1, analytics::expectedRows, analytics::bytesPerRow, analytics::generate},
        {"experiments", "runs", 1, experiments::expectedRows, experiments::bytesPerRow, experiments::generate},
        {"predictions", "orders", 1, predictions::expectedRows, predictions::bytesPerRow, predictions::generate},
        {"synthetic", "items", 1, synthetic::expectedRows, synthetic::bytesPerRow, synthetic::generate,
         [](const DataSource& data) { return text(data.values); }},
        {"datasets", "images", 1, datasets::expectedRows, datasets::bytesPerRow, datasets::generate, datasets::facts,
         datasets::problem},
    };
    return all;
}

const Generator* findGenerator(std::string_view name)
{
    const auto place = std::find_if(generators().begin(), generators().end(),
                                    [&](const Generator& generator) { return generator.name == name; });
    return place == generators().end() ? nullptr : &*place;
}

} // namespace cachedeck::workload
