#include "backend/workload/generators/predictions.hpp"

#include "backend/workload/functions/deliveries.hpp"
#include "backend/workload/random.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace cachedeck::workload::predictions {
namespace {

enum class Stream : std::uint64_t { Orders, Requests, Noise };

constexpr std::array<std::string_view, 8> cities{"Brasov", "Cluj",   "Constanta", "Craiova",
                                                 "Iasi",   "Oradea", "Sibiu",     "Timisoara"};
constexpr auto models = static_cast<std::int64_t>(cities.size());
constexpr std::int64_t trainedAt = 1'767'225'600; // 2026-01-01
constexpr std::size_t featureCount = deliveries::features.size();

// In tenths, as whole numbers: every machine makes the same.
using Vector = std::array<std::int64_t, featureCount>;

Vector vectorOf(Random& random)
{
    const auto few = [&](std::int64_t most) { // small numbers are the commonest
        return static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(most)) * random.below(1000) / 1000);
    };
    const auto hour = random.below(3) == 0 ? random.between(12, 14) : random.between(10, 22);
    const auto rain = random.below(4) == 0 ? random.between(1, 80) : 0;
    const bool rush = hour >= 17 && hour <= 19;
    return {5 + few(115),                                   // distance, km
            10 * (1 + few(11)),                             // items
            10 * hour,                                      //
            10 * random.between(0, 6),                      // weekday
            rain,                                           // mm an hour
            10 * random.between(-8, 34),                    // °C
            10 * (few(25) + (rush ? 5 : 0)),                // open orders
            10 * random.between(0, 20),                     // couriers
            10 * (random.between(0, 40) + (rush ? 45 : 0)), // traffic, percent of a jam
            10 * few(10)};                                  // floor
}

// Tenths of minutes: the kitchen, then the way, with what stands in it.
std::int64_t minutesOf(const Vector& vector, std::int64_t model, Random& noise)
{
    const auto distance = vector[0], items = vector[1] / 10, hour = vector[2] / 10, weekday = vector[3] / 10,
               rain = vector[4], degrees = vector[5] / 10, open = vector[6] / 10, couriers = vector[7] / 10,
               traffic = vector[8] / 10, floor = vector[9] / 10;
    const auto kitchen = 70 + items * 9 + open * open / 2 + open * 4;
    const auto speed = 22 + model; // tenths of minutes for a kilometre's tenth, of a free street
    auto way = distance * speed / 10 * (100 + traffic * (rain > 20 ? 2 : 1)) / 100;
    if (degrees < 0)
        way += way / 5;
    if (weekday >= 5 && hour >= 18)
        way += 25;
    const auto waiting = couriers * 2 < open ? (open - couriers * 2) * 14 : 0;
    return std::max<std::int64_t>(60, kitchen + way + waiting + floor * 4 + noise.between(-25, 25) +
                                          noise.between(-25, 25));
}

std::string jsonOf(const Vector& vector)
{
    std::string json = "[";
    for (const auto value : vector) {
        json += json.size() > 1 ? "," : "";
        json += value < 0 ? "-" : "";
        const auto size = value < 0 ? -value : value;
        json += size % 10 == 0 ? fmt::format("{}", size / 10) : fmt::format("{}.{}", size / 10, size % 10);
    }
    return json + "]";
}

class Maker {
public:
    Maker(std::uint64_t seed, std::int64_t items, RowSink& sink) : m_seed(seed), m_orders(items), m_sink(sink) {}

    bool all() { return orders() && requests() && train() && trainedModels() && knownModels(); }

private:
    Random stream(Stream kind, std::int64_t index) const
    {
        return {m_seed, (static_cast<std::uint64_t>(kind) << 48u) | static_cast<std::uint64_t>(index)};
    }

    bool orders()
    {
        m_samples.resize(cities.size());
        m_sink.table("orders", featureCount + 3);
        for (std::int64_t id = 1; id <= m_orders; ++id) {
            const auto model = (id - 1) % models + 1;
            auto random = stream(Stream::Orders, id);
            auto noise = stream(Stream::Noise, id);
            const auto vector = vectorOf(random);
            const auto minutes = static_cast<double>(minutesOf(vector, model, noise)) / 10;
            std::vector<Value> cells{id, model};
            auto& samples = m_samples[static_cast<std::size_t>(model - 1)];
            samples.features = featureCount;
            for (const auto value : vector) {
                samples.values.push_back(static_cast<double>(value) / 10);
                cells.emplace_back(samples.values.back());
            }
            samples.targets.push_back(minutes);
            cells.emplace_back(minutes);
            if (!m_sink.row(cells))
                return false;
        }
        return true;
    }

    bool requests()
    {
        m_sink.table("requests", 2);
        for (std::int64_t id = 1; id <= std::max<std::int64_t>(1, m_orders / 4); ++id) {
            auto random = stream(Stream::Requests, id);
            const std::array<Value, 2> cells{id, jsonOf(vectorOf(random))};
            if (!m_sink.row(cells))
                return false;
        }
        return true;
    }

    bool train()
    {
        for (const auto& samples : m_samples) {
            auto model = BoostedTrees::train(samples, deliveries::training());
            if (!model) // fewer orders than models
                model = BoostedTrees::train(m_samples.front(), deliveries::training());
            m_bodies.push_back(model->text());
            m_errors.push_back(std::floor(model->error(samples) * 1000 + 0.5) / 1000);
        }
        return true;
    }

    bool trainedModels()
    {
        m_sink.table("trained", 3);
        for (std::int64_t model = 1; model <= models; ++model) {
            const std::array<Value, 3> cells{model, std::int64_t{1}, m_bodies[static_cast<std::size_t>(model - 1)]};
            if (!m_sink.row(cells))
                return false;
        }
        return true;
    }

    bool knownModels()
    {
        m_sink.table("models", 6);
        for (std::int64_t model = 1; model <= models; ++model) {
            const auto index = static_cast<std::size_t>(model - 1);
            const std::array<Value, 6> cells{model,           std::string(cities[index]),
                                             std::int64_t{1}, std::int64_t{deliveries::training().trees},
                                             m_errors[index], trainedAt};
            if (!m_sink.row(cells))
                return false;
        }
        return true;
    }

    std::uint64_t m_seed;
    std::int64_t m_orders;
    RowSink& m_sink;
    std::vector<Samples> m_samples; // by model
    std::vector<std::string> m_bodies;
    std::vector<double> m_errors;
};

} // namespace

std::uint64_t expectedRows(std::int64_t items)
{
    return static_cast<std::uint64_t>(items + items / 4 + 2 * models);
}

std::uint64_t bytesPerRow(const DataSource& /*the same for all*/)
{
    return 400; // the few rows of trained models are large
}

bool generate(const DataSource& data, std::int64_t items, RowSink& sink)
{
    return Maker(data.seed, items, sink).all();
}

} // namespace cachedeck::workload::predictions
