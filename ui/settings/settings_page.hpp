#pragma once
// How it looks, which language it speaks, where it keeps its data.

#include "ui/shell/page.hpp"

namespace cachedeck::theme {
class ThemeManager;
}

class QFormLayout;

namespace cachedeck::ui {

class SettingsPage : public Page {
    Q_OBJECT

public:
    SettingsPage(const AppContext& context, theme::ThemeManager& themes, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("settings"); }
    QString title() const override { return tr("Settings"); }
    QString iconName() const override { return QStringLiteral("settings"); }

    // The settings' keys, read by main().
    static QString themeKey() { return QStringLiteral("appearance/theme"); }
    static QString languageKey() { return QStringLiteral("appearance/language"); }

private:
    void addAppearance(QFormLayout& form);
    void addLanguage(QFormLayout& form);
    void addPlaces(QFormLayout& form);

    AppContext m_context;
    theme::ThemeManager& m_themes;
};

} // namespace cachedeck::ui
