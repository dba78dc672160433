#pragma once
// The language of the window: the user's choice, else the system's.

#include <QString>

class QCoreApplication;

namespace cachedeck::ui {

// Installs the translators for a language ("ro"; empty: the system's) and makes it the default locale for numbers and
// dates. Returns the language in force, "en" where there is no translation. Once, before the first widget.
QString installLanguage(QCoreApplication& application, const QString& language);

} // namespace cachedeck::ui
