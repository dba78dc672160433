#pragma once
// ClickHouse's texts: literals, bound parameters, and answers. Bytes in, values out, no I/O. Private to the room.

#include "backend/stores/store.hpp"

#include <boost/system/result.hpp>

#include <string>
#include <string_view>

namespace cachedeck::stores::clickhouse {

// The value as an SQL literal of its own type (documentation, "Syntax", "Literals").
void appendLiteral(const workload::Value& value, std::string& sql);

// The value in TabSeparated, which param_name takes too ("Formats", "TabSeparated").
void appendTabSeparated(const workload::Value& value, std::string& text);

std::string_view parameterType(const workload::Value& value); // "Int64"

// An answer in TabSeparatedWithNamesAndTypes. The error says what is wrong with it.
boost::system::result<void, std::string> parseAnswer(std::string_view text, Rows& rows);

// The number in "Code: 62, e.displayText() = DB::Exception: …"; 0: none.
int errorCode(std::string_view body);
ErrorKind errorKind(int code) noexcept;
// The server's words without code and version.
std::string errorWords(std::string_view body);

// 18.16.1 → 18016
int versionNumber(std::string_view version);
inline constexpr int versionWithParameters = 19014;

} // namespace cachedeck::stores::clickhouse
