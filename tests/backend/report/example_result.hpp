#pragma once
// A small run made by hand, with every kind of thing that a report shows.

#include "backend/load/result.hpp"

namespace cachedeck::test {

load::Result exampleResult();

} // namespace cachedeck::test
