// Frame and controls in every scheme. Run with [screens] and CACHEDECK_SCREENS to look.
#include "tests/support/catch.hpp"
#include "tests/widgets/screens.hpp"
#include "widgets/badge/button.hpp"
#include "widgets/badge/card.hpp"
#include "widgets/badge/chip.hpp"
#include "widgets/badge/event_strip.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/badge/message_bar.hpp"
#include "widgets/badge/navigation_rail.hpp"
#include "widgets/badge/segmented_control.hpp"
#include "widgets/badge/tag.hpp"
#include "widgets/chart/sparkline.hpp"
#include "widgets/table/delegates.hpp"
#include "widgets/table/views.hpp"
#include "widgets/theme/icons.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QMenu>
#include <QProgressBar>
#include <QRadioButton>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QTabBar>

using namespace cachedeck;
using namespace cachedeck::badge;

namespace {

QWidget* topBar()
{
    auto* bar = new Pane;
    bar->setLines(Qt::BottomEdge);
    bar->setFixedHeight(48);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(16);
    auto* chip = new Chip;
    chip->setTag(QStringLiteral("Production"), Environment::Production, QStringLiteral("lock"));
    chip->setName(QStringLiteral("shop-cache"));
    chip->setDetail(QStringLiteral("primary, redis 7.2.5, TLS"));
    row->addWidget(chip);
    auto* sentinels = new Chip;
    sentinels->setIconName(QStringLiteral("sentinel"));
    sentinels->setStrong(false);
    sentinels->setName(QStringLiteral("3 of 3 agree"));
    sentinels->setState(State::Ok);
    sentinels->setChevron(false);
    row->addWidget(sentinels);
    auto* spark = new chart::Sparkline(QStringLiteral("ops/s"));
    spark->setValue(QStringLiteral("18.4 k"));
    for (int i = 0; i < 60; ++i)
        spark->append(std::sin(i * 0.7) + std::sin(i * 1.9) * 0.5);
    row->addWidget(spark);
    row->addStretch(1);
    auto* search = new Button({}, QStringLiteral("search"), theme::ButtonKind::Quiet);
    row->addWidget(search);
    row->addWidget(new Button(QStringLiteral("Invalidate…"), QStringLiteral("invalidate")));
    row->addWidget(new Button({}, QStringLiteral("present"), theme::ButtonKind::Quiet));
    return bar;
}

QWidget* controls()
{
    auto* pane = new Pane;
    auto* grid = new QGridLayout(pane);
    grid->setContentsMargins(16, 12, 16, 12);
    grid->setSpacing(8);
    auto* locked = new Button(QStringLiteral("Delete…"), QStringLiteral("trash"));
    locked->setLocked(QStringLiteral("Read-only"));
    auto* copy = new Button(QStringLiteral("Copy"), QStringLiteral("copy"));
    copy->setChevron(true);
    QWidget* const buttons[] = {
        new Button(QStringLiteral("Stop"), QStringLiteral("stop"), theme::ButtonKind::Primary),
        new Button(QStringLiteral("Repeat")),
        copy,
        locked,
        new Button(QStringLiteral("Open…"), {}, theme::ButtonKind::Quiet, theme::ButtonSize::Small),
        new Button(QStringLiteral("Flush"), {}, theme::ButtonKind::Danger)};
    int column = 0;
    for (QWidget* button : buttons)
        grid->addWidget(button, 0, column++);
    auto* combo = new QComboBox;
    combo->addItems({QStringLiteral("Interleaved 250 ms"), QStringLiteral("Parallel")});
    auto* edit = new QLineEdit;
    edit->setPlaceholderText(QStringLiteral("Filter by name or glob"));
    auto* spin = new QSpinBox;
    spin->setValue(8);
    auto* check = new QCheckBox(QStringLiteral("uncached"));
    check->setChecked(true);
    auto* radio = new QRadioButton(QStringLiteral("UNLINK"));
    radio->setChecked(true);
    auto* progress = new QProgressBar;
    progress->setValue(70);
    column = 0;
    QWidget* const fields[] = {combo, edit, spin, check, radio, progress};
    for (QWidget* field : fields)
        grid->addWidget(field, 1, column++);
    auto* plain = new QPushButton(QStringLiteral("Plain Qt"));
    auto* disabled = new QLineEdit(QStringLiteral("disabled"));
    disabled->setEnabled(false);
    auto* loop = new SegmentedControl(SegmentedControl::Mode::Exclusive, SegmentedControl::Shape::Wide);
    loop->addSegment(QStringLiteral("Closed loop"));
    loop->addSegment(QStringLiteral("Open loop"));
    auto* pill = new Pill(QStringLiteral("hash"), QStringLiteral("251 k"));
    pill->setChecked(true);
    column = 0;
    QWidget* const others[] = {plain,
                               disabled,
                               loop,
                               pill,
                               new Pill(QStringLiteral("zset"), QStringLiteral("49.6 k")),
                               new StatusDot(State::Warn, QStringLiteral("2 of 3 agree"))};
    for (QWidget* other : others)
        grid->addWidget(other, 2, column++);
    auto* tabs = new QTabBar;
    tabs->addTab(QStringLiteral("Fields, 6"));
    tabs->addTab(QStringLiteral("Raw"));
    tabs->setDrawBase(false);
    grid->addWidget(tabs, 3, 0, 1, 2);
    auto* card = new ValueCard(QStringLiteral("Detected after"));
    card->setValue(QStringLiteral("612 ms"));
    card->setNote(QStringLiteral("first SDOWN at 561 ms"));
    grid->addWidget(card, 3, 2, 1, 2);
    auto* verdict = new Label(QStringLiteral("41×"), theme::Role::Display);
    grid->addWidget(verdict, 3, 4);
    grid->addWidget(new Tag(QStringLiteral("Development"), Environment::Development), 3, 5);
    return pane;
}

table::TableView* keys(QObject* owner)
{
    auto* view = new table::TableView;
    auto* model = new QStandardItemModel(owner);
    model->setHorizontalHeaderLabels(
        {QStringLiteral("Type"), QStringLiteral("Key"), QStringLiteral("TTL"), QStringLiteral("Memory")});
    struct Key {
        const char* type;
        const char* name;
        const char* ttl;
        qint64 left, set;
        const char* memory;
    };
    const Key rows[] = {{"string", "session:9f31c04ab2e7", "1 h 18 min", 4730, 7200, "412 B"},
                        {"hash", "cart:u48213", "23 min 41 s", 1421, 1800, "1.0 kB"},
                        {"zset", "rate:ip:203.0.113.24", "3 s", 3, 60, "1.2 kB"},
                        {"set", "tag:garden:tools", "no TTL", -1, 0, "18.3 kB"},
                        {"list", "recent:u48213", "14 h 13 min", 51200, 86400, "2.6 kB"},
                        {"stream", "job:mail", "no TTL", -1, 0, "1.4 MB"}};
    for (const Key& key : rows) {
        QList<QStandardItem*> items;
        for (const char* text : {"", key.name, key.ttl, key.memory})
            items.append(new QStandardItem(QString::fromLatin1(text)));
        items[0]->setData(QString::fromLatin1(key.type), table::TypeRole);
        items[2]->setData(key.left < 0 ? -1 : key.left * 1000, table::TtlLeftRole);
        items[2]->setData(key.set * 1000, table::TtlSetRole);
        model->appendRow(items);
    }
    for (const int c : {2, 3})
        model->setHeaderData(c, Qt::Horizontal, static_cast<int>(Qt::AlignRight | Qt::AlignVCenter),
                             Qt::TextAlignmentRole);
    view->setModel(model);
    auto* name = new table::TextDelegate(view);
    name->setRole(theme::Role::Mono);
    name->setMutedPrefix(true);
    view->setItemDelegateForColumn(0, new table::TypeDelegate(view));
    view->setItemDelegateForColumn(1, name);
    view->setItemDelegateForColumn(2, new table::TtlDelegate(view));
    view->setItemDelegateForColumn(3, new table::NumberDelegate(view));
    view->setColumnWidth(0, 72);
    view->setColumnWidth(1, 320);
    view->setColumnWidth(2, 200);
    view->selectRow(1);
    return view;
}

} // namespace

