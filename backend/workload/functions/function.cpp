#include "backend/workload/functions/function.hpp"

#include "backend/workload/functions/deliveries.hpp"
#include "backend/workload/functions/tile.hpp"

#include <algorithm>

namespace cachedeck::workload {

const std::vector<Function>& functions()
{
    static const std::vector<Function> all = {deliveries::predict(), deliveries::explain(), deliveries::train(),
                                              tile::render()};
    return all;
}

const Function* findFunction(std::string_view name)
{
    const auto place = std::find_if(functions().begin(), functions().end(),
                                    [&](const Function& function) { return function.name == name; });
    return place == functions().end() ? nullptr : &*place;
}

} // namespace cachedeck::workload
