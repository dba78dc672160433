#include "backend/workload/versions.hpp"

namespace cachedeck::workload {

Versions::Versions(const KnownVersions& known)
{
    for (const auto& [parameter, entities] : known) {
        auto& versions = m_parameters[parameter];
        for (const auto& [entity, version] : entities)
            versions[entity] = version;
    }
}

std::atomic<std::int64_t>* Versions::find(std::string_view parameter, const Value& entity) const noexcept
{
    const auto entities = m_parameters.find(parameter);
    if (entities == m_parameters.end())
        return nullptr;
    const auto version = entities->second.find(entity);
    return version == entities->second.end() ? nullptr : &version->second;
}

std::int64_t Versions::of(std::string_view parameter, const Value& entity) const noexcept
{
    const auto* version = find(parameter, entity);
    return version == nullptr ? 0 : version->load(std::memory_order_acquire);
}

void Versions::raise(std::string_view parameter, const Value& entity) noexcept
{
    if (auto* version = find(parameter, entity)) {
        version->fetch_add(1, std::memory_order_acq_rel);
        m_raised.fetch_add(1, std::memory_order_relaxed);
    }
}

std::vector<std::pair<Value, std::int64_t>> Versions::all(std::string_view parameter) const
{
    std::vector<std::pair<Value, std::int64_t>> known;
    if (const auto entities = m_parameters.find(parameter); entities != m_parameters.end()) {
        for (const auto& [entity, version] : entities->second)
            known.emplace_back(entity, version.load());
    }
    return known;
}

} // namespace cachedeck::workload
