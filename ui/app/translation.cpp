#include "ui/app/translation.hpp"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace cachedeck::ui {

QString installLanguage(QCoreApplication& application, const QString& language)
{
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    auto* own = new QTranslator(&application);
    const bool translated =
        own->load(locale, QStringLiteral("cachedeck"), QStringLiteral("_"), QStringLiteral(":/i18n"));
    // English is the language of the source, but its plurals stand in a translation as every language's do.
    if (translated || own->load(QLocale(QLocale::English), QStringLiteral("cachedeck"), QStringLiteral("_"),
                                QStringLiteral(":/i18n")))
        application.installTranslator(own);
    else
        delete own;
    // Words and numbers in one language: without a translation the window is English throughout.
    const QLocale used = translated                              ? locale
                         : locale.language() == QLocale::English ? locale
                                                                 : QLocale(QLocale::English);
    QLocale::setDefault(used);
    auto* qt = new QTranslator(&application);
    if (translated && qt->load(used, QStringLiteral("qtbase"), QStringLiteral("_"),
                               QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        application.installTranslator(qt);
    else
        delete qt;
    return translated ? locale.name().section(QLatin1Char('_'), 0, 0) : QStringLiteral("en");
}

} // namespace cachedeck::ui
