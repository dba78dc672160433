#pragma once
// A world's data in a ClickHouse database of its own, written in large INSERTs. It is written under a name of its own
// and its tables are moved when they are whole. Private to the room.

#include "backend/stores/clickhouse_session.hpp"

namespace cachedeck::stores::clickhouse {

// Calls of the store itself: on a thread of their own, blocking the caller, who must not be on an IoThread.
class BlockingCaller {
public:
    explicit BlockingCaller(const Target& target) : m_target(target), m_caller(m_thread, m_target) {}
    Result<std::string> call(std::string sql, std::chrono::milliseconds deadline = std::chrono::minutes(10))
    {
        return m_thread.run(m_caller.call(std::move(sql), "", deadline));
    }
    // The one column of the answer.
    Result<std::vector<std::string>> column(const std::string& sql);

private:
    Target m_target;
    runtime::IoThread m_thread{"cd-clickhouse"};
    Caller m_caller;
};

std::string quotedName(std::string_view name); // `movies`
std::string quotedText(std::string_view text); // 'movies'

Result<bool> isSeeded(const Target& target, const DataSet& data);
Result<std::unique_ptr<Seeding>> seed(const Target& target, const DataSet& data,
                                      std::function<bool(std::uint64_t)> proceed);

} // namespace cachedeck::stores::clickhouse
