#pragma once
// A real server, the small world, and paths through both.

#include "backend/stores/sets.hpp"
#include "backend/strategies/strategy.hpp"
#include "tests/backend/stores/small_world.hpp"
#include "tests/support/redis_server.hpp"

#include <boost/json.hpp>

#include <memory>
#include <stdexcept>
#include <string>
#include <thread>

namespace cachedeck::test {

class Rig {
public:
    // `recompute`: what every read of the store costs in addition.
    explicit Rig(std::int64_t items = 120, std::chrono::milliseconds recompute = std::chrono::milliseconds(0))
        : Rig(slower(smallMovies(items), recompute))
    {}
    // Of another world: the calls below are those of movies.
    explicit Rig(workload::Workload world) : movies(std::make_shared<const workload::Workload>(std::move(world)))
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
        if (made.operation == nullptr || made.operation->parameters.size() != values.size())
            throw std::logic_error(operation); // no assertion: threads call this, and Catch2 is for one
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

    static workload::Workload slower(workload::Workload made, std::chrono::milliseconds recompute)
    {
        for (auto& operation : made.operations)
            operation.recompute = recompute;
        return made;
    }

    TemporaryFolder folder;
    RedisServer server;
    std::shared_ptr<const workload::Workload> movies;
    runtime::IoThread thread{"test"};
    std::unique_ptr<stores::Store> base;
    workload::Sets sets;
    std::unique_ptr<workload::Sequence> sequence;
};

// A path as the engine has it: its own copy of the store, its prefix, and what its users share.
class Ground {
public:
    Ground(Rig& rig, std::string_view strategyName, workload::Encoding pathEncoding = workload::Encoding::Json,
           strategies::Options pathOptions = {}, std::chrono::milliseconds pathDeadline = std::chrono::seconds(5))
        : strategy(*strategies::find(strategyName)),
          encoding(pathEncoding),
          options(pathOptions),
          deadline(pathDeadline),
          keeping(strategies::keepingOf(strategy, options, 0)),
          m_rig(rig)
    {
        static int number = 0;
        const auto name = std::string(strategyName) + "-" + std::string(workload::name(encoding));
        prefix = "cd:" + name + ":";
        auto copied = rig.base->copy(rig.folder.path().string(), name + std::to_string(++number));
        REQUIRE(copied.has_value());
        store = *std::move(copied);
        auto prepared = strategies::prepareAll(*store, *rig.movies);
        REQUIRE(prepared.has_value());
        statements = *std::move(prepared);
    }

    // What another process would share; not yet started.
    std::unique_ptr<strategies::PathShared> share()
    {
        if (strategy.share == nullptr)
            return nullptr;
        return strategy.share({*store, statements, *m_rig.movies, [this] { return m_rig.options(); }, prefix, encoding,
                               keeping, deadline, std::chrono::seconds(10), options, reads});
    }

    const strategies::StrategyEntry& strategy;
    const workload::Encoding encoding;
    const strategies::Options options;
    const std::chrono::milliseconds deadline;
    const strategies::Keeping keeping;
    std::string prefix;
    std::unique_ptr<stores::Store> store;
    strategies::Statements statements;
    strategies::ReadsInFlight reads;

private:
    Rig& m_rig;
};

// One virtual user of a path, on a thread of its own.
class User {
public:
    User(Rig& rig, Ground& ground, strategies::PathShared* shared, std::uint64_t seed = 1)
        : connection(thread, rig.options()),
          cache(connection, ground.prefix, ground.encoding, ground.deadline, ground.keeping)
    {
        auto opened = ground.store->open(thread, std::chrono::seconds(10));
        if (!opened) // no assertion, as above
            throw std::runtime_error(opened.error().text());
        m_session = *std::move(opened);
        primary = std::make_unique<strategies::Primary>(
            *m_session, *rig.movies, ground.statements,
            strategies::StoreWatch{&ground.reads, &thread, ground.options.raceDelay,
                                   ground.encoding == workload::Encoding::Structures});
        m_strategy = ground.strategy.make({cache, *primary, ground.options, shared, thread, seed});
    }
    ~User() { thread.run(close()); }

    // The calls below block; begin() does not.
    strategies::Answer read(const workload::Call& call)
    {
        strategies::Answer answer;
        const auto result = thread.run(m_strategy->read(call, answer));
        INFO((result ? std::string() : result.error().text));
        REQUIRE(result.has_value());
        return answer;
    }
    strategies::Result<void> write(const workload::Call& call) { return thread.run(m_strategy->write(call)); }
    strategies::Result<void> tryRead(const workload::Call& call, strategies::Answer& answer)
    {
        return thread.run(m_strategy->read(call, answer));
    }
    // The version that an answer about one movie carries.
    std::int64_t version(const workload::Call& call)
    {
        return boost::json::parse(read(call).json).at("version").as_int64();
    }

    runtime::IoThread thread{"test-user"};

private:
    runtime::Task<void> close()
    {
        m_strategy.reset();
        connection.close();
        m_session.reset();
        co_return;
    }

    std::unique_ptr<stores::Session> m_session;
    std::unique_ptr<strategies::Strategy> m_strategy;

public:
    redis::Connection connection;
    strategies::Cache cache;
    std::unique_ptr<strategies::Primary> primary;
};

// A path with one user.
class Path {
public:
    Path(Rig& rig, std::string_view strategyName, workload::Encoding encoding = workload::Encoding::Json,
         std::chrono::milliseconds deadline = std::chrono::seconds(5), strategies::Options options = {})
        : m_ground(rig, strategyName, encoding, options, deadline),
          shared(start(m_ground.share())),
          prefix(m_ground.prefix),
          m_user(rig, m_ground, shared.get()),
          thread(m_user.thread),
          connection(m_user.connection),
          cache(m_user.cache),
          primary(m_user.primary)
    {}

    strategies::Answer read(const workload::Call& call) { return m_user.read(call); }
    strategies::Result<void> write(const workload::Call& call) { return m_user.write(call); }
    std::int64_t version(const workload::Call& call) { return m_user.version(call); }

private:
    static std::unique_ptr<strategies::PathShared> start(std::unique_ptr<strategies::PathShared> made)
    {
        if (made)
            REQUIRE(made->start().has_value());
        return made;
    }
    Ground m_ground;

public:
    const std::unique_ptr<strategies::PathShared> shared;
    const std::string prefix;

private:
    User m_user;

public:
    runtime::IoThread& thread;
    redis::Connection& connection;
    strategies::Cache& cache;
    std::unique_ptr<strategies::Primary>& primary;
};

inline std::uint64_t figure(const strategies::PathShared& shared, std::string_view name)
{
    for (const auto& candidate : shared.figures())
        if (candidate.name == name)
            return candidate.value;
    FAIL("there is no figure " << name);
    return 0;
}

template<class Condition>
void waitUntil(const Condition& condition)
{
    for (int i = 0; i < 10'000 && !condition(); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    REQUIRE(condition());
}

} // namespace cachedeck::test
