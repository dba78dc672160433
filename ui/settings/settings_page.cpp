#include "ui/settings/settings_page.hpp"

#include "ui/bridge/run_archive.hpp"
#include "widgets/badge/card.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/badge/segmented_control.hpp"
#include "widgets/theme/space.hpp"
#include "widgets/theme/theme_manager.hpp"

#include <QComboBox>
#include <QCoreApplication>
#include <QFormLayout>
#include <QVBoxLayout>

namespace cachedeck::ui {

namespace space = theme::space;

namespace {

badge::Label* name(const QString& text)
{
    auto* label = new badge::Label(text, theme::Role::Body, theme::Token::TextSecondary);
    label->setMinimumWidth(160);
    return label;
}

badge::Label* head(const QString& text)
{
    auto* label = new badge::Label(text);
    label->setWeight(theme::Weight::SemiBold);
    return label;
}

} // namespace

SettingsPage::SettingsPage(const AppContext& context, theme::ThemeManager& themes, QWidget* parent)
    : Page(parent), m_context(context), m_themes(themes)
{
    auto* card = new badge::Card;
    card->setFixedWidth(720);
    auto* form = new QFormLayout(card);
    form->setContentsMargins(space::card, space::card, space::card, space::card);
    form->setVerticalSpacing(space::group);
    form->setHorizontalSpacing(space::group);
    form->setLabelAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    addAppearance(*form);
    addLanguage(*form);
    addPlaces(*form);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::card, space::card, space::card, space::card);
    column->setSpacing(space::group);
    column->addWidget(new badge::Label(tr("Settings"), theme::Role::Title));
    column->addWidget(card, 0, Qt::AlignLeading);
    column->addStretch(1);
    column->addWidget(new badge::Label(
        tr("CacheDeck %1, Qt %2. Free software: GPL-3.0-or-later. Inter and JetBrains Mono: SIL OFL 1.1.")
            .arg(QCoreApplication::applicationVersion(), QString::fromLatin1(qVersion())),
        theme::Role::Caption, theme::Token::TextMuted));
}

void SettingsPage::addAppearance(QFormLayout& form)
{
    using Choice = theme::ThemeManager::Choice;
    form.addRow(head(tr("Appearance")));
    auto* themes = new badge::SegmentedControl;
    themes->setAccessibleName(tr("Theme"));
    themes->setObjectName(QStringLiteral("themeChoice"));
    for (const auto& text : {tr("System"), tr("Light"), tr("Dark"), tr("High contrast"), tr("Projector")})
        themes->addSegment(text);
    themes->setCurrent(int(m_themes.choice()));
    form.addRow(name(tr("Theme")), themes);
    connect(themes, &badge::SegmentedControl::currentChanged, this, [this](int index) {
        m_themes.setChoice(static_cast<Choice>(index));
        m_context.settings->setValue(themeKey(), index);
    });
}

void SettingsPage::addLanguage(QFormLayout& form)
{
    auto* language = new QComboBox;
    language->setAccessibleName(tr("Language"));
    language->setObjectName(QStringLiteral("language"));
    language->addItem(tr("The system's"), QString());
    language->addItem(QStringLiteral("English"), QStringLiteral("en"));
    language->addItem(QStringLiteral("Română"), QStringLiteral("ro"));
    const int current = language->findData(m_context.settings->value(languageKey()).toString());
    language->setCurrentIndex(qMax(0, current));
    language->setFixedWidth(240);
    auto* note = new badge::Label(tr("Takes effect at the next start."), theme::Role::Caption, theme::Token::TextMuted);
    form.addRow(name(tr("Language")), language);
    form.addRow(new QWidget, note);
    connect(language, &QComboBox::activated, this,
            [this, language](int index) { m_context.settings->setValue(languageKey(), language->itemData(index)); });
}

void SettingsPage::addPlaces(QFormLayout& form)
{
    form.addRow(head(tr("Places")));
    const auto place = [&form](const QString& title, const QString& path) {
        auto* label = new badge::ElidedLabel(path, theme::Role::Mono);
        label->setElideMode(Qt::ElideMiddle);
        form.addRow(name(title), label);
    };
    place(tr("Generated data"), m_context.run->dataDirectory());
    place(tr("Saved runs"), RunArchive::directory());
    place(tr("Settings"), m_context.settings->fileName());
}

} // namespace cachedeck::ui
