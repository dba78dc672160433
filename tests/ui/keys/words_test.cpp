// Times that people type, figures that people read, JSON for eyes.

#include "tests/support/catch.hpp"
#include "ui/keys/json_text.hpp"
#include "ui/keys/words.hpp"

#include <QLocale>

using namespace cachedeck::ui;
using namespace std::chrono_literals;

TEST_CASE("A TTL is read as people write it", "[keys]")
{
    CHECK(words::parseTtl(QStringLiteral("90")) == 90s);
    CHECK(words::parseTtl(QStringLiteral(" 90 s ")) == 90s);
    CHECK(words::parseTtl(QStringLiteral("5 min")) == 5min);
    CHECK(words::parseTtl(QStringLiteral("1h30min")) == 90min);
    CHECK(words::parseTtl(QStringLiteral("2 D")) == 48h);
    CHECK(words::parseTtl(QStringLiteral("250ms")) == 250ms);
    for (const auto* wrong : {"", "0", "-5", "soon", "5 mins", "5 x", "1.5 h", "99999 d", "h"}) {
        CAPTURE(wrong);
        CHECK_FALSE(words::parseTtl(QString::fromLatin1(wrong)));
    }
}

TEST_CASE("Figures are short and say their unit", "[keys]")
{
    QLocale::setDefault(QLocale(QLocale::English));
    CHECK(words::ttl(4'730'000ms) == QStringLiteral("1 h 18 min"));
    CHECK(words::ttl(17'999ms) == QStringLiteral("17 s"));
    CHECK(words::size(412) == QStringLiteral("412 B"));
    CHECK(words::size(2'140) == QStringLiteral("2.1 kB"));
    CHECK(words::shortCount(94'410) == QStringLiteral("94.4 k"));
    CHECK(words::shortCount(842'000) == QStringLiteral("842 k"));
    CHECK(words::keys(1) == QStringLiteral("1 key"));
    CHECK(words::keys(1'204'311) == QStringLiteral("1,204,311 keys"));
}

TEST_CASE("JSON is indented without touching a token", "[keys]")
{
    const auto pretty = prettyJson(QStringLiteral(
        R"({"z":1.10,"a":[1,2,3],"text":"a, \"b\": {c}","long":{"one":"aaaaaaaaaaaaaaaaaaaaaaaa","two":"bbbbbbbbbbbbbbbb"}})"));
    REQUIRE(pretty);
    CHECK(*pretty ==
          QStringLiteral(
              "{\n  \"z\": 1.10,\n  \"a\": [1, 2, 3],\n  \"text\": \"a, \\\"b\\\": {c}\",\n  \"long\": {\n    \"one\": "
              "\"aaaaaaaaaaaaaaaaaaaaaaaa\",\n    \"two\": \"bbbbbbbbbbbbbbbb\"\n  }\n}"));
    CHECK(prettyJson(QStringLiteral("{}")) == QStringLiteral("{}"));
    CHECK_FALSE(prettyJson(QStringLiteral("{broken")));
    CHECK_FALSE(prettyJson(QStringLiteral("plain")));
    CHECK_FALSE(prettyJson(QString(500, QLatin1Char('[')) + QString(500, QLatin1Char(']'))));
}
