#pragma once
// Pictures of widgets in every scheme: kept in the folder CACHEDECK_SCREENS names, so that whoever changes a widget can
// look at it.

#include "widgets/theme/fonts.hpp"
#include "widgets/theme/theme_manager.hpp"

#include <QDir>
#include <QImage>
#include <QPainter>
#include <QWidget>

namespace cachedeck::screens {

struct Dress {
    const char* name;
    theme::ThemeManager::Choice choice;
    bool presentation;
};

inline constexpr Dress dresses[] = {
    {"light", theme::ThemeManager::Choice::Light, false},
    {"dark", theme::ThemeManager::Choice::Dark, false},
    {"contrast", theme::ThemeManager::Choice::HighContrast, false},
    {"projector", theme::ThemeManager::Choice::Projector, false},
};

/// Paints the shown widget and keeps the picture when a folder was named.
inline QImage take(QWidget& widget, const QString& name)
{
    for (int i = 0; i < 3; ++i) // a layout that grows asks the one around it to grow
        QCoreApplication::processEvents();
    QImage image(widget.size(), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    widget.render(&image);
    const QString folder = qEnvironmentVariable("CACHEDECK_SCREENS");
    if (!folder.isEmpty()) {
        QDir().mkpath(folder);
        image.save(folder + QLatin1Char('/') + name + QLatin1String(".png"));
    }
    return image;
}

/// How many different colours a picture has: an empty one has a handful.
inline int colours(const QImage& image)
{
    QSet<QRgb> seen;
    for (int y = 0; y < image.height(); y += 2)
        for (int x = 0; x < image.width(); x += 2)
            seen.insert(image.pixel(x, y));
    return static_cast<int>(seen.size());
}

} // namespace cachedeck::screens
