#include "backend/workload/import/movies.hpp"

#include "backend/workload/import/csv.hpp"
#include "backend/workload/json_document.hpp"
#include "backend/workload/value_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <set>

namespace cachedeck::workload {
namespace {

constexpr std::size_t mostMovies = 1'000'000;
constexpr std::size_t longestName = 500, longestOverview = 5000;
constexpr std::size_t mostGenres = 10, mostParts = 50;
constexpr std::int64_t longestRuntime = 1000;
constexpr std::string_view between = " as "; // a name and a role in CSV

constexpr KnownField fieldNames[] = {{"title", true}, {"released"}, {"runtime"}, {"tagline"},
                                     {"overview"},    {"genres"},   {"cast"}};
constexpr KnownField castFields[] = {{"name", true}, {"role", true}};

// What is wrong with a value, without its field; thrown between the functions that read a record.
struct Complaint {
    std::string field, message;
};

const std::string& checked(const std::string& field, const std::string& text, std::size_t longest = longestName)
{
    if (text.empty() || text.size() > longest || !isPlainText(text))
        throw Complaint{field, fmt::format("expected 1 to {} bytes of UTF-8 without control characters", longest)};
    return text;
}

// "1994-10-14", a day that there is.
const std::string& checkedDate(const std::string& text)
{
    std::array<int, 3> numbers{};
    bool isDate = text.size() == 10 && text[4] == '-' && text[7] == '-';
    const std::array<std::string_view, 3> parts{std::string_view(text).substr(0, 4),
                                                isDate ? std::string_view(text).substr(5, 2) : "",
                                                isDate ? std::string_view(text).substr(8, 2) : ""};
    for (std::size_t i = 0; isDate && i < parts.size(); ++i) {
        const auto [end, error] = std::from_chars(parts[i].data(), parts[i].data() + parts[i].size(), numbers[i]);
        isDate = error == std::errc{} && end == parts[i].data() + parts[i].size();
    }
    const std::chrono::year_month_day date{std::chrono::year(numbers[0]), std::chrono::month(unsigned(numbers[1])),
                                           std::chrono::day(unsigned(numbers[2]))};
    if (!isDate || !date.ok())
        throw Complaint{"released", "expected a day such as 1994-10-14"};
    return text;
}

std::int64_t checkedRuntime(std::int64_t minutes)
{
    if (minutes < 1 || minutes > longestRuntime)
        throw Complaint{"runtime", fmt::format("expected 1 to {} minutes", longestRuntime)};
    return minutes;
}

template<class List>
void checkCount(const std::string& field, const List& list, std::size_t most)
{
    if (list.size() > most)
        throw Complaint{field, fmt::format("expected at most {}, found {}", most, list.size())};
}

void checkMovie(ImportedMovie& movie)
{
    checked("title", movie.title);
    if (!movie.tagline.empty())
        checked("tagline", movie.tagline);
    if (!movie.overview.empty())
        checked("overview", movie.overview, longestOverview);
    if (!movie.released.empty())
        checkedDate(movie.released);
    checkCount("genres", movie.genres, mostGenres);
    std::set<std::string_view> seen;
    std::erase_if(movie.genres,
                  [&](const std::string& genre) { return !seen.insert(checked("genres", genre)).second; });
    checkCount("cast", movie.cast, mostParts);
    for (const auto& part : movie.cast) {
        checked("cast", part.name);
        checked("cast", part.role);
    }
}

std::vector<std::string> split(std::string_view list)
{
    std::vector<std::string> parts;
    while (!list.empty()) {
        const auto end = std::min(list.find('|'), list.size());
        parts.emplace_back(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return parts;
}

void takeCell(std::string_view name, const std::string& cell, ImportedMovie& movie)
{
    if (cell.empty())
        return;
    if (name == "title")
        movie.title = cell;
    else if (name == "released")
        movie.released = cell;
    else if (name == "tagline")
        movie.tagline = cell;
    else if (name == "overview")
        movie.overview = cell;
    else if (name == "genres")
        movie.genres = split(cell);
    else if (name == "runtime") {
        std::int64_t minutes = 0;
        const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), minutes);
        movie.runtime = checkedRuntime(error == std::errc{} && end == cell.data() + cell.size() ? minutes : 0);
    } else {
        for (const auto& part : split(cell)) {
            const auto place = part.find(between);
            if (place == part.npos)
                throw Complaint{"cast", "expected \"Name as Role\", separated by |"};
            movie.cast.push_back({part.substr(0, place), part.substr(place + between.size())});
        }
    }
}

// The header's names: known, each once, and a title among them.
std::string complaintAbout(const std::vector<std::string>& header)
{
    std::set<std::string_view> seen;
    for (const auto& name : header) {
        const auto* known = std::find_if(std::begin(fieldNames), std::end(fieldNames),
                                         [&](const KnownField& field) { return field.name == name; });
        if (known == std::end(fieldNames))
            return "expected a header of title, released, runtime, tagline, overview, genres, cast";
        if (!seen.insert(name).second)
            return fmt::format("the column {} is there twice", name);
    }
    return seen.contains("title") ? "" : "the column title is missing";
}

ImportedMovie readMovie(const JsonNode& root)
{
    root.expectFields(fieldNames);
    ImportedMovie movie;
    movie.title = root.at("title").text();
    const auto take = [&](const char* name, std::string& into) {
        if (const auto node = root.find(name))
            into = node->text();
    };
    take("released", movie.released);
    take("tagline", movie.tagline);
    take("overview", movie.overview);
    if (const auto runtime = root.find("runtime"))
        movie.runtime = runtime->integer(1, longestRuntime);
    if (const auto genres = root.find("genres"))
        for (const auto& genre : genres->elements())
            movie.genres.push_back(genre.text());
    if (const auto cast = root.find("cast"))
        for (const auto& part : cast->elements()) {
            part.expectFields(castFields);
            movie.cast.push_back({part.at("name").text(), part.at("role").text()});
        }
    return movie;
}

FileResult<std::vector<ImportedMovie>> notEmpty(std::vector<ImportedMovie> movies, std::string_view name)
{
    if (movies.empty())
        return FileError{std::string(name), 0, "", "expected a movie a line, found none"};
    return movies;
}

FileError tooMany(std::string_view name, std::size_t line)
{
    return {std::string(name), line, "", fmt::format("expected at most {} movies", mostMovies)};
}

} // namespace

FileResult<std::vector<ImportedMovie>> parseMoviesCsv(std::string_view text, std::string_view name)
{
    CsvReader reader(text);
    std::vector<std::string> header, cells;
    std::vector<ImportedMovie> movies;
    const auto wrong = [&](std::string field, std::string message) {
        return FileError{std::string(name), reader.line(), std::move(field), std::move(message)};
    };
    reader.next(header);
    if (reader.error().empty()) {
        if (const auto complaint = complaintAbout(header); !complaint.empty())
            return wrong("", complaint);
    }
    while (reader.error().empty() && reader.next(cells)) {
        if (cells.size() != header.size())
            return wrong("",
                         fmt::format("expected {} fields, as in the header, found {}", header.size(), cells.size()));
        if (movies.size() == mostMovies)
            return tooMany(name, reader.line());
        try {
            ImportedMovie movie;
            for (std::size_t i = 0; i < cells.size(); ++i)
                takeCell(header[i], cells[i], movie);
            checkMovie(movie);
            movies.push_back(std::move(movie));
        } catch (const Complaint& complaint) {
            return wrong(complaint.field, complaint.message);
        }
    }
    if (!reader.error().empty())
        return wrong("", reader.error());
    return notEmpty(std::move(movies), name);
}

FileResult<std::vector<ImportedMovie>> parseMoviesJsonLines(std::string_view text, std::string_view name)
{
    std::vector<ImportedMovie> movies;
    std::size_t line = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find('\n', begin), text.size());
        const auto json = text.substr(begin, end - begin);
        begin = end + 1;
        ++line;
        if (json.find_first_not_of(" \t\r") == json.npos)
            continue;
        if (movies.size() == mostMovies)
            return tooMany(name, line);
        auto movie = readDocument<ImportedMovie>(json, name, readMovie);
        if (!movie) {
            auto error = movie.error();
            error.line = line;
            return error;
        }
        try {
            checkMovie(*movie);
        } catch (const Complaint& complaint) {
            return FileError{std::string(name), line, complaint.field, complaint.message};
        }
        movies.push_back(*std::move(movie));
    }
    return notEmpty(std::move(movies), name);
}

