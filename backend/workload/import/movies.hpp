#pragma once
// A person's own movies in the world of that name: read from JSON lines or CSV, and put in the place of the generated
// ones. Ratings, visitors, cities and theatres stay generated.
//
// JSON lines: an object a line. CSV: a header line with the names, a record a movie. The fields, of which only the
// title has to be there; what is left out stays as it was generated:
//   title, tagline, overview   texts of 1 to 500, 500 and 5000 bytes
//   released                   "1994-10-14"
//   runtime                    minutes, 1 to 1000
//   genres                     JSON: ["Drama", …]; CSV: Drama|Crime; at most 10
//   cast                       JSON: [{ "name": …, "role": … }, …]; CSV: Name as Role|Name as Role; at most 50
// Where one movie has genres, none keeps its generated ones; the same with the cast.
//
// Threads: any. Errors name the line and the field.

#include "backend/workload/generators/generator.hpp"
#include "backend/workload/workload.hpp"

#include <map>

namespace cachedeck::workload {

struct ImportedMovie {
    std::string title, released, tagline, overview; // empty: as generated
    std::int64_t runtime = 0;                       // 0: as generated
    std::vector<std::string> genres;
    struct Part {
        std::string name, role;
    };
    std::vector<Part> cast;
};

// By the file's ending: .csv, or .jsonl, .ndjson and .json for JSON lines.
FileResult<std::vector<ImportedMovie>> importMovies(const std::filesystem::path& file);
FileResult<std::vector<ImportedMovie>> parseMoviesCsv(std::string_view text, std::string_view name);
FileResult<std::vector<ImportedMovie>> parseMoviesJsonLines(std::string_view text, std::string_view name);

// Stands between the generator "movies", asked for as many items, and a sink.
class ImportedMovies final : public RowSink {
public:
    ImportedMovies(const std::vector<ImportedMovie>& movies, RowSink& sink);

    void table(std::string_view table, std::size_t columns) override;
    bool row(std::span<const Value> cells) override;

private:
    enum class Table : std::uint8_t { Movies, MovieGenres, Own, Other };
    bool movie(std::span<const Value> cells);
    bool writeOwn(std::string_view table);
    bool writeNames(const std::vector<std::string>& names);

    const std::vector<ImportedMovie>& m_movies;
    RowSink& m_sink;
    Table m_table = Table::Other;
    bool m_isWanted = true; // the sink goes on
    bool m_hasGenres = false, m_hasCast = false;
    std::vector<std::string> m_genres, m_people; // by number, from 1
    std::map<std::string, std::int64_t, std::less<>> m_genreNumbers, m_personNumbers;
    std::vector<std::string> m_released; // by movie
};

} // namespace cachedeck::workload
