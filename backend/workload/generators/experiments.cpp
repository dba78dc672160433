#include "backend/workload/generators/experiments.hpp"

#include "backend/workload/generators/words.hpp"
#include "backend/workload/random.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

namespace cachedeck::workload::experiments {
namespace {

enum class Stream : std::uint64_t { Runs, Metrics, Names };

constexpr std::int64_t runsOfExperiment = 50;
constexpr std::int64_t experimentsOfProject = 6;
constexpr std::int64_t leastSteps = 60, mostSteps = 140;
constexpr std::int64_t secondsOfStep = 45;
constexpr std::int64_t dataBegin = 1'735'689'600; // 2025-01-01
constexpr std::int64_t dataSpan = 364 * 86'400;
constexpr std::int64_t million = 1'000'000; // values are made in millionths, so that every machine makes the same

constexpr std::array<std::string_view, 6> datasets{"street-signs", "leaf-diseases", "hand-writing",
                                                   "bird-calls",   "x-rays",        "satellite-tiles"};
constexpr std::array<std::int64_t, 5> learningRates{100, 300, 1'000, 3'000, 10'000};
constexpr std::array<std::int64_t, 4> batchSizes{16, 32, 64, 128};

double fromMillionths(std::int64_t value)
{
    return static_cast<double>(value) / static_cast<double>(million);
}

struct Run {
    std::int64_t id = 0, experiment = 0, steps = 0, learningRate = 0, batchSize = 0, startedAt = 0;
    std::int64_t quality = 0; // the accuracy that it converges to, in millionths
    bool completed = true;
};

class Maker {
public:
    Maker(std::uint64_t seed, std::int64_t items, RowSink& sink)
        : m_seed(seed), m_runs(items), m_experiments((items + runsOfExperiment - 1) / runsOfExperiment), m_sink(sink)
    {}

    bool all() { return metrics() && runs() && experiments() && projects(); }

private:
    Random stream(Stream kind, std::int64_t index) const
    {
        return {m_seed, (static_cast<std::uint64_t>(kind) << 48u) | static_cast<std::uint64_t>(index)};
    }

    Run run(std::int64_t id) const
    {
        auto random = stream(Stream::Runs, id);
        Run made;
        made.id = id;
        made.experiment = (id - 1) / runsOfExperiment + 1;
        made.steps = random.between(leastSteps, mostSteps);
        made.learningRate = learningRates[random.below(learningRates.size())];
        made.batchSize = batchSizes[random.below(batchSizes.size())];
        made.startedAt = dataBegin + static_cast<std::int64_t>(random.below(dataSpan));
        // Learning rates in the middle learn best.
        const auto rateOff = made.learningRate == 1'000                               ? 0
                             : made.learningRate == 300 || made.learningRate == 3'000 ? 1
                                                                                      : 3;
        made.quality = 930'000 - rateOff * 40'000 + random.between(-25'000, 25'000);
        made.completed = random.below(20) != 0;
        return made;
    }

    bool metrics()
    {
        m_sink.table("metrics", 4);
        for (std::int64_t id = 1; id <= m_runs; ++id) {
            const auto made = run(id);
            auto random = stream(Stream::Metrics, id);
            const auto steps = made.completed ? made.steps : made.steps / 2;
            for (std::int64_t step = 1; step <= steps; ++step) {
                const auto missing = (made.quality - 100'000) * 12 / (12 + step); // towards `quality` as 1/step
                const auto accuracy =
                    std::clamp<std::int64_t>(made.quality - missing + random.between(-4'000, 4'000), 0, million);
                const auto loss = (million - accuracy) * 23 / 10 + random.between(0, 6'000);
                const std::array<Value, 4> cells{id, step, fromMillionths(loss), fromMillionths(accuracy)};
                if (!m_sink.row(cells))
                    return false;
            }
        }
        return true;
    }

    bool runs()
    {
        m_sink.table("runs", 8);
        for (std::int64_t id = 1; id <= m_runs; ++id) {
            const auto made = run(id);
            const std::array<Value, 8> cells{id,
                                             made.experiment,
                                             fmt::format("run-{:05}", id),
                                             std::string(made.completed ? "completed" : "running"),
                                             fromMillionths(made.learningRate),
                                             made.batchSize,
                                             made.startedAt,
                                             made.completed ? Value(made.startedAt + made.steps * secondsOfStep)
                                                            : Value()};
            if (!m_sink.row(cells))
                return false;
        }
        return true;
    }

    // Two words that tell a thing from another; its number makes it unique.
    std::string name(std::int64_t index) const
    {
        auto random = stream(Stream::Names, index);
        const auto any = [&](words::List list) { return list[random.below(list.size())]; };
        auto text = fmt::format("{}-{}", any(words::adjectives()), any(words::nouns()));
        for (auto& letter : text)
            letter = letter == ' ' ? '-' : static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter | 0x20 : letter);
        return text;
    }

    bool experiments()
    {
        m_sink.table("experiments", 5);
        for (std::int64_t id = 1; id <= m_experiments; ++id) {
            const std::array<Value, 5> cells{
                id, (id - 1) / experimentsOfProject + 1, fmt::format("{}-{}", name(id), id),
                std::string(datasets[static_cast<std::size_t>(id) % datasets.size()]), std::int64_t{1}};
            if (!m_sink.row(cells))
                return false;
        }
        return true;
    }

    bool projects()
    {
        m_sink.table("projects", 2);
        const auto count = (m_experiments + experimentsOfProject - 1) / experimentsOfProject;
        for (std::int64_t id = 1; id <= count; ++id) {
            const std::array<Value, 2> cells{id, fmt::format("project-{}-{}", name((std::int64_t{1} << 40u) + id), id)};
            if (!m_sink.row(cells))
                return false;
        }
        return true;
    }

    std::uint64_t m_seed;
    std::int64_t m_runs, m_experiments;
    RowSink& m_sink;
};

} // namespace

std::uint64_t expectedRows(std::int64_t items)
{
    // A twentieth of the runs has come half-way.
    const auto metrics = items * (leastSteps + mostSteps) / 2 * 39 / 40;
    const auto experiments = (items + runsOfExperiment - 1) / runsOfExperiment;
    return static_cast<std::uint64_t>(metrics + items + experiments + experiments / experimentsOfProject + 1);
}

std::uint64_t bytesPerRow(const DataSource& /*the same for all*/)
{
    return 40;
}

bool generate(const DataSource& data, std::int64_t items, RowSink& sink)
{
    return Maker(data.seed, items, sink).all();
}

} // namespace cachedeck::workload::experiments
