#pragma once
// Decides which theme the application wears and dresses it: style, palette, font. One object, made in main() after
// QApplication (and loadFonts()) and before the first window, and living as long as they do; found by
// Theme::of(widget). GUI thread.

#include "widgets/theme/theme.hpp"

#include <QApplication>
#include <QObject>
#include <QPointer>

class QFocusFrame;

namespace cachedeck::theme {

class Style;

class ThemeManager : public QObject {
    Q_OBJECT
public:
    /// What the user asked for; System follows the desktop on start and on change.
    enum class Choice { System, Light, Dark, HighContrast, Projector };
    Q_ENUM(Choice)

    explicit ThemeManager(QApplication& application);
    ~ThemeManager() override;

    /// Default System. Applies at once.
    void setChoice(Choice choice);
    Choice choice() const { return m_choice; }

    /// Presentation mode: everything at 1.6 times. Default off.
    void setPresentation(bool on);
    bool isPresentation() const { return m_presentation; }

    const Theme& theme() const { return m_theme; }

    /// The manager of this application, or null before one exists; for Theme::of().
    static const ThemeManager* ofApplication();

Q_SIGNALS:
    /// After the new theme is in force; every widget has had its QEvent::StyleChange.
    void changed(const cachedeck::theme::Theme& theme);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool systemIsDark();
    void apply();
    void showFocus(QWidget* widget, Qt::FocusReason reason);

    QApplication& m_application;
    Style* m_style; ///< owned by the application once set
    QPointer<QFocusFrame> m_focusFrame;
    Choice m_choice = Choice::System;
    bool m_presentation = false;
    bool m_applying = false;
    Theme m_theme;
};

} // namespace cachedeck::theme
