#pragma once
// Every colour of CacheDeck, named by meaning. No page, widget or delegate holds a colour of its own.
//
// Texts (Text*, *Text, State*, Env*, Type*) stand at 4.5:1 or more on every surface and tint they are used on, the
// lines of a chart (Path*) at 3.0:1 or more on SurfacePanel; tests/widgets/theme proves it for every scheme. A value
// type: nothing here allocates, locks or belongs to a thread.

#include <QColor>

#include <array>
#include <string_view>

namespace cachedeck::theme {

/// The schemes a window can wear. Projector has the colours of HighContrast and a larger type scale (see Theme).
enum class Scheme { Light, Dark, HighContrast, Projector };

enum class Token {
    SurfaceWindow,   ///< behind cards, navigation rail
    SurfacePanel,    ///< panes, cards, top bar, charts
    SurfaceSunken,   ///< table heads, warm-up region
    SurfaceHover,    ///< row or button under the pointer
    SurfaceSelected, ///< selected row, checked segment
    TextPrimary,     ///< values, names
    TextSecondary,   ///< prose, labels
    TextMuted,       ///< captions, axis labels, units
    TextDisabled,    ///< locked actions only, always with a lock or a reason
    TextOnAccent,    ///< on Accent
    LineHairline,    ///< between panes, card edges
    LineControl,     ///< buttons, fields, axes
    LineStrong,      ///< check boxes, topology wires
    LineGrid,        ///< chart grid, table rows
    Accent,          ///< the one primary action, focus ring, event marks, running progress
    AccentHover,     ///< Accent under the pointer
    AccentText,      ///< links, selected words
    AccentTint,      ///< behind the current primary in the topology
    PathUncached,
    PathUncachedText,
    PathCached,
    PathCachedText,
    PathThrough,
    PathThroughText,
    PathBehind,
    PathBehindText,
    PathAhead,
    PathAheadText,
    PathOther,
    PathOtherText,
    StateOk,
    StateOkTint,
    StateWarn,
    StateWarnTint,
    StateDown,
    StateDownTint,
    StateUnknown,
    StateUnknownTint,
    EnvDemo,
    EnvDemoTint,
    EnvDevelopment,
    EnvDevelopmentTint,
    EnvProduction,
    EnvProductionTint,
    TypeString,
    TypeStringTint,
    TypeHash,
    TypeHashTint,
    TypeList,
    TypeListTint,
    TypeSet,
    TypeSetTint,
    TypeZset,
    TypeZsetTint,
    TypeStream,
    TypeStreamTint,
};

/// The number of tokens; tokens are 0 … tokenCount − 1.
inline constexpr int tokenCount = static_cast<int>(Token::TypeStreamTint) + 1;

/// The colour of a token in a scheme. Opaque.
QColor color(Scheme scheme, Token token);

/// The token's name as the design writes it: "path.uncached-text".
std::string_view name(Token token);

/// How strongly the band between two quantiles is filled with its path's colour: 0.13, 0.17, 0.22.
double bandOpacity(Scheme scheme);

} // namespace cachedeck::theme
