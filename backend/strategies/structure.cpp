#include "backend/strategies/structure.hpp"

#include "backend/strategies/counter.hpp"
#include "backend/strategies/places.hpp"
#include "backend/strategies/ranking.hpp"
#include "backend/strategies/recent.hpp"
#include "backend/strategies/unique.hpp"

#include <fmt/format.h>

#include <iterator>

namespace cachedeck::strategies {

const StructureCode& codeOf(workload::Structure::Kind kind)
{
    using Kind = workload::Structure::Kind;
    static const CounterCode counter;
    static const CountersCode counters;
    static const RankingCode ranking;
    static const RecentCode recent;
    static const UniqueCode unique;
    static const PlacesCode places;
    switch (kind) {
    case Kind::Ranking:
        return ranking;
    case Kind::Recent:
        return recent;
    case Kind::Unique:
        return unique;
    case Kind::Places:
        return places;
    case Kind::Counters:
        return counters;
    default:
        return counter;
    }
}

std::int64_t amountOf(const workload::Count& count, const workload::Call& write)
{
    if (!count.byParameter)
        return count.by;
    const auto* number = std::get_if<std::int64_t>(&write.values[*count.byParameter]);
    return number ? *number : 0;
}

void memberText(const workload::Value& value, std::string& text)
{
    text.clear();
    if (const auto* integer = std::get_if<std::int64_t>(&value))
        fmt::format_to(std::back_inserter(text), FMT_STRING("{}"), *integer);
    else if (const auto* string = std::get_if<std::string>(&value))
        text = *string;
}

} // namespace cachedeck::strategies
