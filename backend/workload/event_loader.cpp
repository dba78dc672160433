#include "backend/workload/event_loader.hpp"

#include "backend/workload/format.hpp"
#include "backend/workload/operation_loader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace cachedeck::workload {
namespace {

constexpr double mostPerSecond = 100'000;
constexpr std::int64_t mostInBatch = 100'000;
constexpr double longestBatch = 3600;

const Operation& operationOf(const JsonNode& node, const std::vector<Operation>& operations, Kind kind)
{
    const auto name = node.text();
    for (const auto& operation : operations)
        if (operation.name == name && operation.kind == kind)
            return operation;
    node.fail(fmt::format("there is no {} called \"{}\"", kind == Kind::Write ? "write" : "read", name));
}

DomainEvent readEvent(const JsonNode& node, const std::vector<Operation>& operations)
{
    node.expectFields(format::event);
    DomainEvent event;
    event.name = node.at("name").text();
    if (event.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-") != std::string::npos)
        node.at("name").failExpected("small letters, digits, - and _");
    const auto& write = operationOf(node.at("applies"), operations, Kind::Write);
    event.applies = write.name;
    event.perSecond = node.at("per_second").number(1e-6, mostPerSecond);
    if (const auto batch = node.find("batch"))
        event.batch = batch->integer(1, mostInBatch);
    if (const auto within = node.find("batch_seconds"))
        event.batchWithin = std::chrono::milliseconds(std::llround(within->number(0.001, longestBatch) * 1000));
    if (const auto points = node.find("points")) {
        event.points = points->text();
        if (!hasParameter(write, event.points))
            points->fail(fmt::format("the write \"{}\" has no parameter \"{}\"", write.name, event.points));
    }
    if (const auto fresh = node.find("fresh")) {
        const auto& read = operationOf(*fresh, operations, Kind::Read);
        event.fresh = read.name;
        if (!read.single || read.version.empty())
            fresh->fail("expected a read of a single thing that tells its version");
        for (const auto& parameter : read.parameters)
            if (!hasParameter(write, parameter.name))
                fresh->fail(
                    fmt::format("its parameter \"{}\" is none of the write \"{}\"", parameter.name, write.name));
    }
    return event;
}

} // namespace

std::vector<DomainEvent> readEvents(const JsonNode& node, const std::vector<Operation>& operations)
{
    std::vector<DomainEvent> events;
    for (const auto& element : node.elements()) {
        auto event = readEvent(element, operations);
        if (std::any_of(events.begin(), events.end(),
                        [&](const DomainEvent& other) { return other.name == event.name; }))
            element.at("name").fail(fmt::format("two events have the name \"{}\"", event.name));
        events.push_back(std::move(event));
    }
    return events;
}

} // namespace cachedeck::workload
