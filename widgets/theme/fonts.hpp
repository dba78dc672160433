#pragma once
// The two bundled families, made at build time by resources/fonts/make_fonts.py from the distribution's packages:
// "CacheDeck Sans" (Inter, figures of equal width; weights 400, 500, 600) and "CacheDeck Mono" (JetBrains Mono without
// ligatures; weights 400, 600). Both under the SIL Open Font License 1.1, renamed as it asks.

#include <QString>

namespace cachedeck::theme {

inline constexpr auto sansFamily = "CacheDeck Sans";
inline constexpr auto monoFamily = "CacheDeck Mono";

/// Registers both families with the application. Call once, after QApplication exists and before the first widget; a
/// second call does nothing. Returns false when a font could not be read (the system's fonts are used then). GUI
/// thread.
bool loadFonts();

} // namespace cachedeck::theme
