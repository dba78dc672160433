#include "backend/workload/generators/generator.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>

namespace workload = cachedeck::workload;

namespace {

class Collector final : public workload::RowSink {
public:
    void table(std::string_view table, std::size_t columns) override
    {
        m_table = table;
        m_columns = columns;
        CHECK(tables.count(m_table) == 0);
        tables[m_table];
    }
    bool row(std::span<const workload::Value> cells) override
    {
        REQUIRE(cells.size() == m_columns);
        tables[m_table].emplace_back(cells.begin(), cells.end());
        return ++m_rows != stopAfter;
    }

    std::map<std::string, std::vector<std::vector<workload::Value>>> tables;
    std::size_t stopAfter = 0;

private:
    std::string m_table;
    std::size_t m_columns = 0;
    std::size_t m_rows = 0;
};

workload::DataSource seeded(std::uint64_t seed)
{
    workload::DataSource data;
    data.seed = seed;
    return data;
}

std::int64_t integer(const workload::Value& value)
{
    return std::get<std::int64_t>(value);
}

} // namespace

TEST_CASE("The movies' generator gives the same rows for the same seed, and others for another")
{
    const auto* movies = workload::findGenerator("movies");
    REQUIRE(movies != nullptr);
    Collector one, same, other;
    CHECK(movies->generate(seeded(5), 50, one));
    CHECK(movies->generate(seeded(5), 50, same));
    CHECK(movies->generate(seeded(6), 50, other));
    CHECK(one.tables == same.tables);
    CHECK(one.tables.at("movies") != other.tables.at("movies"));
}

TEST_CASE("The movies' data is consistent, popular movies have most ratings, and nobody rates twice")
{
    const auto* movies = workload::findGenerator("movies");
    Collector data;
    CHECK(movies->generate(seeded(5), 400, data));
    std::uint64_t rows = 0;
    for (const auto& [name, table] : data.tables) {
        INFO(name);
        CHECK(!table.empty());
        rows += table.size();
    }
    const auto expected = movies->expectedRows(400);
    CHECK(rows == Approx(static_cast<double>(expected)).epsilon(0.1));

    std::map<std::int64_t, std::pair<std::int64_t, std::int64_t>> sums; // movie → count, sum
    std::set<std::pair<std::int64_t, std::int64_t>> raters;
    for (const auto& rating : data.tables.at("ratings")) {
        auto& [count, sum] = sums[integer(rating[0])];
        ++count;
        sum += integer(rating[2]);
        CHECK(raters.emplace(integer(rating[0]), integer(rating[1])).second);
        CHECK((integer(rating[2]) >= 1 && integer(rating[2]) <= 10));
    }
    std::vector<std::int64_t> counts;
    for (const auto& movie : data.tables.at("movies")) {
        const auto& [count, sum] = sums[integer(movie[0])];
        CHECK(integer(movie[6]) == count);
        CHECK(integer(movie[7]) == sum);
        CHECK(std::get<std::string>(movie[1]).find('{') == std::string::npos);
        CHECK(std::get<std::string>(movie[5]).find('{') == std::string::npos);
        counts.push_back(count);
    }
    CHECK(counts.size() == 400);
    std::sort(counts.rbegin(), counts.rend());
    CHECK(counts.front() > 10 * counts[200]);

    std::set<std::pair<std::int64_t, std::int64_t>> roles;
    for (const auto& part : data.tables.at("movie_cast"))
        CHECK(roles.emplace(integer(part[0]), integer(part[2])).second); // nobody twice in a movie
    CHECK(data.tables.at("theatres").size() == data.tables.at("theatre_positions").size());
}

TEST_CASE("A sink stops the generator")
{
    Collector data;
    data.stopAfter = 1000;
    CHECK_FALSE(workload::findGenerator("movies")->generate(seeded(5), 400, data));
    CHECK(data.tables.size() == 1);
    CHECK(workload::findGenerator("music") == nullptr);
}
