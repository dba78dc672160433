// The shipped world's queries against its generated data.
#include "backend/stores/sets.hpp"
#include "backend/stores/store.hpp"
#include "tests/backend/stores/small_world.hpp"
#include "tests/support/redis_server.hpp"

#include <map>

using namespace cachedeck;
using workload::Value;

namespace {

struct World {
    test::TemporaryFolder folder;
    workload::Workload movies = test::smallMovies(300);
    runtime::IoThread thread{"test"};
    std::unique_ptr<stores::Store> store;
    std::unique_ptr<stores::Session> session;
    std::map<std::string, stores::StatementId> ids;
    workload::Sets sets;

    World()
    {
        const auto base = test::openOrFail(test::prepareQuick(movies, folder.path()).url);
        auto loaded = stores::loadSets(*base, movies, thread);
        REQUIRE(loaded.has_value());
        sets = *std::move(loaded);
        auto copy = base->copy(folder.path().string(), "copy");
        REQUIRE(copy.has_value());
        store = *std::move(copy);
        for (const auto& operation : movies.operations) {
            std::vector<std::string> names;
            for (const auto& parameter : operation.parameters)
                names.push_back(parameter.name);
            ids[operation.name] = store->prepare(operation.query.at("sqlite"), names);
        }
        ids["consistent"] = store->prepare(
            "SELECT count(*) FROM movies m WHERE rating_count <> (SELECT count(*) FROM ratings"
            " WHERE movie_id = m.id) OR rating_sum <> (SELECT sum(rating) FROM ratings WHERE movie_id = m.id)",
            {});
        auto opened = store->open(thread, std::chrono::seconds(10));
        INFO((opened ? std::string() : opened.error().text()));
        REQUIRE(opened.has_value());
        session = *std::move(opened);
    }

    stores::Rows read(const std::string& name, const std::vector<Value>& values = {})
    {
        stores::Rows rows;
        const auto result = thread.run(session->read(ids.at(name), values, rows));
        INFO((result ? std::string() : result.error().text()));
        REQUIRE(result.has_value());
        return rows;
    }
    void write(const std::string& name, const std::vector<Value>& values)
    {
        const auto result = thread.run(session->write(ids.at(name), values));
        INFO((result ? std::string() : result.error().text()));
        REQUIRE(result.has_value());
    }
    Value movie(std::int64_t id, const std::string& field)
    {
        const auto rows = read("movie_by_id", {id});
        REQUIRE(rows.count() == 1);
        const auto& fields = movies.find("movie_by_id")->fields;
        REQUIRE(rows.columns == fields.size());
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (fields[i].name == field)
                return rows.cells[i];
        }
        FAIL(field);
        return {};
    }
};

} // namespace

TEST_CASE("Every read gives the columns that the world's file names")
{
    World world;
    const std::map<std::string, std::vector<Value>> calls{{"movie_by_id", {std::int64_t{1}}},
                                                          {"top_movies", {std::int64_t{20}}},
                                                          {"movies_by_genre", {std::int64_t{1}, std::int64_t{1}}},
                                                          {"theatres_near", {std::string("London")}}};
    for (const auto& [name, values] : calls) {
        INFO(name);
        const auto rows = world.read(name, values);
        CHECK(rows.columns == world.movies.find(name)->fields.size());
        CHECK(rows.count() > 0);
    }
    CHECK(world.sets.at("movies").size() == 300);
}

TEST_CASE("Top movies are in order of their score, and the score is the Bayesian average")
{
    World world;
    const auto rows = world.read("top_movies", {std::int64_t{50}});
    REQUIRE(rows.count() > 20);
    for (std::size_t row = 1; row < rows.count(); ++row)
        CHECK(std::get<double>(rows.cells[(row - 1) * rows.columns + 5]) >=
              std::get<double>(rows.cells[row * rows.columns + 5]));
    CHECK(world.read("top_movies", {std::int64_t{10}}).count() == 10);
}

TEST_CASE("A genre's pages follow each other, newest first")
{
    World world;
    const auto first = world.read("movies_by_genre", {std::int64_t{1}, std::int64_t{1}});
    const auto second = world.read("movies_by_genre", {std::int64_t{1}, std::int64_t{2}});
    REQUIRE(first.count() == 20);
    REQUIRE(second.count() > 0);
    CHECK(std::get<std::string>(first.cells[2]) >= std::get<std::string>(first.cells[first.cells.size() - 3]));
    CHECK(std::get<std::string>(first.cells[first.cells.size() - 3]) >= std::get<std::string>(second.cells[2]));
}

TEST_CASE("Theatres come nearest first")
{
    World world;
    const auto rows = world.read("theatres_near", {std::string("London")});
    for (std::size_t row = 0; row < rows.count(); ++row) {
        const auto distance = std::get<double>(rows.cells[row * rows.columns + 7]);
        CHECK(distance < 40);
        if (row > 0)
            CHECK(distance >= std::get<double>(rows.cells[(row - 1) * rows.columns + 7]));
    }
}

TEST_CASE("Rating inserts or replaces, and keeps the movie's sums and version")
{
    World world;
    const auto id = std::get<std::int64_t>(world.sets.at("movies").back()); // few have rated it
    const auto count = std::get<std::int64_t>(world.movie(id, "rating_count"));
    const auto version = std::get<std::int64_t>(world.movie(id, "version"));
    std::int64_t writes = 0;
    for (const auto& user : world.sets.at("users")) {
        world.write("rate_movie", {id, user, std::int64_t{10}, std::int64_t{1'767'225'600} + writes});
        ++writes;
    }
    const auto users = static_cast<std::int64_t>(world.sets.at("users").size());
    CHECK(count < users);
    CHECK(std::get<std::int64_t>(world.movie(id, "rating_count")) == users);
    CHECK(std::get<std::int64_t>(world.movie(id, "version")) == version + writes);
    CHECK(std::get<double>(world.movie(id, "rating_average")) == Approx(10));
    CHECK(std::get<std::string>(world.movie(id, "rating_histogram")) == "{\"10\":" + std::to_string(users) + "}");
    CHECK(std::get<std::int64_t>(world.read("consistent").cells[0]) == 0);
}

TEST_CASE("Editing changes the overview and raises the version")
{
    World world;
    const auto id = std::get<std::int64_t>(world.sets.at("movies").front());
    world.write("edit_movie", {id, std::string("It's new.")});
    CHECK(std::get<std::string>(world.movie(id, "overview")) == "It's new.");
    CHECK(std::get<std::int64_t>(world.movie(id, "version")) == 2);
}
