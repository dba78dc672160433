#include "backend/stores/clickhouse_text.hpp"
#include "tests/support/catch.hpp"

#include <limits>

using namespace cachedeck;
using namespace cachedeck::stores::clickhouse;
using stores::ErrorKind;
using stores::Rows;
using workload::Value;

namespace {

std::string literal(const Value& value)
{
    std::string sql;
    appendLiteral(value, sql);
    return sql;
}

} // namespace

TEST_CASE("Values become literals of their own type, and no text ends its quotes")
{
    CHECK(literal(std::int64_t{7}) == "7");
    CHECK(literal(std::int64_t{-7}) == "(-7)");
    CHECK(literal(std::numeric_limits<std::int64_t>::min()) == "(-9223372036854775808)");
    CHECK(literal(1.0) == "1.0");
    CHECK(literal(0.1) == "0.1");
    CHECK(literal(-1e300) == "(-1e+300)");
    CHECK(literal(std::numeric_limits<double>::infinity()) == "inf");
    CHECK(literal(std::monostate{}) == "NULL");
    CHECK(literal(std::string("it's")) == "'it\\'s'");
    CHECK(literal(std::string("\\'; DROP TABLE x; --")) == "'\\\\\\'; DROP TABLE x; --'");
    CHECK(literal(std::string("a\nb\tc\0d", 7)) == "'a\\nb\\tc\\0d'");
}

TEST_CASE("Answers keep types, NULLs and odd bytes")
{
    Rows rows;
    const auto parsed = parseAnswer("a\tb\tc\td\te\n"
                                    "UInt64\tNullable(Float64)\tString\tLowCardinality(Nullable(String))\tDateTime\n"
                                    "18446744073709551615\t0.1\ta\\tb\\\\\\n\\'\\N\t\\N\t2026-01-01 00:00:00\n"
                                    "9007199254740993\tnan\t\tx\t\n",
                                    rows);
    REQUIRE(parsed.has_value());
    REQUIRE(rows.columns == 5);
    REQUIRE(rows.count() == 2);
    CHECK(rows.cells[0] == Value(18446744073709551615.0)); // beyond 64 signed bits
    CHECK(rows.cells[1] == Value(0.1));
    CHECK(rows.cells[2] == Value(std::string("a\tb\\\n'N")));
    CHECK(rows.cells[3] == Value(std::monostate{}));
    CHECK(rows.cells[4] == Value(std::string("2026-01-01 00:00:00")));
    CHECK(rows.cells[5] == Value(std::int64_t{9007199254740993})); // beyond what a double counts
    CHECK(rows.cells[7] == Value(std::string()));
}

TEST_CASE("An answer that is cut off or misshapen is an error")
{
    Rows rows;
    CHECK_FALSE(parseAnswer("a\n", rows).has_value());
    CHECK_FALSE(parseAnswer("a\nString\nx\ty\n", rows).has_value());
    CHECK_FALSE(parseAnswer("a\nString\nx", rows).has_value());
    CHECK(parseAnswer("a\nString\n", rows).has_value());
    CHECK(rows.count() == 0);
    CHECK(parseAnswer("", rows).has_value());
}

TEST_CASE("The server's words are taken out of its errors")
{
    constexpr auto body =
        "Code: 62, e.displayText() = DB::Exception: Syntax error: failed at position 1: SELEC. Expected "
        "one of: SELECT, e.what() = DB::Exception\n";
    CHECK(errorCode(body) == 62);
    CHECK(errorKind(62) == ErrorKind::BadStatement);
    CHECK(errorWords(body) == "Syntax error: failed at position 1: SELEC. Expected one of: SELECT.");
    CHECK(errorWords(
              "Code: 60. DB::Exception: Table default.x doesn't exist. (UNKNOWN_TABLE) (version 23.8.1.1 (official "
              "build))\n") == "Table default.x doesn't exist. (UNKNOWN_TABLE).");
    CHECK(errorCode("404 not found") == 0);
    CHECK(versionNumber("18.16.1") == 18016);
    CHECK(versionNumber("19.14.3.3") == versionWithParameters);
    CHECK(versionNumber("24.8.1.1") > versionWithParameters);
    CHECK(versionNumber("") == 0);
}
