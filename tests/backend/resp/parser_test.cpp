// Recorded bytes for every type of RESP2 and RESP3, from the specification's own examples where it has them:
// https://github.com/redis/redis-specifications/blob/master/protocol/RESP3.md
#include "tests/backend/resp/feed.hpp"
#include "tests/support/catch.hpp"

using namespace cachedeck;
using resp::ParseError;

namespace {

struct Recorded {
    std::string bytes;
    std::string described;
};

std::string utf8(const char8_t* text)
{
    return reinterpret_cast<const char*>(text);
}

const std::vector<Recorded>& recorded()
{
    static const std::vector<Recorded> all{
        {"+OK\r\n", "OK"},
        {"+\r\n", ""},
        {"-ERR this is the error description\r\n", "(error) ERR this is the error description"},
        {":1234\r\n", "(integer) 1234"},
        {":-9223372036854775808\r\n", "(integer) -9223372036854775808"},
        {":9223372036854775807\r\n", "(integer) 9223372036854775807"},
        {":+7\r\n", "(integer) 7"},
        {"$11\r\nhello world\r\n", "\"hello world\""},
        {"$0\r\n\r\n", "\"\""},
        {"$4\r\n\r\n\r\n\r\n", "\"\\r\\n\\r\\n\""},
        {std::string("$3\r\na\0b\r\n", 9), "\"a\\x00b\""},
        {"$-1\r\n", "(nil)"},
        {"*-1\r\n", "(nil)"},
        {"_\r\n", "(nil)"},
        {"#t\r\n", "(true)"},
        {"#f\r\n", "(false)"},
        {",1.23\r\n", "(double) 1.23"},
        {",10\r\n", "(double) 10"},
        {",-1.5e-3\r\n", "(double) -0.0015"},
        {",inf\r\n", "(double) inf"},
        {",-inf\r\n", "(double) -inf"},
        {",nan\r\n", "(double) nan"},
        {"(3492890328409238509324850943850943825024385\r\n", "3492890328409238509324850943850943825024385"},
        {"(-12\r\n", "-12"},
        {"!21\r\nSYNTAX invalid syntax\r\n", "(error) SYNTAX invalid syntax"},
        {"=15\r\ntxt:Some string\r\n", "\"Some string\""},
        {"=4\r\nmkd:\r\n", "\"\""},
        {"*0\r\n", "[]"},
        {"*3\r\n:1\r\n:2\r\n:3\r\n", "[(integer) 1, (integer) 2, (integer) 3]"},
        {"*2\r\n*3\r\n:1\r\n$5\r\nhello\r\n:2\r\n#f\r\n", "[[(integer) 1, \"hello\", (integer) 2], (false)]"},
        {"*3\r\n$3\r\nfoo\r\n$-1\r\n*-1\r\n", "[\"foo\", (nil), (nil)]"},
        {"~5\r\n+orange\r\n+apple\r\n#t\r\n:100\r\n:999\r\n", "{orange, apple, (true), (integer) 100, (integer) 999}"},
        {"%2\r\n+first\r\n:1\r\n+second\r\n*1\r\n_\r\n", "{first: (integer) 1, second: [(nil)]}"},
        {"%0\r\n", "{}"},
        {">4\r\n+pubsub\r\n+message\r\n+somechannel\r\n+this is the message\r\n",
         "push [pubsub, message, somechannel, this is the message]"},
        {"|1\r\n+key-popularity\r\n%2\r\n$1\r\na\r\n,0.1923\r\n$1\r\nb\r\n,0.0012\r\n*2\r\n:2039123\r\n:9543892\r\n",
         "[(integer) 2039123, (integer) 9543892]"},
        {"*3\r\n:1\r\n:2\r\n|1\r\n+ttl\r\n:3600\r\n:3\r\n", "[(integer) 1, (integer) 2, (integer) 3]"},
        {"|0\r\n+x\r\n", "x"},
        {"$?\r\n;4\r\nHell\r\n;5\r\no wor\r\n;1\r\nd\r\n;0\r\n", "\"Hello word\""},
        {"$?\r\n;0\r\n", "\"\""},
        {"*?\r\n:1\r\n:2\r\n:3\r\n.\r\n", "[(integer) 1, (integer) 2, (integer) 3]"},
        {"*?\r\n.\r\n", "[]"},
        {"%?\r\n+a\r\n:1\r\n+b\r\n:2\r\n.\r\n", "{a: (integer) 1, b: (integer) 2}"},
        {"~?\r\n$?\r\n;1\r\nx\r\n;0\r\n*?\r\n*1\r\n:1\r\n.\r\n.\r\n", "{\"x\", [[(integer) 1]]}"},
        {"+" + utf8(u8"ñandú") + "\r\n", utf8(u8"ñandú")},
    };
    return all;
}

std::string all()
{
    std::string bytes;
    for (const auto& [each, described] : recorded())
        bytes += each;
    return bytes;
}

} // namespace

TEST_CASE("Every recorded reply is read as what it says")
{
    for (const auto& [bytes, described] : recorded()) {
        CAPTURE(bytes);
        const auto parsed = test::feed(bytes);
        REQUIRE(parsed.error == ParseError::None);
        REQUIRE(parsed.replies.size() == 1);
        CHECK(parsed.whole);
        CHECK(resp::describe(parsed.replies[0].root()) == described);
    }
}

