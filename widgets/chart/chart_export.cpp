#include "widgets/chart/chart_export.hpp"

#include <QBuffer>
#include <QClipboard>
#include <QCoreApplication>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMimeData>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>
#include <QWidget>

namespace cachedeck::chart {
namespace {

constexpr int footerPadding = 12;

QString words(const char* text)
{
    return QCoreApplication::translate("cachedeck::chart::Export", text);
}

/// Gives the widget another theme for as long as it lives.
class ThemeFor {
public:
    ThemeFor(QWidget* widget, const std::optional<theme::Theme>& theme)
        : m_widget(theme && *theme != theme::Theme::of(widget) ? widget : nullptr), m_before(theme::Theme::of(widget))
    {
        if (m_widget)
            theme::Theme::setOverride(m_widget, *theme);
    }
    ~ThemeFor()
    {
        if (!m_widget)
            return;
        theme::Theme::clearOverride(m_widget);
        if (theme::Theme::of(m_widget) != m_before)
            theme::Theme::setOverride(m_widget, m_before); // it had one of its own
    }
    ThemeFor(const ThemeFor&) = delete;
    ThemeFor& operator=(const ThemeFor&) = delete;

private:
    QWidget* m_widget;
    theme::Theme m_before;
};

QSize pictureSize(const QWidget* widget)
{
    const auto* exportable = dynamic_cast<const Exportable*>(widget);
    return exportable ? exportable->exportSize() : widget->size();
}

int footerHeight(const theme::Theme& theme, const ExportOptions& options)
{
    const int lines = static_cast<int>(options.provenance.size());
    return lines > 0 ? lines * theme.lineHeight(theme::Role::Caption) + theme.px(footerPadding) : 0;
}

// Picture and footer; the painter's units are device-independent pixels.
void paintPage(QPainter& painter, QWidget* widget, const ExportOptions& options, const QSize& picture)
{
    const theme::Theme theme = theme::Theme::of(widget);
    const int footer = footerHeight(theme, options);
    painter.fillRect(QRect(0, 0, picture.width(), picture.height() + footer), theme.color(theme::Token::SurfacePanel));
    if (auto* exportable = dynamic_cast<Exportable*>(widget))
        exportable->exportTo(painter, QRectF(QPointF(0, 0), picture));
    else
        widget->render(&painter, {}, {}, QWidget::DrawChildren);
    if (footer == 0)
        return;
    painter.fillRect(QRect(0, picture.height(), picture.width(), 1), theme.color(theme::Token::LineHairline));
    painter.setFont(theme.font(theme::Role::Caption));
    painter.setPen(theme.color(theme::Token::TextMuted));
    int y = picture.height() + theme.px(footerPadding) / 2;
    for (const QString& line : options.provenance) {
        const QRect row(theme.px(16), y, picture.width() - theme.px(32), theme.lineHeight(theme::Role::Caption));
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(line, Qt::ElideRight, row.width()));
        y += row.height();
    }
}

QSize pageSize(const QWidget* widget, const ExportOptions& options)
{
    const QSize picture = pictureSize(widget);
    return {picture.width(), picture.height() + footerHeight(theme::Theme::of(widget), options)};
}

QByteArray toSvg(QWidget* widget, const ExportOptions& options)
{
    const ThemeFor dressed(widget, options.theme);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    const QSize page = pageSize(widget, options);
    generator.setSize(page);
    generator.setViewBox(QRect(QPoint(0, 0), page));
    generator.setResolution(96);
    generator.setTitle(widget->accessibleName());
    generator.setDescription(options.provenance.join(QLatin1Char('\n')));
    QPainter painter(&generator);
    paintPage(painter, widget, options, pictureSize(widget));
    painter.end();
    return buffer.data();
}

QByteArray toPdf(QWidget* widget, const ExportOptions& options)
{
    const ThemeFor dressed(widget, options.theme);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(96);
    writer.setTitle(widget->accessibleName());
    const QSize page = pageSize(widget, options);
    writer.setPageSize(QPageSize(QSizeF(page) * 72.0 / 96.0, QPageSize::Point, QString(), QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF());
    QPainter painter(&writer);
    paintPage(painter, widget, options, pictureSize(widget));
    painter.end();
    return buffer.data();
}

QByteArray toPng(QWidget* widget, const ExportOptions& options)
{
    QImage image = toImage(widget, options);
    image.setText(QStringLiteral("Description"), options.provenance.join(QLatin1Char('\n')));
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return buffer.data();
}

bool isNumber(const QString& text)
{
    bool number = false;
    text.toDouble(&number);
    return number;
}

} // namespace

ExportFormat formatOf(const QString& fileName)
{
    const QString suffix = QFileInfo(fileName).suffix().toLower();
    if (suffix == u"svg")
        return ExportFormat::Svg;
    if (suffix == u"pdf")
        return ExportFormat::Pdf;
    if (suffix == u"csv")
        return ExportFormat::Csv;
    return ExportFormat::Png;
}

QImage toImage(QWidget* widget, const ExportOptions& options)
{
    const ThemeFor dressed(widget, options.theme);
    const int scale = qBound(1, options.scale, 4);
    const QSize page = pageSize(widget, options);
    QImage image(page * scale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    image.fill(theme::Theme::of(widget).color(theme::Token::SurfacePanel));
    QPainter painter(&image);
    paintPage(painter, widget, options, pictureSize(widget));
    painter.end();
    return image;
}

QString csvCell(const QString& text)
{
    static constexpr QStringView starts = u"=+-@\t\r";
    QString cell = text;
    const bool formula = !text.isEmpty() && starts.contains(text.front()) && !isNumber(text);
    if (formula)
        cell.prepend(QLatin1Char('\''));
    const bool special = cell.contains(QLatin1Char(',')) || cell.contains(QLatin1Char('"')) ||
                         cell.contains(QLatin1Char('\n')) || cell.contains(QLatin1Char('\r'));
    if (!formula && !special)
        return cell;
    return u'"' % cell.replace(QLatin1Char('"'), QLatin1String("\"\"")) % u'"';
}

QByteArray toCsv(const QWidget* widget, const ExportOptions& options)
{
    const auto* exportable = dynamic_cast<const Exportable*>(widget);
    const QVector<QStringList> rows = exportable ? exportable->exportRows() : QVector<QStringList>();
    if (rows.isEmpty())
        return {};
    QString csv;
    for (const QString& line : options.provenance)
        csv += u"# " %
               QString(line).replace(QLatin1Char('\n'), QLatin1Char(' ')).replace(QLatin1Char('\r'), QLatin1Char(' ')) %
               u"\r\n";
    for (const QStringList& row : rows) {
        QStringList cells;
        for (const QString& cell : row)
            cells.append(csvCell(cell));
        csv += cells.join(QLatin1Char(',')) % u"\r\n";
    }
    return csv.toUtf8();
}

QString save(QWidget* widget, const QString& fileName, ExportFormat format, const ExportOptions& options)
{
    QByteArray bytes;
    switch (format) {
    case ExportFormat::Png:
        bytes = toPng(widget, options);
        break;
    case ExportFormat::Svg:
        bytes = toSvg(widget, options);
        break;
    case ExportFormat::Pdf:
        bytes = toPdf(widget, options);
        break;
    case ExportFormat::Csv:
        bytes = toCsv(widget, options);
        break;
    }
    if (bytes.isEmpty())
        return words(QT_TRANSLATE_NOOP("cachedeck::chart::Export", "There is nothing to save yet."));
    QSaveFile file(fileName);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return words(QT_TRANSLATE_NOOP("cachedeck::chart::Export", "Could not write %1: %2."))
            .arg(fileName, file.errorString());
    return {};
}

void copyToClipboard(QWidget* widget, const ExportOptions& options)
{
    auto* data = new QMimeData;
    data->setImageData(toImage(widget, options));
    if (const QByteArray csv = toCsv(widget, options); !csv.isEmpty()) {
        data->setText(QString::fromUtf8(csv));
        data->setData(QStringLiteral("text/csv"), csv);
    }
    QGuiApplication::clipboard()->setMimeData(data);
}

} // namespace cachedeck::chart
