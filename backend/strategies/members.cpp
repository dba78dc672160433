#include "backend/strategies/members.hpp"

#include <algorithm>
#include <charconv>

namespace cachedeck::strategies {
namespace {

std::int64_t numberOf(const std::string& name)
{
    std::int64_t number = 0;
    std::from_chars(name.data(), name.data() + name.size(), number);
    return number;
}

} // namespace

void sortMembers(const workload::Operation& read, Draft& draft, MemberOrder order)
{
    const bool isNumber = read.fields[read.structure.member].type == workload::FieldType::Integer;
    const auto before = [&](const Draft::Member& left, const Draft::Member& right) {
        if (left.order != right.order)
            return order == MemberOrder::Rising ? left.order < right.order : left.order > right.order;
        return isNumber ? numberOf(left.name) < numberOf(right.name) : left.name < right.name;
    };
    const auto end = draft.members.begin() + static_cast<std::ptrdiff_t>(draft.count);
    if (!std::is_sorted(draft.members.begin(), end, before))
        std::sort(draft.members.begin(), end, before);
}

} // namespace cachedeck::strategies
