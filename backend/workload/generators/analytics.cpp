#include "backend/workload/generators/analytics.hpp"

#include "backend/workload/generators/words.hpp"
#include "backend/workload/random.hpp"
#include "backend/workload/zipf.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace cachedeck::workload::analytics {
namespace {

enum class Stream : std::uint64_t { Ranks, Views, Pages };

constexpr std::int64_t day = 86'400, hour = 3'600;
constexpr std::int64_t dataEnd = 1'767'225'600; // 2026-01-01
constexpr std::int64_t days = 90;
constexpr std::int64_t dataBegin = dataEnd - days * day;
constexpr double pageExponent = 0.9;

constexpr std::array<std::string_view, 8> sections{"World",  "Science", "Business", "Culture",
                                                   "Sports", "Travel",  "Opinion",  "Local"};
constexpr std::array<std::string_view, 12> countries{"Germany", "France",  "Romania", "Italy",  "Spain",  "Poland",
                                                     "Austria", "Hungary", "Sweden",  "Norway", "Greece", "Portugal"};
constexpr std::array<std::string_view, 8> referrers{"none",         "a search engine", "a social network",
                                                    "a newsletter", "a partner",       "a feed reader",
                                                    "a forum",      "an aggregator"};
constexpr std::array<std::string_view, 3> devices{"phone", "desktop", "tablet"};

// Views begun in each hour of a day, of 1000 in all: few by night, most in the evening.
constexpr std::array<std::int64_t, 24> hours{14, 9,  6,  5,  6,  12, 26, 44, 55, 54, 52, 52,
                                             56, 53, 49, 48, 51, 56, 62, 68, 72, 66, 51, 33};

std::int64_t pagesOf(std::int64_t items)
{
    return std::clamp<std::int64_t>(items / 500, 50, 4'000);
}
std::int64_t visitorsOf(std::int64_t items)
{
    return std::max<std::int64_t>(50, items / 8);
}

Random stream(std::uint64_t seed, Stream kind, std::int64_t index)
{
    return {seed, (static_cast<std::uint64_t>(kind) << 48u) | static_cast<std::uint64_t>(index)};
}

// The first of a list are the commonest: the product of two uniform numbers.
std::int64_t early(std::size_t count, Random& random)
{
    return static_cast<std::int64_t>(random.below(1000) * random.below(1000) * count / 1'000'000) + 1;
}

class Maker {
public:
    Maker(std::uint64_t seed, std::int64_t items, RowSink& sink)
        : m_seed(seed),
          m_items(items),
          m_sink(sink),
          m_pages(static_cast<std::size_t>(pagesOf(items))),
          m_views(m_pages.size())
    {
        for (std::size_t i = 0; i < m_pages.size(); ++i)
            m_pages[i] = static_cast<std::int64_t>(i) + 1;
        auto random = stream(m_seed, Stream::Ranks, 0);
        for (std::size_t i = m_pages.size(); i > 1; --i)
            std::swap(m_pages[i - 1], m_pages[random.below(i)]);
    }

    bool all()
    {
        return views() && pages() && names("sections", sections) && names("countries", countries) &&
               names("referrers", referrers);
    }

private:
    // Of the views of a day, those until the end of this hour, in thousandths.
    static std::int64_t until(std::size_t hourOfDay)
    {
        std::int64_t sum = 0;
        for (std::size_t i = 0; i <= hourOfDay; ++i)
            sum += hours[i];
        return sum;
    }

    bool views()
    {
        m_sink.table("page_views", 8);
        const ZipfSampler popularity(m_pages.size(), pageExponent);
        std::int64_t made = 0;
        for (std::int64_t date = 0; date < days; ++date) {
            // A tenth more at the end than at the beginning.
            const auto untilDate = [&](std::int64_t number) {
                return m_items * (number * (20 * days + number)) / (days * 21 * days);
            };
            const auto before = untilDate(date);
            const auto ofDate = (date + 1 == days ? m_items : untilDate(date + 1)) - before;
            auto random = stream(m_seed, Stream::Views, date);
            for (std::size_t hourOfDay = 0; hourOfDay < hours.size(); ++hourOfDay) {
                const auto end = hourOfDay + 1 == hours.size() ? ofDate : ofDate * until(hourOfDay) / until(23);
                const auto first = dataBegin + date * day + static_cast<std::int64_t>(hourOfDay) * hour;
                const auto count = before + end - made;
                for (std::int64_t i = 0; i < count; ++i) {
                    if (!view(++made, first + i * hour / count, popularity, random))
                        return false;
                }
            }
        }
        return true;
    }

    bool view(std::int64_t id, std::int64_t at, const ZipfSampler& popularity, Random& random)
    {
        const auto page = m_pages[static_cast<std::size_t>(popularity.rank(random) - 1)];
        const auto visitors = static_cast<std::uint64_t>(visitorsOf(m_items));
        // Few visitors come often.
        const auto visitor = random.below(visitors) * random.below(visitors) / visitors;
        const auto seconds = 3 + random.below(60) * random.below(60) / 12;
        const std::array<Value, 8> cells{id,
                                         at,
                                         page,
                                         static_cast<std::int64_t>(visitor) + 1,
                                         early(countries.size(), random),
                                         early(referrers.size(), random),
                                         early(devices.size(), random),
                                         static_cast<std::int64_t>(seconds)};
        ++m_views[static_cast<std::size_t>(page - 1)];
        return m_sink.row(cells);
    }

    bool pages()
    {
        m_sink.table("pages", 6);
        for (std::int64_t id = 1; id <= static_cast<std::int64_t>(m_pages.size()); ++id) {
            auto random = stream(m_seed, Stream::Pages, id);
            const auto any = [&](words::List list) { return list[random.below(list.size())]; };
            const auto section = random.below(sections.size());
            const std::string title =
                fmt::format("The {} {} of {}", any(words::adjectives()), any(words::nouns()), any(words::places()));
            std::string path = fmt::format("/{}/{}-{}", sections[section], id, title);
            for (auto& letter : path)
                letter =
                    letter == ' ' ? '-' : static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter | 0x20 : letter);
            const auto published =
                std::chrono::sys_days(std::chrono::year(2025) / 1 / 1) + std::chrono::days(random.below(270));
            const std::chrono::year_month_day date(published);
            const std::array<Value, 6> cells{id,
                                             std::move(path),
                                             title,
                                             static_cast<std::int64_t>(section) + 1,
                                             fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                                                         static_cast<unsigned>(date.month()),
                                                         static_cast<unsigned>(date.day())),
                                             m_views[static_cast<std::size_t>(id - 1)]};
            if (!m_sink.row(cells))
                return false;
        }
        return true;
    }

    bool names(std::string_view table, std::span<const std::string_view> list)
    {
        m_sink.table(table, 2);
        for (std::size_t i = 0; i < list.size(); ++i) {
            const std::array<Value, 2> cells{static_cast<std::int64_t>(i) + 1, std::string(list[i])};
            if (!m_sink.row(cells))
                return false;
        }
        return true;
    }

    std::uint64_t m_seed;
    std::int64_t m_items;
    RowSink& m_sink;
    std::vector<std::int64_t> m_pages; // by popularity
    std::vector<std::int64_t> m_views; // by page
};

} // namespace

std::uint64_t expectedRows(std::int64_t items)
{
    return static_cast<std::uint64_t>(items + pagesOf(items)) + sections.size() + countries.size() + referrers.size();
}

std::uint64_t bytesPerRow(const DataSource& /*the same for all*/)
{
    return 90;
}

bool generate(const DataSource& data, std::int64_t items, RowSink& sink)
{
    return Maker(data.seed, items, sink).all();
}

} // namespace cachedeck::workload::analytics
