#pragma once
// A real server, the small world, and paths through both.

#include "backend/stores/sets.hpp"
#include "backend/strategies/strategy.hpp"
#include "tests/backend/stores/small_world.hpp"
#include "tests/support/redis_server.hpp"

#include <boost/json.hpp>

#include <memory>
#include <string>

namespace cachedeck::test {

class Rig {
public:
    explicit Rig(std::int64_t items = 120) : movies(std::make_shared<const workload::Workload>(smallMovies(items)))
    {
        base = openOrFail(prepareQuick(*movies, folder.path()).url);
        auto loaded = stores::loadSets(*base, *movies, thread);
        REQUIRE(loaded.has_value());
        sets = *std::move(loaded);
        sequence = std::make_unique<workload::Sequence>(movies, sets, 42);
    }

    redis::ConnectionOptions options() const
    {
        redis::ConnectionOptions connection;
        connection.endpoint.address.host = "127.0.0.1";
        connection.endpoint.address.port = server.port();
        connection.failFast = true;
        connection.backoffFirst = std::chrono::milliseconds(1);
        connection.backoffMost = std::chrono::milliseconds(1);
        return connection;
    }

    workload::Call call(const std::string& operation, std::vector<workload::Value> values) const
    {
        workload::Call made;
        made.operation = movies->find(operation);
        REQUIRE(made.operation != nullptr);
        REQUIRE(made.operation->parameters.size() == values.size());
        made.values = std::move(values);
        if (made.operation->kind == workload::Kind::Read)
            made.operation->key.render(made.operation->parameters, made.values, made.key);
        return made;
    }
    workload::Call movie(std::int64_t id) const { return call("movie_by_id", {id}); }
    workload::Call top(std::int64_t count) const { return call("top_movies", {count}); }
    workload::Call rate(std::int64_t id, std::int64_t rating = 10) const
    {
        return call("rate_movie", {id, std::int64_t{1}, rating, std::int64_t{1'790'000'000}});
    }

    TemporaryFolder folder;
    RedisServer server;
    std::shared_ptr<const workload::Workload> movies;
    runtime::IoThread thread{"test"};
    std::unique_ptr<stores::Store> base;
    workload::Sets sets;
    std::unique_ptr<workload::Sequence> sequence;
};

// One virtual user of a path, with a store of its own.
class Path {
public:
    Path(Rig& rig, std::string_view strategyName, workload::Encoding encoding = workload::Encoding::Json,
         std::chrono::milliseconds deadline = std::chrono::seconds(5))
        : prefix("cd:" + std::string(strategyName) + ":" + std::string(name(encoding)) + ":"),
          m_rig(rig),
          connection(rig.thread, rig.options()),
          cache(connection, prefix, encoding, deadline)
    {
        auto copied =
            rig.base->copy(rig.folder.path().string(), std::string(strategyName) + std::string(name(encoding)));
        REQUIRE(copied.has_value());
        m_store = *std::move(copied);
        auto prepared = strategies::prepareAll(*m_store, *rig.movies);
        REQUIRE(prepared.has_value());
        m_statements = *std::move(prepared);
        auto opened = m_store->open(rig.thread, std::chrono::seconds(10));
        INFO((opened ? std::string() : opened.error().text()));
        REQUIRE(opened.has_value());
        m_session = *std::move(opened);
        primary = std::make_unique<strategies::Primary>(*m_session, *rig.movies, m_statements);
        const auto* entry = strategies::find(strategyName);
        REQUIRE(entry != nullptr);
        m_strategy = entry->make(cache, *primary);
    }
    ~Path() { connectionCloses(); }

    strategies::Answer read(const workload::Call& call)
    {
        strategies::Answer answer;
        const auto result = m_rig.thread.run(m_strategy->read(call, answer));
        INFO((result ? std::string() : result.error().text));
        REQUIRE(result.has_value());
        return answer;
    }
    strategies::Result<void> write(const workload::Call& call) { return m_rig.thread.run(m_strategy->write(call)); }
    // The version that an answer about one movie carries.
    std::int64_t version(const workload::Call& call)
    {
        return boost::json::parse(read(call).json).at("version").as_int64();
    }

    const std::string prefix;

private:
    runtime::Task<void> close()
    {
        connection.close();
        co_return;
    }
    void connectionCloses() { m_rig.thread.run(close()); }

    Rig& m_rig;
    std::unique_ptr<stores::Store> m_store;
    strategies::Statements m_statements;
    std::unique_ptr<stores::Session> m_session;
    std::unique_ptr<strategies::Strategy> m_strategy;

public:
    redis::Connection connection;
    strategies::Cache cache;
    std::unique_ptr<strategies::Primary> primary;
};

} // namespace cachedeck::test
