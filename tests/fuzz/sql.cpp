// Any bytes as a value: as a literal they stay one literal, and an answer holds them again. Any bytes as SQL and as an
// answer: taken apart or refused.
#include "backend/stores/clickhouse_text.hpp"
#include "backend/stores/sql_text.hpp"

#include <cstdlib>

using namespace cachedeck;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char*>(data), size);
    std::string literal;
    stores::clickhouse::appendLiteral(text, literal);
    const auto parsed = stores::parseSql("SELECT " + literal + " AS x", {}, stores::clickhouseDialect);
    if (!parsed || parsed->size() != 1 || parsed->front().text() != "SELECT " + literal + " AS x")
        std::abort();
    std::string answer = "x\nString\n";
    stores::clickhouse::appendTabSeparated(text, answer);
    stores::Rows rows;
    if (!stores::clickhouse::parseAnswer(answer + "\n", rows) || rows.cells != std::vector<workload::Value>{text})
        std::abort();
    (void)stores::clickhouse::parseAnswer(text, rows);
    (void)stores::clickhouse::errorWords(text);
    for (const auto& dialect : {stores::postgresqlDialect, stores::clickhouseDialect, stores::cassandraDialect}) {
        (void)stores::parseSql(text, {"a"}, dialect);
        (void)stores::writtenTables(text, dialect);
        (void)stores::moveTables(text, {{"t", "u.t"}}, dialect);
    }
    return 0;
}
