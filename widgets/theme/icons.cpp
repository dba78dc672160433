#include "widgets/theme/icons.hpp"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>
#include <QtMath>

#include <memory>

// The resources lie in a static library, whose initialiser the linker would drop. The macro must stand outside
// namespaces.
static void initialiseIconResources()
{
    Q_INIT_RESOURCE(cachedeck_app);
}

namespace cachedeck::theme {
namespace {

constexpr auto folder = ":/cachedeck/icons/";

bool isMirrored(const QString& name)
{
    static const QStringList mirrored{QStringLiteral("left"), QStringLiteral("right"), QStringLiteral("undo"),
                                      QStringLiteral("open"), QStringLiteral("console")};
    return mirrored.contains(name);
}

QByteArray source(const QString& name)
{
    static const bool initialised = (initialiseIconResources(), true);
    Q_UNUSED(initialised)
    QFile file(QLatin1String(folder) % name % u".svg");
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// The stroke's colour and width are part of the drawing, so that the same file serves a pixmap, a print and an SVG
// export.
QByteArray tinted(const QString& name, const QColor& color, qreal size)
{
    QByteArray svg = source(name);
    Q_ASSERT_X(!svg.isEmpty(), "theme::icon", qPrintable(name));
    if (size <= icon_size::small)
        svg.replace("stroke-width=\"1.75\"", "stroke-width=\"2.25\"");
    return svg.replace("#000", color.name().toLatin1());
}

/// Paints at whatever size and ratio it is asked for, disabled in another colour.
class IconEngine : public QIconEngine {
public:
    IconEngine(QString name, QColor normal, QColor disabled, Qt::LayoutDirection direction)
        : m_name(std::move(name)), m_normal(std::move(normal)), m_disabled(std::move(disabled)), m_direction(direction)
    {}
    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const int size = qMin(rect.width(), rect.height());
        const QPoint at = rect.center() - QPoint((size - 1) / 2, (size - 1) / 2);
        drawIcon(*painter, m_name, at, size, colorOf(mode), m_direction);
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override
    {
        return icon(m_name, qMin(size.width(), size.height()), colorOf(mode), 1.0, m_direction);
    }
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        QPixmap scaled =
            icon(m_name, qRound(qMin(size.width(), size.height()) / scale), colorOf(mode), scale, m_direction);
        return scaled;
    }
    QIconEngine* clone() const override { return new IconEngine(*this); }

private:
    QColor colorOf(QIcon::Mode mode) const { return mode == QIcon::Disabled ? m_disabled : m_normal; }

    QString m_name;
    QColor m_normal;
    QColor m_disabled;
    Qt::LayoutDirection m_direction;
};

} // namespace

QStringList iconNames()
{
    source({});
    QStringList names;
    const auto files = QDir(QLatin1String(folder)).entryList({QStringLiteral("*.svg")});
    for (const QString& file : files)
        if (file != u"icon.svg")
            names.append(file.chopped(4));
    return names;
}

QPixmap icon(const QString& name, int size, const QColor& color, qreal devicePixelRatio, Qt::LayoutDirection direction)
{
    const bool mirrored = direction == Qt::RightToLeft && isMirrored(name);
    const QString key = QStringLiteral("cachedeck/%1/%2/%3/%4/%5")
                            .arg(name)
                            .arg(size)
                            .arg(color.rgba())
                            .arg(devicePixelRatio)
                            .arg(mirrored);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    if (source(name).isEmpty()) {
        Q_ASSERT_X(false, "theme::icon", qPrintable(name));
        return {};
    }
    pixmap = QPixmap(qCeil(size * devicePixelRatio), qCeil(size * devicePixelRatio));
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    drawIcon(painter, name, {0, 0}, size, color, direction);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QIcon themedIcon(const Theme& theme, const QString& name, Token token, Qt::LayoutDirection direction)
{
    return QIcon(new IconEngine(name, theme.color(token), theme.color(Token::TextDisabled), direction));
}

void drawIcon(QPainter& painter, const QString& name, const QPointF& at, qreal size, const QColor& color,
              Qt::LayoutDirection direction)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(at);
    if (direction == Qt::RightToLeft && isMirrored(name)) {
        painter.translate(size, 0);
        painter.scale(-1, 1);
    }
    QSvgRenderer(tinted(name, color, size)).render(&painter, QRectF(0, 0, size, size));
    painter.restore();
}

QIcon applicationIcon()
{
    source({});
    QIcon result;
    QSvgRenderer renderer(QLatin1String(folder) % QLatin1String("icon.svg"));
    for (const int size : {16, 24, 32, 48, 64, 128, 256}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        renderer.render(&painter);
        painter.end();
        result.addPixmap(pixmap);
    }
    return result;
}

} // namespace cachedeck::theme
