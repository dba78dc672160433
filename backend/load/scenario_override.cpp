#include "backend/load/scenario_override.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <charconv>

namespace cachedeck::load {

namespace {

boost::json::value valueOf(std::string_view text)
{
    boost::system::error_code error;
    auto value = boost::json::parse(text, error);
    return error ? boost::json::value(boost::json::string(text)) : value;
}

// The element that a step of the path names; nullptr: there is none. Objects get the field where it is missing.
boost::json::value* step(boost::json::value& at, std::string_view name)
{
    if (auto* object = at.if_object())
        return &(*object)[name];
    auto* array = at.if_array();
    if (!array)
        return nullptr;
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), index);
    if (error == std::errc{} && end == name.data() + name.size())
        return index < array->size() ? &(*array)[index] : nullptr;
    for (auto& element : *array)
        if (const auto* object = element.if_object())
            for (const auto* field : {"name", "strategy"})
                if (const auto* given = object->if_contains(field);
                    given && given->is_string() && given->get_string() == name)
                    return &element;
    return nullptr;
}

} // namespace

FileResult<std::string> withOverride(std::string_view json, std::string_view change)
{
    const auto equals = change.find('=');
    const auto path = change.substr(0, std::min(equals, change.size()));
    const auto wrong = [&](std::string message) {
        return FileError{fmt::format("--set {}", change), 0, std::string(path), std::move(message)};
    };
    if (equals == std::string_view::npos || path.empty())
        return wrong("expected PATH=VALUE, for example load.users=50");
    boost::system::error_code error;
    auto root = boost::json::parse(json, error);
    if (error)
        return wrong("the scenario is not JSON");
    auto* at = &root;
    for (std::size_t begin = 0; begin <= path.size();) {
        const auto end = std::min(path.find('.', begin), path.size());
        const auto name = path.substr(begin, end - begin);
        if (at->is_null())
            *at = boost::json::object(); // a whole section that the file left out
        at = step(*at, name);
        if (!at)
            return wrong(fmt::format("there is no \"{}\" in the scenario", path.substr(0, end)));
        begin = end + 1;
    }
    *at = valueOf(change.substr(equals + 1));
    return FileResult<std::string>(boost::system::in_place_value, boost::json::serialize(root));
}

} // namespace cachedeck::load
