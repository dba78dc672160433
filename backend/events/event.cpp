#include "backend/events/event.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <ctime>
#include <optional>

namespace cachedeck::events {
namespace {

constexpr std::size_t longest = 1 << 20;
constexpr std::array<std::string_view, kinds> names{"hit", "miss", "fill", "invalidate", "expire", "domain"};
constexpr std::string_view cachePart = "cache.";

Error badEvent(std::string message)
{
    return {ErrorKind::BadEvent, {}, std::move(message), {}};
}

// The length of the UTF-8 sequence at the front of `text`; 0: there is none (RFC 3629, section 4).
std::size_t sequenceLength(std::string_view text) noexcept
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto first = byte(0);
    const std::size_t length = first < 0x80   ? 1
                               : first < 0xc2 ? 0
                               : first < 0xe0 ? 2
                               : first < 0xf0 ? 3
                               : first < 0xf5 ? 4
                                              : 0;
    if (length == 0 || text.size() < length)
        return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xc0) != 0x80)
            return 0;
    if ((first == 0xe0 && byte(1) < 0xa0) || (first == 0xed && byte(1) > 0x9f) || (first == 0xf0 && byte(1) < 0x90) ||
        (first == 0xf4 && byte(1) > 0x8f))
        return 0;
    return length;
}

void appendQuoted(std::string_view text, std::string& out)
{
    out += '"';
    while (!text.empty()) {
        const auto length = sequenceLength(text);
        const auto byte = static_cast<unsigned char>(text.front());
        if (length == 0 || byte < 0x20) {
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", byte);
            text.remove_prefix(1);
            continue;
        }
        if (byte == '"' || byte == '\\')
            out += '\\';
        out += text.substr(0, length);
        text.remove_prefix(length);
    }
    out += '"';
}

// The text of a member that has to be there and not empty.
std::optional<std::string> textMember(const boost::json::object& object, std::string_view member)
{
    const auto* value = object.if_contains(member);
    if (value == nullptr || !value->is_string() || value->get_string().empty())
        return std::nullopt;
    return std::string(value->get_string());
}

// RFC 3339 in UTC, with any number of decimals; nothing else is written by us, and others' times are shown as of now.
std::optional<std::chrono::system_clock::time_point> timeOf(const std::string& text)
{
    std::tm parts{};
    int read = 0;
    if (std::sscanf(text.c_str(), "%4d-%2d-%2dT%2d:%2d:%2d%n", &parts.tm_year, &parts.tm_mon, &parts.tm_mday,
                    &parts.tm_hour, &parts.tm_min, &parts.tm_sec, &read) != 6 ||
        !text.ends_with('Z'))
        return std::nullopt;
    double fraction = 0;
    if (static_cast<std::size_t>(read) + 1 < text.size() && text[static_cast<std::size_t>(read)] == '.') {
        double unit = 0.1;
        for (auto at = static_cast<std::size_t>(read) + 1; at + 1 < text.size() && text[at] >= '0' && text[at] <= '9';
             ++at) {
            fraction += unit * (text[at] - '0');
            unit /= 10;
        }
    }
    using namespace std::chrono;
    const year_month_day date{year(parts.tm_year), month(static_cast<unsigned>(parts.tm_mon)),
                              day(static_cast<unsigned>(parts.tm_mday))};
    if (!date.ok())
        return std::nullopt;
    return sys_days(date) + hours(parts.tm_hour) + minutes(parts.tm_min) + seconds(parts.tm_sec) +
           duration_cast<system_clock::duration>(duration<double>(fraction));
}

} // namespace

std::string_view name(Kind kind) noexcept
{
    return names[static_cast<std::size_t>(kind)];
}

std::string cacheType(Kind kind)
{
    return fmt::format("{}{}{}", typePrefix, cachePart, name(kind));
}

Kind kindOf(const Event& event) noexcept
{
    std::string_view rest = event.type;
    if (!rest.starts_with(typePrefix) || !rest.substr(typePrefix.size()).starts_with(cachePart))
        return Kind::Domain;
    rest.remove_prefix(typePrefix.size() + cachePart.size());
    for (std::size_t i = 0; i + 1 < kinds; ++i)
        if (rest == names[i])
            return static_cast<Kind>(i);
    return Kind::Domain;
}

std::string quoted(std::string_view text)
{
    std::string out;
    appendQuoted(text, out);
    return out;
}

std::string timeText(std::chrono::system_clock::time_point time)
{
    using namespace std::chrono;
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(floor<microseconds>(time - day));
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                       clock.minutes().count(), clock.seconds().count(), clock.subseconds().count());
}

std::string toJson(const Event& event)
{
    std::string out = R"({"specversion":"1.0","id":)";
    appendQuoted(event.id, out);
    out += R"(,"source":)";
    appendQuoted(event.source, out);
    out += R"(,"type":)";
    appendQuoted(event.type, out);
    if (!event.subject.empty()) {
        out += R"(,"subject":)";
        appendQuoted(event.subject, out);
    }
    out += R"(,"time":")" + timeText(event.time) + R"(","datacontenttype":"application/json","data":)";
    out += event.data.empty() ? "{}" : event.data;
    out += '}';
    return out;
}

Result<Event> parseEvent(std::string_view json)
{
    if (json.size() > longest)
        return badEvent(fmt::format("expected an event of at most {} bytes, found {}", longest, json.size()));
    boost::system::error_code error;
    const auto root = boost::json::parse(json, error);
    if (error || !root.is_object())
        return badEvent("expected a JSON object, as CloudEvents have it");
    const auto& object = root.get_object();
    if (textMember(object, "specversion") != "1.0")
        return badEvent("expected \"specversion\": \"1.0\"");
    Event event;
    const std::pair<std::string_view, std::string&> required[] = {
        {"id", event.id}, {"source", event.source}, {"type", event.type}};
    for (const auto& [member, to] : required) {
        auto text = textMember(object, member);
        if (!text)
            return badEvent(fmt::format("the attribute \"{}\" is missing or no text", member));
        to = std::move(*text);
    }
    event.subject = textMember(object, "subject").value_or(std::string());
    const auto time = textMember(object, "time");
    event.time = (time ? timeOf(*time) : std::nullopt).value_or(std::chrono::system_clock::now());
    const auto* data = object.if_contains("data");
    event.data = data != nullptr ? boost::json::serialize(*data) : "{}";
    return event;
}

} // namespace cachedeck::events
