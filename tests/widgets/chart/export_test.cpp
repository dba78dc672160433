#include "tests/support/catch.hpp"
#include "tests/widgets/chart/run.hpp"
#include "widgets/chart/chart_export.hpp"
#include "widgets/chart/sparkline.hpp"

#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QMimeData>
#include <QTemporaryDir>

using namespace cachedeck;
using chart::ExportFormat;

namespace {

QByteArray read(const QString& file)
{
    QFile from(file);
    return from.open(QIODevice::ReadOnly) ? from.readAll() : QByteArray();
}

} // namespace

TEST_CASE("cells that a spreadsheet would run are quoted, numbers are not")
{
    CHECK(chart::csvCell(QStringLiteral("=HYPERLINK(\"x\")")) == u"\"'=HYPERLINK(\"\"x\"\")\"");
    CHECK(chart::csvCell(QStringLiteral("@SUM(1)")) == u"\"'@SUM(1)\"");
    CHECK(chart::csvCell(QStringLiteral("+x")) == u"\"'+x\"");
    CHECK(chart::csvCell(QStringLiteral("-x")) == u"\"'-x\"");
    CHECK(chart::csvCell(QStringLiteral("\tx")) == u"\"'\tx\"");
    CHECK(chart::csvCell(QStringLiteral("-1.5")) == u"-1.5");
    CHECK(chart::csvCell(QStringLiteral("a,b")) == u"\"a,b\"");
    CHECK(chart::csvCell(QStringLiteral("plain")) == u"plain");
}

TEST_CASE("a chart is saved as PNG, SVG, PDF and CSV with where it comes from")
{
    QTemporaryDir folder;
    chart::TimeChart time;
    test::fill(time, 60);
    time.resize(927, 464);
    time.show();
    chart::ExportOptions options;
    options.provenance = {QStringLiteral("movies, seed 20240611, simulated 25 ms"),
                          QStringLiteral("CacheDeck 0.1.0, redis 7.0.15")};
    options.theme = theme::Theme(theme::Scheme::Light);
    const int before = time.drawnPoints();

    const QString png = folder.filePath(QStringLiteral("a.png"));
    REQUIRE(chart::save(&time, png, chart::formatOf(png), options).isEmpty());
    const QImage twice(png);
    CHECK(twice.width() == 927 * 2);
    CHECK(twice.height() > 464 * 2); // the footer
    CHECK(twice.text(QStringLiteral("Description")).contains(QStringLiteral("simulated 25 ms")));
    options.scale = 1;
    CHECK(chart::toImage(&time, options).width() == 927);

    // The footer is written into the picture.
    chart::ExportOptions bare = options;
    bare.provenance = {QStringLiteral(" "), QStringLiteral(" ")};
    CHECK(chart::toImage(&time, bare) != chart::toImage(&time, options));

    const QString svg = folder.filePath(QStringLiteral("a.svg"));
    REQUIRE(chart::save(&time, svg, chart::formatOf(svg), options).isEmpty());
    const QByteArray drawing = read(svg);
    CHECK(drawing.contains("<svg"));
    CHECK(drawing.contains("simulated 25 ms"));
    CHECK(drawing.count("<polyline") + drawing.count("<path") > 20);
    CHECK_FALSE(drawing.contains("<image")); // vector, no picture of a picture

    const QString pdf = folder.filePath(QStringLiteral("a.pdf"));
    REQUIRE(chart::save(&time, pdf, chart::formatOf(pdf), options).isEmpty());
    CHECK(read(pdf).startsWith("%PDF"));

    const QString csv = folder.filePath(QStringLiteral("a.csv"));
    REQUIRE(chart::save(&time, csv, chart::formatOf(csv), options).isEmpty());
    const QByteArray rows = read(csv);
    CHECK(rows.startsWith("# movies, seed 20240611, simulated 25 ms\r\n# CacheDeck"));
    CHECK(rows.contains("time_s,path,p50_s,p95_s,p99_s,p99.9_s,\"operations/s, log\",hit ratio,store queries/s\r\n"));
    CHECK(rows.count('\n') == 2 + 1 + 3 * 81);
    CHECK(rows.contains("\r\n0.25,cache-aside,"));
    // The window shows what it showed.
    CHECK(time.drawnPoints() == before);
    CHECK(theme::Theme::of(&time) == theme::Theme());
}

TEST_CASE("a chart's note is in its picture without any provenance, beside an event's long words, and is spoken")
{
    QTemporaryDir folder;
    chart::TimeChart time;
    test::fill(time, 60);
    time.addEvent({55, QString(300, QLatin1Char('x')), {}});
    time.resize(927, 464);
    const QImage without = chart::toImage(&time, {});
    time.setNote(QStringLiteral("simulated"));
    CHECK(chart::toImage(&time, {}) != without);
    const QString svg = folder.filePath(QStringLiteral("a.svg"));
    REQUIRE(chart::save(&time, svg, ExportFormat::Svg, {}).isEmpty());
    CHECK(read(svg).contains("simulated"));
    CHECK(time.summary().contains(QStringLiteral("simulated")));
    time.clear(); // the run that comes is simulated as well
    CHECK(time.note() == QStringLiteral("simulated"));
    time.setNote({});
    REQUIRE(chart::save(&time, svg, ExportFormat::Svg, {}).isEmpty());
    CHECK_FALSE(read(svg).contains("simulated"));
}

TEST_CASE("what cannot be written is said, and nothing is left behind")
{
    chart::TimeChart time;
    test::fill(time, 10);
    time.resize(927, 464);
    const QString problem = chart::save(&time, QStringLiteral("/proc/nowhere/a.png"), ExportFormat::Png, {});
    CHECK(problem.contains(QStringLiteral("/proc/nowhere/a.png")));
    chart::MiniSketch empty;
    CHECK_FALSE(chart::save(&empty, QStringLiteral("/proc/nowhere/a.csv"), ExportFormat::Csv, {}).isEmpty());
}

TEST_CASE("the clipboard gets the picture and the data")
{
    chart::TimeChart time;
    test::fill(time, 10);
    time.resize(927, 464);
    chart::copyToClipboard(&time, {});
    const QMimeData* data = QGuiApplication::clipboard()->mimeData();
    CHECK(data->hasImage());
    CHECK(data->text().contains(QStringLiteral("cache-aside")));
}