FileResult<std::vector<ImportedMovie>> importMovies(const std::filesystem::path& file)
{
    const auto ending = file.extension();
    const bool isJson = ending == ".jsonl" || ending == ".ndjson" || ending == ".json";
    if (!isJson && ending != ".csv")
        return FileError{file.string(), 0, "", "expected a file that ends in .csv, .jsonl, .ndjson or .json"};
    const auto text = readFile(file);
    if (!text)
        return text.error();
    const auto name = file.filename().string();
    return isJson ? parseMoviesJsonLines(*text, name) : parseMoviesCsv(*text, name);
}

ImportedMovies::ImportedMovies(const std::vector<ImportedMovie>& movies, RowSink& sink)
    : m_movies(movies), m_sink(sink), m_released(movies.size())
{
    const auto number = [](const std::string& name, auto& numbers, auto& names) {
        if (numbers.emplace(name, static_cast<std::int64_t>(names.size()) + 1).second)
            names.push_back(name);
    };
    for (const auto& movie : movies) {
        for (const auto& genre : movie.genres)
            number(genre, m_genreNumbers, m_genres);
        for (const auto& part : movie.cast)
            number(part.name, m_personNumbers, m_people);
    }
    m_hasGenres = !m_genres.empty();
    m_hasCast = !m_people.empty();
}

