#pragma once
// Numbers and texts as people read them, in reports and on the terminal. C locale, as exports have it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cachedeck::report {

std::string latencyText(double microseconds);         // "98.4 µs", "1.37 ms", "2.05 s": three significant digits
std::string countText(std::uint64_t count);           // "4,834,017"
std::string rateText(double perSecond);               // "63,205/s"
std::string factorText(double factor);                // "41×", "10.4×", "0.96×"
std::string percentText(std::optional<double> ratio); // "98.33 %", "–"
std::string secondsText(double seconds);              // "30 s", "12.5 s"
std::string clockText(double seconds);                // "0:47", from the run's start
std::string bytesText(std::uint64_t bytes);           // "1.5 GiB"

// Untrusted text (keys, server messages): control and bidirectional characters are shown escaped, as "\n" or "\u202e".
std::string visible(std::string_view text);
std::string escapeHtml(std::string_view text);     // visible(), for element content and quoted attributes
std::string escapeMarkdown(std::string_view text); // visible(), for a table's cell or a paragraph
// One cell: quoted where commas, quotes or line ends need it; a text that a spreadsheet would take for a formula (it
// begins with = + - @, tab or return) gets an apostrophe before it and quotes around it.
std::string csvCell(std::string_view text);

} // namespace cachedeck::report
