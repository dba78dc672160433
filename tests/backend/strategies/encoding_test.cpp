// Compressed and binary answers: the same bytes back, and any other bytes refused within bounds.
#include "backend/strategies/codec.hpp"
#include "backend/strategies/message_pack.hpp"
#include "backend/strategies/zstd.hpp"
#include "tests/backend/strategies/rig.hpp"

#include <limits>
#include <set>

using namespace cachedeck;
using workload::FieldType;
using workload::Value;

namespace {

workload::Operation operation(bool single)
{
    workload::Operation made;
    made.single = single;
    made.fields = {
        {"id", FieldType::Integer}, {"name", FieldType::Text}, {"price", FieldType::Real}, {"tags", FieldType::Json}};
    return made;
}

std::string jsonOf(const workload::Operation& op, std::vector<Value> cells)
{
    std::string json;
    strategies::encodeJson(op, {op.fields.size(), std::move(cells)}, json);
    return json;
}

std::vector<std::string> answers()
{
    const auto one = operation(true);
    std::vector<std::string> all;
    const std::vector<std::int64_t> integers = {0,
                                                1,
                                                -1,
                                                127,
                                                128,
                                                -32,
                                                -33,
                                                255,
                                                256,
                                                -128,
                                                -129,
                                                65'535,
                                                65'536,
                                                -32'768,
                                                -32'769,
                                                1ll << 32,
                                                (1ll << 32) - 1,
                                                -(1ll << 31),
                                                -(1ll << 31) - 1};
    for (const auto integer : integers)
        all.push_back(jsonOf(one, {integer, std::string("x"), 1.5, std::string("[]")}));
    for (const auto extreme : {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()})
        all.push_back(jsonOf(one, {extreme, std::string(), -0.0, std::string("{\"a\":[1,\"}\"]}")}));
    for (const std::size_t size : {std::size_t{31}, std::size_t{32}, std::size_t{255}, std::size_t{256},
                                   std::size_t{65'535}, std::size_t{65'536}})
        all.push_back(
            jsonOf(one, {std::monostate{}, std::string(size, 'a'), 1e300, "\"" + std::string(size, 'b') + "\""}));
    all.push_back(jsonOf(one, {std::int64_t{1}, std::string("quote \" \\ \n \x1f é 電"), 0.1, std::string("null")}));
    return all;
}

} // namespace

TEST_CASE("MessagePack gives the same JSON back, and is shorter")
{
    const auto one = operation(true);
    std::string bytes, json;
    for (const auto& answer : answers()) {
        INFO(answer.substr(0, 100));
        REQUIRE(strategies::jsonToMessagePack(one, answer, bytes));
        CHECK(bytes.size() < answer.size());
        REQUIRE(strategies::messagePackToJson(one, bytes, json));
        CHECK(json == answer);
    }
    auto many = operation(false);
    for (const std::size_t rows : {0, 1, 20, 3000}) {
        std::vector<Value> cells;
        for (std::size_t i = 0; i < rows; ++i)
            for (const Value& cell :
                 {Value(static_cast<std::int64_t>(i)), Value(std::string("n")), Value(0.5), Value(std::string("[]"))})
                cells.push_back(cell);
        const auto list = jsonOf(many, std::move(cells));
        REQUIRE(strategies::jsonToMessagePack(many, list, bytes));
        REQUIRE(strategies::messagePackToJson(many, bytes, json));
        CHECK(json == list);
    }
    const auto known = jsonOf(one, {std::int64_t{300}, std::string("ab"), 0.5, std::monostate{}});
    REQUIRE(strategies::jsonToMessagePack(one, known, bytes));
    CHECK(bytes == std::string("\x94\xcd\x01\x2c\xa2"
                               "ab\xcb\x3f\xe0\x00\x00\x00\x00\x00\x00\xc0",
                               17));
}

