#include "backend/stores/cassandra_seeding.hpp"

#include <fmt/format.h>

#include <deque>
#include <future>

namespace cachedeck::stores::cassandra {
namespace {

runtime::Task<Result<void>> askOne(Link& link, const std::string& cql, const std::vector<workload::Value>& values,
                                   runtime::Clock::time_point until, Rows& rows)
{
    Link::Call call(cql, values, until, nullptr);
    auto beginning = link.begin(call);
    const auto begun = co_await beginning;
    if (!begun)
        co_return begun.error();
    const std::vector<workload::Value> none;
    auto finishing = link.finish(call, none, rows);
    const auto finished = co_await finishing;
    co_return finished;
}

// All are sent before the first answer is looked at.
runtime::Task<Result<void>> writeEach(Link& link, const std::string& cql,
                                      const std::vector<std::vector<workload::Value>>& rows,
                                      runtime::Clock::time_point until)
{
    std::deque<Link::Call> calls;
    std::optional<Error> failure;
    for (const auto& row : rows) {
        calls.emplace_back(cql, row, until, nullptr);
        auto beginning = link.begin(calls.back());
        const auto begun = co_await beginning;
        if (begun)
            continue;
        failure = begun.error();
        calls.pop_back();
        break;
    }
    const std::vector<workload::Value> none;
    Rows ignored;
    for (auto& call : calls) {
        auto finishing = link.finish(call, none, ignored);
        const auto finished = co_await finishing;
        if (!finished && !failure)
            failure = finished.error();
    }
    if (failure)
        co_return *failure;
    co_return Result<void>();
}

} // namespace

BlockingCaller::BlockingCaller(const Target& target)
    : m_thread(std::make_unique<runtime::IoThread>("cd-cassandra")), m_link(std::make_shared<Link>(*m_thread, target))
{}

BlockingCaller::~BlockingCaller()
{
    std::promise<void> closed; // a connection ends on its thread
    m_thread->post([&] {
        m_link.reset();
        closed.set_value();
    });
    closed.get_future().wait();
}

Result<Rows> BlockingCaller::call(std::string cql, std::chrono::milliseconds deadline)
{
    Rows rows;
    const auto done = m_thread->run(m_link->query(std::move(cql), runtime::Clock::now() + deadline, rows));
    if (!done)
        return done.error();
    return rows;
}

Result<Rows> BlockingCaller::ask(const std::string& cql, const std::vector<workload::Value>& values,
                                 std::chrono::milliseconds deadline)
{
    Rows rows;
    const auto done = m_thread->run(askOne(*m_link, cql, values, runtime::Clock::now() + deadline, rows));
    if (!done)
        return done.error();
    return rows;
}

Result<std::vector<std::string>> BlockingCaller::column(std::string cql, std::chrono::milliseconds deadline)
{
    const auto rows = call(std::move(cql), deadline);
    if (!rows)
        return rows.error();
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < rows->cells.size(); i += rows->columns) {
        const auto* text = std::get_if<std::string>(&rows->cells[i]);
        texts.push_back(text == nullptr ? "" : *text);
    }
    return texts;
}

Result<void> BlockingCaller::pages(const std::string& cql, std::chrono::milliseconds deadline,
                                   const std::function<Result<void>(const Rows&)>& take)
{
    const std::vector<workload::Value> none;
    const auto call = std::make_unique<Link::Call>(cql, none, runtime::Clock::now() + deadline, nullptr);
    std::optional<Error> failure;
    std::string page;
    if (const auto begun = m_thread->run(m_link->begin(*call)); !begun)
        failure = begun.error();
    do {
        Rows rows;
        const auto taken =
            failure ? Result<void>(*failure) : m_thread->run(m_link->finishPage(*call, none, rows, page));
        if (!taken)
            failure = taken.error();
        else if (const auto used = take(rows); !used)
            failure = used.error();
    } while (!failure && !page.empty());
    std::promise<void> ended; // a call ends on its thread
    m_thread->post([&] {
        call->asked.reset();
        call->connection.reset();
        ended.set_value();
    });
    ended.get_future().wait();
    return failure ? Result<void>(*failure) : Result<void>();
}

Result<void> BlockingCaller::writeAll(const std::string& cql, const std::vector<std::vector<workload::Value>>& rows)
{
    return m_thread->run(writeEach(*m_link, cql, rows, runtime::Clock::now() + std::chrono::minutes(2)));
}

} // namespace cachedeck::stores::cassandra
