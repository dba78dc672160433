#include "widgets/theme/text.hpp"

#include <QRegularExpression>
#include <QWidget>

namespace cachedeck::theme {
namespace {

// Controls, bidirectional controls, zero-width and invisible characters: what would change a line without being seen in
// it. Unicode 15, categories Cc, Cf, Zl, Zp, Cs (and Co, which has no agreed look).
bool isHidden(char32_t code)
{
    switch (QChar::category(code)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

QString escape(char32_t code)
{
    switch (code) {
    case U'\n':
        return QStringLiteral("\\n");
    case U'\r':
        return QStringLiteral("\\r");
    case U'\t':
        return QStringLiteral("\\t");
    default:
        break;
    }
    if (code < 0x100)
        return QStringLiteral("\\x%1").arg(static_cast<uint>(code), 2, 16, QLatin1Char('0'));
    if (code < 0x10000)
        return QStringLiteral("\\u%1").arg(static_cast<uint>(code), 4, 16, QLatin1Char('0'));
    return QStringLiteral("\\U%1").arg(static_cast<uint>(code), 8, 16, QLatin1Char('0'));
}

QString escaped(const QString& text, bool keepLines)
{
    QString result;
    result.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar unit = text.at(i);
        char32_t code = unit.unicode();
        qsizetype length = 1;
        if (unit.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate()) {
            code = QChar::surrogateToUcs4(unit, text.at(i + 1));
            length = 2;
        }
        const bool kept = !isHidden(code) || (keepLines && (code == U'\n' || code == U'\t'));
        if (kept)
            result.append(QStringView(text).mid(i, length));
        else
            result.append(escape(code));
        i += length - 1;
    }
    return result;
}

} // namespace

QString plain(const QString& text)
{
    return escaped(text, false);
}

QString plainLines(const QString& text)
{
    return escaped(text, true);
}

QString unbroken(QString text)
{
    static const QRegularExpression between(
        QStringLiteral("(?<=\\d) (?=(?:%|×|(?:ns|µs|ms|s|min|h|k|M|G|B|kB|MB|GB|KiB|MiB|GiB)(?![\\p{L}\\d])))"),
        QRegularExpression::UseUnicodePropertiesOption);
    return text.replace(between, QString(QChar::Nbsp));
}

void setPlainToolTip(QWidget* widget, const QString& text)
{
    if (text.isEmpty()) {
        widget->setToolTip({});
        return;
    }
    // QToolTip guesses whether it was given mark-up; mark-up that shows the text itself leaves nothing to guess.
    widget->setToolTip(u"<span style=\"white-space:pre-line\">" % plainLines(text).toHtmlEscaped() % u"</span>");
}

} // namespace cachedeck::theme
