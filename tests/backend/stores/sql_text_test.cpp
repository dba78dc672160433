#include "backend/stores/sql_text.hpp"
#include "tests/support/catch.hpp"

using namespace cachedeck::stores;

namespace {

std::string rendered(std::string_view text, const std::vector<std::string>& names,
                     const SqlDialect& dialect = postgresqlDialect)
{
    const auto parsed = parseSql(text, names, dialect);
    if (!parsed)
        return "error: " + parsed.error();
    std::string all;
    for (const auto& statement : *parsed)
        all += (all.empty() ? "" : " | ") +
               statement.render([](std::size_t slot) { return "$" + std::to_string(slot + 1); });
    return all;
}

} // namespace

TEST_CASE("Parameters become numbers in order of appearance, each name one number")
{
    CHECK(rendered("SELECT :b, :a, :b", {"a", "b"}) == "SELECT $1, $2, $1");
    const auto parsed = parseSql("SELECT :b, :a, :b", {"a", "b"}, postgresqlDialect);
    REQUIRE(parsed.has_value());
    CHECK(parsed->front().slots() == std::vector<std::size_t>{1, 0});
    CHECK(rendered("SELECT :nobody", {"a"}).find("a parameter :nobody") != std::string::npos);
}

TEST_CASE("Strings, names, comments and casts hold no parameters")
{
    const std::vector<std::string> names{"a"};
    for (const auto* text : {"SELECT ':a'", "SELECT 'it''s :a'", "SELECT E'it\\'s :a'", "SELECT \":a\"",
                             "SELECT 1 -- :a", "SELECT /* :a /* :a */ :a */ 1", "SELECT $$:a$$",
                             "SELECT $tag$ $$ :a $tag$", "SELECT x::a", "SELECT x[1:2]", "SELECT '\\', 2 AS b"})
        CHECK(rendered(text, names) == text);
    CHECK(rendered("SELECT :a::text", names) == "SELECT $1::text");
    CHECK(rendered("SELECT '\\':a", names) == "SELECT '\\'$1");
    CHECK(rendered("SELECT '\\':a'", names, clickhouseDialect) == "SELECT '\\':a'");
    CHECK(rendered("SELECT `:a`, :a", names, clickhouseDialect) == "SELECT `:a`, $1");
    CHECK(rendered("SELECT 1 // :a\n, :a", names, cassandraDialect) == "SELECT 1 // :a\n, $1");
}

TEST_CASE("Statements are separated by semicolons that are none of a string's")
{
    CHECK(rendered("UPDATE t SET x = ';'; ; DELETE FROM t WHERE y = :a; -- end;", {"a"}) ==
          "UPDATE t SET x = ';' |  DELETE FROM t WHERE y = $1");
    CHECK(rendered(" ; /* nothing */ ;", {}) == "error: An empty statement.");
    CHECK(rendered("SELECT 'x", {}) == "error: A ' is opened and never closed.");
    CHECK(rendered("SELECT /* x", {}) == "error: A comment is opened and never closed.");
    CHECK(rendered("SELECT $q$ x $$", {}) == "error: $q$ is opened and never closed.");
}

TEST_CASE("The tables that statements change are found")
{
    const auto tables = [](std::string_view text) { return writtenTables(text, postgresqlDialect); };
    using List = std::vector<std::string>;
    CHECK(tables("SELECT * FROM a WHERE update = 'UPDATE b'").size() <= 1);
    CHECK(tables("UPDATE a SET x = 1; insert INTO B (x) VALUES (1) ON CONFLICT (x) DO UPDATE SET x = 2") ==
          List{"a", "b"});
    CHECK(tables("DELETE FROM ONLY \"A b\" WHERE x = 'UPDATE c'") == List{"A b"});
    CHECK(tables("SELECT 1 FROM a FOR UPDATE; UPDATE other.a SET x = 1") == List{"a"});
    CHECK(tables("WITH gone AS (DELETE FROM a RETURNING *) INSERT INTO b SELECT * FROM gone") == List{"a", "b"});
    CHECK(tables("TRUNCATE TABLE a; MERGE INTO b USING c ON true WHEN MATCHED THEN UPDATE SET x = 1").front() == "a");
}
