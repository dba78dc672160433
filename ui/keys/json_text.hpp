#pragma once
// JSON for eyes: indented anew with every token as it was written (no number rounded, no key moved), short objects and
// arrays on one line. Untrusted input: bounded in size and depth.

#include <QString>

#include <optional>
#include <vector>

namespace cachedeck::ui {

// Empty when the text is not JSON, is a bare word or number, is longer than 1 MiB or nests deeper than 64.
std::optional<QString> prettyJson(const QString& text);

// What a run of characters in pretty JSON is, for colours.
struct JsonToken {
    enum class Kind { Key, String, Number, Word } kind;
    int begin, length;
};
std::vector<JsonToken> jsonTokens(const QString& line);

} // namespace cachedeck::ui
