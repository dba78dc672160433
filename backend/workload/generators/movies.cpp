#include "backend/workload/generators/movies.hpp"

#include "backend/workload/generators/words.hpp"
#include "backend/workload/portable_math.hpp"
#include "backend/workload/random.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <string>

namespace cachedeck::workload::movies {
namespace {

// One family of random streams for each kind of thing, so that a change to one leaves the others' rows as they are.
enum class Stream : std::uint64_t { Ranks, Ratings, Movies, Genres, Cast, People, Users, Theatres };

constexpr std::int64_t mostUsers = 27'000;
constexpr int castLeast = 4, castMost = 12;
constexpr int lastYear = 2025, firstYear = 1950;
constexpr std::int64_t ratingsBegin = 1'262'304'000; // 2010-01-01
constexpr std::int64_t ratingsEnd = 1'767'225'600;   // 2026-01-01
constexpr std::int64_t day = 86'400;

struct Sizes {
    std::int64_t movies, users, people, theatres;

    explicit Sizes(std::int64_t items)
        : movies(items),
          users(std::clamp<std::int64_t>(items * 27 / 10, 100, mostUsers)),
          people(std::max<std::int64_t>(100, items * 6 / 10)),
          theatres(std::max<std::int64_t>(64, items / 25))
    {}

    // Ratings of the movie of this popularity rank, from 1: A × (1 + rank / r)^−1.05
    std::int64_t ratings(std::int64_t rank) const
    {
        const double most = static_cast<double>(users) * 14.0 / 27.0;
        const double bend = 2 + static_cast<double>(movies) * 0.00048;
        const double falling = portable::exponential(-1.05 * portable::logarithm(1 + static_cast<double>(rank) / bend));
        return std::max<std::int64_t>(3, static_cast<std::int64_t>(most * falling));
    }
};

class Maker {
public:
    Maker(std::uint64_t seed, std::int64_t items, RowSink& sink)
        : m_seed(seed),
          m_sizes(items),
          m_sink(sink),
          m_ranks(static_cast<std::size_t>(items)),
          m_counts(m_ranks.size()),
          m_sums(m_ranks.size())
    {
        auto random = stream(Stream::Ranks, 0);
        for (std::size_t i = 0; i < m_ranks.size(); ++i)
            m_ranks[i] = static_cast<std::int64_t>(i) + 1;
        for (std::size_t i = m_ranks.size(); i > 1; --i)
            std::swap(m_ranks[i - 1], m_ranks[random.below(i)]);
    }

    bool all() { return ratings() && movies() && genres() && people() && cast() && users() && cities() && theatres(); }

private:
    using List = words::List;

    Random stream(Stream kind, std::int64_t index) const
    {
        return {m_seed, (static_cast<std::uint64_t>(kind) << 48u) | static_cast<std::uint64_t>(index)};
    }

    static std::string_view any(List list, Random& random) { return list[random.below(list.size())]; }

    static List list(char mark)
    {
        switch (mark) {
        case 'a':
            return words::adjectives();
        case 'p':
            return words::places();
        case 'w':
            return words::professions();
        case 'f':
            return words::firstNames();
        case 's':
            return words::lastNames();
        default:
            return words::nouns();
        }
    }

    // A pattern with its marks replaced by words. In prose, adjectives and nouns begin with a capital only where a
    // sentence does.
    static std::string replaceMarks(std::string_view pattern, Random& random, bool isProse)
    {
        std::string text;
        for (std::size_t i = 0; i < pattern.size(); ++i) {
            if (pattern[i] != '{') {
                text += pattern[i];
                continue;
            }
            const char mark = pattern[i + 1];
            i += 2;
            std::string word(any(list(mark), random));
            const bool startsWithVowel = std::string_view("AEIOUaeiou").find(word.front()) != std::string_view::npos;
            if (startsWithVowel && (text == "A " || text.ends_with(" a ")))
                text.insert(text.size() - 1, "n");
            const bool isCommon = mark == 'a' || mark == 'n' || mark == 'm';
            if (isProse && isCommon && !text.empty())
                word.front() = static_cast<char>(word.front() | 0x20); // the words begin with ASCII letters
            text += word;
        }
        return text;
    }
    static std::string compose(std::string_view pattern, Random& random)
    {
        return replaceMarks(pattern, random, false);
    }
    static std::string prose(std::string_view pattern, Random& random) { return replaceMarks(pattern, random, true); }

    struct Release {
        int year, month, date;
        std::int64_t seconds; // Unix time
        std::string iso() const { return fmt::format("{:04}-{:02}-{:02}", year, month, date); }
    };

