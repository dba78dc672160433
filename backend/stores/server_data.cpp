#include "backend/stores/server_data.hpp"

#include "backend/stores/checksum.hpp"
#include "backend/workload/generators/generator.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cachedeck::stores {
namespace {

using Kind = DataError::Kind;
using Phase = DataProgress::Phase;
using Clock = std::chrono::steady_clock;

struct WantedSet {
    const workload::Generator* generator = nullptr;
    std::int64_t items = 0;
    DataSet set;
};

DataResult<WantedSet> look(const Store& server, const workload::Workload& workload, std::string_view size)
{
    if (!hasServerData(server, workload))
        return DataError{Kind::NoData,
                         fmt::format("The workload \"{}\" has no data for {}.", workload.name, server.kind()), ""};
    const auto& data = *workload.data;
    WantedSet wanted;
    wanted.generator = workload::findGenerator(data.generator);
    if (wanted.generator == nullptr)
        return DataError{Kind::NoData, fmt::format("There is no data generator \"{}\".", data.generator), ""};
    const auto items = data.sizes.find(std::string(size));
    if (items == data.sizes.end())
        return DataError{Kind::NoData,
                         fmt::format("The workload \"{}\" has no data of the size \"{}\".", workload.name, size), ""};
    wanted.items = items->second;
    const auto& schema = data.schema.find(std::string(server.kind()))->second;
    auto facts = fmt::format("{}\n{}\n{}\n{}\n{}\n{}", data.generator, wanted.generator->version, data.seed,
                             wanted.items, schema.tables, schema.indexes);
    if (wanted.generator->facts != nullptr)
        facts += "\n" + wanted.generator->facts(data);
    const auto fingerprint = sha256(facts);
    auto name = fmt::format("cachedeck_{}_{}_{}", data.generator, size, fingerprint.substr(0, 8));
    std::replace_if(
        name.begin(), name.end(),
        [](char letter) { return !((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9')); }, '_');
    wanted.set = {std::move(name), schema.tables, schema.indexes};
    return wanted;
}

DataError failure(const Error& error, const std::atomic<bool>& cancel)
{
    if (cancel)
        return {Kind::Cancelled, "Making the data was cancelled.", ""};
    const auto kind = error.kind == ErrorKind::Full      ? Kind::NoSpace
                      : error.kind == ErrorKind::Refused ? Kind::Unwritable
                                                         : Kind::Failed;
    return {kind, error.store.empty() ? error.message : error.store + ": " + error.message, error.advice};
}

} // namespace

bool hasServerData(const Store& server, const workload::Workload& workload)
{
    return !server.inProcess() && workload.data && workload.data->schema.contains(std::string(server.kind()));
}

std::string usualSize(const Store& server, const workload::DataSource& data)
{
    if (!server.isStandIn() && data.sizes.contains("full"))
        return "full";
    return std::min_element(data.sizes.begin(), data.sizes.end(),
                            [](const auto& left, const auto& right) { return left.second < right.second; })
        ->first;
}

DataResult<PreparedServer> prepareServerData(Store& server, const workload::Workload& workload, std::string_view size,
                                             const WorldData::Progress& progress, const std::atomic<bool>& cancel)
{
    const auto wanted = look(server, workload, size);
    if (!wanted)
        return wanted.error();
    const auto expected = wanted->generator->expectedRows(wanted->items);
    const auto report = [&](Phase phase, std::uint64_t rows) {
        if (progress)
            progress({phase, rows, phase == Phase::Rows ? std::max(rows, expected) : 0});
    };
    report(Phase::Checking, 0);
    const auto began = Clock::now();
    PreparedServer prepared;
    prepared.name = wanted->set.name;
    prepared.items = wanted->items;
    const auto there = server.hasData(wanted->set);
    if (!there)
        return failure(there.error(), cancel);
    if (!*there) {
        if (const auto sound = checkFiles(*wanted->generator, *workload.data); !sound)
            return sound.error();
        auto seeding = server.seed(wanted->set, [&](std::uint64_t rows) {
            report(rows == 0 ? Phase::Waiting : Phase::Rows, rows);
            return !cancel;
        });
        if (!seeding)
            return failure(seeding.error(), cancel);
        if (*seeding) {
            auto& sink = **seeding;
            if (!wanted->generator->generate(*workload.data, wanted->items, sink) || sink.error())
                return failure(sink.error().value_or(Error{}), cancel);
            report(Phase::Indexes, sink.rows());
            if (const auto finished = sink.finish(); !finished)
                return failure(finished.error(), cancel);
            prepared.made = true;
            prepared.rows = sink.rows();
            prepared.took = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - began);
        }
    }
    auto store = server.withData(wanted->set);
    if (!store)
        return failure(store.error(), cancel);
    prepared.store = std::move(*store);
    return prepared;
}

} // namespace cachedeck::stores
