#include "backend/resp/parser.hpp"
#include "backend/resp/request.hpp"
#include "backend/strategies/codec.hpp"
#include "tests/support/catch.hpp"

#include <boost/json.hpp>

#include <limits>

using namespace cachedeck;
using workload::FieldType;
using workload::Value;

namespace {

workload::Operation operation()
{
    workload::Operation made;
    made.single = true;
    made.fields = {
        {"id", FieldType::Integer}, {"name", FieldType::Text}, {"price", FieldType::Real}, {"tags", FieldType::Json}};
    return made;
}

std::string encode(const workload::Operation& op, std::vector<Value> cells)
{
    std::string json = "left over";
    strategies::encodeJson(op, {op.fields.size(), std::move(cells)}, json);
    return json;
}

// What HGETALL gives for these fields, in RESP2 or RESP3.
resp::Reply hash(const std::vector<std::pair<std::string, std::string>>& fields, char type = '%')
{
    std::string bytes = std::string(1, type) + std::to_string(type == '%' ? fields.size() : 2 * fields.size()) + "\r\n";
    for (const auto& [name, value] : fields) {
        for (const auto& text : {name, value})
            bytes += "$" + std::to_string(text.size()) + "\r\n" + text + "\r\n";
    }
    resp::Reply reply;
    resp::Parser parser;
    REQUIRE(parser.parse(bytes, reply).status == resp::Parser::Status::Done);
    return reply;
}

} // namespace

TEST_CASE("Rows become JSON in the operation's order, and every hash gives the same bytes back")
{
    const auto op = operation();
    const std::vector<std::vector<Value>> rows = {
        {std::int64_t{1}, std::string("lamp"), 2.5, std::string("[1,{\"a\":\"}\"}]")},
        {std::numeric_limits<std::int64_t>::min(), std::string("quote \" back \\ line\n tab\t bell\a \x1f é 電"), 1e300,
         std::string("{}")},
        {std::monostate{}, std::monostate{}, std::monostate{}, std::monostate{}},
        {std::int64_t{0}, std::string(), 0.1, std::string("\"a,b\"")},
        {std::int64_t{-1}, std::string("null"), -0.0, std::string("null")},
        {std::int64_t{2}, std::string("\0", 1), 3.0, std::string("[]")},
        {std::int64_t{3}, std::string("\0\0x", 3), std::int64_t{3}, std::string()},
        {std::int64_t{4}, std::int64_t{44}, std::numeric_limits<double>::infinity(), std::string("[\"\\\"]\"]")},
    };
    for (const auto& cells : rows) {
        const auto json = encode(op, cells);
        INFO(json);
        CHECK_NOTHROW(boost::json::parse(json));
        std::vector<std::pair<std::string, std::string>> fields;
        REQUIRE(strategies::jsonToHash(op, json, fields));
        CHECK(fields.size() == 4);
        std::string again;
        CHECK(strategies::hashToJson(op, hash(fields).root(), again));
        CHECK(again == json);
        CHECK(strategies::hashToJson(op, hash(fields, '*').root(), again));
        CHECK(again == json);
        std::swap(fields[0], fields[3]); // a large hash does not keep its order
        CHECK(strategies::hashToJson(op, hash(fields).root(), again));
        CHECK(again == json);
    }
    CHECK(encode(op, rows[0]) == R"({"id":1,"name":"lamp","price":2.5,"tags":[1,{"a":"}"}]})");
    CHECK(encode(op, rows[2]) == R"({"id":null,"name":null,"price":null,"tags":null})");
}

TEST_CASE("Several rows are an array, none an empty one")
{
    auto op = operation();
    op.single = false;
    op.fields.resize(2);
    CHECK(encode(op, {std::int64_t{1}, std::string("a"), std::int64_t{2}, std::string("b")}) ==
          R"([{"id":1,"name":"a"},{"id":2,"name":"b"}])");
    CHECK(encode(op, {}) == "[]");
}

TEST_CASE("A hash without a field, or with a value of another type, is no answer")
{
    const auto op = operation();
    std::string json;
    using Fields = std::vector<std::pair<std::string, std::string>>;
    const Fields good{{"id", "1"}, {"name", "x"}, {"price", "1.5"}, {"tags", "[]"}};
    CHECK(strategies::hashToJson(op, hash(good).root(), json));
    for (std::size_t missing = 0; missing < good.size(); ++missing) {
        auto fields = good;
        fields.erase(fields.begin() + static_cast<std::ptrdiff_t>(missing));
        CHECK_FALSE(strategies::hashToJson(op, hash(fields).root(), json));
    }
    for (const auto* number : {"", "x", "1x", "-", "1.", ".5", "1e", "0x10", "inf", "\"1\""}) {
        auto fields = good;
        fields[2].second = number;
        INFO(number);
        CHECK_FALSE(strategies::hashToJson(op, hash(fields).root(), json));
    }
    Fields none;
    for (const auto* text :
         {"", "{}", "[]", R"({"id":1})", R"({"id":1,"name":"x","price":1,"tags":[]}x)", R"({"id":1,"name":"x)"})
        CHECK_FALSE(strategies::jsonToHash(op, text, none));
}
