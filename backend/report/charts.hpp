#pragma once
// The charts of report.html as inline SVG: latency on a log axis, throughput, hit ratio and store queries over one time
// axis, with event marks through all. Colours are CSS classes of the report's style sheet, so that light, dark and
// print follow it. Private to report/.

#include "backend/load/result.hpp"

#include <string>
#include <vector>

namespace cachedeck::report {

// How a path is drawn everywhere in the report; the tokens, markers and dashes of the product's design.
struct PathStyle {
    std::string token; // "uncached", "cached", "through", "behind", "ahead", "other"
    std::string dash;  // of the p99 line; empty: solid
    char marker = 'o'; // o circle, s square, t triangle, d diamond, v triangle down, x cross
};
std::vector<PathStyle> pathStyles(const std::vector<load::PathResult>& paths);
// A marker's SVG element around a point.
std::string markerSvg(const PathStyle& style, double x, double y, double radius);

std::string chartsSvg(const load::Result& result, const std::vector<PathStyle>& styles);

} // namespace cachedeck::report
