#pragma once
// What each view shows, how it is measured and what it does not say, in words for students.

#include <QString>

namespace cachedeck::ui {

enum class View { Time, Heatmap, Percentiles, Histogram, Operations, Stampede, Limit, BreakEven };
inline constexpr int viewCount = 8;

namespace explanations {

QString name(View view);        // the segment's word
QString title(View view);       // the head of the view, and of its exports
QString explanation(View view); // one sentence
QString empty(View view);       // what to say while there is nothing to draw
QString fileName(View view);    // suggested for saving, without its end; the same in every language
// A sentence as a model gives it for a tool tip: its lines break, where a plain text would be one long line.
QString tip(const QString& sentence);

} // namespace explanations

} // namespace cachedeck::ui
