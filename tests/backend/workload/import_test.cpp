// A person's own movies: CSV and JSON lines, what is wrong in them, and how they take the place of generated ones.
#include "backend/workload/import/csv.hpp"
#include "backend/workload/import/movies.hpp"
#include "tests/support/catch.hpp"

#include <map>

using namespace cachedeck;
using workload::CsvReader;
using workload::Value;

namespace {

using Records = std::vector<std::vector<std::string>>;

Records records(std::string_view text, std::string* error = nullptr)
{
    CsvReader reader(text);
    Records all;
    std::vector<std::string> fields;
    while (reader.next(fields))
        all.push_back(fields);
    if (error != nullptr)
        *error = std::to_string(reader.line()) + ": " + reader.error();
    else
        CHECK(reader.error().empty());
    return all;
}

std::string complaint(const workload::FileResult<std::vector<workload::ImportedMovie>>& result)
{
    return result ? "no complaint" : result.error().text();
}

// The rows of each table.
struct Tables final : workload::RowSink {
    std::map<std::string, std::vector<std::vector<Value>>, std::less<>> rows;
    std::string name;
    void table(std::string_view table, std::size_t) override { name = table; }
    bool row(std::span<const Value> cells) override
    {
        rows[name].emplace_back(cells.begin(), cells.end());
        return true;
    }
};

} // namespace

