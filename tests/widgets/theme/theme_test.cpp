#include "tests/support/catch.hpp"
#include "widgets/theme/fonts.hpp"
#include "widgets/theme/icons.hpp"
#include "widgets/theme/text.hpp"
#include "widgets/theme/theme.hpp"

#include <QFontDatabase>
#include <QFontInfo>
#include <QFontMetricsF>
#include <QImage>
#include <QSet>

#include <cmath>

using namespace cachedeck::theme;

namespace {

// WCAG 2.1, relative luminance and contrast ratio.
double luminance(const QColor& color)
{
    const auto linear = [](double channel) {
        return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

const std::vector<Token> surfaces{Token::SurfaceWindow, Token::SurfacePanel, Token::SurfaceSunken, Token::SurfaceHover,
                                  Token::SurfaceSelected};
const std::vector<Scheme> schemes{Scheme::Light, Scheme::Dark, Scheme::HighContrast, Scheme::Projector};

bool endsWith(std::string_view text, std::string_view end)
{
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

} // namespace

TEST_CASE("every text stands at 4.5 on every surface and tint it is used on")
{
    for (const Scheme scheme : schemes) {
        const auto check = [&](Token text, Token ground) {
            INFO(static_cast<int>(scheme) << ' ' << name(text) << " on " << name(ground));
            CHECK(contrast(color(scheme, text), color(scheme, ground)) >= 4.5);
        };
        for (const Token text : {Token::TextPrimary, Token::TextSecondary, Token::TextMuted, Token::AccentText})
            for (const Token ground : surfaces)
                check(text, ground);
        check(Token::TextOnAccent, Token::Accent);
        check(Token::TextOnAccent, Token::AccentHover);
        // Every colour that has a tint: states, environments, types.
        for (int i = 0; i + 1 < tokenCount; ++i) {
            const Token text = static_cast<Token>(i);
            const Token tint = static_cast<Token>(i + 1);
            if (endsWith(name(tint), "-tint")) {
                check(text, tint);
                check(text, Token::SurfacePanel);
            }
        }
        for (int i = static_cast<int>(Token::PathUncachedText); i <= static_cast<int>(Token::PathOtherText); i += 2)
            check(static_cast<Token>(i), Token::SurfacePanel);
    }
}

TEST_CASE("every line of a chart stands at 3 on the panel")
{
    for (const Scheme scheme : schemes)
        for (int role = 0; role < 6; ++role) {
            const PathLook look = pathLook(scheme, static_cast<PathRole>(role));
            INFO(static_cast<int>(scheme) << " path " << role);
            CHECK(contrast(look.color, color(scheme, Token::SurfacePanel)) >= 3.0);
            CHECK(contrast(look.textColor, color(scheme, Token::SurfacePanel)) >= 4.5);
        }
}

TEST_CASE("no two paths share a marker or a dash")
{
    QSet<int> markers;
    QSet<QString> dashes;
    for (int role = 0; role < 6; ++role) {
        const PathLook look = pathLook(Scheme::Light, static_cast<PathRole>(role));
        markers.insert(static_cast<int>(look.marker));
        QString dash;
        for (const qreal length : look.dash)
            dash += QString::number(length) + QLatin1Char(' ');
        dashes.insert(dash);
        CHECK_FALSE(markerPath(look.marker, {10, 10}, 4.5).isEmpty());
    }
    CHECK(markers.size() == 6);
    CHECK(dashes.size() == 6);
}

TEST_CASE("the bundled fonts load and their figures are of one width")
{
    REQUIRE(loadFonts());
    const Theme theme(Scheme::Light);
    for (const Weight weight : {Weight::Regular, Weight::Medium, Weight::SemiBold}) {
        const QFont font = theme.font(Role::Body, weight);
        CHECK(QFontInfo(font).family() == QLatin1String(sansFamily));
        QSet<int> widths;
        for (char figure = '0'; figure <= '9'; ++figure)
            widths.insert(qRound(QFontMetricsF(font).horizontalAdvance(QLatin1Char(figure)) * 20));
        CHECK(widths.size() == 1);
    }
    CHECK(QFontInfo(theme.font(Role::Mono)).family() == QLatin1String(monoFamily));
    // Weights are real cuts, not one face for all.
    const QString words = QStringLiteral("Latency of reads");
    CHECK(QFontMetricsF(theme.font(Role::Body, Weight::SemiBold)).horizontalAdvance(words) >
          QFontMetricsF(theme.font(Role::Body, Weight::Regular)).horizontalAdvance(words));
}

TEST_CASE("presentation has the sizes of the design")
{
    const Theme presented = Theme(Scheme::Dark, Theme::presentationScale);
    CHECK(presented.font(Role::Caption).pixelSize() == 18);
    CHECK(presented.font(Role::Body).pixelSize() == 21);
    CHECK(presented.font(Role::Mono).pixelSize() == 19);
    CHECK(presented.font(Role::Title).pixelSize() == 29);
    CHECK(presented.font(Role::Display).pixelSize() == 51);
}

TEST_CASE("every icon draws something, in the colour asked for")
{
    const QStringList names = iconNames();
    CHECK(names.size() >= 52);
    for (const QString& name : names) {
        const QImage image = icon(name, 24, QColor(200, 30, 40), 2).toImage();
        int inked = 0;
        int foreign = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x) {
                const QColor pixel = image.pixelColor(x, y);
                inked += pixel.alpha() > 200;
                foreign += pixel.alpha() > 200 && (qAbs(pixel.red() - 200) > 6 || qAbs(pixel.blue() - 40) > 6);
            }
        INFO(name.toStdString());
        CHECK(inked > 8);
        CHECK(foreign == 0);
    }
    CHECK_FALSE(applicationIcon().isNull());
}

TEST_CASE("arrows turn round where the layout runs from right to left, play does not")
{
    const auto picture = [](const char* name, Qt::LayoutDirection direction) {
        return icon(QLatin1String(name), 24, Qt::black, 2, direction).toImage();
    };
    // The mean difference of two pictures' coverage; rasterisers are not symmetric to the last pixel.
    const auto difference = [](const QImage& a, const QImage& b) {
        double sum = 0;
        for (int y = 0; y < a.height(); ++y)
            for (int x = 0; x < a.width(); ++x)
                sum += qAbs(qAlpha(a.pixel(x, y)) - qAlpha(b.pixel(x, y)));
        return sum / (a.width() * a.height());
    };
    for (const char* name : {"left", "right", "undo", "open", "console"}) {
        INFO(name);
        const QImage turned = picture(name, Qt::RightToLeft);
        CHECK(difference(turned, picture(name, Qt::LeftToRight).transformed(QTransform::fromScale(-1, 1))) < 2);
        CHECK(difference(turned, picture(name, Qt::LeftToRight)) > 5);
    }
    CHECK(picture("play", Qt::RightToLeft) == picture("play", Qt::LeftToRight));
}

TEST_CASE("hostile text is shown escaped and in one line")
{
    CHECK(plain(QStringLiteral("cart:u1")) == u"cart:u1");
    CHECK(plain(QStringLiteral("a\nb\tc\r")) == u"a\\nb\\tc\\r");
    CHECK(plain(QStringLiteral("\x1b[31m")) == u"\\x1b[31m");
    CHECK(plain(QStringView(u"ab\u202egpj.exe").toString()) == u"ab\\u202egpj.exe");
    CHECK(plain(QStringView(u"a\u200bb\u2066c\u2028d").toString()) == u"a\\u200bb\\u2066c\\u2028d");
    CHECK(plain(QString(QChar(0xd800))) == u"\\ud800");
    CHECK(plain(QString::fromUtf8("日本 😀 é")) == QString::fromUtf8("日本 😀 é"));
    CHECK(plainLines(QStringLiteral("a\nb\x01")) == u"a\nb\\x01");
}

TEST_CASE("a tool tip shows mark-up instead of reading it")
{
    QWidget widget;
    setPlainToolTip(&widget, QStringLiteral("<b>x</b><img src=file:///etc/hostname>"));
    CHECK(widget.toolTip().contains(QStringLiteral("&lt;b&gt;")));
    CHECK_FALSE(widget.toolTip().contains(QStringLiteral("<img")));
}