TEST_CASE("A reply in pieces is the same reply, wherever it is cut")
{
    for (const auto& [text, described] : recorded()) {
        const std::string_view bytes = text;
        const auto whole = test::feed(bytes);
        for (std::size_t first = 0; first <= bytes.size(); ++first) {
            for (std::size_t second = first; second <= bytes.size(); ++second) {
                const auto parsed =
                    test::feed({bytes.substr(0, first), bytes.substr(first, second - first), bytes.substr(second)});
                if (parsed.replies != whole.replies || parsed.error != ParseError::None)
                    FAIL(described << " cut at " << first << " and " << second);
            }
        }
    }
}

TEST_CASE("Replies that follow one another are told apart, in pieces of any size")
{
    const auto bytes = all();
    const auto whole = test::feed(bytes);
    REQUIRE(whole.replies.size() == recorded().size());
    for (std::size_t size = 1; size < 40; ++size) {
        std::vector<std::string_view> pieces;
        for (std::size_t at = 0; at < bytes.size(); at += size)
            pieces.push_back(std::string_view(bytes).substr(at, size));
        const auto parsed = test::feed(pieces);
        CAPTURE(size);
        CHECK(parsed.replies == whole.replies);
        CHECK(parsed.whole);
    }
}

TEST_CASE("Malformed bytes are refused with the reason")
{
    const std::vector<std::pair<std::string, ParseError>> malformed{
        {"HTTP/1.1 400 Bad Request\r\n", ParseError::UnknownType},
        {"SSH-2.0-OpenSSH_9.2\r\n", ParseError::UnknownType},
        {"\r\n", ParseError::UnknownType},
        {":12a\r\n", ParseError::BadNumber},
        {":\r\n", ParseError::BadNumber},
        {":-\r\n", ParseError::BadNumber},
        {":9223372036854775808\r\n", ParseError::BadNumber},
        {":99999999999999999999999999\r\n", ParseError::BadNumber},
        {":1\rx", ParseError::BadLineEnd},
        {",abc\r\n", ParseError::BadNumber},
        {",\r\n", ParseError::BadNumber},
        {",1.5x\r\n", ParseError::BadNumber},
        {"(12a\r\n", ParseError::BadNumber},
        {"(\r\n", ParseError::BadNumber},
        {"(-\r\n", ParseError::BadNumber},
        {"#x\r\n", ParseError::BadBoolean},
        {"#true\r\n", ParseError::BadBoolean},
        {"_x\r\n", ParseError::BadNumber},
        {"+a\rb\r\n", ParseError::BadLineEnd},
        {"+a\nb\r\n", ParseError::BadLineEnd},
        {"$-2\r\n", ParseError::BadLength},
        {"$-0\r\n", ParseError::BadLength},
        {"$x\r\n", ParseError::BadLength},
        {"$3\r\nabcd\r\n", ParseError::BadLineEnd},
        {"$3\r\nabc\rx", ParseError::BadLineEnd},
        {"!-1\r\n", ParseError::BadLength},
        {"*-2\r\n", ParseError::BadLength},
        {"%-1\r\n", ParseError::BadLength},
        {">?\r\n", ParseError::BadLength},
        {"=3\r\nabc\r\n", ParseError::BadVerbatim},
        {"=5\r\nabcde\r\n", ParseError::BadVerbatim},
        {".\r\n", ParseError::UnknownType},
        {"*1\r\n.\r\n", ParseError::BadStream},
        {"%?\r\n+a\r\n.\r\n", ParseError::BadStream},
        {"*?\r\n|1\r\n+a\r\n+b\r\n.\r\n", ParseError::BadStream},
        {"$?\r\n$1\r\na\r\n", ParseError::BadStream},
        {"$?\r\n;x\r\n", ParseError::BadStream},
        {"*?\r\n.x", ParseError::BadStream},
        {"*1\r\n>1\r\n+x\r\n", ParseError::UnknownType},
    };
    for (const auto& [bytes, error] : malformed) {
        CAPTURE(bytes);
        const auto whole = test::feed(bytes);
        CHECK(whole.error == error);
        std::vector<std::string_view> single;
        for (std::size_t i = 0; i < bytes.size(); ++i)
            single.push_back(std::string_view(bytes).substr(i, 1));
        CHECK(test::feed(single).error == error);
        CHECK_FALSE(resp::describe(error).empty());
    }
}

TEST_CASE("After an error nothing is read any more until reset")
{
    resp::Parser parser;
    resp::Reply reply;
    CHECK(parser.parse("x", reply).status == resp::Parser::Status::Failed);
    CHECK(parser.parse("+OK\r\n", reply).status == resp::Parser::Status::Failed);
    parser.reset();
    CHECK(parser.parse("+OK\r\n", reply).status == resp::Parser::Status::Done);
}

TEST_CASE("A reused reply keeps its memory")
{
    resp::Parser parser;
    resp::Reply reply;
    const std::string bytes = "*2\r\n$5\r\nhello\r\n:3\r\n";
    parser.parse(bytes, reply);
    const auto* nodes = reply.nodes().data();
    for (int i = 0; i < 3; ++i)
        CHECK(parser.parse(bytes, reply).status == resp::Parser::Status::Done);
    CHECK(reply.nodes().data() == nodes);
}
