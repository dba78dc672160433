#include "tests/backend/resp/feed.hpp"
#include "tests/support/catch.hpp"

#include <cmath>

using namespace cachedeck;

namespace {

resp::Reply one(std::string_view bytes)
{
    auto parsed = test::feed(bytes);
    REQUIRE(parsed.replies.size() == 1);
    return std::move(parsed.replies[0]);
}

} // namespace

TEST_CASE("Numbers are read leniently, and only where they are numbers")
{
    CHECK(one(":42\r\n").root().integer() == 42);
    CHECK(one("$2\r\n42\r\n").root().integer() == 42);
    CHECK(one("+-7\r\n").root().integer() == -7);
    CHECK(one("#t\r\n").root().integer() == 1);
    CHECK(one(",3\r\n").root().integer() == 3);
    CHECK_FALSE(one(",3.5\r\n").root().integer());
    CHECK_FALSE(one("$3\r\n4x2\r\n").root().integer());
    CHECK_FALSE(one("_\r\n").root().integer());
    CHECK_FALSE(one("(99999999999999999999\r\n").root().integer());

    CHECK(one("$4\r\n1e-3\r\n").root().real() == Approx(0.001));
    CHECK(one(":5\r\n").root().real() == 5.0);
    CHECK(std::isinf(one("$3\r\ninf\r\n").root().real().value()));
    CHECK(std::isnan(one(",nan\r\n").root().real().value()));
    CHECK(std::isinf(one(",1e999\r\n").root().real().value()));
    CHECK(one(",1e-999\r\n").root().real() == 0.0);
    CHECK_FALSE(one("$0\r\n\r\n").root().real());
    CHECK_FALSE(one("$5\r\n1.5.2\r\n").root().real());
}

TEST_CASE("Fields are found in a map and in RESP2's flat array")
{
    for (const auto* bytes : {"%2\r\n$4\r\nname\r\n$5\r\nalice\r\n$3\r\nage\r\n:30\r\n",
                              "*4\r\n$4\r\nname\r\n$5\r\nalice\r\n$3\r\nage\r\n:30\r\n"}) {
        const auto reply = one(bytes);
        REQUIRE(reply.root().find("age"));
        CHECK(reply.root().find("age")->integer() == 30);
        CHECK(reply.root().find("name")->text() == "alice");
        CHECK_FALSE(reply.root().find("alice"));
    }
    CHECK_FALSE(one("*1\r\n$3\r\nage\r\n").root().find("age"));
    CHECK_FALSE(one("+age\r\n").root().find("age"));
}

TEST_CASE("Attributes stand aside: elements are counted and reached without them")
{
    const auto reply =
        one("|1\r\n+a\r\n+b\r\n*3\r\n|1\r\n+ttl\r\n:9\r\n:1\r\n:2\r\n|2\r\n+x\r\n+y\r\n+z\r\n*1\r\n:0\r\n*1\r\n:3\r\n");
    const auto root = reply.root();
    REQUIRE(root.type() == resp::Type::Array);
    CHECK(root.size() == 3);
    CHECK(root[0].integer() == 1);
    CHECK(root[1].integer() == 2);
    CHECK(root[2][0].integer() == 3);
    std::size_t seen = 0;
    for (const auto element : root) {
        CHECK(element.type() != resp::Type::Attribute);
        ++seen;
    }
    CHECK(seen == 3);
    REQUIRE(reply.attributes());
    CHECK(reply.attributes()->find("a")->text() == "b");
    CHECK_FALSE(one("+x\r\n").attributes());
}

TEST_CASE("Verbatim strings give their text and their format")
{
    const auto reply = one("=15\r\ntxt:Some string\r\n");
    CHECK(reply.root().text() == "Some string");
    CHECK(reply.root().format() == "txt");
    CHECK(one("+x\r\n").root().format().empty());
}

TEST_CASE("Replies are equal when their trees are")
{
    CHECK(one(",nan\r\n") == one(",nan\r\n"));
    CHECK(one("*?\r\n:1\r\n.\r\n") == one("*1\r\n:1\r\n"));
    CHECK_FALSE(one("+a\r\n") == one("$1\r\na\r\n"));
    CHECK_FALSE(one("*1\r\n:1\r\n") == one("*1\r\n:2\r\n"));
    CHECK_FALSE(one("=4\r\ntxt:\r\n") == one("=4\r\nmkd:\r\n"));
}
