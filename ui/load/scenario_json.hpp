#pragma once
// A scenario's file with what the fields of the panel changed in it, so that what was run is what a run's files say,
// what is saved, and what is repeated.

#include "backend/load/scenario.hpp"

namespace cachedeck::ui {

std::string scenarioJson(const load::Scenario& scenario);

} // namespace cachedeck::ui
