#include "backend/keyspace/value_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>

namespace cachedeck::keyspace {

using redis::Result;
using runtime::Task;

std::string cursorAt(std::uint64_t offset)
{
    return std::to_string(offset);
}

namespace {

std::uint64_t numberFrom(std::string_view text)
{
    std::uint64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

// The id after `id`, so that a page begins behind the last one also on servers older than 6.2, which know no "(id".
std::string idAfter(std::string_view id)
{
    const auto dash = id.find('-');
    const auto milliseconds = numberFrom(id.substr(0, dash));
    const auto sequence = dash == std::string_view::npos ? 0 : numberFrom(id.substr(dash + 1));
    return sequence == std::numeric_limits<std::uint64_t>::max() ? fmt::format("{}-0", milliseconds + 1)
                                                                 : fmt::format("{}-{}", milliseconds, sequence + 1);
}

// TYPE, the length, and the page, in one pipeline: the three belong together.
resp::Request pageRequest(const PageRequest& page)
{
    const auto& key = page.key;
    const auto offset = numberFrom(page.cursor);
    const auto first = std::to_string(offset);
    const auto count = std::to_string(std::max<std::size_t>(page.elements, 1));
    const auto last = std::to_string(offset + std::max<std::size_t>(page.elements, 1) - 1);
    const std::string_view cursor = page.cursor.empty() ? std::string_view("0") : page.cursor;
    resp::Request request{"TYPE", key};
    switch (page.type) {
    case KeyType::String:
        request.append({"STRLEN", key});
        request.append({"GETRANGE", key, first, std::to_string(offset + std::max<std::size_t>(page.bytes, 1) - 1)});
        break;
    case KeyType::Hash:
        request.append({"HLEN", key});
        request.append({"HSCAN", key, cursor, "COUNT", count});
        break;
    case KeyType::Set:
        request.append({"SCARD", key});
        request.append({"SSCAN", key, cursor, "COUNT", count});
        break;
    case KeyType::List:
        request.append({"LLEN", key});
        request.append({"LRANGE", key, first, last});
        break;
    case KeyType::SortedSet:
        request.append({"ZCARD", key});
        request.append({"ZRANGE", key, first, last, "WITHSCORES"});
        break;
    case KeyType::Stream:
        request.append({"XLEN", key});
        request.append(
            {"XRANGE", key, page.cursor.empty() ? std::string("-") : idAfter(page.cursor), "+", "COUNT", count});
        break;
    case KeyType::None:
    case KeyType::Other:
        break;
    }
    return request;
}

std::string scoreText(resp::View score)
{
    // RESP2 gives the server's own text, RESP3 a double: the shortest text that reads back as the same.
    if (score.isText())
        return std::string(score.text());
    return fmt::format("{}", score.real().value_or(0));
}

// [field, value, field, value…], or [[member, score]…] as RESP3 gives sorted sets.
void readPairs(resp::View list, std::vector<Element>& elements)
{
    std::optional<std::string> name;
    for (const auto item : list) {
        if (item.isAggregate()) {
            const std::vector<resp::View> pair(item.begin(), item.end());
            if (pair.size() == 2)
                elements.push_back({std::string(pair[0].text()), scoreText(pair[1]), {}});
        } else if (name) {
            elements.push_back({*std::move(name), scoreText(item), {}});
            name.reset();
        } else {
            name = item.text();
        }
    }
}

void readEntries(resp::View list, std::vector<Element>& elements)
{
    for (const auto item : list) {
        const std::vector<resp::View> entry(item.begin(), item.end());
        if (entry.size() != 2)
            continue;
        Element element{std::string(entry[0].text()), {}, {}};
        std::vector<Element> fields;
        readPairs(entry[1], fields);
        for (auto& field : fields)
            element.fields.emplace_back(std::move(field.name), std::move(field.value));
        elements.push_back(std::move(element));
    }
}

// HSCAN and SSCAN: [cursor, elements].
void readScan(resp::View reply, ValuePage& page)
{
    const std::vector<resp::View> scan(reply.begin(), reply.end());
    if (scan.size() != 2)
        return;
    page.next = scan[0].text() == "0" ? std::string{} : std::string(scan[0].text());
    if (page.type == KeyType::Hash)
        return readPairs(scan[1], page.elements);
    for (const auto member : scan[1])
        page.elements.push_back({std::string(member.text()), {}, {}});
}

void readContent(resp::View reply, const PageRequest& request, ValuePage& page)
{
    page.offset = numberFrom(request.cursor);
    const auto goOn = [&](std::uint64_t got) {
        page.next = got > 0 && page.offset + got < page.total ? cursorAt(page.offset + got) : std::string{};
    };
    switch (page.type) {
    case KeyType::String:
        page.bytes = reply.text();
        goOn(page.bytes.size());
        break;
    case KeyType::List:
        for (const auto element : reply)
            page.elements.push_back(
                {std::to_string(page.offset + page.elements.size()), std::string(element.text()), {}});
        goOn(page.elements.size());
        break;
    case KeyType::SortedSet:
        readPairs(reply, page.elements);
        goOn(page.elements.size());
        break;
    case KeyType::Hash:
    case KeyType::Set:
        page.offset = 0; // the cursor is no position
        readScan(reply, page);
        break;
    case KeyType::Stream:
        page.offset = 0;
        readEntries(reply, page.elements);
        if (page.elements.size() >= std::max<std::size_t>(request.elements, 1))
            page.next = page.elements.back().name;
        break;
    case KeyType::None:
    case KeyType::Other:
        break;
    }
}

Task<Result<KeyType>> typeOf(redis::Connection& connection, const PageRequest& page)
{
    resp::Request request{"TYPE", page.key};
    resp::Reply reply;
    auto asking = connection.execute(request, reply, page.deadline);
    const auto result = co_await asking;
    if (!result.has_value())
        co_return result.error();
    co_return keyTypeFromName(reply.root().text());
}

Task<void> answer(redis::Client& client, PageRequest request, std::function<void(Result<ValuePage>)> handler)
{
    auto reading = readPage(client.connection(), std::move(request));
    auto page = co_await reading;
    handler(std::move(page));
}

} // namespace

Task<Result<ValuePage>> readPage(redis::Connection& connection, PageRequest request)
{
    ValuePage page;
    if (request.type == KeyType::None) {
        auto asking = typeOf(connection, request);
        const auto type = co_await asking;
        if (!type.has_value())
            co_return type.error();
        request.type = *type;
    }
    page.type = request.type;
    if (request.type == KeyType::None || request.type == KeyType::Other)
        co_return page;

    const auto commands = pageRequest(request);
    std::vector<resp::Reply> replies;
    auto asking = connection.execute(commands, replies, request.deadline);
    const auto result = co_await asking;
    if (!result.has_value())
        co_return result.error();
    // A user without TYPE gets the page all the same, when it is of the type that was expected.
    const auto type = replies[0].root();
    const auto found = type.isError() ? request.type : keyTypeFromName(type.text());
    if (found != request.type) {
        page.type = found;
        co_return page;
    }
    const auto content = replies[2].root();
    if (content.isError())
        co_return redis::errorFromReply(content.text(), "reading " + request.key,
                                        connection.options().endpoint.address.text());
    page.total = static_cast<std::uint64_t>(replies[1].root().integer().value_or(0));
    readContent(content, request, page);
    co_return page;
}

void readPage(redis::Client& client, PageRequest request, std::function<void(Result<ValuePage>)> handler)
{
    client.thread().spawn(answer(client, std::move(request), std::move(handler)));
}

} // namespace cachedeck::keyspace
