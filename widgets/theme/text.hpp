#pragma once
// Untrusted text (keys, values, messages of servers) is always plain: escaped here, and never given to anything that
// reads markup. GUI thread only where a widget is touched.

#include <QString>

class QWidget;

namespace cachedeck::theme {

/// The text with its control characters, bidirectional controls, zero-width characters, line separators and lone
/// surrogates written as escapes (\n, \t, \x1b, \u202e), so that one line stays one line and reads in one direction. A
/// backslash is left alone: the result is for eyes, not for parsing.
QString plain(const QString& text);

/// As plain(), but keeps \n, and \t as it is: for views that show many lines.
QString plainLines(const QString& text);

/// The same words with every number tied to its unit ("30.6 %", "63.5 µs"): a line never breaks between the two.
QString unbroken(QString text);

/// A tool tip that shows exactly this text, whatever mark-up it seems to hold. Line breaks are kept.
void setPlainToolTip(QWidget* widget, const QString& text);

} // namespace cachedeck::theme
