// A workload of one's own, made with the real form on a real SQLite file and the demo's servers.
#include "backend/redis/client.hpp"
#include "tests/support/catch.hpp"
#include "tests/widgets/screens.hpp"
#include "ui/start/workload_panel.hpp"

#include <QAbstractButton>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTemporaryDir>
#include <QtTest>

#include <sqlite3.h>

using namespace cachedeck;

namespace {

// The form on a page of its own.
struct Form {
    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    ui::EventLog events;
    ui::ServerSession server;
    ui::RunSession run{server, events};
    QWidget page;
    ui::WorkloadPanel panel{{&server, &run, &events, &settings}, load::ResourcePaths::find(), &page};

    Form()
    {
        theme::loadFonts();
        page.resize(1204, 752);
        page.show();
        panel.open();
    }
    template<class T>
    T& child(const char* name)
    {
        auto* found = page.findChild<T*>(QString::fromLatin1(name));
        if (!found)
            throw std::runtime_error(std::string("no widget is called ") + name);
        return *found;
    }
    QAbstractButton& button(const char* name) { return child<QAbstractButton>(name); }
    void click(const char* name) { QTest::mouseClick(&button(name), Qt::LeftButton); }
    QString note() { return child<QLabel>("workloadNote").text(); }

    QString shop()
    {
        const auto file = folder.filePath(QStringLiteral("shop.db"));
        sqlite3* raw = nullptr;
        REQUIRE(sqlite3_open(file.toUtf8().constData(), &raw) == SQLITE_OK);
        REQUIRE(sqlite3_exec(raw,
                             "CREATE TABLE IF NOT EXISTS orders (id INTEGER PRIMARY KEY, customer TEXT, total REAL);"
                             "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
                             "INSERT OR IGNORE INTO orders SELECT i, 'customer ' || (i % 90), i / 4.0 FROM n",
                             nullptr, nullptr, nullptr) == SQLITE_OK);
        sqlite3_close(raw);
        return QStringLiteral("sqlite:") + file;
    }
    void fill(const QString& store)
    {
        child<QLineEdit>("workloadName").setText(QStringLiteral("orders"));
        child<QLineEdit>("workloadStore").setText(store);
        child<QPlainTextEdit>("workloadQuery")
            .setPlainText(QStringLiteral("SELECT customer, count(*) AS orders, sum(total) AS total\n  FROM orders\n"
                                         " WHERE customer = (SELECT customer FROM orders WHERE id = :id)\n"
                                         " GROUP BY customer"));
        child<QLineEdit>("workloadValues-id").setText(QStringLiteral("1..2000"));
    }
};

bool eventually(const std::function<bool()>& condition, int seconds)
{
    return QTest::qWaitFor(condition, seconds * 1000);
}

} // namespace

TEST_CASE("A workload of one's own is made in a form: tried, saved and run", "[ui]")
{
    Form form;
    CHECK(QApplication::activeModalWidget() == nullptr);
    CHECK_FALSE(form.button("workloadSave").isEnabled());
    form.fill(form.shop());
    CHECK(form.child<QLineEdit>("workloadKey").text() == "orders:{id}"); // suggested

    // Without a cache the store alone is asked.
    form.click("workloadTry");
    REQUIRE(eventually([&] { return form.button("workloadStartCache").isVisible(); }, 90));
    CHECK(form.child<QPlainTextEdit>("probeValue").toPlainText().startsWith(R"({"customer":"customer 1","orders":)"));
    form.click("workloadStartCache");
    auto& cache = form.child<QLabel>("probeCache");
    REQUIRE(eventually(
        [&] { return cache.text().contains(QStringLiteral("µs")) || cache.text().contains(QStringLiteral("ms")); },
        180));

    const auto file = form.folder.filePath(QStringLiteral("orders.json"));
    form.click("workloadSave");
    auto* dialog = form.page.findChild<QFileDialog*>(QStringLiteral("workloadDialog"));
    REQUIRE(dialog != nullptr);
    Q_EMIT dialog->fileSelected(file);
    dialog->close();
    REQUIRE(eventually([&] { return form.button("workloadRun").isEnabled(); }, 90));
    CHECK(QFileInfo::exists(form.folder.filePath(QStringLiteral("orders-workload.json"))));

    QString toRun;
    QObject::connect(&form.panel, &ui::WorkloadPanel::runRequested, &form.page,
                     [&](const QString& scenario) { toRun = scenario; });
    form.click("workloadRun");
    CHECK(toRun == file);
    CHECK_FALSE(form.panel.isVisible());
    const auto scenario = load::loadScenario(toRun.toStdString(), load::ResourcePaths::find(), {"warm_up=0.2"});
    REQUIRE(scenario.has_value());
    form.run.start(*scenario);
    REQUIRE(eventually(
        [&] {
            const auto result = form.run.result();
            return result && result->paths.size() == 2 && result->paths[1].counts.hits > 0;
        },
        180));
    form.run.stop();
    REQUIRE(eventually([&] { return !form.run.isRunning(); }, 90));
    CHECK(form.run.result()->paths[1].counts.wrong == 0);
}

TEST_CASE("What is wrong with a workload of one's own is said in its form", "[ui]")
{
    Form form;
    form.fill(QStringLiteral("sqlite:/nowhere/shop.db"));
    form.click("workloadTry");
    REQUIRE(eventually([&] { return form.note().contains(QStringLiteral("/nowhere/shop.db")); }, 90));
    CHECK(form.panel.isVisible());
    CHECK_FALSE(form.button("workloadSave").isEnabled());
    CHECK_FALSE(form.button("workloadRun").isEnabled());

    // Parameters come and go with the query; what was typed for one stays.
    auto& query = form.child<QPlainTextEdit>("workloadQuery");
    query.setPlainText(QStringLiteral("SELECT 1"));
    QCoreApplication::processEvents();
    query.setPlainText(QStringLiteral("SELECT :id"));
    CHECK(form.child<QLineEdit>("workloadValues-id").text() == "1..2000");
    QTest::keyClick(&form.panel, Qt::Key_Escape);
    CHECK_FALSE(form.panel.isVisible());
}

TEST_CASE("The form for a workload of one's own in every scheme", "[screens]")
{
    theme::ThemeManager themes(*qApp);
    Form form;
    const auto pictures = [&](const QString& name) {
        for (const auto& dress : screens::dresses) {
            themes.setChoice(dress.choice);
            const auto picture =
                screens::take(form.page, QStringLiteral("workload-%1-%2").arg(name, QString::fromLatin1(dress.name)));
            CHECK(screens::colours(picture) > 4);
        }
    };
    pictures(QStringLiteral("empty"));
    form.fill(form.shop());
    form.click("workloadTry");
    REQUIRE(eventually([&] { return form.button("workloadSave").isEnabled(); }, 90));
    pictures(QStringLiteral("tried"));
    form.child<QLineEdit>("workloadValues-id").setText(QStringLiteral("3000..4000"));
    form.click("workloadTry");
    REQUIRE(eventually([&] { return form.note().contains(QStringLiteral("3000")); }, 90));
    pictures(QStringLiteral("refused"));
}
