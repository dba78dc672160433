#include "ui/bridge/backend_text.hpp"

#include "ui/bridge/backend_templates.hpp"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <iterator>
#include <vector>

namespace cachedeck::ui {
namespace {

struct Pattern {
    const char* source;
    QRegularExpression expression;
    std::vector<int> places; // the expression's groups, in order: %1…%9
};

Pattern patternOf(const char* source)
{
    const auto text = QString::fromUtf8(source);
    QString expression;
    std::vector<int> places;
    qsizetype literal = 0;
    for (qsizetype i = 0; i + 1 < text.size(); ++i) {
        if (text[i] != QLatin1Char('%') || !text[i + 1].isDigit())
            continue;
        expression += QRegularExpression::escape(text.mid(literal, i - literal)) + QStringLiteral("(.+?)");
        places.push_back(text[i + 1].digitValue());
        literal = i + 2;
    }
    expression += QRegularExpression::escape(text.mid(literal));
    return {source,
            QRegularExpression(QRegularExpression::anchoredPattern(expression),
                               QRegularExpression::DotMatchesEverythingOption),
            std::move(places)};
}

const std::vector<Pattern>& patterns()
{
    static const auto all = [] {
        std::vector<Pattern> made;
        std::transform(backendTemplates().begin(), backendTemplates().end(), std::back_inserter(made), patternOf);
        return made;
    }();
    return all;
}

QString translated(const QString& english, bool& found)
{
    for (const auto& pattern : patterns()) {
        const auto match = pattern.expression.match(english);
        if (!match.hasMatch())
            continue;
        found = true;
        auto text = QCoreApplication::translate("Backend", pattern.source);
        // One step for all, since an argument may itself look like a place.
        QStringList arguments(9);
        for (std::size_t i = 0; i < pattern.places.size(); ++i)
            arguments[pattern.places[i] - 1] = backendText(match.captured(static_cast<int>(i) + 1));
        QString filled;
        for (qsizetype i = 0; i < text.size(); ++i) {
            const bool isPlace = text[i] == QLatin1Char('%') && i + 1 < text.size() && text[i + 1].isDigit() &&
                                 text[i + 1] != QLatin1Char('0');
            if (isPlace)
                filled += arguments[text[++i].digitValue() - 1];
            else
                filled += text[i];
        }
        return filled;
    }
    return english;
}

} // namespace

QString backendText(const std::string& english)
{
    return backendText(QString::fromStdString(english));
}

QString backendText(const QString& english)
{
    bool found = false;
    const auto whole = translated(english, found);
    if (found || english.isEmpty())
        return whole;
    if (english.endsWith(QLatin1Char('.')))
        return backendText(english.chopped(1)) + QLatin1Char('.');
    // Several sentences, or one behind a name: "GET on 127.0.0.1:6379: no answer within 50 ms. Is the server stopped?"
    for (const auto* separator : {". ", ": "}) {
        const auto mark = QLatin1String(separator);
        for (auto at = english.indexOf(mark); at >= 0; at = english.indexOf(mark, at + 1)) {
            const auto rest = translated(english.mid(at + mark.size()), found);
            if (found)
                return backendText(english.left(at)) + mark + rest;
        }
    }
    return english;
}

} // namespace cachedeck::ui
