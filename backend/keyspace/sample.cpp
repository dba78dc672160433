#include "backend/keyspace/sample.hpp"

#include <algorithm>
#include <random>
#include <unordered_set>

namespace cachedeck::keyspace {

using redis::Error;
using redis::ErrorKind;
using redis::Result;
using runtime::Task;

std::uint64_t KeyspaceSample::project(std::uint64_t count) const noexcept
{
    if (isAll() || sampled + gone == 0)
        return count;
    return static_cast<std::uint64_t>(
        static_cast<double>(count) / static_cast<double>(sampled + gone) * static_cast<double>(total) + 0.5);
}

namespace {

// Different rows at random, in order, so that a removed or repeated one is never asked for.
std::vector<KeySnapshot::Row> chooseRows(const KeySnapshot& keys, const SampleOptions& options)
{
    std::vector<KeySnapshot::Row> rows;
    if (options.keys == 0 || options.keys >= keys.present()) {
        for (KeySnapshot::Row row = 0; row < keys.size(); ++row)
            if (!keys.isRemoved(row))
                rows.push_back(row);
        return rows;
    }
    std::mt19937_64 random(options.seed);
    std::unordered_set<KeySnapshot::Row> chosen;
    // Bounded: in a list of which nearly all were removed, a smaller sample is taken.
    for (std::size_t attempt = 0; attempt < options.keys * 50 && chosen.size() < options.keys; ++attempt)
        if (const auto row = static_cast<KeySnapshot::Row>(random() % keys.size()); !keys.isRemoved(row))
            chosen.insert(row);
    rows.assign(chosen.begin(), chosen.end());
    std::sort(rows.begin(), rows.end());
    return rows;
}

void countTtl(const KeyMetadata& value, TtlDistribution& ttl)
{
    if (!value.ttl) {
        ttl.never += value.persistent ? 1 : 0;
        return;
    }
    using namespace std::chrono;
    auto& place = *value.ttl <= minutes(1)    ? ttl.minute
                  : *value.ttl <= minutes(10) ? ttl.tenMinutes
                  : *value.ttl <= hours(1)    ? ttl.hour
                  : *value.ttl <= hours(24)   ? ttl.day
                                              : ttl.more;
    ++place;
}

void count(const MetadataBatch& batch, KeyspaceSample& sample)
{
    for (std::size_t index = 0; index < batch.values.size(); ++index) {
        const auto& value = batch.values[index];
        if (!value.exists) {
            ++sample.gone;
            continue;
        }
        ++sample.sampled;
        if (value.type != KeyType::None)
            ++sample.types[std::string(typeName(value.type))];
        countTtl(value, sample.ttl);
        if (value.memory) {
            sample.memory += *value.memory;
            ++sample.memoryKeys;
            const auto& key = batch.keys[index];
            const auto colon = key.find(':');
            sample.memoryByNamespace[colon == std::string::npos ? std::string{} : key.substr(0, colon)] +=
                *value.memory;
        }
    }
    sample.refused = batch.refused;
}

Task<void> answer(redis::Client& client, KeySnapshot keys, SampleOptions options,
                  std::function<void(Result<KeyspaceSample>)> handler)
{
    auto sampling = sampleKeyspace(client.connection(), std::move(keys), options, nullptr);
    auto sample = co_await sampling;
    handler(std::move(sample));
}

} // namespace

Task<Result<KeyspaceSample>> sampleKeyspace(redis::Connection& connection, KeySnapshot keys, SampleOptions options,
                                            std::shared_ptr<ScanControl> control)
{
    KeyspaceSample sample;
    sample.total = keys.present();
    const auto rows = chooseRows(keys, options);
    MetadataOptions wanted;
    wanted.memory = options.memory;
    wanted.encoding = false;
    wanted.idle = false;
    wanted.deadline = options.deadline;
    MetadataReader reader;
    const auto size = std::max<std::size_t>(options.batch, 1);
    for (std::size_t begin = 0; begin < rows.size(); begin += size) {
        if (control && control->cancelled)
            co_return Error{ErrorKind::Cancelled, "TYPE", "", "cancelled.", ""};
        std::vector<std::string> names;
        for (auto index = begin; index < std::min(rows.size(), begin + size); ++index)
            names.emplace_back(keys[rows[index]]);
        auto fetching = reader.fetch(connection, std::move(names), wanted);
        const auto batch = co_await fetching;
        if (!batch.has_value())
            co_return batch.error();
        count(*batch, sample);
    }
    co_return sample;
}

void sampleKeyspace(redis::Client& client, KeySnapshot keys, SampleOptions options,
                    std::function<void(Result<KeyspaceSample>)> handler)
{
    client.thread().spawn(answer(client, std::move(keys), options, std::move(handler)));
}

} // namespace cachedeck::keyspace
