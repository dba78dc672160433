#pragma once
// The look of the standard widgets: Fusion's behaviour under flat surfaces, 1 px lines and radius 6. Set by
// ThemeManager; pages use plain Qt widgets and, where a button is not a normal one, the two properties below. Covers
// push and tool buttons, line edits, combo boxes, spin boxes, check boxes, radio buttons, scroll bars, table heads,
// item views, tabs, tool tips, menus, progress bars, splitters and group boxes.

#include "widgets/theme/theme.hpp"

#include <QProxyStyle>

class QAbstractButton;

namespace cachedeck::theme {

/// Normal: panel with an edge. Primary: filled with the accent, at most one on a page. Quiet: no edge until pointed at.
/// Danger: normal with its words in StateDown. Link: only words, in AccentText.
enum class ButtonKind { Normal, Primary, Quiet, Danger, Link };
/// Heights 24, 32, 40.
enum class ButtonSize { Small, Medium, Large };

/// For any QPushButton or QToolButton. Default: Normal, Medium.
void setButtonKind(QAbstractButton* button, ButtonKind kind);
void setButtonSize(QAbstractButton* button, ButtonSize size);
ButtonKind buttonKind(const QWidget* button);
ButtonSize buttonSize(const QWidget* button);

/// Marks a line edit, combo box or spin box as 32 px high (the filter on the keys page); the default is 28.
void setFieldHeight(QWidget* field, int height);

class Style : public QProxyStyle {
    Q_OBJECT
public:
    explicit Style(const Theme& theme);
    void setTheme(const Theme& theme) { m_theme = theme; }

    void polish(QWidget* widget) override;
    void unpolish(QWidget* widget) override;
    // The wheel turns a combo box or a spin box only where it has the focus: who scrolls a panel changes nothing in it.
    bool eventFilter(QObject* watched, QEvent* event) override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl subControl,
                         const QWidget* widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                           const QWidget* widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* returned) const override;

private:
    Theme m_theme;
};

} // namespace cachedeck::theme
