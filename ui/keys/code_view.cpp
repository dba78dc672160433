#include "ui/keys/code_view.hpp"

#include "ui/keys/json_text.hpp"
#include "widgets/theme/text.hpp"
#include "widgets/theme/theme.hpp"

#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>

namespace cachedeck::ui {
namespace {
constexpr int gutter = 44;
constexpr int hexColumns = 8;
} // namespace

class CodeView::Numbers : public QWidget {
public:
    explicit Numbers(CodeView* view) : QWidget(view), m_view(view) {}

protected:
    void paintEvent(QPaintEvent* event) override { m_view->paintNumbers(event); }

private:
    CodeView* m_view;
};

class CodeView::Colours : public QSyntaxHighlighter {
public:
    explicit Colours(CodeView* view) : QSyntaxHighlighter(view->document()), m_view(view) {}
    bool enabled = false;

protected:
    void highlightBlock(const QString& line) override
    {
        if (!enabled)
            return;
        const auto theme = theme::Theme::of(m_view);
        for (const auto& token : jsonTokens(line)) {
            const auto colour = token.kind == JsonToken::Kind::Key      ? theme::Token::TypeString
                                : token.kind == JsonToken::Kind::String ? theme::Token::TypeList
                                                                        : theme::Token::TypeHash;
            setFormat(token.begin, token.length, theme.color(colour));
        }
    }

private:
    CodeView* m_view;
};

CodeView::CodeView(QWidget* parent) : QPlainTextEdit(parent), m_numbers(new Numbers(this)), m_colours(new Colours(this))
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setFrameShape(QFrame::NoFrame);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& rect, int dy) {
        if (dy)
            m_numbers->scroll(0, dy);
        else
            m_numbers->update(0, rect.y(), m_numbers->width(), rect.height());
    });
    rescale();
}

void CodeView::showText(const QString& text)
{
    fill(theme::plainLines(text), false, true);
}

void CodeView::showJson(const QString& pretty)
{
    fill(theme::plainLines(pretty), true, true);
}

void CodeView::showHex(const QByteArray& bytes, quint64 offset)
{
    QString text;
    for (qsizetype row = 0; row < bytes.size(); row += hexColumns) {
        QString hex, characters;
        for (qsizetype i = row; i < row + hexColumns; ++i) {
            if (i >= bytes.size()) {
                hex += QStringLiteral("   ");
                continue;
            }
            const auto byte = static_cast<unsigned char>(bytes[i]);
            hex += QStringLiteral("%1 ").arg(byte, 2, 16, QLatin1Char('0'));
            characters +=
                byte >= 0x20 && byte < 0x7f ? QChar(QLatin1Char(static_cast<char>(byte))) : QChar(QLatin1Char('.'));
        }
        text += QStringLiteral("%1  %2 %3\n")
                    .arg(offset + static_cast<quint64>(row), 8, 16, QLatin1Char('0'))
                    .arg(hex, characters);
    }
    text.chop(1);
    fill(text, false, false);
}

void CodeView::fill(const QString& text, bool json, bool numbered)
{
    m_numbered = numbered;
    m_colours->enabled = json;
    m_numbers->setVisible(numbered);
    rescale();
    // A new page of the same value keeps nothing of the place in the old one; the same text (re-read) keeps all.
    if (toPlainText() != text)
        setPlainText(text);
    else
        m_colours->rehighlight();
}

void CodeView::rescale()
{
    const auto theme = theme::Theme::of(this);
    setFont(theme.font(theme::Role::Mono));
    setViewportMargins(m_numbered ? theme.px(gutter) : theme.px(12), theme.px(4), theme.px(8), 0);
    placeNumbers();
}

void CodeView::placeNumbers()
{
    const auto theme = theme::Theme::of(this);
    m_numbers->setGeometry(contentsRect().left(), contentsRect().top() + theme.px(4), theme.px(gutter - 8),
                           contentsRect().height() - theme.px(4));
}

void CodeView::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    // Nothing more: margins or a font set here would lay the text out anew while a scroll bar comes or goes, for the
    // width from before.
    placeNumbers();
}

void CodeView::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::StyleChange) {
        rescale();
        m_colours->rehighlight();
    }
}

void CodeView::paintNumbers(QPaintEvent* event)
{
    const auto theme = theme::Theme::of(this);
    QPainter painter(m_numbers);
    painter.setFont(font());
    painter.setPen(theme.color(theme::Token::TextMuted));
    for (auto block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const auto area = blockBoundingGeometry(block).translated(contentOffset());
        if (area.top() > event->rect().bottom())
            break;
        painter.drawText(QRectF(0, area.top(), m_numbers->width() - theme.px(4), fontMetrics().lineSpacing()),
                         Qt::AlignRight | Qt::AlignVCenter, QString::number(block.blockNumber() + 1));
    }
}

} // namespace cachedeck::ui
