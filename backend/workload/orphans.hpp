#pragma once
// Which keys of a cache are orphans: of a version that is not its entity's any more (versions.hpp). Nobody asks for
// them; their TTL ends them, or an eviction does.
//
// Threads: values; immutable once made.

#include "backend/workload/versions.hpp"
#include "backend/workload/workload.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace cachedeck::workload {

class Orphans {
public:
    // Of the versions as they are now.
    Orphans(const Workload& workload, const Versions& versions);
    // Whether there can be any: some read's key has a version.
    bool arePossible() const noexcept { return !m_templates.empty(); }
    // `key` as the workload writes it, without a path's prefix.
    bool contains(std::string_view key) const;

private:
    struct Template {
        std::vector<std::string> literals;                    // one more than there are parameters
        std::size_t entity = 0, version = 0;                  // which of the parameters they are
        std::unordered_map<std::string, std::string> current; // entity → version
    };

    std::vector<Template> m_templates;
};

} // namespace cachedeck::workload