    // More recent years have more movies.
    Release release(std::int64_t id) const
    {
        auto random = stream(Stream::Movies, id);
        const auto span = static_cast<std::uint64_t>(lastYear - firstYear + 1);
        const auto age = random.below(span) * random.below(span) / span;
        const int year = lastYear - static_cast<int>(age);
        const int month = 1 + static_cast<int>(random.below(year == lastYear ? 6 : 12));
        const int date = 1 + static_cast<int>(random.below(28));
        const auto days = std::chrono::sys_days(std::chrono::year(year) / month / date).time_since_epoch().count();
        return {year, month, date, static_cast<std::int64_t>(days) * day};
    }

    bool ratings()
    {
        m_sink.table("ratings", 4);
        std::array<Value, 4> cells;
        for (std::int64_t id = 1; id <= m_sizes.movies; ++id) {
            if (!ratingsOf(id, cells))
                return false;
        }
        return true;
    }

    bool ratingsOf(std::int64_t id, std::array<Value, 4>& cells)
    {
        auto random = stream(Stream::Ratings, id);
        const auto index = static_cast<std::size_t>(id - 1);
        const auto count = std::min(m_sizes.ratings(m_ranks[index]), m_sizes.users);
        const auto quality = 430 + static_cast<std::int64_t>(random.below(160) + random.below(160) + random.below(160));
        const auto begin = std::max(ratingsBegin, release(id).seconds + day);
        const auto span = static_cast<std::uint64_t>(ratingsEnd - begin);
        cells[0] = id;
        for (std::int64_t k = 0; k < count; ++k) {
            const auto first = random.next();
            const auto second = random.next();
            // One user from each of `count` equal parts of all users: in order, and never twice.
            const auto from = k * m_sizes.users / count;
            const auto width = static_cast<std::uint64_t>((k + 1) * m_sizes.users / count - from);
            const auto user = 1 + from + static_cast<std::int64_t>(((first & 0xFFFFFFFFu) * width) >> 32u);
            // The sum of four bytes is nearly normal, with a deviation of 148.
            const auto noise = static_cast<std::int64_t>(((first >> 32u) & 0xFFu) + ((first >> 40u) & 0xFFu) +
                                                         ((first >> 48u) & 0xFFu) + (first >> 56u)) -
                               510;
            const auto rating = std::clamp<std::int64_t>((quality + noise + 50) / 100, 1, 10);
            cells[1] = user;
            cells[2] = rating;
            cells[3] = begin + static_cast<std::int64_t>(((second & 0xFFFFFFFFu) * span) >> 32u);
            m_sums[index] += rating;
            if (!m_sink.row(cells))
                return false;
        }
        m_counts[index] = count;
        return true;
    }

    bool movies()
    {
        m_sink.table("movies", 9);
        std::array<Value, 9> cells;
        for (std::int64_t id = 1; id <= m_sizes.movies; ++id) {
            auto random = stream(Stream::Movies, id + (std::int64_t{1} << 40u));
            const auto index = static_cast<std::size_t>(id - 1);
            cells[0] = id;
            cells[1] = compose(any(words::titles(), random), random);
            cells[2] = release(id).iso();
            cells[3] = static_cast<std::int64_t>(78 + random.below(45) + random.below(45));
            cells[4] = prose(any(words::taglines(), random), random);
            auto overview = prose(any(words::openings(), random), random);
            overview += " " + prose(any(words::turns(), random), random);
            overview += " " + prose(any(words::endings(), random), random);
            cells[5] = std::move(overview);
            cells[6] = m_counts[index];
            cells[7] = m_sums[index];
            cells[8] = std::int64_t{1};
            if (!m_sink.row(cells))
                return false;
        }
        return true;
    }

    bool names(std::string_view table, List list)
    {
        m_sink.table(table, 2);
        for (std::size_t i = 0; i < list.size(); ++i) {
            const std::array<Value, 2> cells{static_cast<std::int64_t>(i) + 1, std::string(list[i])};
            if (!m_sink.row(cells))
                return false;
        }
        return true;
    }

    bool genres()
    {
        if (!names("genres", words::genres()))
            return false;
        m_sink.table("movie_genres", 3);
        const auto all = words::genres().size();
        for (std::int64_t id = 1; id <= m_sizes.movies; ++id) {
            auto random = stream(Stream::Genres, id);
            const auto released = release(id).iso();
            std::array<std::uint64_t, 3> chosen{};
            const auto count = 1 + random.below(3);
            for (std::size_t i = 0; i < count; ++i) {
                // The first genres are the commonest.
                const auto genre = 1 + random.below(1000) * random.below(1000) * all / 1'000'000;
                if (std::find(chosen.begin(), chosen.begin() + static_cast<std::ptrdiff_t>(i), genre) ==
                    chosen.begin() + static_cast<std::ptrdiff_t>(i))
                    chosen[i] = genre;
            }
            std::sort(chosen.begin(), chosen.end());
            for (const auto genre : chosen) {
                const std::array<Value, 3> cells{id, static_cast<std::int64_t>(genre), released};
                if (genre != 0 && !m_sink.row(cells))
                    return false;
            }
        }
        return true;
    }

