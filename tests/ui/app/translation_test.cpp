// A pseudo-language: every translated text is bracketed and a third longer. What stays plain was not translated; what
// does not fit is clipped in some real language.

#include "tests/support/catch.hpp"
#include "tests/ui/app/window_fixture.hpp"
#include "ui/app/translation.hpp"
#include "ui/bridge/backend_text.hpp"

#include <QAbstractButton>
#include <QLabel>
#include <QTranslator>
#include <QtTest>

using namespace cachedeck;

namespace {

class PseudoLanguage : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    QString translate(const char* context, const char* source, const char*, int) const override
    {
        // Qt's own words (shortcuts, dialogs) are not ours to check.
        if (QByteArray(context).startsWith("Q"))
            return {};
        const auto text = QString::fromUtf8(source);
        return QStringLiteral("⟦") + text + QString(text.size() / 3, QLatin1Char('~')) + QStringLiteral("⟧");
    }
};

// Texts that are the same in every language: names, figures, units, addresses, file names.
bool isUniversal(const QString& text)
{
    static const QRegularExpression universal(QStringLiteral(
        "^(CacheDeck|p50|p90|p95|p99|p99\\.9|× p50|× "
        "p99|[\\d\\s.,:%/×–+-]*|.*/.*|[a-z0-9]+(-[a-z0-9]+)*|English|Română|SQLite|[a-z_]+( [\\d.,]+ %)?|.*\\.ini)$"));
    return text.trimmed().isEmpty() || universal.match(text).hasMatch();
}

struct Worn {
    PseudoLanguage language;
    Worn() { QCoreApplication::installTranslator(&language); }
    ~Worn() { QCoreApplication::removeTranslator(&language); }
};

} // namespace

TEST_CASE("No page shows a text that was not translated", "[ui][translation]")
{
    const Worn pseudo;
    test::Window window;
    for (auto* page : window.main().pages()) {
        window.main().showPage(page->id());
        QCoreApplication::processEvents();
        for (auto* widget : window.main().findChildren<QWidget*>()) {
            if (!widget->isVisible())
                continue;
            QStringList texts{widget->toolTip(), widget->accessibleName()};
            if (auto* label = qobject_cast<QLabel*>(widget))
                texts << label->text();
            if (auto* button = qobject_cast<QAbstractButton*>(widget))
                texts << button->text();
            for (const auto& text : texts) {
                INFO(page->id().toStdString()
                     << ": " << widget->metaObject()->className() << " \"" << text.toStdString() << "\"");
                CHECK((text.contains(QChar(0x27e6)) || isUniversal(text)));
            }
        }
    }
}

TEST_CASE("Longer words are not clipped", "[ui][translation]")
{
    const Worn pseudo;
    test::Window window;
    for (auto* page : window.main().pages()) {
        window.main().showPage(page->id());
        QCoreApplication::processEvents();
        for (auto* label : window.main().findChildren<QLabel*>()) {
            if (!label->isVisible() || label->text().isEmpty())
                continue;
            INFO(page->id().toStdString()
                 << ": \"" << label->text().toStdString() << "\" has " << label->width() << " × " << label->height());
            if (label->wordWrap())
                CHECK(label->heightForWidth(label->width()) <= label->height() + 1);
            else
                CHECK(label->sizeHint().width() <= label->width() + 1);
        }
    }
}

TEST_CASE("Romanian is complete and chosen by its name", "[ui][translation]")
{
    QTranslator romanian;
    REQUIRE(romanian.load(QStringLiteral(":/i18n/cachedeck_ro.qm")));
    CHECK(romanian.translate("cachedeck::ui::StartPage", "Start") != QString());
    CHECK(romanian.translate("Views", "Latency of reads") != QString());
}

TEST_CASE("The backend's sentences speak the window's language", "[ui][translation]")
{
    using ui::backendText;
    const auto english = QStringLiteral("cache-aside: hit ratio back at 70.3 % after 7.6 s");
    CHECK(backendText(english) == english);
    QTranslator romanian;
    REQUIRE(romanian.load(QStringLiteral(":/i18n/cachedeck_ro.qm")));
    QCoreApplication::installTranslator(&romanian);
    CHECK(backendText(english) == QStringLiteral("cache-aside: rata de nimeriri a revenit la 70.3 % după 7.6 s"));
    // Real errors, as they come.
    const auto url = redis::parseUrl("http://localhost");
    REQUIRE(url.has_error());
    CHECK(backendText(url.error().message) == QStringLiteral("schema \"http\" este necunoscută"));
    CHECK(backendText(url.error().advice).startsWith(QStringLiteral("Începeți cu redis://")));
    CHECK(backendText(
              QStringLiteral("GET on 127.0.0.1:6379: no answer within 50 ms. Is the server stopped or overloaded?")) ==
          QStringLiteral("GET on 127.0.0.1:6379: niciun răspuns în 50 ms. Este serverul oprit sau supraîncărcat?"));
    // An argument that looks like a place stays what it is.
    CHECK(backendText(QStringLiteral("DEL %2:*, 12 keys")) == QStringLiteral("DEL %2:*, 12 chei"));
    CHECK(backendText(QStringLiteral("Nobody knows this sentence.")) == QStringLiteral("Nobody knows this sentence."));
    QCoreApplication::removeTranslator(&romanian);
}
