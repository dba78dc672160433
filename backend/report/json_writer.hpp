#pragma once
// JSON as CacheDeck prints it: numbers in plain decimals (Boost.JSON would write 1E2), a fixed number of them where the
// contract says so, and text that is always valid UTF-8. Values come in the order they are written.
//
// Threads: a value of one thread.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::report {

class JsonWriter {
public:
    enum class Style : std::uint8_t { OneLine, Indented };
    explicit JsonWriter(Style style = Style::OneLine) : m_style(style) {}

    JsonWriter& beginObject();
    JsonWriter& endObject();
    JsonWriter& beginArray();
    JsonWriter& endArray();
    JsonWriter& key(std::string_view name);

    JsonWriter& text(std::string_view value);  // bytes that are not UTF-8 become U+FFFD
    JsonWriter& bytes(std::string_view value); // a string, or {"base64": "…"} where it is not UTF-8
    JsonWriter& integer(std::int64_t value);
    JsonWriter& count(std::uint64_t value);
    JsonWriter& real(double value, int decimals); // null where it is not finite
    JsonWriter& real(std::optional<double> value, int decimals);
    JsonWriter& boolean(bool value);
    JsonWriter& null();
    // Any JSON text, printed anew in this writer's style and numbers; null where it is not JSON.
    JsonWriter& json(std::string_view value);

    const std::string& string() const noexcept { return m_out; }

private:
    struct Level {
        bool empty = true;
        bool object = false;
    };
    JsonWriter& begin(char bracket, bool object);
    JsonWriter& end(char bracket);
    void beforeValue();
    void newLine();

    Style m_style;
    std::string m_out;
    std::vector<Level> m_levels;
    bool m_afterKey = false;
};

bool isUtf8(std::string_view bytes) noexcept;
// The same text with every byte that is not UTF-8 replaced by U+FFFD.
std::string toUtf8(std::string_view bytes);
std::string toBase64(std::string_view bytes);
std::optional<std::string> fromBase64(std::string_view text);

} // namespace cachedeck::report
