#include "backend/workload/generators/generator.hpp"

#include "backend/workload/generators/movies.hpp"

#include <algorithm>

namespace cachedeck::workload {

const std::vector<Generator>& generators()
{
    static const std::vector<Generator> all = {
        {"movies", 2, movies::expectedRows, movies::generate},
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
