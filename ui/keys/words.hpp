#pragma once
// Figures of keys in words, in the user's locale.

#include "backend/keyspace/metadata.hpp"

#include <QString>

#include <chrono>
#include <optional>
#include <string_view>

namespace cachedeck::ui::words {

// Bytes of a key or value as text; what is not UTF-8 becomes U+FFFD. Not yet escaped: widgets/theme/text.hpp does that.
QString fromBytes(std::string_view bytes);
// Whether fromBytes() would lose anything.
bool isText(std::string_view bytes);

QString ttl(std::chrono::milliseconds left); // "1 h 18 min", "35 min 10 s", "17 s"
// "90", "90 s", "5 min", "2 h", "1 d", also several ("1 h 30 min"); empty when it is none of these, zero, or over ten
// years.
std::optional<std::chrono::milliseconds> parseTtl(const QString& text);
QString size(std::uint64_t bytes);       // "412 B", "2.1 kB", "1.4 MB"
QString count(std::uint64_t count);      // "1,204,311"
QString keys(std::uint64_t count);       // "1,204,311 keys", "1 key"
QString shortCount(std::uint64_t count); // "842 k", "94.4 k", "312"
QString type(keyspace::KeyType type);    // "string", "zset", as Redis says

} // namespace cachedeck::ui::words