TEST_CASE("CSV is read as RFC 4180 has it")
{
    CHECK(records("").empty());
    CHECK(records("a,b\r\n1,2\r\n") == Records{{"a", "b"}, {"1", "2"}});
    CHECK(records("a,b\n1,2") == Records{{"a", "b"}, {"1", "2"}});
    CHECK(records("\xef\xbb\xbf"
                  "a\n\n\n1\n") == Records{{"a"}, {"1"}});
    CHECK(records("\"x, \"\"y\"\"\n z\",,\n,") == Records{{"x, \"y\"\n z", "", ""}, {"", ""}});
    CHECK(records("\"\"") == Records{{""}});
    CHECK(records("a\rb\n") == Records{{"a\rb"}});
    std::string error;
    records("a\n\"open", &error);
    CHECK(error == "2: a quote without its end");
    records("\"a\nb\"\n\"c\"d", &error);
    CHECK(error == "3: something between a quote's end and the next comma");
    records("a\"b", &error);
    CHECK(error == "1: a quote within a field that does not begin with one");
    records(std::string(2'000, ','), &error);
    CHECK(error == "1: a record of more than 1000 fields");
    records('"' + std::string(2u << 20u, 'x') + '"', &error);
    CHECK(error == "1: a field of more than 1 MiB");
}

TEST_CASE("Movies are read from CSV and from JSON lines alike")
{
    const auto csv = workload::parseMoviesCsv("title,released,runtime,genres,cast\n"
                                              "\"The Good, the Bad\",1966-12-23,161,Western|Drama|Western,"
                                              "Ana Pop as Ruth|Ion as Ion\nPlain,,,,\n",
                                              "films.csv");
    const auto json = workload::parseMoviesJsonLines(
        "{\"title\": \"The Good, the Bad\", \"released\": \"1966-12-23\", \"runtime\": 161, \"genres\": [\"Western\", "
        "\"Drama\"], \"cast\": [{\"name\": \"Ana Pop\", \"role\": \"Ruth\"}, {\"name\": \"Ion\", \"role\": "
        "\"Ion\"}]}\r\n\n"
        "{\"title\": \"Plain\"}",
        "films.jsonl");
    for (const auto* result : {&csv, &json}) {
        INFO((*result ? std::string() : result->error().text()));
        REQUIRE(result->has_value());
        const auto& movies = **result;
        REQUIRE(movies.size() == 2);
        CHECK(movies[0].title == "The Good, the Bad");
        CHECK(movies[0].released == "1966-12-23");
        CHECK(movies[0].runtime == 161);
        CHECK(movies[0].genres == std::vector<std::string>{"Western", "Drama"});
        REQUIRE(movies[0].cast.size() == 2);
        CHECK(movies[0].cast[0].name == "Ana Pop");
        CHECK(movies[0].cast[0].role == "Ruth");
        CHECK(movies[1].title == "Plain");
        CHECK(movies[1].runtime == 0);
    }
}

TEST_CASE("What is wrong with a file of movies is told with line and field")
{
    const auto csv = [](const char* text) { return complaint(workload::parseMoviesCsv(text, "f.csv")); };
    CHECK(csv("") == "f.csv:1: the column title is missing");
    CHECK(csv("title\n") == "f.csv: expected a movie a line, found none");
    CHECK(csv("title,title\n") == "f.csv:1: the column title is there twice");
    CHECK(csv("name\n").find("f.csv:1: expected a header of title") == 0);
    CHECK(csv("title,runtime\nA,90\nB\n") == "f.csv:3: expected 2 fields, as in the header, found 1");
    CHECK(csv("title,runtime\nA,long\n") == "f.csv:2: runtime: expected 1 to 1000 minutes");
    CHECK(csv("title,released\nA,2001-02-30\n") == "f.csv:2: released: expected a day such as 1994-10-14");
    CHECK(csv("title,cast\nA,Ana\n") == "f.csv:2: cast: expected \"Name as Role\", separated by |");
    CHECK(csv("title\n\xff\n").find("f.csv:2: title: expected 1 to 500 bytes of UTF-8") == 0);
    CHECK(csv("title\n\"A\n") == "f.csv:2: a quote without its end");
    const auto json = [](const char* text) { return complaint(workload::parseMoviesJsonLines(text, "f.jsonl")); };
    CHECK(json("{\"title\": \"A\"}\n{").find("f.jsonl:2: this is not JSON") == 0);
    CHECK(json("{\"title\": \"A\"}\n{\"titel\": \"B\"}").find("f.jsonl:2: ") == 0);
    CHECK(json("{\"title\": \"A\", \"runtime\": 0}").find("f.jsonl:1: runtime: expected") == 0);
    CHECK(json("\n\n") == "f.jsonl: expected a movie a line, found none");
    CHECK(complaint(workload::importMovies("films.xml")).find("expected a file that ends in .csv") !=
          std::string::npos);
}

TEST_CASE("Imported movies take the place of generated ones, and the rest stays generated")
{
    std::vector<workload::ImportedMovie> movies(30);
    for (std::size_t i = 0; i < movies.size(); ++i)
        movies[i].title = "Film " + std::to_string(i + 1);
    movies[4].released = "1950-01-02";
    movies[4].genres = {"Noir", "Crime"};
    movies[7].genres = {"Crime"};
    Tables generated, imported;
    const auto* generator = workload::findGenerator("movies");
    REQUIRE(generator != nullptr);
    workload::DataSource data;
    data.seed = 3;
    REQUIRE(generator->generate(data, 30, generated));
    workload::ImportedMovies sink(movies, imported);
    REQUIRE(generator->generate(data, 30, sink));
    CHECK(imported.rows["movies"].at(4).at(1) == Value(std::string("Film 5")));
    CHECK(imported.rows["movies"].at(4).at(2) == Value(std::string("1950-01-02")));
    CHECK(imported.rows["movies"].at(5).at(2) == generated.rows["movies"].at(5).at(2));
    CHECK(imported.rows["genres"] == std::vector<std::vector<Value>>{{std::int64_t{1}, std::string("Noir")},
                                                                     {std::int64_t{2}, std::string("Crime")}});
    REQUIRE(imported.rows["movie_genres"].size() == 3);
    CHECK(imported.rows["movie_genres"].at(0) ==
          std::vector<Value>{std::int64_t{5}, std::int64_t{1}, std::string("1950-01-02")});
    CHECK(imported.rows["ratings"] == generated.rows["ratings"]);
    CHECK(imported.rows["movie_cast"] == generated.rows["movie_cast"]); // no movie brought one
    CHECK(imported.rows["theatres"] == generated.rows["theatres"]);
}