TEST_CASE("the frame and every control can be looked at in every scheme", "[screens]")
{
    theme::loadFonts();
    theme::ThemeManager manager(*qApp);
    for (const screens::Dress& dress : screens::dresses) {
        manager.setChoice(dress.choice);
        QWidget window;
        auto* row = new QHBoxLayout(&window);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(0);
        auto* rail = new NavigationRail;
        const QStringList pages{"start",    "keys",   "load",    "sentinel", "monitor",
                                "patterns", "events", "console", "reports"};
        for (const QString& page : pages)
            rail->addItem(page, page, page.left(1).toUpper() + page.mid(1));
        rail->addItem(QStringLiteral("settings"), QStringLiteral("settings"), QStringLiteral("Settings"), true);
        rail->setCurrent(QStringLiteral("load"));
        row->addWidget(rail);
        auto* column = new QVBoxLayout;
        column->setSpacing(0);
        row->addLayout(column, 1);
        column->addWidget(topBar());
        auto* message = new MessageBar;
        message->showMessage(MessageBar::Kind::Error, QStringLiteral("Production, read-only."),
                             QStringLiteral("No key can change."), QStringLiteral("details"));
        message->setAction(QStringLiteral("Unlock…"));
        column->addWidget(message);
        column->addWidget(controls());
        column->addWidget(keys(&window), 1);
        auto* strip = new EventStrip;
        const QDateTime now = QDateTime::currentDateTime();
        strip->setNow(now);
        strip->addEvent({1, now.addSecs(-271), EventKind::Note, QStringLiteral("Started"), {}});
        strip->addEvent({2, now.addSecs(-60), EventKind::Invalidation, QStringLiteral("Invalidate movie:*"), {}});
        strip->addEvent({3, now.addSecs(-36), EventKind::Fault, QStringLiteral("redis-1 killed"), {}});
        strip->addEvent({4, now.addSecs(-6), EventKind::Recovered, QStringLiteral("Recovered"), {}});
        strip->setCost(QStringLiteral("CacheDeck itself: 0.2 core, 9 connections, 61 commands/s"));
        column->addWidget(strip);
        window.resize(1280, 720);
        window.show();
        INFO(dress.name);
        CHECK(screens::colours(screens::take(window, QStringLiteral("frame-") + QLatin1String(dress.name))) > 40);

        QMenu menu;
        menu.addAction(theme::themedIcon(manager.theme(), QStringLiteral("copy")),
                       QStringLiteral("Copy as image\tCtrl+C"));
        menu.addSeparator();
        QAction* chosen = menu.addAction(QStringLiteral("Log axis"));
        chosen->setCheckable(true);
        chosen->setChecked(true);
        menu.addAction(QStringLiteral("Delete…"))->setEnabled(false);
        menu.setActiveAction(chosen);
        menu.resize(menu.sizeHint());
        screens::take(menu, QStringLiteral("menu-") + QLatin1String(dress.name));
    }
}
