#include "backend/workload/orphans.hpp"

#include <algorithm>
#include <optional>

namespace cachedeck::workload {
namespace {

std::vector<std::string> literalsOf(std::string_view text)
{
    std::vector<std::string> literals;
    while (true) {
        const auto open = text.find('{');
        literals.emplace_back(text.substr(0, open));
        if (open == text.npos)
            return literals;
        text.remove_prefix(text.find('}') + 1);
    }
}

// What stands between the literals, each as short as it can be; empty: the key is not of this template.
std::optional<std::vector<std::string>> partsOf(std::string_view key, const std::vector<std::string>& literals)
{
    if (!key.starts_with(literals.front()))
        return std::nullopt;
    key.remove_prefix(literals.front().size());
    std::vector<std::string> parts;
    for (std::size_t i = 1; i < literals.size(); ++i) {
        const bool last = i + 1 == literals.size();
        const auto end = last ? key.size() - std::min(key.size(), literals[i].size()) : key.find(literals[i]);
        if (end == key.npos || key.substr(end, literals[i].size()) != literals[i])
            return std::nullopt;
        parts.emplace_back(key.substr(0, end));
        key.remove_prefix(end + literals[i].size());
    }
    return parts;
}

std::string textOf(const Value& value)
{
    auto key = KeyTemplate::parse("{x}");
    std::string text;
    key->render({{"x", "", {}, {}}}, {value}, text);
    return text;
}

} // namespace

Orphans::Orphans(const Workload& workload, const Versions& versions)
{
    for (const auto& operation : workload.operations) {
        const auto& names = operation.key.names();
        const auto& forms = operation.key.forms();
        const auto version = std::find(forms.begin(), forms.end(), KeyTemplate::Form::Version) - forms.begin();
        if (static_cast<std::size_t>(version) == forms.size())
            continue;
        Template one{literalsOf(operation.key.text()), 0, static_cast<std::size_t>(version), {}};
        const auto& name = names[one.version];
        while (one.entity < names.size() &&
               (names[one.entity] != name || forms[one.entity] != KeyTemplate::Form::Plain))
            ++one.entity;
        if (one.entity == names.size())
            continue; // the key does not say of which entity
        for (const auto& [entity, current] : versions.all(name))
            one.current.emplace(textOf(entity), std::to_string(current));
        m_templates.push_back(std::move(one));
    }
}

bool Orphans::contains(std::string_view key) const
{
    return std::any_of(m_templates.begin(), m_templates.end(), [&](const Template& one) {
        const auto parts = partsOf(key, one.literals);
        if (!parts)
            return false;
        const auto current = one.current.find((*parts)[one.entity]);
        return current != one.current.end() && current->second != (*parts)[one.version];
    });
}

} // namespace cachedeck::workload
