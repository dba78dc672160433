#include "widgets/theme/fonts.hpp"

#include <QFontDatabase>

// The resources lie in a static library, whose initialiser the linker would drop. The macro must stand outside
// namespaces.
static void initialiseFontResources()
{
    Q_INIT_RESOURCE(cachedeck_fonts);
}

namespace cachedeck::theme {

bool loadFonts()
{
    static const bool loaded = [] {
        initialiseFontResources();
        bool all = true;
        for (const char* file : {"sans-400", "sans-500", "sans-600", "mono-400", "mono-600"})
            all = QFontDatabase::addApplicationFont(u":/cachedeck/fonts/" + QLatin1String(file)) >= 0 && all;
        return all;
    }();
    return loaded;
}

} // namespace cachedeck::theme
