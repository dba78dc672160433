#include "backend/keyspace/value_page.hpp"
#include "tests/backend/keyspace/support.hpp"

#include <map>

using namespace cachedeck;
using namespace cachedeck::keyspace;

namespace {

ValuePage page(Served& served, PageRequest request)
{
    auto read = served.thread.run(readPage(served.client->connection(), std::move(request)));
    REQUIRE(read.has_value());
    return *std::move(read);
}

PageRequest of(std::string key, KeyType type = KeyType::None)
{
    PageRequest request;
    request.key = std::move(key);
    request.type = type;
    return request;
}

// All pages of a value, and how many they were.
std::vector<Element> elements(Served& served, PageRequest request, int& pages)
{
    std::vector<Element> all;
    pages = 0;
    do {
        auto next = page(served, request);
        ++pages;
        request.cursor = next.next;
        all.insert(all.end(), next.elements.begin(), next.elements.end());
    } while (!request.cursor.empty());
    return all;
}

} // namespace

TEST_CASE("a hash of 100,000 fields comes in pages, whole in the end")
{
    Served served;
    served.fill(100'000, [](auto& request, std::size_t index) {
        request.append({"HSET", "hash", "field" + std::to_string(index), std::to_string(index)});
    });
    auto first = page(served, of("hash"));
    CHECK(first.type == KeyType::Hash);
    CHECK(first.total == 100'000);
    CHECK(first.elements.size() >= 100);
    CHECK(first.elements.size() < 2000); // never whole
    int pages = 0;
    auto request = of("hash");
    request.elements = 1000;
    const auto all = elements(served, request, pages);
    std::map<std::string, std::string> fields;
    for (const auto& element : all)
        fields[element.name] = element.value;
    CHECK(fields.size() == 100'000);
    CHECK(fields["field4711"] == "4711");
    CHECK(pages > 50);
}

TEST_CASE("lists, sorted sets, sets, streams and strings come in pages")
{
    Served served;
    served.fill(500, [](auto& request, std::size_t index) {
        const auto number = std::to_string(index);
        request.append({"RPUSH", "list", number});
        request.append({"ZADD", "zset", std::to_string(static_cast<double>(index) / 2), "m" + number});
        request.append({"SADD", "set", "s" + number});
        request.append({"XADD", "stream", std::to_string(index + 1) + "-18446744073709551615", "f", number});
    });
    int pages = 0;
    for (const auto* key : {"list", "zset", "set", "stream"}) {
        INFO(key);
        auto request = of(key);
        request.elements = 200;
        const auto all = elements(served, request, pages);
        std::set<std::string> names;
        for (const auto& element : all)
            names.insert(element.name);
        CHECK(names.size() == 500);
        CHECK(page(served, of(key)).total == 500);
    }
    auto request = of("list", KeyType::List);
    request.cursor = cursorAt(498);
    auto end = page(served, request);
    REQUIRE(end.elements.size() == 2);
    CHECK(end.elements[0].name == "498");
    CHECK(end.elements[0].value == "498");
    CHECK(end.next.empty());
    request.key = "zset";
    request.type = KeyType::SortedSet;
    request.cursor = cursorAt(3);
    CHECK(page(served, request).elements[0].value == "1.5");
    CHECK(page(served, of("stream")).elements[1].fields[0].second == "1");

    const std::string large = std::string(100'000, 'x') + std::string("\0end", 4);
    REQUIRE(served.client->call({"SET", "string", large}).has_value());
    auto text = of("string");
    std::string joined;
    do {
        auto part = page(served, text);
        CHECK(part.total == large.size());
        CHECK(part.bytes.size() <= 64 * 1024);
        CHECK(part.offset == joined.size());
        joined += part.bytes;
        text.cursor = part.next;
    } while (!text.cursor.empty());
    CHECK(joined == large);
}

TEST_CASE("scores read the same over RESP2, and extreme ones too")
{
    Served served;
    REQUIRE(served.client->call({"ZADD", "zset", "-inf", "low", "0.1", "tenth", "1e300", "large", "inf", "high"})
                .has_value());
    redis::ConnectionOptions options;
    options.endpoint.address.host = "127.0.0.1";
    options.endpoint.address.port = served.server.port();
    options.protocol = 2;
    redis::Client old(served.thread, options);
    const auto three = page(served, of("zset"));
    const auto two = served.thread.run(readPage(old.connection(), of("zset")));
    REQUIRE(two.has_value());
    REQUIRE(three.elements.size() == 4);
    REQUIRE(two->elements.size() == 4);
    for (std::size_t index = 0; index < 4; ++index) {
        CHECK(three.elements[index].name == two->elements[index].name);
        CHECK(std::stod(three.elements[index].value) == std::stod(two->elements[index].value));
    }
    CHECK(three.elements[0].value == "-inf");
    CHECK(three.elements[1].value == "0.1");
}

TEST_CASE("a key that went away or changed its type says so")
{
    Served served;
    CHECK(page(served, of("missing")).type == KeyType::None);
    CHECK(page(served, of("missing", KeyType::Hash)).type == KeyType::None);
    REQUIRE(served.client->call({"SET", "key", "text"}).has_value());
    const auto changed = page(served, of("key", KeyType::Hash));
    CHECK(changed.type == KeyType::String);
    CHECK(changed.elements.empty());
}
