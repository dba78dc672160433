#pragma once
// Pictures and data out of any chart, with where they come from written under them. Files are whole or absent
// (QSaveFile). GUI thread.

#include "widgets/theme/theme.hpp"

#include <QImage>
#include <QString>
#include <QStringList>
#include <QVector>

#include <optional>

class QPainter;
class QRectF;
class QWidget;

namespace cachedeck::chart {

/// What a widget does to be exported better than by a picture of itself.
class Exportable {
public:
    virtual ~Exportable() = default;
    /// The picture's size in device-independent pixels, without the footer.
    virtual QSize exportSize() const = 0;
    /// Paints title, legend and data into the rectangle; vector where the painter is.
    virtual void exportTo(QPainter& painter, const QRectF& target) = 0;
    /// Head and rows of its data, numbers in the C locale; empty where it has none.
    virtual QVector<QStringList> exportRows() const { return {}; }
};

struct ExportOptions {
    /// Where the figures come from, a line each: scenario, versions, date, sample counts, "simulated" where it applies.
    QStringList provenance;
    /// Pixels per device-independent pixel, for PNG and the clipboard: 1 or 2.
    int scale = 2;
    /// The theme of the picture; without it, the widget's own.
    std::optional<theme::Theme> theme;
};

enum class ExportFormat { Png, Svg, Pdf, Csv };

/// The format a file name asks for by its end; PNG when it has none we know.
ExportFormat formatOf(const QString& fileName);

/// The widget's picture with the footer.
QImage toImage(QWidget* widget, const ExportOptions& options);
/// The widget's data as CSV: provenance as comment lines ("# …"), UTF-8, CRLF, C locale. Empty for a widget without
/// data.
QByteArray toCsv(const QWidget* widget, const ExportOptions& options);
/// Writes the file; an empty answer is success, else a sentence that says what failed and where.
QString save(QWidget* widget, const QString& fileName, ExportFormat format, const ExportOptions& options);
/// The picture (and the data as text, where the widget has some) onto the clipboard.
void copyToClipboard(QWidget* widget, const ExportOptions& options);

/// One CSV cell: quoted where it holds a comma, quote or line break; and where it is no plain number and begins with
/// = + − @ tab or return, preceded by an apostrophe and quoted, so that no spreadsheet runs it.
QString csvCell(const QString& text);

} // namespace cachedeck::chart
