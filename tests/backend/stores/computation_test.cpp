// Computations: on top of a real store's rows, and alone.
#include "backend/stores/computation.hpp"
#include "backend/stores/sets.hpp"
#include "backend/workload/functions/deliveries.hpp"
#include "tests/backend/stores/small_world.hpp"
#include "tests/support/redis_server.hpp"

#include <boost/json/parse.hpp>

#include <future>

using namespace cachedeck;
using namespace std::chrono_literals;
using workload::Value;

namespace {

struct Predictions {
    test::TemporaryFolder folder;
    workload::Workload workload = test::smallWorld("predictions", 800);
    runtime::IoThread thread{"test"};
    std::unique_ptr<stores::Store> store = test::openOrFail(test::prepareQuick(workload, folder.path()).url);
    std::vector<stores::StatementId> ids;
    std::unique_ptr<stores::Session> session;

    explicit Predictions(std::chrono::milliseconds deadline = 60s)
    {
        for (const auto& operation : workload.operations) {
            std::vector<std::string> names;
            for (const auto& parameter : operation.parameters)
                names.push_back(parameter.name);
            ids.push_back(store->prepare(operation.query.at("sqlite"), names));
        }
        auto opened = store->open(thread, deadline);
        INFO((opened ? std::string() : opened.error().text()));
        REQUIRE(opened.has_value());
        session = *std::move(opened);
    }
    stores::Result<void> read(const char* operation, const std::vector<Value>& values, stores::Rows& rows)
    {
        return thread.run(session->read(ids[workload.find(operation)->index], values, rows));
    }
    stores::Rows rows(const char* operation, const std::vector<Value>& values)
    {
        stores::Rows found;
        const auto done = read(operation, values, found);
        INFO((done ? std::string() : done.error().text()));
        REQUIRE(done.has_value());
        CHECK(found.columns == workload.find(operation)->fields.size());
        return found;
    }
    stores::Result<std::int64_t> retrain(std::int64_t model, std::int64_t fold)
    {
        const std::vector<Value> values{model, fold, std::int64_t{1'767'225'700}};
        return thread.run(session->write(ids[workload.find("retrain")->index], values));
    }
};

const Value vector = std::string("[2.5,3,18,5,4.2,12,14,4,60,3]");

} // namespace

TEST_CASE("A prediction is the stored model's, and its reasons add up to it")
{
    Predictions world;
    const auto predicted = world.rows("predict", {std::int64_t{3}, vector});
    REQUIRE(predicted.count() == 1);
    CHECK(predicted.cells[0] == Value(std::int64_t{3}));
    CHECK(predicted.cells[1] == Value(std::int64_t{1}));
    const auto minutes = std::get<double>(predicted.cells[2]);
    CHECK((minutes > 6 && minutes < 120));
    CHECK(world.rows("predict", {std::int64_t{4}, vector}).cells[2] != predicted.cells[2]); // another city

    const auto explained = world.rows("explain", {std::int64_t{3}, vector});
    REQUIRE(explained.count() == 1);
    CHECK(explained.cells[2] == predicted.cells[2]);
    double sum = std::get<double>(explained.cells[3]);
    const auto reasons = boost::json::parse(std::get<std::string>(explained.cells[4]));
    CHECK(reasons.as_object().size() == workload::deliveries::features.size());
    for (const auto& reason : reasons.as_object())
        sum += reason.value().to_number<double>();
    CHECK(sum == Approx(minutes).margin(0.2)); // each is rounded

    CHECK(world.rows("predict", {std::int64_t{99}, vector}).count() == 0); // no such model
    stores::Rows rows;
    const auto wrong = world.read("predict", {std::int64_t{3}, std::string("[1,2]")}, rows);
    REQUIRE_FALSE(wrong.has_value());
    CHECK(wrong.error().message == "A feature vector is a JSON array of 10 numbers.");
}

TEST_CASE("Retraining publishes a version, which the next prediction is made by")
{
    Predictions world;
    const auto before = world.rows("predict", {std::int64_t{2}, vector});
    for (std::int64_t fold = 0; fold < 4; ++fold) {
        const auto trained = world.retrain(2, fold);
        INFO((trained ? std::string() : trained.error().text()));
        REQUIRE(trained.has_value());
        CHECK(*trained >= 2);
    }
    const auto after = world.rows("predict", {std::int64_t{2}, vector});
    CHECK(after.cells[1] == Value(std::int64_t{5}));
    CHECK(after.cells[2] != before.cells[2]);
    const auto models = world.rows("model_list", {});
    REQUIRE(models.count() == 8);
    CHECK(models.cells[models.columns + 2] == Value(std::int64_t{5}));
    runtime::IoThread thread("versions");
    const auto versions = stores::loadVersions(*world.store, world.workload, thread);
    REQUIRE(versions.has_value());
    CHECK(versions->at("model")[1] == std::pair(Value(std::int64_t{2}), std::int64_t{5}));
}

TEST_CASE("A copy computes by its own rows")
{
    Predictions world;
    const auto copy = world.store->copy(world.folder.path().string(), "copy", {});
    REQUIRE(copy.has_value());
    REQUIRE(world.retrain(2, 1).has_value());
    const auto* predict = world.workload.find("predict");
    const auto id = (*copy)->prepare(predict->query.at("sqlite"), {"model", "features"});
    auto session = (*copy)->open(world.thread, 60s);
    REQUIRE(session.has_value());
    stores::Rows rows;
    const std::vector<Value> values{std::int64_t{2}, vector};
    REQUIRE(world.thread.run((*session)->read(id, values, rows)).has_value());
    CHECK(rows.cells[1] == Value(std::int64_t{1}));
}

TEST_CASE("A computation beyond the deadline is given up, and nothing is published")
{
    Predictions world(1ms);
    const auto trained = world.retrain(1, 0);
    REQUIRE_FALSE(trained.has_value());
    CHECK(trained.error().kind == stores::ErrorKind::Timeout);
    Predictions patient;
    CHECK(patient.rows("model_list", {}).cells[2] == Value(std::int64_t{1}));
}

TEST_CASE("A computation that stands alone occupies no thread of its caller")
{
    const auto store = test::openOrFail("computation:");
    CHECK(store->kind() == "computation");
    CHECK(store->inProcess());
    CHECK_FALSE(store->blocks());
    const auto tile = store->prepare(R"({ "compute": "tile" })", {"zoom", "x", "y"});
    runtime::IoThread thread("test");
    auto session = store->open(thread, 60s);
    REQUIRE(session.has_value());
    stores::Rows rows;
    const std::vector<Value> values{std::int64_t{1}, std::int64_t{0}, std::int64_t{0}};
    REQUIRE(thread.run((*session)->read(tile, values, rows)).has_value());
    REQUIRE(rows.count() == 1);
    CHECK(std::get<std::int64_t>(rows.cells[3]) > 100); // of the points are inside
    const std::vector<Value> wrong{std::int64_t{99}, std::int64_t{0}, std::int64_t{0}};
    const auto refused = thread.run((*session)->read(tile, wrong, rows));
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().kind == stores::ErrorKind::BadStatement);

    // Interrupted while it computes or before: it ends soon, whichever it was.
    std::promise<bool> ended;
    thread.spawn([](stores::Session& asked, stores::StatementId id, const std::vector<Value>& of, stores::Rows& answer,
                    std::promise<bool>& end) -> runtime::Task<void> {
        auto reading = asked.read(id, of, answer);
        const auto read = co_await reading;
        end.set_value(read || read.error().kind == stores::ErrorKind::Timeout);
    }(**session, tile, values, rows, ended));
    (*session)->interrupt();
    auto future = ended.get_future();
    REQUIRE(future.wait_for(60s) == std::future_status::ready);
    CHECK(future.get());

    const auto foreign = test::openOrFail("computation:");
    foreign->prepare("SELECT 1", {});
    CHECK_FALSE(foreign->open(thread, 1s).has_value());
    CHECK_FALSE(stores::openStore("computation:somewhere").has_value());
}

TEST_CASE("A run's computations are known by name")
{
    const auto world = test::smallWorld("predictions", 800);
    CHECK(stores::computedFunctions(world, "sqlite") == std::vector<std::string>{"explain", "predict", "train"});
    CHECK(stores::computedFunctions(test::smallWorld("movies", 100), "sqlite").empty());
}
