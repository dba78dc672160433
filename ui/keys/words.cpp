#include "ui/keys/words.hpp"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>
#include <QRegularExpression>
#include <QStringDecoder>

#include <algorithm>
#include <limits>

namespace cachedeck::ui::words {
namespace {

// Where free functions get their translations.
class KeyWords {
    Q_DECLARE_TR_FUNCTIONS(KeyWords)
};

QString number(double value, int decimals)
{
    return QLocale().toString(value, 'f', decimals);
}

} // namespace

QString fromBytes(std::string_view bytes)
{
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

bool isText(std::string_view bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder.decode(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())));
    return !decoder.hasError() && !text.contains(QChar(0));
}

QString ttl(std::chrono::milliseconds left)
{
    const auto seconds = left.count() / 1000;
    const auto minutes = seconds / 60, hours = minutes / 60, days = hours / 24;
    if (days > 0)
        return KeyWords::tr("%1 d %2 h").arg(days).arg(hours % 24);
    if (hours > 0)
        return KeyWords::tr("%1 h %2 min").arg(hours).arg(minutes % 60);
    if (minutes > 0)
        return KeyWords::tr("%1 min %2 s").arg(minutes).arg(seconds % 60);
    return KeyWords::tr("%1 s").arg(seconds);
}

std::optional<std::chrono::milliseconds> parseTtl(const QString& text)
{
    static const QRegularExpression part(QStringLiteral("\\G\\s*(\\d{1,9})\\s*(ms|s|sec|min|m|h|d)?(?=[\\s\\d]|$)"));
    static const QHash<QString, qint64> units{{QString(), 1000},
                                              {QStringLiteral("ms"), 1},
                                              {QStringLiteral("s"), 1000},
                                              {QStringLiteral("sec"), 1000},
                                              {QStringLiteral("min"), 60'000},
                                              {QStringLiteral("m"), 60'000},
                                              {QStringLiteral("h"), 3'600'000},
                                              {QStringLiteral("d"), 86'400'000}};
    constexpr qint64 most = 3650LL * 86'400'000;
    const auto trimmed = text.trimmed().toLower();
    qint64 sum = 0;
    qsizetype at = 0;
    while (at < trimmed.size()) {
        const auto match = part.match(trimmed, at);
        if (!match.hasMatch())
            return std::nullopt;
        sum += match.captured(1).toLongLong() * units.value(match.captured(2));
        if (sum > most)
            return std::nullopt;
        at = match.capturedEnd();
    }
    return sum > 0 ? std::optional(std::chrono::milliseconds(sum)) : std::nullopt;
}

QString size(std::uint64_t bytes)
{
    if (bytes < 1000)
        return KeyWords::tr("%1 B").arg(bytes);
    const auto value = static_cast<double>(bytes);
    if (value < 999'950)
        return KeyWords::tr("%1 kB").arg(number(value / 1e3, 1));
    if (value < 999'950'000)
        return KeyWords::tr("%1 MB").arg(number(value / 1e6, 1));
    return KeyWords::tr("%1 GB").arg(number(value / 1e9, 2));
}

QString count(std::uint64_t count)
{
    return QLocale().toString(static_cast<qulonglong>(count));
}

QString keys(std::uint64_t count)
{
    return count == 1 ? KeyWords::tr("1 key")
                      : KeyWords::tr("%Ln keys", nullptr,
                                     static_cast<int>(std::min<std::uint64_t>(count, std::numeric_limits<int>::max())));
}

QString shortCount(std::uint64_t count)
{
    const auto value = static_cast<double>(count);
    if (count < 1000)
        return words::count(count);
    if (value < 99'950)
        return KeyWords::tr("%1 k").arg(number(value / 1e3, 1));
    if (value < 999'500)
        return KeyWords::tr("%1 k").arg(number(value / 1e3, 0));
    return KeyWords::tr("%1 M").arg(number(value / 1e6, value < 99'950'000 ? 1 : 0));
}

QString type(keyspace::KeyType type)
{
    const auto name = keyspace::typeName(type);
    return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
}

} // namespace cachedeck::ui::words
