#include "backend/strategies/counter.hpp"

#include "backend/strategies/codec.hpp"
#include "backend/strategies/json_text.hpp"

namespace cachedeck::strategies {

void CounterCode::ask(const workload::Call& /*call*/, std::string_view key, bool /*all*/, resp::Request& request) const
{
    request.append({"GET", key});
}

StructureCode::Found CounterCode::read(const workload::Call& call, std::span<const resp::Reply> replies, bool /*all*/,
                                       Answer& answer) const
{
    const auto value = replies[0].root();
    return !value.isNull() && numberToJson(*call.operation, value.text(), answer.json) ? Found::Answer : Found::Absent;
}

void CounterCode::fill(const workload::Call& call, std::string_view key, const Answer& answer, Commands& commands) const
{
    std::string_view value;
    if (numberOfJson(*call.operation, answer.json, value))
        commands.begin("SET").word(key).word(value);
}

void CounterCode::count(const workload::Count& count, const workload::Call& write, std::string_view key,
                        Commands& commands) const
{
    commands.begin("INCRBY").word(key).word(amountOf(count, write));
}

void CountersCode::ask(const workload::Call& call, std::string_view key, bool /*all*/, resp::Request& request) const
{
    request.begin(2 + call.operation->fields.size()).argument("HMGET").argument(key);
    for (const auto& field : call.operation->fields)
        request.argument(field.name);
}

StructureCode::Found CountersCode::read(const workload::Call& call, std::span<const resp::Reply> replies, bool /*all*/,
                                        Answer& answer) const
{
    return fieldsToJson(*call.operation, replies[0].root(), answer.json) ? Found::Answer : Found::Absent;
}

void CountersCode::fill(const workload::Call& call, std::string_view key, const Answer& answer,
                        Commands& commands) const
{
    std::vector<std::pair<std::string, std::string>> fields;
    if (!jsonToHash(*call.operation, answer.json, fields))
        return;
    commands.begin("HSET").word(key);
    for (const auto& [name, value] : fields)
        commands.word(name).word(value);
}

void CountersCode::count(const workload::Count& count, const workload::Call& write, std::string_view key,
                         Commands& commands) const
{
    std::string field;
    count.field.render(write.operation->parameters, write.values, field);
    commands.begin("HINCRBY").word(key).word(field).word(amountOf(count, write));
}

} // namespace cachedeck::strategies
