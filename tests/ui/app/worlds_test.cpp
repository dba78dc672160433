// The gallery of worlds on Start: cards from the worlds' files, the store that each runs on, addresses that are
// entered.

#include "tests/support/catch.hpp"
#include "tests/support/database_server.hpp"
#include "tests/ui/app/window_fixture.hpp"
#include "ui/load/load_page.hpp"
#include "ui/start/start_page.hpp"
#include "ui/start/world_card.hpp"

#include <QAbstractButton>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QStandardPaths>
#include <QtTest>

using namespace cachedeck;

namespace {

// What the menu of a card's stores offers; the one that has `words` is chosen.
QStringList storesOf(test::Window& window, const char* world, const QString& words = {})
{
    auto& button = window.child<QAbstractButton>((std::string("store-") + world).c_str());
    QTest::mouseClick(&button, Qt::LeftButton);
    auto* menu = window.main().findChild<QMenu*>(QStringLiteral("stores"));
    if (!menu)
        return {};
    QStringList offered;
    for (auto* action : menu->actions()) {
        if (action->isSeparator())
            continue;
        offered << action->text();
        if (!words.isEmpty() && action->text().startsWith(words))
            action->trigger();
    }
    delete menu;
    return offered;
}

QString storeOf(test::Window& window, const char* world)
{
    return window.child<QAbstractButton>((std::string("store-") + world).c_str()).text();
}

// A folder of servers as ./dev servers leaves it, for as long as it lives.
struct Servers {
    QTemporaryDir folder;
    Servers() { qputenv("CACHEDECK_SERVERS", folder.path().toLocal8Bit()); }
    ~Servers() { qunsetenv("CACHEDECK_SERVERS"); }
    void add(const QString& name, const QByteArray& url)
    {
        QDir(folder.path()).mkdir(name);
        QFile file(folder.filePath(name + QStringLiteral("/url")));
        if (file.open(QIODevice::WriteOnly))
            file.write(url + '\n');
    }
};

// libpq finds no password by itself, for as long as it lives.
struct NoPasswordFile {
    QByteArray known = qgetenv("PGPASSFILE");
    NoPasswordFile() { qputenv("PGPASSFILE", "/dev/null"); }
    ~NoPasswordFile() { qputenv("PGPASSFILE", known); }
};

QStringList filesWith(const QString& folder, const QByteArray& bytes)
{
    QStringList found;
    for (QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); files.hasNext();) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes))
            found << file.fileName();
    }
    return found;
}

} // namespace

TEST_CASE("Every shipped world has a card with its paragraph, its stores and a button", "[ui][worlds]")
{
    const Servers none;
    test::Window window;
    const auto worlds = load::shippedWorlds(load::ResourcePaths::find());
    const auto cards = window.main().findChildren<ui::WorldCard*>();
    REQUIRE(cards.size() == qsizetype(worlds.size()));
    REQUIRE(cards.size() >= 3);
    for (std::size_t i = 0; i < worlds.size(); ++i) {
        auto* card = cards[qsizetype(i)];
        INFO(worlds[i].name);
        CHECK(card->name() == QString::fromStdString(worlds[i].name));
        CHECK(card->store() == QStringLiteral("sqlite"));
        QStringList words;
        for (const auto* label : card->findChildren<QLabel*>())
            words << label->text();
        CHECK(words.contains(QString::fromStdString(worlds[i].workload.title)));
        CHECK(words.contains(QString::fromStdString(worlds[i].workload.about)));
        CHECK_FALSE(worlds[i].workload.about.empty());
        CHECK(worlds[i].stores.size() >= 2); // its named store, beside the embedded one
    }
    CHECK(storesOf(window, "experiments") ==
          QStringList{QStringLiteral("SQLite (embedded)"), QStringLiteral("PostgreSQL elsewhere…")});
}

TEST_CASE("A world starts on the store that its card names", "[ui][worlds]")
{
    Servers servers;
    servers.add(QStringLiteral("postgresql"), "postgresql://cachedeck@127.0.0.1:5999/postgres");
    servers.add(QStringLiteral("secantus"), "mongodb://127.0.0.1:5998/test?label=SecantusDB");
    servers.add(QStringLiteral("broker"), "amqp://127.0.0.1:5997");
    test::Window window;
    QSignalSpy started(&window.bench.startPage(), &ui::StartPage::demoRequested);
    const auto offered = storesOf(window, "movies", QStringLiteral("SecantusDB"));
    CHECK(offered.contains(QStringLiteral("PostgreSQL at 127.0.0.1:5999")));
    CHECK(offered.contains(QStringLiteral("SecantusDB at 127.0.0.1:5998"))); // by its own name
    CHECK(storeOf(window, "movies") == QStringLiteral("SecantusDB at 127.0.0.1:5998"));
    CHECK(storeOf(window, "experiments") == QStringLiteral("SQLite (embedded)"));
    CHECK(storesOf(window, "experiments", QStringLiteral("PostgreSQL at")).size() == 3);
    window.click("start-experiments");
    REQUIRE(started.count() == 1);
    CHECK(started.front().at(0).toString() == QStringLiteral("experiments"));
    CHECK(started.front().at(1).toString() == QStringLiteral("postgresql"));
    REQUIRE(window.main().currentPage()->id() == "load");
    // Nothing answers there: it is said in the window, and the window works.
    CHECK(test::eventually([&] { return window.child<QWidget>("messageBar").isVisible(); }, 60));
    CHECK_FALSE(window.bench.run().isRunning());
}

