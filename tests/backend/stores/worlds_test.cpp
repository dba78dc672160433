// The other shipped worlds' queries against their generated data: every read gives the columns it declares, figures add
// up, and a write changes what it should.
#include "backend/stores/sets.hpp"
#include "backend/stores/store.hpp"
#include "tests/backend/stores/small_world.hpp"
#include "tests/support/redis_server.hpp"

#include <boost/json/parse.hpp>

#include <map>

using namespace cachedeck;
using workload::Value;

namespace {

struct World {
    test::TemporaryFolder folder;
    workload::Workload workload;
    runtime::IoThread thread{"test"};
    std::unique_ptr<stores::Store> store;
    std::unique_ptr<stores::Session> session;
    std::map<std::string, stores::StatementId> ids;
    workload::Sets sets;

    World(const std::string& name, std::int64_t items) : workload(test::smallWorld(name, items))
    {
        store = test::openOrFail(test::prepareQuick(workload, folder.path()).url);
        auto loaded = stores::loadSets(*store, workload, thread);
        INFO((loaded ? std::string() : loaded.error().text()));
        REQUIRE(loaded.has_value());
        sets = *std::move(loaded);
        for (const auto& operation : workload.operations) {
            std::vector<std::string> names;
            for (const auto& parameter : operation.parameters)
                names.push_back(parameter.name);
            ids[operation.name] = store->prepare(operation.query.at("sqlite"), names);
        }
        auto opened = store->open(thread, std::chrono::seconds(10));
        REQUIRE(opened.has_value());
        session = *std::move(opened);
    }

    stores::Rows read(const std::string& name, const std::vector<Value>& values)
    {
        stores::Rows rows;
        const auto result = thread.run(session->read(ids.at(name), values, rows));
        INFO(name << (result ? std::string() : ": " + result.error().text()));
        REQUIRE(result.has_value());
        CHECK(rows.columns == workload.find(name)->fields.size());
        return rows;
    }
    void write(const std::string& name, const std::vector<Value>& values)
    {
        const auto result = thread.run(session->write(ids.at(name), values));
        INFO(name << (result ? std::string() : ": " + result.error().text()));
        REQUIRE(result.has_value());
    }
    // A cell of a row by its field's name.
    const Value& cell(const stores::Rows& rows, const std::string& name, std::string_view field, std::size_t row = 0)
    {
        const auto& fields = workload.find(name)->fields;
        for (std::size_t i = 0; i < fields.size(); ++i)
            if (fields[i].name == field)
                return rows.cells.at(row * rows.columns + i);
        throw std::out_of_range(std::string(field));
    }
    std::int64_t integer(const stores::Rows& rows, const std::string& name, std::string_view field, std::size_t row = 0)
    {
        return std::get<std::int64_t>(cell(rows, name, field, row));
    }
};

std::int64_t sumOf(const Value& json)
{
    const auto parsed = boost::json::parse(std::get<std::string>(json));
    std::int64_t sum = 0;
    for (const auto& member : parsed.as_object())
        sum += member.value().as_int64();
    return sum;
}

} // namespace

