#include "backend/workload/sequence.hpp"

#include "backend/workload/random.hpp"
#include "backend/workload/zipf.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

namespace cachedeck::workload {
namespace {

template<class... F>
struct Overloaded : F... {
    using F::operator()...;
};
template<class... F>
Overloaded(F...) -> Overloaded<F...>;

// A set as the sequence reads it: listed values, or a range that needs no memory.
struct Values {
    const std::vector<Value>* listed = nullptr;
    Range range;

    std::uint64_t count() const
    {
        return listed != nullptr ? listed->size()
                                 : static_cast<std::uint64_t>(range.last) - static_cast<std::uint64_t>(range.first) + 1;
    }
    void at(std::uint64_t index, Value& out) const
    {
        if (listed != nullptr)
            out = (*listed)[index];
        else
            out = static_cast<std::int64_t>(static_cast<std::uint64_t>(range.first) + index);
    }
};

// At least one key is hot.
std::uint64_t hotspotSize(const Hotspot& hotspot, std::uint64_t count)
{
    const auto hot = static_cast<std::uint64_t>(std::llround(hotspot.keys * static_cast<double>(count)));
    return std::clamp<std::uint64_t>(hot, 1, count);
}

struct Picker {
    Values values;
    std::uint64_t count = 0;
    Distribution distribution;
    ZipfSampler zipf{1, 0};

    std::uint64_t index(Random& random, std::uint64_t number) const
    {
        return std::visit(Overloaded{[&](const Uniform&) { return random.below(count); },
                                     [&](const Zipf&) { return zipf.rank(random) - 1; },
                                     [&](const Sequential&) { return number % count; },
                                     [&](const Hotspot& hotspot) {
                                         const auto hot = hotspotSize(hotspot, count);
                                         const bool inside = random.unit() < hotspot.operations;
                                         return inside || hot == count ? random.below(hot)
                                                                       : hot + random.below(count - hot);
                                     },
                                     [&](const Latest& latest) {
                                         const auto newest = (count - 1 + number / latest.every % count) % count;
                                         return (newest + count - (zipf.rank(random) - 1)) % count;
                                     }},
                          distribution);
    }
};

} // namespace

struct Sequence::Implementation {
    std::shared_ptr<const Workload> workload;
    Sets sets;
    std::uint64_t seed = 0;
    KnownVersions versions;
    std::vector<double> cumulative;           // by operation
    std::vector<std::vector<Picker>> pickers; // by operation and parameter

    Values values(const std::string& set) const
    {
        const auto& source = workload->sets.at(set);
        return std::visit(Overloaded{[](const std::vector<Value>& listed) {
                                         return Values{&listed, {}};
                                     },
                                     [](const Range& range) {
                                         return Values{nullptr, range};
                                     },
                                     [&](const SetQuery&) {
                                         return Values{&sets.at(set), {}};
                                     }},
                          source);
    }

    Picker picker(const Parameter& parameter) const
    {
        Picker picker{values(parameter.set), 0, parameter.distribution};
        picker.count = picker.values.count();
        if (picker.count == 0)
            throw std::invalid_argument("the set " + parameter.set + " is empty");
        if (const auto* zipf = std::get_if<Zipf>(&parameter.distribution))
            picker.zipf = ZipfSampler(picker.count, zipf->exponent);
        if (const auto* latest = std::get_if<Latest>(&parameter.distribution))
            picker.zipf = ZipfSampler(picker.count, latest->exponent);
        return picker;
    }
};

Sequence::Sequence(std::shared_ptr<const Workload> workload, Sets sets, std::uint64_t seed, KnownVersions versions)
{
    auto implementation = std::make_unique<Implementation>();
    implementation->workload = std::move(workload);
    implementation->sets = std::move(sets);
    implementation->seed = seed;
    implementation->versions = std::move(versions);
    double sum = 0;
    for (const auto& operation : implementation->workload->operations) {
        sum += operation.share;
        implementation->cumulative.push_back(sum);
        auto& pickers = implementation->pickers.emplace_back();
        if (operation.share <= 0)
            continue; // never asked for: its sets may not be known
        for (const auto& parameter : operation.parameters)
            pickers.push_back(implementation->picker(parameter));
    }
    m_implementation = std::move(implementation);
}

Sequence::~Sequence() = default;

std::unique_ptr<Sequence> Sequence::of(std::string_view operation) const
{
    const auto* one = m_implementation->workload->find(operation);
    if (one == nullptr)
        return nullptr;
    auto workload = std::make_shared<Workload>(*m_implementation->workload);
    workload->operations = {*one};
    workload->operations.front().share = 1;
    return std::make_unique<Sequence>(std::move(workload), m_implementation->sets, m_implementation->seed);
}

const Workload& Sequence::workload() const noexcept
{
    return *m_implementation->workload;
}

const KnownVersions& Sequence::versions() const noexcept
{
    return m_implementation->versions;
}

void Sequence::at(std::uint64_t number, Call& call) const
{
    const auto& self = *m_implementation;
    Random random(self.seed, number);
    const auto pick = random.unit() * self.cumulative.back();
    std::size_t index = 0;
    while (index + 1 < self.cumulative.size() && pick >= self.cumulative[index])
        ++index;
    const auto& operation = self.workload->operations[index];
    const auto& pickers = self.pickers[index];

    call.operation = &operation;
    call.number = number;
    call.values.resize(pickers.size());
    std::array<std::uint64_t, mostParameters> picked{};
    for (std::size_t i = 0; i < pickers.size(); ++i) {
        const auto with = operation.parameters[i].with;
        picked[i] = with ? picked[*with] % pickers[i].count : pickers[i].index(random, number);
        pickers[i].values.at(picked[i], call.values[i]);
    }
    call.key.clear();
    if (operation.kind == Kind::Read)
        operation.key.render(operation.parameters, call.values, call.key, call.versions);
}

} // namespace cachedeck::workload
