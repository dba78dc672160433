#include "backend/load/truth.hpp"
#include "tests/support/catch.hpp"

using namespace cachedeck;
using namespace cachedeck::load;
using namespace std::chrono_literals;
using Kind = Finding::Kind;

namespace {

workload::Operation item()
{
    workload::Operation operation;
    operation.single = true;
    operation.fields = {{"id", workload::FieldType::Integer},
                        {"name", workload::FieldType::Text},
                        {"score", workload::FieldType::Real},
                        {"version", workload::FieldType::Integer}};
    operation.identity = "id";
    operation.version = "version";
    return operation;
}

workload::Operation list()
{
    auto operation = item();
    operation.single = false;
    return operation;
}

std::string row(int id, int version, const char* name = "a", double score = 1.5)
{
    return "{\"id\":" + std::to_string(id) + ",\"name\":\"" + name + "\",\"score\":" + std::to_string(score) +
           ",\"version\":" + std::to_string(version) + "}";
}

void write(WriteLog& log, int id, int times = 1)
{
    for (int i = 0; i < times; ++i) {
        log.begin(std::to_string(id));
        log.complete(std::to_string(id));
    }
}

} // namespace

TEST_CASE("Equal answers are fine, and no answer where there is one is missing")
{
    const WriteLog log;
    CHECK(compare(item(), row(1, 1), row(1, 1), Clock::now(), log).kind == Kind::Fine);
    CHECK(compare(item(), "", "", Clock::now(), log).kind == Kind::Fine);
    CHECK(compare(item(), "", row(1, 1), Clock::now(), log).kind == Kind::Missing);
    CHECK(compare(item(), row(1, 1), "", Clock::now(), log).kind == Kind::Wrong);
}

TEST_CASE("An old version is stale only when its successor was written before the read began")
{
    WriteLog log;
    const auto before = Clock::now();
    write(log, 1);
    const auto after = Clock::now();
    const auto stale = compare(item(), row(1, 1), row(1, 2), after, log);
    CHECK(stale.kind == Kind::Stale);
    CHECK(stale.versions == 1);
    CHECK(stale.age >= 0ns);
    CHECK(compare(item(), row(1, 1), row(1, 2), before, log).kind == Kind::Inconclusive);
}

TEST_CASE("A write that has begun and not completed makes the newest step inconclusive, not the older ones")
{
    WriteLog log;
    write(log, 1, 3); // versions 2, 3, 4
    log.begin("1");   // perhaps committed: version 5
    const auto after = Clock::now();
    CHECK(compare(item(), row(1, 3), row(1, 4), after, log).kind == Kind::Inconclusive);
    const auto stale = compare(item(), row(1, 1), row(1, 4), after, log);
    CHECK(stale.kind == Kind::Stale);
    CHECK(stale.versions >= 1);
    CHECK(stale.versions <= 3);
}

TEST_CASE("More writes than the log remembers still give a sure age")
{
    WriteLog log;
    write(log, 1, 30);
    const auto after = Clock::now();
    const auto stale = compare(item(), row(1, 1), row(1, 31), after, log);
    CHECK(stale.kind == Kind::Stale);
    CHECK(stale.versions == 30);
    CHECK(stale.age <= after - (after - 10s));
}

TEST_CASE("What no write explains is wrong")
{
    WriteLog log;
    write(log, 1);
    const auto now = Clock::now();
    CHECK(compare(item(), row(1, 2, "b"), row(1, 2, "a"), now, log).kind == Kind::Wrong); // same version, other bytes
    CHECK(compare(item(), row(2, 1), row(1, 2), now, log).kind == Kind::Wrong);           // another item
    CHECK(compare(item(), row(1, 3), row(1, 2), now, log).kind == Kind::Wrong);           // from the future
    CHECK(compare(item(), row(1, 0), row(1, 2), now, log).kind == Kind::Wrong);           // from before the run
    CHECK(compare(item(), "{\"id\":1", row(1, 2), now, log).kind == Kind::Wrong);         // not even JSON
    CHECK(compare(item(), "[1,2]", row(1, 2), now, log).kind == Kind::Wrong);
    auto unversioned = item();
    unversioned.version.clear();
    CHECK(compare(unversioned, row(1, 1), row(1, 2), now, log).kind == Kind::Wrong);
}

TEST_CASE("A list is compared row by row, and its changes of members are explained by writes of those")
{
    const auto rows = [](std::initializer_list<std::string> all) {
        std::string text = "[";
        for (const auto& each : all)
            text += (text.size() > 1 ? "," : "") + each;
        return text + "]";
    };
    WriteLog log;
    const auto before = Clock::now();
    const auto answer = rows({row(1, 1), row(2, 1)});
    CHECK(compare(list(), answer, rows({row(2, 1), row(1, 1)}), before, log).kind == Kind::Wrong); // order
    CHECK(compare(list(), answer, rows({row(1, 1), row(3, 1)}), before, log).kind ==
          Kind::Wrong);                                                                   // nobody wrote 2 or 3
    CHECK(compare(list(), rows({row(1, 1)}), answer, before, log).kind == Kind::Missing); // cut off
    write(log, 3);
    const auto after = Clock::now();
    const auto moved = rows({row(3, 2), row(1, 1)});
    CHECK(compare(list(), answer, moved, after, log).kind == Kind::Stale);
    CHECK(compare(list(), answer, moved, before, log).kind == Kind::Inconclusive);
    // One old row is enough; a score against all others may move with any write, a name may not.
    CHECK(compare(list(), rows({row(3, 1), row(1, 1)}), moved, after, log).kind == Kind::Stale);
    CHECK(compare(list(), rows({row(3, 2), row(1, 1, "a", 1.25)}), moved, after, log).kind == Kind::Stale);
    CHECK(compare(list(), rows({row(3, 2), row(1, 1, "b")}), moved, after, log).kind == Kind::Wrong);
}

TEST_CASE("An answer without a version that writes may change is stale after a write, and wrong without one")
{
    auto figure = item();
    figure.identity = figure.version = "";
    const std::string old = R"([{"views":10}])", now = R"([{"views":11}])";
    WriteLog log;
    CHECK(compare(figure, old, now, Clock::now(), log).kind == Kind::Wrong);
    figure.changes = true;
    CHECK(compare(figure, old, now, Clock::now(), log).kind == Kind::Wrong); // nobody wrote anything
    const auto before = Clock::now();
    log.begin("");
    CHECK(compare(figure, old, now, Clock::now(), log).kind == Kind::Inconclusive);
    log.complete("");
    CHECK(compare(figure, old, now, Clock::now(), log).kind == Kind::Stale);
    CHECK(compare(figure, old, now, before, log).kind == Kind::Inconclusive); // it ran beside the read
    CHECK(compare(figure, now, now, Clock::now(), log).kind == Kind::Fine);
}
