#include "backend/strategies/ranking.hpp"

#include "backend/strategies/json_text.hpp"
#include "backend/strategies/members.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace cachedeck::strategies {
namespace {

constexpr std::int64_t equalsBeyond = 8; // so many more are asked for, in case of equal scores

// How many rows are asked for; empty: all.
std::optional<std::int64_t> lengthOf(const workload::Call& call)
{
    const auto length = call.operation->structure.length;
    const auto* number = length ? std::get_if<std::int64_t>(&call.values[*length]) : nullptr;
    return number ? std::optional(std::max<std::int64_t>(0, *number)) : std::nullopt;
}

// The n-th score, from 0.
void addScore(Commands& commands, std::string_view key, std::size_t n, std::string_view score, std::string_view member)
{
    if (n % (Commands::mostWords / 2 - 1) == 0)
        commands.begin("ZADD").word(key);
    commands.word(score).word(member);
}

// The text of a number cell.
std::string numberText(const workload::Value& value)
{
    std::string text;
    if (const auto* real = std::get_if<double>(&value))
        fmt::format_to(std::back_inserter(text), FMT_STRING("{}"), *real);
    else
        memberText(value, text);
    return text;
}

} // namespace

void RankingCode::ask(const workload::Call& call, std::string_view key, bool all, resp::Request& request) const
{
    const auto length = lengthOf(call);
    request.begin(5).argument("ZREVRANGE").argument(key).argument("0");
    request.argument(all || !length ? std::int64_t{-1} : *length + equalsBeyond - 1).argument("WITHSCORES");
}

StructureCode::Found RankingCode::read(const workload::Call& call, std::span<const resp::Reply> replies, bool all,
                                       Answer& answer) const
{
    const auto& read = *call.operation;
    auto& draft = answer.draft;
    draft.clear();
    // RESP3: [ [ member, score ] … ]; RESP2: [ member, score … ]
    std::string_view name;
    std::size_t place = 0;
    for (const auto element : replies[0].root()) {
        if (element.isAggregate()) {
            auto& member = draft.add();
            member.name = element[0].text();
            member.order = element[1].real().value_or(0);
        } else if (place++ % 2 == 0) {
            name = element.text();
        } else {
            auto& member = draft.add();
            member.name = name;
            member.order = element.real().value_or(0);
        }
    }
    if (draft.count == 0)
        return Found::Absent;
    const auto length = lengthOf(call);
    if (!length)
        return sortMembers(read, draft, MemberOrder::Falling), Found::Members;
    const auto wanted = static_cast<std::size_t>(*length);
    if (draft.count < wanted && read.structure.fill.empty())
        return Found::Absent; // it was filled by somebody who asked for fewer
    const bool cut = !all && draft.count == wanted + equalsBeyond;
    if (cut && wanted > 0 && draft.members[draft.count - 1].order == draft.members[wanted - 1].order)
        return Found::AskAll;
    sortMembers(read, draft, MemberOrder::Falling);
    draft.count = std::min(draft.count, wanted);
    return Found::Members;
}

void RankingCode::fill(const workload::Call& call, std::string_view key, const Answer& answer, Commands& commands) const
{
    const auto& read = *call.operation;
    const auto& rows = answer.draft.filling;
    std::string member;
    for (std::size_t row = 0; row < rows.count(); ++row) {
        memberText(rows.cells[row * rows.columns], member);
        addScore(commands, key, row, numberText(rows.cells[row * rows.columns + 1]), member);
    }
    if (!read.structure.fill.empty())
        return;
    JsonReader reader(answer.json);
    std::vector<std::string_view> values;
    const bool isText = read.fields[read.structure.member].type == workload::FieldType::Text;
    if (!reader.take('['))
        return;
    for (std::size_t n = 0; reader.next() == '{' && reader.row(read.fields, values); ++n) {
        JsonReader text(values[read.structure.member]);
        if (isText && !text.string(member))
            return;
        addScore(commands, key, n, values[read.structure.order],
                 isText ? std::string_view(member) : values[read.structure.member]);
        reader.take(',');
    }
}

void RankingCode::count(const workload::Count& count, const workload::Call& write, std::string_view key,
                        Commands& commands) const
{
    std::string member;
    memberText(write.values[count.member], member);
    commands.begin("ZINCRBY").word(key).word(amountOf(count, write)).word(member);
}

} // namespace cachedeck::strategies
