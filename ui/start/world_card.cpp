#include "ui/start/world_card.hpp"

#include "ui/bridge/backend_text.hpp"
#include "ui/start/world_picture.hpp"
#include "widgets/badge/button.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/theme/space.hpp"

#include <QFile>
#include <QMenu>
#include <QVBoxLayout>

namespace cachedeck::ui {

namespace space = theme::space;

namespace {

const auto embedded = QStringLiteral("sqlite");

// A world's file may name an icon that this CacheDeck does not have.
QString knownIcon(const std::string& name)
{
    const auto icon = QString::fromStdString(name);
    return QFile::exists(QStringLiteral(":/cachedeck/icons/%1.svg").arg(icon)) ? icon : QStringLiteral("patterns");
}

// Its words decide its height, also in a scroll area, which asks for no height for a width.
class Paragraph final : public badge::Label {
public:
    using Label::Label;

protected:
    void resizeEvent(QResizeEvent* event) override
    {
        Label::resizeEvent(event);
        setMinimumHeight(heightForWidth(width()));
    }
};

} // namespace

QVBoxLayout* cardColumn(badge::Card* card, const QString& icon, const QString& title)
{
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(space::group, space::group, space::group, 12);
    column->setSpacing(space::control);
    auto* head = new QHBoxLayout;
    head->setSpacing(space::control);
    head->addWidget(new badge::IconLabel(icon, 20));
    auto* name = new badge::Label(title);
    name->setWeight(theme::Weight::SemiBold);
    name->setWordWrap(true);
    head->addWidget(name, 1);
    column->addLayout(head);
    return column;
}

WorldCard::WorldCard(const load::ShippedWorld& world, StoreAddresses& addresses, QWidget* parent)
    : Card(parent),
      m_name(QString::fromStdString(world.name)),
      m_store(embedded),
      m_addresses(addresses),
      m_choice(new badge::Button({}, QStringLiteral("store"), theme::ButtonKind::Normal, theme::ButtonSize::Small))
{
    for (const auto& kind : world.stores)
        m_kinds << QString::fromStdString(kind);
    const auto title = backendText(world.workload.title);
    auto* column = cardColumn(this, knownIcon(world.workload.icon), title);
    if (world.workload.picture)
        column->addWidget(new WorldPicture(*world.workload.picture));
    auto* words = new Paragraph(backendText(world.workload.about), theme::Role::Body, theme::Token::TextSecondary);
    words->setWordWrap(true);
    words->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    column->addWidget(words, 1);
    m_choice->setObjectName(QStringLiteral("store-") + m_name);
    m_choice->setChevron(true);
    column->addWidget(m_choice, 0, Qt::AlignLeading);
    auto* start =
        new badge::Button(tr("Start"), QStringLiteral("play"), theme::ButtonKind::Normal, theme::ButtonSize::Small);
    start->setObjectName(QStringLiteral("start-") + m_name);
    start->setAccessibleName(title + QStringLiteral(": ") + start->text());
    column->addWidget(start, 0, Qt::AlignLeading);
    connect(start, &QAbstractButton::clicked, this, [this] { Q_EMIT startRequested(m_name, m_store); });
    connect(m_choice, &QAbstractButton::clicked, this, &WorldCard::showStores);
    setStore(m_store);
}

void WorldCard::setStore(const QString& kind)
{
    const auto url = kind == embedded ? QString() : m_addresses.urlOf(kind);
    m_store = url.isEmpty() ? embedded : kind;
    const auto words = url.isEmpty() ? tr("SQLite (embedded)") : StoreAddresses::Address{kind, url}.words();
    m_choice->setText(words);
    m_choice->setAccessibleName(tr("Primary store: %1").arg(words));
}

// The embedded store, every address that is known for the others, and the way to enter one.
void WorldCard::showStores()
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("stores"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString& words, bool checked, auto chosen) {
        auto* action = menu->addAction(words, this, chosen);
        action->setCheckable(true);
        action->setChecked(checked);
    };
    add(tr("SQLite (embedded)"), m_store == embedded, [this] { setStore(embedded); });
    for (const auto& kind : m_kinds) {
        for (const auto& address : m_addresses.of(kind))
            add(address.words(), m_store == kind && m_addresses.urlOf(kind) == address.url, [this, address] {
                m_addresses.choose(address);
                setStore(address.kind);
            });
    }
    menu->addSeparator();
    for (const auto& kind : m_kinds) {
        if (kind != embedded)
            menu->addAction(tr("%1 elsewhere…").arg(StoreAddresses::kindName(kind)), this,
                            [this, kind] { Q_EMIT addressRequested(kind); });
    }
    menu->popup(m_choice->mapToGlobal(QPoint(0, m_choice->height())));
}

} // namespace cachedeck::ui
