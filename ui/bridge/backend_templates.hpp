#pragma once
// The templates that backend_text matches, the more special before the more general. Private to it.

#include <vector>

namespace cachedeck::ui {

const std::vector<const char*>& backendTemplates();

} // namespace cachedeck::ui
