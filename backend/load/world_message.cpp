#include "backend/load/world_message.hpp"

#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace cachedeck::load {
namespace {

std::string jsonOf(const workload::Value& value)
{
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return fmt::format("{}", *number);
    if (const auto* real = std::get_if<double>(&value))
        return fmt::format("{:.17g}", *real);
    if (const auto* text = std::get_if<std::string>(&value))
        return events::quoted(*text);
    return "null";
}

std::optional<workload::Value> valueOf(const boost::json::value& json)
{
    if (json.is_int64())
        return json.get_int64();
    if (json.is_double())
        return json.get_double();
    if (json.is_string())
        return std::string(json.get_string());
    return std::nullopt;
}

const workload::DomainEvent* eventOf(const events::Event& event, const workload::Workload& workload)
{
    const auto start = fmt::format("{}{}.", events::typePrefix, workload.name);
    for (const auto& one : workload.events)
        if (event.type.starts_with(start) && event.type.substr(start.size()) == one.name)
            return &one;
    return nullptr;
}

} // namespace

std::string worldSource(std::string_view runName, std::string_view world)
{
    return fmt::format("/cachedeck/runs/{}/worlds/{}", runName, world);
}

events::Event worldEvent(const workload::DomainEvent& event, const workload::Call& call, std::int64_t points,
                         std::string_view runName, std::string_view world)
{
    std::string values;
    for (std::size_t i = 0; i < call.values.size(); ++i) {
        const auto& name = call.operation->parameters[i].name;
        values += fmt::format("{}{}:{}", i > 0 ? "," : "", events::quoted(name),
                              name == event.points ? fmt::format("{}", points) : jsonOf(call.values[i]));
    }
    events::Event made;
    made.id = fmt::format("{}-{}", event.name, call.number);
    made.source = worldSource(runName, world);
    made.type = fmt::format("{}{}.{}", events::typePrefix, world, event.name);
    made.time = std::chrono::system_clock::now();
    made.data = fmt::format(R"({{"number":{},"points":{},"values":{{{}}}}})", call.number, points, values);
    return made;
}

std::optional<WorldMessage> readWorldMessage(const events::Event& event, const workload::Workload& workload)
{
    WorldMessage message;
    message.event = eventOf(event, workload);
    if (message.event == nullptr)
        return std::nullopt;
    boost::system::error_code error;
    const auto data = boost::json::parse(event.data, error);
    const auto* object = error ? nullptr : data.if_object();
    const auto* values = object != nullptr && object->contains("values") ? object->at("values").if_object() : nullptr;
    const auto* number = object != nullptr ? object->if_contains("number") : nullptr;
    if (values == nullptr || number == nullptr || !number->is_int64())
        return std::nullopt;
    message.write.operation = workload.find(message.event->applies);
    message.write.number = static_cast<std::uint64_t>(number->get_int64());
    for (const auto& parameter : message.write.operation->parameters) {
        const auto* json = values->if_contains(parameter.name);
        auto value = json != nullptr ? valueOf(*json) : std::nullopt;
        if (!value)
            return std::nullopt;
        message.write.values.push_back(std::move(*value));
    }
    return message;
}

std::optional<workload::Call> freshRead(const WorldMessage& message, const workload::Workload& workload)
{
    if (message.event->fresh.empty())
        return std::nullopt;
    workload::Call read;
    read.operation = workload.find(message.event->fresh);
    read.number = message.write.number;
    const auto& given = message.write.operation->parameters;
    for (const auto& parameter : read.operation->parameters) {
        const auto place = std::find_if(given.begin(), given.end(),
                                        [&](const workload::Parameter& one) { return one.name == parameter.name; });
        read.values.push_back(message.write.values[static_cast<std::size_t>(place - given.begin())]);
    }
    read.operation->key.render(read.operation->parameters, read.values, read.key);
    return read;
}

} // namespace cachedeck::load
