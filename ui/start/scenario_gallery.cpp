#include "ui/start/scenario_gallery.hpp"

#include "ui/start/world_card.hpp"
#include "widgets/badge/button.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/theme/space.hpp"

#include <QDir>
#include <QFileDialog>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

namespace cachedeck::ui {

namespace space = theme::space;

namespace {

constexpr int cardsInARow = 4;

badge::Card* door(const QString& icon, const QString& title, const QString& text,
                  const QVector<badge::Button*>& actions)
{
    auto* card = new badge::Card;
    auto* column = cardColumn(card, icon, title);
    auto* words = new badge::Label(text, theme::Role::Body, theme::Token::TextSecondary);
    words->setWordWrap(true);
    words->setAlignment(Qt::AlignTop | Qt::AlignLeading);
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

badge::Button* smallButton(const QString& text)
{
    return new badge::Button(text, {}, theme::ButtonKind::Normal, theme::ButtonSize::Small);
}

} // namespace

ScenarioGallery::ScenarioGallery(const load::ResourcePaths& resources, StoreAddresses& addresses, QWidget* parent)
    : QWidget(parent), m_grid(new QGridLayout)
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
    m_grid->setSpacing(space::group);
    for (int i = 0; i < cardsInARow; ++i)
        m_grid->setColumnStretch(i, 1);
    for (const auto& world : load::shippedWorlds(resources)) {
        auto* card = new WorldCard(world, addresses);
        connect(card, &WorldCard::startRequested, this, &ScenarioGallery::chosen);
        connect(card, &WorldCard::addressRequested, this,
                [this, card](const QString& kind) { Q_EMIT addressRequested(card->name(), kind); });
        m_worlds.append(card);
        addCard(card);
    }
    addCard(door(QStringLiteral("patterns"), tr("Questions"),
                 tr("A cache too small, stale reads, a stampede, the limit: each a scenario."),
                 {questions(resources)}));
    auto* open = smallButton(tr("Open…"));
    connect(open, &QAbstractButton::clicked, this, &ScenarioGallery::openFile);
    auto* make = smallButton(tr("Make…"));
    make->setObjectName(QStringLiteral("makeWorkload"));
    connect(make, &QAbstractButton::clicked, this, &ScenarioGallery::workloadRequested);
    addCard(door(QStringLiteral("open"), tr("Your own"),
                 tr("Your query on your store, tried once; or a scenario's file."), {make, open}));
    column->addLayout(m_grid);
}

void ScenarioGallery::setStore(const QString& world, const QString& kind)
{
    for (auto* card : std::as_const(m_worlds))
        if (card->name() == world)
            card->setStore(kind);
}

void ScenarioGallery::addCard(QWidget* card)
{
    const int place = m_grid->count();
    m_grid->addWidget(card, place / cardsInARow, place % cardsInARow);
}

// All other scenarios that are shipped, in a menu.
badge::Button* ScenarioGallery::questions(const load::ResourcePaths& resources)
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("scenarios"));
    const QDir folder(QString::fromStdString(resources.scenarios.string()));
    for (const auto& file : folder.entryInfoList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        const auto name = file.completeBaseName();
        if (std::none_of(m_worlds.begin(), m_worlds.end(),
                         [&](const WorldCard* world) { return world->name() == name; }))
            menu->addAction(name, this, [this, name] { Q_EMIT chosen(name, {}); });
    }
    auto* button = smallButton(tr("Choose…"));
    button->setChevron(true);
    connect(button, &QAbstractButton::clicked, menu,
            [button, menu] { menu->popup(button->mapToGlobal(QPoint(0, button->height()))); });
    return button;
}

void ScenarioGallery::openFile()
{
    auto* dialog = new QFileDialog(this, tr("Open a scenario"), {}, tr("Scenarios (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) { Q_EMIT chosen(file, {}); });
    dialog->open();
}

} // namespace cachedeck::ui
