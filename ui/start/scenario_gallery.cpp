#include "ui/start/scenario_gallery.hpp"

#include "widgets/badge/button.hpp"
#include "widgets/badge/card.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/theme/space.hpp"

#include <QDir>
#include <QFileDialog>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>
#include <filesystem>

namespace cachedeck::ui {

namespace space = theme::space;

namespace {

constexpr int linesOfText = 4; // longer languages need them

struct Shipped {
    QString name;
    QString icon;
    QString title;
    QString text;
};

QVector<Shipped> shipped()
{
    return {
        {QStringLiteral("movies"), QStringLiteral("movies"), ScenarioGallery::tr("Movies"),
         ScenarioGallery::tr("Documents, top lists and theatres near you, cached and not.")},
        {QStringLiteral("analytics"), QStringLiteral("analytics"), ScenarioGallery::tr("Analytics"),
         ScenarioGallery::tr("A dashboard over millions of page views; the TTL alone keeps it fresh.")},
        {QStringLiteral("datasets"), QStringLiteral("datasets"), ScenarioGallery::tr("Datasets"),
         ScenarioGallery::tr("Training images as binary values, which outlive a store that is out of reach.")},
        {QStringLiteral("experiments"), QStringLiteral("experiments"), ScenarioGallery::tr("Experiments"),
         ScenarioGallery::tr("Summaries and learning curves; a completed run invalidates its own.")},
        {QStringLiteral("predictions"), QStringLiteral("predictions"), ScenarioGallery::tr("Predictions"),
         ScenarioGallery::tr("Models that really answer: is keeping a result quicker than computing it?")},
    };
}

badge::Card* card(const QString& icon, const QString& title, const QString& text,
                  const QVector<badge::Button*>& actions)
{
    auto* card = new badge::Card;
    card->setMinimumHeight(144);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(space::group, space::group, space::group, 12);
    column->setSpacing(space::unit);
    auto* head = new QHBoxLayout;
    head->setSpacing(space::control);
    head->addWidget(new badge::IconLabel(icon, 20));
    auto* name = new badge::Label(title);
    name->setWeight(theme::Weight::SemiBold);
    name->setWordWrap(true);
    head->addWidget(name, 1);
    column->addLayout(head);
    auto* words = new badge::Label(text, theme::Role::Body, theme::Token::TextSecondary);
    words->setWordWrap(true);
    words->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    words->setMinimumHeight(linesOfText * QFontMetrics(words->font()).lineSpacing());
    column->addWidget(words, 1);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::group);
    for (auto* action : actions) {
        action->setAccessibleName(title + QStringLiteral(": ") + action->text());
        row->addWidget(action);
    }
    row->addStretch(1);
    column->addLayout(row);
    return card;
}

} // namespace

ScenarioGallery::ScenarioGallery(const load::ResourcePaths& resources, QWidget* parent) : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    auto* head = new QHBoxLayout;
    head->addWidget(new badge::Label(tr("Worlds to try"), theme::Role::Title), 1);
    auto* explanation = new badge::Label(
        tr("A world is a workload with its data, queries, keys and TTLs. Your own file makes another."),
        theme::Role::Body, theme::Token::TextMuted);
    explanation->setWordWrap(true);
    explanation->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    head->addWidget(explanation, 3);
    column->addLayout(head);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::group);
    for (const auto& scenario : shipped()) {
        if (!std::filesystem::exists(resources.scenarios / (scenario.name.toStdString() + ".json")))
            continue;
        auto* start = new badge::Button(tr("Start"), {}, theme::ButtonKind::Link, theme::ButtonSize::Small);
        connect(start, &QAbstractButton::clicked, this, [this, name = scenario.name] { Q_EMIT chosen(name); });
        row->addWidget(card(scenario.icon, scenario.title, scenario.text, {start}), 1);
    }
    row->addWidget(card(QStringLiteral("patterns"), tr("Questions"),
                        tr("A cache too small, stale reads, a stampede, the limit: each a scenario."),
                        {questions(resources)}),
                   1);
    auto* open = new badge::Button(tr("Open…"), {}, theme::ButtonKind::Link, theme::ButtonSize::Small);
    connect(open, &QAbstractButton::clicked, this, &ScenarioGallery::openFile);
    auto* make = new badge::Button(tr("Make…"), {}, theme::ButtonKind::Link, theme::ButtonSize::Small);
    make->setObjectName(QStringLiteral("makeWorkload"));
    connect(make, &QAbstractButton::clicked, this, &ScenarioGallery::workloadRequested);
    row->addWidget(card(QStringLiteral("open"), tr("Your own"),
                        tr("Your query on your store, tried once; or a scenario's file."), {make, open}),
                   1);
    column->addLayout(row);
}

// All other scenarios that are shipped, in a menu.
badge::Button* ScenarioGallery::questions(const load::ResourcePaths& resources)
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("scenarios"));
    const QDir folder(QString::fromStdString(resources.scenarios.string()));
    for (const auto& file : folder.entryInfoList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        const auto name = file.completeBaseName();
        const auto worlds = shipped();
        if (std::none_of(worlds.begin(), worlds.end(), [&](const Shipped& world) { return world.name == name; }))
            menu->addAction(name, this, [this, name] { Q_EMIT chosen(name); });
    }
    auto* button = new badge::Button(tr("Choose…"), {}, theme::ButtonKind::Link, theme::ButtonSize::Small);
    connect(button, &QAbstractButton::clicked, menu,
            [button, menu] { menu->popup(button->mapToGlobal(QPoint(0, button->height()))); });
    return button;
}

void ScenarioGallery::openFile()
{
    auto* dialog = new QFileDialog(this, tr("Open a scenario"), {}, tr("Scenarios (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &ScenarioGallery::chosen);
    dialog->open();
}

} // namespace cachedeck::ui
