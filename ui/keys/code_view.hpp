#pragma once
// Text with line numbers, read only, as plain text: JSON in the tokens' colours, or bytes in hex. Control characters
// are shown escaped.

#include <QPlainTextEdit>
#include <QSyntaxHighlighter>

namespace cachedeck::ui {

class CodeView : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit CodeView(QWidget* parent = nullptr);

    void showText(const QString& text);
    void showJson(const QString& pretty);
    // Offset, eight bytes in hex, and the same as characters. `offset` is that of the first byte within the value.
    void showHex(const QByteArray& bytes, quint64 offset);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    class Numbers;
    class Colours;
    void fill(const QString& text, bool json, bool numbered);
    void paintNumbers(QPaintEvent* event);
    void rescale();
    void placeNumbers();

    Numbers* m_numbers;
    Colours* m_colours;
    bool m_numbered = true;
};

} // namespace cachedeck::ui
