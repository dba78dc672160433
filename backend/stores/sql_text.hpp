#pragma once
// Takes SQL apart as far as a driver needs: into single statements, and each into pieces of text with its :parameters
// between them. Strings, quoted names and comments stay as they are. Private to the room.
//
// Lexical rules: PostgreSQL 15, 4.1 "Lexical Structure" (E'' strings, $tag$ quotes, nested comments, "::" casts);
// ClickHouse, "Syntax" (backslashes in strings, backquotes); CQL 3.4, "Definitions" ($$ quotes, "//" comments).

#include <boost/system/result.hpp>

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::stores {

struct SqlDialect {
    bool backslashes = false;    // in every '' string; E'' strings have them where eStrings
    bool eStrings = false;       // E'it\'s'
    bool dollarQuotes = false;   // $tag$ … $tag$
    bool nestedComments = false; // /* a /* b */ c */
    bool backquotes = false;     // `name`
    bool slashComments = false;  // // to the end of the line
};
inline constexpr SqlDialect postgresqlDialect{false, true, true, true, false, false};
inline constexpr SqlDialect clickhouseDialect{true, false, false, false, true, false};
inline constexpr SqlDialect cassandraDialect{false, false, true, false, false, true};

struct SqlStatement {
    std::vector<std::string> texts;      // one more than parameters
    std::vector<std::size_t> parameters; // each an index into the names
    std::string text() const;            // with parameters as ":3"

    // The text with mark(n) for each parameter, where n counts different parameters from 0 in order of appearance.
    std::string render(const std::function<std::string(std::size_t slot)>& mark) const;
    // The different parameters in order of appearance: slot → index into the names.
    std::vector<std::size_t> slots() const;
};

// Statements separated by ";"; empty ones (white space and comments) are left out. The error says which parameter is
// not among `names`, or what has no end.
boost::system::result<std::vector<SqlStatement>, std::string>
parseSql(std::string_view text, const std::vector<std::string>& names, const SqlDialect& dialect);

// The names after INSERT INTO, UPDATE, DELETE FROM, MERGE INTO and TRUNCATE [TABLE], as written (in small letters where
// not quoted), each once.
std::vector<std::string> writtenTables(std::string_view text, const SqlDialect& dialect);

// The text with tables found elsewhere: names after FROM, JOIN, INTO, TABLE, UPDATE and TRUNCATE that are in `places`.
std::string moveTables(std::string_view text, const std::map<std::string, std::string>& places,
                       const SqlDialect& dialect);

} // namespace cachedeck::stores