TEST_CASE("Bytes keep every byte in every encoding, and are not Base64 where the cache can hold bytes")
{
    auto one = operation(true);
    one.fields[1].type = FieldType::Bytes;
    std::string all;
    for (int byte = 0; byte < 256; ++byte)
        all += static_cast<char>(byte);
    std::string packed, again;
    std::vector<std::pair<std::string, std::string>> hash;
    for (const auto& bytes : {std::string(), std::string(1, '\0'), std::string(2, '\0'), std::string("f"),
                              std::string("fo"), std::string("foo"), all, std::string(5'000'000, '\xff')}) {
        const auto json = jsonOf(one, {std::int64_t{1}, bytes, 0.5, std::string("[]")});
        REQUIRE(strategies::jsonToMessagePack(one, json, packed));
        CHECK(packed.size() < bytes.size() + 32);
        REQUIRE(strategies::messagePackToJson(one, packed, again));
        CHECK((again == json));
        REQUIRE(strategies::jsonToHash(one, json, hash));
        CHECK((hash[1].second == (bytes.starts_with('\0') ? std::string(1, '\0') + bytes : bytes)));
    }
    CHECK(jsonOf(one, {std::int64_t{1}, std::string("foob"), 0.5, std::string("[]")}) ==
          R"({"id":1,"name":"Zm9vYg==","price":0.5,"tags":[]})");
    const auto none = jsonOf(one, {std::int64_t{1}, std::monostate{}, 0.5, std::string("[]")});
    REQUIRE(strategies::jsonToMessagePack(one, none, packed));
    REQUIRE(strategies::messagePackToJson(one, packed, again));
    CHECK(again == none);
    for (const auto* text : {"Zm9v ", "Zm9", "Zm=v", "Z===", "Zm\u0001v", "Zm9v\n", "====", " m9v"}) {
        const auto wrong = std::string(R"({"id":1,"name":")") + text + R"(","price":0.5,"tags":[]})";
        INFO(text);
        CHECK_FALSE(strategies::jsonToMessagePack(one, wrong, packed));
    }
}

TEST_CASE("Bytes that are not the operation's MessagePack are refused")
{
    const auto one = operation(true);
    std::string bytes, json;
    for (const auto& answer : answers()) {
        REQUIRE(strategies::jsonToMessagePack(one, answer, bytes));
        for (std::size_t size = 0; size < std::min<std::size_t>(bytes.size(), 64); ++size)
            CHECK_FALSE(strategies::messagePackToJson(one, std::string_view(bytes).substr(0, size), json));
        CHECK_FALSE(strategies::messagePackToJson(one, bytes + "x", json));
    }
    for (const auto& foreign : {std::string("\xdd\xff\xff\xff\xff", 5), std::string("\x94\xc0\xc0\xc0\xd9", 5),
                                std::string("\x94\x01\x02\x03\xc0", 5), std::string("\x93\xc0\xc0\xc0", 4)})
        CHECK_FALSE(strategies::messagePackToJson(one, foreign, json));
    CHECK_FALSE(strategies::messagePackToJson(operation(false), std::string("\xdd\xff\xff\xff\xff", 5), json));
    for (const auto* text : {"", "{}", "[]", R"({"id":1})", R"({"id":1,"name":"x","price":1,"tags":[]}x)"})
        CHECK_FALSE(strategies::jsonToMessagePack(one, text, bytes));
}

TEST_CASE("A compressed answer comes back, and a frame that lies about its size costs nothing")
{
    strategies::Zstd zstd;
    std::string frame, text;
    for (const auto& answer : answers()) {
        REQUIRE(zstd.compress(answer, frame));
        REQUIRE(zstd.decompress(frame, text));
        CHECK(text == answer);
    }
    REQUIRE(zstd.compress(std::string(100'000, 'a'), frame));
    CHECK(frame.size() < 1000);
    for (std::size_t size = 0; size < frame.size(); ++size)
        CHECK_FALSE(zstd.decompress(std::string_view(frame).substr(0, size), text));
    // Magic number, then a header: one segment, a content size of eight bytes: 2^62.
    const std::string huge("\x28\xb5\x2f\xfd\xe0\x00\x00\x00\x00\x00\x00\x00\x40\x01\x00\x00", 16);
    text.clear();
    text.shrink_to_fit();
    CHECK_FALSE(zstd.decompress(huge, text));
    CHECK(text.capacity() < 1000);
    CHECK_FALSE(zstd.decompress("{\"id\":1}", text));
}

TEST_CASE("Foreign bytes under a key are a miss, and are mended")
{
    test::Rig rig;
    for (const auto encoding : {workload::Encoding::Zstd, workload::Encoding::Binary, workload::Encoding::Fields}) {
        test::Path path(rig, "cache-aside", encoding);
        const auto truth = path.read(rig.movie(3)).json;
        rig.server.command({"SET", path.prefix + "movie:3", "something else"});
        const auto mended = path.read(rig.movie(3));
        CHECK(mended.source == strategies::Source::Store);
        CHECK(mended.json == truth);
        if (encoding != workload::Encoding::Fields) // there a wrong type is an error of the server, not a miss
            CHECK(path.read(rig.movie(3)).source == strategies::Source::Cache);
    }
}

TEST_CASE("A jittered TTL differs from key to key within its share")
{
    test::Rig rig;
    strategies::Options options;
    options.ttlJitter = 0.1;
    test::Path path(rig, "cache-aside", workload::Encoding::Json, std::chrono::seconds(5), options);
    std::set<int> tens;
    for (std::int64_t id = 1; id <= 20; ++id) {
        path.read(rig.movie(id));
        const auto ttl = std::stoi(rig.server.command({"TTL", path.prefix + "movie:" + std::to_string(id)}));
        CHECK(ttl > 170);
        CHECK(ttl <= 220);
        tens.insert(ttl / 10);
    }
    CHECK(tens.size() > 2);
}