TEST_CASE("Analytics: a page's report adds up, and a recorded view shows in it", "[worlds]")
{
    World world("analytics", 20'000);
    const auto page = world.sets.at("pages").front(); // the most read
    const auto before = world.read("page_report", {page});
    REQUIRE(before.count() == 1);
    const auto views = world.integer(before, "page_report", "views");
    CHECK(views > 1'000);
    CHECK(sumOf(world.cell(before, "page_report", "devices")) == views);
    CHECK(world.integer(before, "page_report", "visitors") <= views);

    const auto top = world.read("top_pages", {std::int64_t{30}});
    CHECK(top.count() == 10);
    for (std::size_t row = 1; row < top.count(); ++row)
        CHECK(world.integer(top, "top_pages", "recent_views", row - 1) >=
              world.integer(top, "top_pages", "recent_views", row));
    const auto sources = world.read("sources", {std::int64_t{30}});
    CHECK(world.read("visitors_by_day", {world.sets.at("sections").front()}).count() == 7);
    CHECK(world.read("latest_views", {page}).count() == 20);

    world.write("record_view", {page, std::int64_t{7}, std::int64_t{1}, std::int64_t{2}, std::int64_t{3},
                                std::int64_t{15}, std::int64_t{1'767'225'700}});
    const auto after = world.read("page_report", {page});
    CHECK(world.integer(after, "page_report", "views") == views + 1);
    CHECK(sumOf(world.cell(after, "page_report", "devices")) == views + 1);
    CHECK(world.integer(world.read("latest_views", {page}), "latest_views", "viewed_at") == 1'767'225'700);
    CHECK(world.read("sources", {std::int64_t{30}}).cells != sources.cells);
}

TEST_CASE("Experiments: metrics come in batches, and a completed run changes its summary", "[worlds]")
{
    World world("experiments", 200);
    const auto experiment = world.sets.at("experiments").front();
    const auto before = world.read("experiment_summary", {experiment});
    REQUIRE(before.count() == 1);
    const auto completed = world.integer(before, "experiment_summary", "completed");
    CHECK(completed > 0);
    CHECK(world.integer(before, "experiment_summary", "runs") == 50);
    const auto& best = std::get<double>(world.cell(before, "experiment_summary", "best_accuracy"));
    CHECK((best > 0.7 && best < 1.0));

    // Of all runs of the experiment's project, some are not completed yet.
    const auto project = world.sets.at("projects").front();
    const auto stats = world.read("dashboard_stats", {project});
    REQUIRE(stats.count() >= 1);
    world.write("complete_run",
                {experiment, std::int64_t{1}, std::int64_t{1'767'225'600}}); // leaves a running one behind
    const auto after = world.read("experiment_summary", {experiment});
    CHECK(world.integer(after, "experiment_summary", "version") ==
          world.integer(before, "experiment_summary", "version") + 1);
    CHECK(world.integer(after, "experiment_summary", "runs") == 51);

    world.write("record_metrics", {experiment, 0.28, std::int64_t{100}});
    // Metrics of a run that goes on change the dashboard, and no summary.
    CHECK(world.read("dashboard_stats", {project}).cells != stats.cells);
    CHECK(world.read("experiment_summary", {experiment}).cells == after.cells);
    world.write("complete_run", {experiment, std::int64_t{1}, std::int64_t{1'767'225'601}});
    CHECK(world.integer(world.read("experiment_summary", {experiment}), "experiment_summary", "completed") >=
          completed + 1);

    // The same message again: nothing happens a second time.
    const auto told = world.read("experiment_summary", {experiment});
    world.write("complete_run", {experiment, std::int64_t{1}, std::int64_t{1'767'225'601}});
    CHECK(world.read("experiment_summary", {experiment}).cells == told.cells);

    const auto run = world.sets.at("runs").front();
    const auto curve = world.read("learning_curve", {run});
    CHECK(curve.count() >= 30);
}

TEST_CASE("Datasets: batches make up their set, as bytes, and a new version shows in all of them", "[worlds]")
{
    World world("datasets", 2'400);
    CHECK(world.sets.at("batches").size() == 2);
    const Value set(std::int64_t{3}), session(std::int64_t{1});
    const auto whole = world.read("whole_set", {set});
    REQUIRE(whole.count() == 2);
    for (std::size_t row = 0; row < whole.count(); ++row) {
        const auto batch = world.read("batch", {set, world.cell(whole, "whole_set", "batch", row), session});
        REQUIRE(batch.count() == 1);
        for (const auto* field : {"version", "labels", "pixels"})
            CHECK((world.cell(batch, "batch", field) == world.cell(whole, "whole_set", field, row)));
        CHECK(std::get<std::string>(world.cell(batch, "batch", "labels")).size() == 100);
        CHECK(std::get<std::string>(world.cell(batch, "batch", "pixels")).size() == 100u * 28 * 28);
    }
    const auto before = world.read("description", {set});
    CHECK(world.integer(before, "description", "images") == 200);
    CHECK(sumOf(world.cell(before, "description", "class_counts")) == 200);
    world.write("publish_version", {set});
    CHECK(world.integer(world.read("description", {set}), "description", "version") == 2);
    CHECK(world.integer(world.read("batch", {set, std::int64_t{1}, session}), "batch", "version") == 2);
    CHECK(world.integer(world.read("whole_set", {set}), "whole_set", "version", 1) == 2);
    CHECK(world.integer(world.read("description", {Value(std::int64_t{4})}), "description", "version") == 1);

    // Bytes are bytes in SQLite, not text that happens to hold them.
    const auto kind =
        world.store->prepare("SELECT typeof(labels), typeof(pixels), length(pixels) FROM batches LIMIT 1", {});
    auto session2 = world.store->open(world.thread, std::chrono::seconds(10));
    REQUIRE(session2.has_value());
    stores::Rows rows;
    REQUIRE(world.thread.run((*session2)->read(kind, {}, rows)).has_value());
    CHECK(rows.cells == std::vector<Value>{std::string("blob"), std::string("blob"), std::int64_t{100 * 28 * 28}});
}
