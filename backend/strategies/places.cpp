#include "backend/strategies/places.hpp"

#include "backend/strategies/members.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cachedeck::strategies {
namespace {

constexpr std::int64_t candidatesBeyond = 8;            // so many more candidates are asked for
constexpr double wider = 1.001, gridKilometres = 0.002; // and in so much wider a circle
constexpr std::int64_t most = 1'000;                    // AskAll

// A number's digits, without a string of their own.
class Digits {
public:
    explicit Digits(double number) { write(number); }
    explicit Digits(const workload::Value& value)
    {
        if (const auto* real = std::get_if<double>(&value))
            write(*real);
        else if (const auto* integer = std::get_if<std::int64_t>(&value))
            write(*integer);
        else
            write(0);
    }
    std::string_view text() const { return {m_text, m_size}; }

private:
    template<class Number>
    void write(Number number)
    {
        m_size = fmt::format_to_n(m_text, sizeof m_text, "{}", number).size;
    }
    char m_text[40];
    std::size_t m_size = 0;
};

} // namespace

void PlacesCode::ask(const workload::Call& call, std::string_view key, bool all, resp::Request& request) const
{
    const auto& structure = call.operation->structure;
    request.append({"EXISTS", key});
    request.begin(11).argument("GEOSEARCH").argument(key).argument("FROMLONLAT");
    request.argument(Digits(call.values[structure.point[1]]).text());
    request.argument(Digits(call.values[structure.point[0]]).text());
    request.argument("BYRADIUS").argument(Digits(structure.radius * wider + gridKilometres).text());
    request.argument("km");
    request.argument("ASC").argument("COUNT");
    request.argument(all ? most : static_cast<std::int64_t>(structure.rows) + candidatesBeyond);
}

StructureCode::Found PlacesCode::read(const workload::Call& /*call*/, std::span<const resp::Reply> replies,
                                      bool /*all*/, Answer& answer) const
{
    if (replies[0].root().integer() != 1)
        return Found::Absent;
    auto& draft = answer.draft;
    draft.clear();
    for (const auto name : replies[1].root())
        draft.add().name = name.text();
    return Found::Members;
}

void PlacesCode::finish(const workload::Call& call, Draft& draft) const
{
    const auto& structure = call.operation->structure;
    sortMembers(*call.operation, draft, MemberOrder::Rising);
    draft.given = std::min<std::size_t>(draft.count, structure.rows);
    while (draft.given > 0 && draft.members[draft.given - 1].order > structure.radius)
        --draft.given;
}

void PlacesCode::fill(const workload::Call& /*call*/, std::string_view key, const Answer& answer,
                      Commands& commands) const
{
    const auto& rows = answer.draft.filling;
    std::string member;
    for (std::size_t row = 0; row < rows.count(); ++row) {
        const auto* cells = &rows.cells[row * rows.columns];
        if (row % (Commands::mostWords / 3 - 1) == 0)
            commands.begin("GEOADD").word(key);
        memberText(cells[0], member);
        commands.word(Digits(cells[2]).text()).word(Digits(cells[1]).text()).word(member);
    }
}

} // namespace cachedeck::strategies
