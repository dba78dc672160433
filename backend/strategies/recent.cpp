#include "backend/strategies/recent.hpp"

#include "backend/strategies/codec.hpp"
#include "backend/strategies/json_text.hpp"

#include <algorithm>
#include <charconv>

namespace cachedeck::strategies {
namespace {

// The number that a row is ordered by.
bool orderOf(const workload::Operation& operation, std::string_view row, double& order)
{
    JsonReader reader(row);
    std::string_view name, value;
    for (std::size_t i = 0; i <= operation.structure.order; ++i)
        if (!reader.take(i == 0 ? '{' : ',') || !reader.quoted(name) || !reader.take(':') || !reader.raw(value))
            return false;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    order = static_cast<double>(number);
    return error == std::errc{} && end == value.data() + value.size();
}

} // namespace

void RecentCode::ask(const workload::Call& call, std::string_view key, bool /*all*/, resp::Request& request) const
{
    request.begin(4).argument("LRANGE").argument(key).argument("0").argument(
        static_cast<std::int64_t>(call.operation->structure.keep) - 1);
}

StructureCode::Found RecentCode::read(const workload::Call& call, std::span<const resp::Reply> replies, bool /*all*/,
                                      Answer& answer) const
{
    const auto rows = replies[0].root();
    if (rows.size() == 0)
        return Found::Absent;
    auto& draft = answer.draft;
    draft.clear();
    for (const auto row : rows) {
        auto& member = draft.add();
        if (!orderOf(*call.operation, row.text(), member.order))
            return Found::Absent;
        member.row = row.text();
    }
    const auto end = draft.members.begin() + static_cast<std::ptrdiff_t>(draft.count);
    const auto newer = [](const Draft::Member& left, const Draft::Member& right) { return left.order > right.order; };
    if (!std::is_sorted(draft.members.begin(), end, newer))
        std::sort(draft.members.begin(), end, newer);
    const auto given = std::min<std::size_t>(draft.count, call.operation->structure.rows);
    answer.json = '[';
    for (std::size_t i = 0; i < given; ++i) {
        answer.json += i == 0 ? "" : ",";
        answer.json += draft.members[i].row;
    }
    answer.json += ']';
    return Found::Answer;
}

void RecentCode::fill(const workload::Call& call, std::string_view key, const Answer& answer, Commands& commands) const
{
    JsonReader reader(answer.json);
    std::string_view row;
    if (!reader.take('[') || reader.next() == ']')
        return;
    for (std::size_t i = 0; i < call.operation->structure.keep && reader.raw(row); ++i) {
        if (i % (Commands::mostWords - 2) == 0)
            commands.begin("RPUSH").word(key);
        commands.word(row);
        if (!reader.take(','))
            break;
    }
}

void RecentCode::count(const workload::Count& count, const workload::Call& write, std::string_view key,
                       Commands& commands) const
{
    stores::Rows row;
    row.columns = count.row.size();
    for (const auto parameter : count.row)
        row.cells.push_back(write.values[parameter]);
    std::string json;
    encodeJson(*count.in, row, json);
    commands.begin("LPUSH").word(key).word(std::string_view(json).substr(1, json.size() - 2)); // out of its array
    commands.begin("LTRIM").word(key).word("0").word(static_cast<std::int64_t>(count.in->structure.keep) - 1);
}

} // namespace cachedeck::strategies
