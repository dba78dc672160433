#include "backend/strategies/unique.hpp"

#include "backend/strategies/json_text.hpp"

#include <fmt/format.h>

namespace cachedeck::strategies {

void UniqueCode::ask(const workload::Call& /*call*/, std::string_view key, bool /*all*/, resp::Request& request) const
{
    request.append({"EXISTS", key});
    request.append({"PFCOUNT", key});
}

StructureCode::Found UniqueCode::read(const workload::Call& call, std::span<const resp::Reply> replies, bool /*all*/,
                                      Answer& answer) const
{
    const auto count = replies[1].root().integer();
    if (replies[0].root().integer() != 1 || !count)
        return Found::Absent;
    return numberToJson(*call.operation, fmt::format_int(*count).c_str(), answer.json) ? Found::Answer : Found::Absent;
}

void UniqueCode::fill(const workload::Call& /*call*/, std::string_view key, const Answer& answer,
                      Commands& commands) const
{
    const auto& rows = answer.draft.filling;
    std::string member;
    for (std::size_t row = 0; row < rows.count(); ++row) {
        if (row % (Commands::mostWords - 2) == 0)
            commands.begin("PFADD").word(key);
        memberText(rows.cells[row * rows.columns], member);
        commands.word(member);
    }
}

void UniqueCode::count(const workload::Count& count, const workload::Call& write, std::string_view key,
                       Commands& commands) const
{
    std::string member;
    memberText(write.values[count.member], member);
    commands.begin("PFADD").word(key).word(member);
}

} // namespace cachedeck::strategies