void ImportedMovies::table(std::string_view table, std::size_t columns)
{
    m_sink.table(table, columns);
    const bool isOwn = (m_hasGenres && (table == "genres" || table == "movie_genres")) ||
                       (m_hasCast && (table == "people" || table == "movie_cast"));
    m_table = isOwn                     ? Table::Own
              : table == "movies"       ? Table::Movies
              : table == "movie_genres" ? Table::MovieGenres
                                        : Table::Other;
    if (isOwn)
        m_isWanted = m_isWanted && writeOwn(table);
}

bool ImportedMovies::row(std::span<const Value> cells)
{
    if (!m_isWanted || m_table == Table::Own)
        return m_isWanted;
    if (m_table == Table::Movies)
        return movie(cells);
    if (m_table != Table::MovieGenres)
        return m_sink.row(cells);
    // A generated genre, with the day that its movie has now.
    std::array<Value, 3> changed{cells[0], cells[1], cells[2]};
    const auto& released = m_released.at(static_cast<std::size_t>(std::get<std::int64_t>(cells[0]) - 1));
    changed[2] = released;
    return m_sink.row(changed);
}

bool ImportedMovies::movie(std::span<const Value> cells)
{
    const auto index = static_cast<std::size_t>(std::get<std::int64_t>(cells[0]) - 1);
    const auto& own = m_movies.at(index);
    std::vector<Value> changed(cells.begin(), cells.end());
    changed[1] = own.title;
    if (!own.released.empty())
        changed[2] = own.released;
    if (own.runtime > 0)
        changed[3] = own.runtime;
    if (!own.tagline.empty())
        changed[4] = own.tagline;
    if (!own.overview.empty())
        changed[5] = own.overview;
    m_released[index] = std::get<std::string>(changed[2]);
    return m_sink.row(changed);
}

bool ImportedMovies::writeOwn(std::string_view table)
{
    if (table == "genres")
        return writeNames(m_genres);
    if (table == "people")
        return writeNames(m_people);
    for (std::size_t i = 0; i < m_movies.size(); ++i) {
        const auto id = static_cast<std::int64_t>(i) + 1;
        if (table == "movie_genres") {
            for (const auto& genre : m_movies[i].genres)
                if (!m_sink.row(std::array<Value, 3>{id, m_genreNumbers.at(genre), m_released[i]}))
                    return false;
            continue;
        }
        std::int64_t position = 0;
        for (const auto& part : m_movies[i].cast)
            if (!m_sink.row(std::array<Value, 4>{id, ++position, m_personNumbers.at(part.name), part.role}))
                return false;
    }
    return true;
}

bool ImportedMovies::writeNames(const std::vector<std::string>& names)
{
    std::int64_t id = 0;
    return std::all_of(names.begin(), names.end(), [&](const std::string& name) {
        return m_sink.row(std::array<Value, 2>{++id, name});
    });
}

} // namespace cachedeck::workload