TEST_CASE("A store's password is entered beside its address, reaches the store, and is kept nowhere", "[ui][worlds]")
{
    const auto server = test::PostgresqlServer::start();
    if (!server)
        return;
    const Servers none;
    const NoPasswordFile nowhereElse;
    test::Window window;
    storesOf(window, "experiments", QStringLiteral("PostgreSQL elsewhere"));
    auto& panel = window.child<QWidget>("storePanel");
    auto& note = window.child<QLabel>("storeNote");
    auto& password = window.child<QLineEdit>("storePassword");
    CHECK(password.echoMode() == QLineEdit::Password);
    window.child<QLineEdit>("storeAddress").setText(QString::fromStdString(server->url()));
    password.setText(QStringLiteral("guess"));
    const auto before = note.text();
    window.click("useStore");
    REQUIRE(test::eventually(
        [&] { return window.child<QAbstractButton>("useStore").isEnabled() && note.text() != before; }, 40));
    CHECK(panel.isVisible());
    CHECK_FALSE(note.text().contains(QStringLiteral("guess")));
    password.setText(QString::fromStdString(test::PostgresqlServer::password()));
    QTest::keyClick(&password, Qt::Key_Return);
    REQUIRE(test::eventually([&] { return !panel.isVisible(); }, 40));
    CHECK(password.text().isEmpty());
    CHECK(storeOf(window, "experiments") == QStringLiteral("PostgreSQL at 127.0.0.1:%1").arg(server->port()));

    // The run opens the store anew, and knows it too.
    window.click("start-experiments");
    auto& run = window.bench.run();
    REQUIRE(test::eventually([&] { return run.progress().text.find("Making") == 0; }, 90));
    CHECK(run.scenario().store == "postgresql");
    run.stop();
    REQUIRE(test::eventually([&] { return !run.isRunning(); }, 60));
    window.settings.sync();
    CHECK(filesWith(window.folder.path(), "127.0.0.1").size() == 1); // the settings hold the address …
    for (const QByteArray& written :
         {QByteArray::fromStdString(test::PostgresqlServer::password()),
          QUrl::toPercentEncoding(QString::fromStdString(test::PostgresqlServer::password()))}) {
        CHECK(filesWith(window.folder.path(), written).isEmpty()); // … and not the password, and nor does a stored run
        CHECK(filesWith(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation), written).isEmpty());
    }
    // The next window does not know it.
    CHECK(ui::StoreAddresses(window.settings).passwordOf(QString::fromStdString(server->url())).empty());
}

TEST_CASE("An address that is entered is asked first; what is wrong is said beside it", "[ui][worlds]")
{
    const auto server = test::PostgresqlServer::start();
    if (!server)
        return;
    const Servers none;
    test::Window window;
    storesOf(window, "experiments", QStringLiteral("PostgreSQL elsewhere"));
    auto& panel = window.child<QWidget>("storePanel");
    auto& note = window.child<QLabel>("storeNote");
    REQUIRE(panel.isVisible());
    auto& address = window.child<QLineEdit>("storeAddress");
    for (const char* wrong : {"postgresql://nobody:secret@127.0.0.1/x", "postgresql://127.0.0.1:1/x", "nonsense"}) {
        INFO(wrong);
        address.setText(QString::fromLatin1(wrong));
        const auto before = note.text();
        window.click("useStore");
        REQUIRE(test::eventually(
            [&] { return window.child<QAbstractButton>("useStore").isEnabled() && note.text() != before; }, 40));
        CHECK(panel.isVisible());
        CHECK_FALSE(note.text().contains(QStringLiteral("secret")));
        CHECK(storeOf(window, "experiments") == QStringLiteral("SQLite (embedded)"));
    }
    address.setText(QString::fromStdString(server->url()));
    window.click("useStore");
    REQUIRE(test::eventually([&] { return !panel.isVisible(); }, 40));
    CHECK(storeOf(window, "experiments") == QStringLiteral("PostgreSQL at 127.0.0.1:%1").arg(server->port()));

    // It runs there, and tells how far the data is.
    window.click("start-experiments");
    auto& run = window.bench.run();
    REQUIRE(test::eventually([&] { return run.progress().text.find("Making") == 0 && run.progress().done > 0; }, 90));
    CHECK(run.scenario().store == "postgresql");
    run.stop();
    CHECK(test::eventually([&] { return !run.isRunning(); }, 60));
    // The next window knows the address.
    CHECK(ui::StoreAddresses(window.settings).urlOf(QStringLiteral("postgresql")) ==
          QString::fromStdString(server->url()));
}
