#pragma once
// A user's client of MongoDB. Private to the room.

#include "backend/stores/mongodb_command.hpp"
#include "backend/stores/reconnection.hpp"

namespace cachedeck::stores::mongodb {

struct Registered {
    std::string text;
    std::vector<std::string> parameters;
};

class MongodbSession final : public Session {
public:
    static Result<std::unique_ptr<Session>> open(const Target& target, const std::vector<Registered>& statements,
                                                 runtime::IoThread& thread, std::chrono::milliseconds deadline);

    runtime::Task<Result<void>> read(StatementId statement, const std::vector<workload::Value>& values,
                                     Rows& rows) override;
    runtime::Task<Result<std::int64_t>> write(StatementId statement,
                                              const std::vector<workload::Value>& values) override;

private:
    MongodbSession(Target target, runtime::IoThread& thread, std::chrono::milliseconds deadline)
        : m_target(std::move(target)), m_deadline(deadline), m_reconnection(thread)
    {}
    Result<void> ask(StatementId statement, const std::vector<workload::Value>& values, Rows& rows);
    Result<std::int64_t> changeEach(const Query& query, const std::vector<workload::Value>& values,
                                    const bson_t* options);
    Result<std::int64_t> changeAll(StatementId statement, const std::vector<workload::Value>& values);
    Result<void> ask(const Command& command, const std::vector<std::string>& names,
                     const std::vector<workload::Value>& values, Rows& rows);
    Result<std::int64_t> change(const Command& command, const std::vector<std::string>& names,
                                const std::vector<workload::Value>& values, const bson_t* options);
    void note(const Result<void>& answered); // for reconnecting
    Error late(Error error) const;

    Target m_target;
    std::chrono::milliseconds m_deadline;
    Reconnection m_reconnection;
    std::unique_ptr<Client> m_client;
    std::vector<Query> m_queries; // by StatementId
};

} // namespace cachedeck::stores::mongodb
