#include "tests/backend/resp/feed.hpp"
#include "tests/support/catch.hpp"

using namespace cachedeck;
using resp::ParseError;

namespace {

std::string nested(int depth)
{
    std::string bytes;
    for (int i = 0; i < depth; ++i)
        bytes += "*1\r\n";
    return bytes + ":1\r\n";
}

} // namespace

TEST_CASE("Nesting is limited")
{
    resp::Limits limits;
    limits.depth = 7;
    CHECK(test::feed(nested(7), limits).error == ParseError::None);
    CHECK(test::feed(nested(8), limits).error == ParseError::TooDeep);
    CHECK(test::feed(nested(1'000'000)).error == ParseError::TooDeep);
}

TEST_CASE("A hostile length costs nothing")
{
    resp::Parser parser;
    resp::Reply reply;
    SECTION("of a string beyond the limit")
    {
        CHECK(parser.parse("$9000000000000000000\r\n", reply).status == resp::Parser::Status::Failed);
        CHECK(parser.error() == ParseError::TooLong);
    }
    SECTION("of a string within the limit, whose bytes never come")
    {
        CHECK(parser.parse("$500000000\r\nabc", reply).status == resp::Parser::Status::NeedMore);
        CHECK(reply.bytes().size() == 3);
    }
    SECTION("of an array beyond the limit")
    {
        CHECK(parser.parse("*4000000000\r\n", reply).status == resp::Parser::Status::Failed);
        CHECK(parser.error() == ParseError::TooMany);
    }
    SECTION("of an array within the limit, whose elements never come")
    {
        CHECK(parser.parse("*60000000\r\n", reply).status == resp::Parser::Status::NeedMore);
        CHECK(reply.nodes().capacity() < 100);
    }
    SECTION("of arrays in arrays, each within the limit")
    {
        CHECK(parser.parse("*60000000\r\n*60000000\r\n", reply).status == resp::Parser::Status::NeedMore);
        CHECK(reply.nodes().capacity() < 100);
    }
}

TEST_CASE("Elements, lines, strings and the whole reply are limited")
{
    resp::Limits limits;
    limits.elements = 4;
    limits.line = 10;
    limits.bulk = 20;
    limits.total = 60;
    CHECK(test::feed("*3\r\n:1\r\n:2\r\n:3\r\n", limits).error == ParseError::None);
    CHECK(test::feed("*4\r\n:1\r\n:2\r\n:3\r\n:4\r\n", limits).error == ParseError::TooMany);
    CHECK(test::feed("*?\r\n:1\r\n:2\r\n:3\r\n:4\r\n", limits).error == ParseError::TooMany);
    CHECK(test::feed("%2\r\n", limits).error == ParseError::TooMany);
    CHECK(test::feed("+0123456789\r\n", limits).error == ParseError::None);
    CHECK(test::feed("+0123456789a\r\n", limits).error == ParseError::TooLong);
    CHECK(test::feed("+0123456789abcdefgh", limits).error == ParseError::TooLong);
    CHECK(test::feed("$20\r\n01234567890123456789\r\n", limits).error == ParseError::None);
    CHECK(test::feed("$21\r\n", limits).error == ParseError::TooLong);
    CHECK(test::feed("$?\r\n;15\r\n012345678901234\r\n;6\r\n", limits).error == ParseError::TooLong);
    CHECK(test::feed("*3\r\n$20\r\n01234567890123456789\r\n$20\r\n01234567890123456789\r\n$20\r\n", limits).error ==
          ParseError::TooLarge);
}

TEST_CASE("The total is counted for each reply anew, however it is cut")
{
    resp::Limits limits;
    limits.total = 40;
    std::string bytes;
    for (int i = 0; i < 20; ++i)
        bytes += "$20\r\n01234567890123456789\r\n";
    CHECK(test::feed(bytes, limits).replies.size() == 20);
    std::vector<std::string_view> single;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        single.push_back(std::string_view(bytes).substr(i, 1));
    CHECK(test::feed(single, limits).replies.size() == 20);
}