    bool persons(std::string_view table, Stream kind, std::int64_t count)
    {
        m_sink.table(table, 2);
        for (std::int64_t id = 1; id <= count; ++id) {
            auto random = stream(kind, id);
            const auto firstName = any(words::firstNames(), random);
            const std::array<Value, 2> cells{id, fmt::format("{} {}", firstName, any(words::lastNames(), random))};
            if (!m_sink.row(cells))
                return false;
        }
        return true;
    }
    bool people() { return persons("people", Stream::People, m_sizes.people); }
    bool users() { return persons("users", Stream::Users, m_sizes.users); }

    bool cast()
    {
        m_sink.table("movie_cast", 4);
        std::array<Value, 4> cells;
        for (std::int64_t id = 1; id <= m_sizes.movies; ++id) {
            auto random = stream(Stream::Cast, id);
            const auto count = random.between(castLeast, castMost);
            const auto persons = static_cast<std::uint64_t>(m_sizes.people);
            auto person = 1 + static_cast<std::int64_t>(random.below(persons) * random.below(persons) / persons);
            cells[0] = id;
            for (std::int64_t position = 1; position <= count; ++position) {
                cells[1] = position;
                cells[2] = person;
                cells[3] = compose(any(words::roles(), random), random);
                if (!m_sink.row(cells))
                    return false;
                // A step shorter than a twelfth of all never comes back to a person of the same movie.
                person =
                    1 + (person + static_cast<std::int64_t>(random.below(persons / (castMost + 1)))) % m_sizes.people;
            }
        }
        return true;
    }

    bool cities()
    {
        m_sink.table("cities", 5);
        std::int64_t id = 0;
        for (const auto& city : words::cities()) {
            const std::array<Value, 5> cells{++id, std::string(city.name), std::string(city.country), city.latitude,
                                             city.longitude};
            if (!m_sink.row(cells))
                return false;
        }
        return true;
    }

    // Theatres stand thicker towards the middle of their city; degrees in millionths until the last step.
    struct Theatre {
        std::int64_t id, city, screens;
        std::string name, street;
        double latitude, longitude;
    };
    Theatre theatre(std::int64_t id) const
    {
        auto random = stream(Stream::Theatres, id);
        const auto all = words::cities();
        const auto number = static_cast<std::size_t>(id - 1) % all.size();
        const auto place = [&](double centre) {
            const auto offset = random.between(-120'000, 120'000) + random.between(-120'000, 120'000);
            return static_cast<double>(std::llround(centre * 1e6) + offset) / 1e6;
        };
        Theatre made{id, static_cast<std::int64_t>(number) + 1, random.between(1, 16), "", "", 0, 0};
        made.name = compose(any(words::theatreNames(), random), random);
        made.street = fmt::format("{} {}", random.between(1, 180), any(words::streets(), random));
        made.latitude = place(all[number].latitude);
        made.longitude = place(all[number].longitude);
        return made;
    }

    bool theatres()
    {
        m_sink.table("theatres", 7);
        for (std::int64_t id = 1; id <= m_sizes.theatres; ++id) {
            const auto made = theatre(id);
            const std::array<Value, 7> cells{id,           made.city,     made.name,     made.street,
                                             made.screens, made.latitude, made.longitude};
            if (!m_sink.row(cells))
                return false;
        }
        m_sink.table("theatre_positions", 5);
        for (std::int64_t id = 1; id <= m_sizes.theatres; ++id) {
            const auto made = theatre(id);
            const std::array<Value, 5> cells{id, made.latitude, made.latitude, made.longitude, made.longitude};
            if (!m_sink.row(cells))
                return false;
        }
        return true;
    }

    std::uint64_t m_seed;
    Sizes m_sizes;
    RowSink& m_sink;
    std::vector<std::int64_t> m_ranks;  // by movie: its place in popularity, from 1
    std::vector<std::int64_t> m_counts; // by movie: its ratings
    std::vector<std::int64_t> m_sums;
};

} // namespace

std::uint64_t expectedRows(std::int64_t items)
{
    const Sizes sizes(items);
    std::int64_t rows =
        items * 11 + sizes.people + sizes.users + 2 * sizes.theatres; // 1 movie, 2 genres, 8 of the cast
    for (std::int64_t rank = 1; rank <= items; ++rank)
        rows += sizes.ratings(rank);
    return static_cast<std::uint64_t>(rows);
}

std::uint64_t bytesPerRow(const DataSource& /*the same for all*/)
{
    return 64;
}

bool generate(const DataSource& data, std::int64_t items, RowSink& sink)
{
    return Maker(data.seed, items, sink).all();
}

} // namespace cachedeck::workload::movies
