#pragma once
// The spacing grid: one unit of 4 px, one radius. All in device-independent pixels at scale 1; Theme::px() scales them.

namespace cachedeck::theme::space {

inline constexpr int unit = 4;
inline constexpr int control = 8;     ///< between controls
inline constexpr int group = 16;      ///< between groups, and the padding of a pane
inline constexpr int card = 24;       ///< inside a large card
inline constexpr int radius = 6;      ///< buttons, fields, cards, tags
inline constexpr int smallRadius = 4; ///< what is under 20 px high: check boxes, badges
inline constexpr int barRadius = 2;

inline constexpr int rail = 76;
inline constexpr int railCollapsed = 48;
inline constexpr int railItem = 56;
inline constexpr int topBar = 48;
inline constexpr int eventStrip = 36;
inline constexpr int paneHead = 40;

inline constexpr int row = 28;
inline constexpr int denseRow = 24;
inline constexpr int tableHead = 28;
inline constexpr int field = 28;
inline constexpr int chip = 24;
inline constexpr int buttonSmall = 24;
inline constexpr int button = 32;
inline constexpr int buttonLarge = 40;

} // namespace cachedeck::theme::space
