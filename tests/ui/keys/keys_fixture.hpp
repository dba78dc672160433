#pragma once
// The Keys page on a real server, shown offscreen at its size in the window.

#include "tests/support/redis_server.hpp"
#include "ui/bridge/event_log.hpp"
#include "ui/bridge/run_session.hpp"
#include "ui/bridge/server_session.hpp"
#include "ui/keys/keys_page.hpp"
#include "ui/keys/keys_presenter.hpp"

#include <QLabel>
#include <QLocale>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QtTest>

#include <stdexcept>
#include <string>

namespace cachedeck::test {

template<class Condition>
bool eventually(Condition condition, int milliseconds = 15'000)
{
    return QTest::qWaitFor(condition, milliseconds);
}

struct KeysWindow {
    RedisServer& redis;
    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    ui::ServerSession server;
    ui::EventLog events;
    ui::RunSession run{server, events};
    ui::KeysPage page{{&server, &run, &events, &settings}};
    std::vector<ui::Notice> notices;

    explicit KeysWindow(RedisServer& on, redis::Environment environment = redis::Environment::Development) : redis(on)
    {
        QLocale::setDefault(QLocale(QLocale::English)); // the test environment's C locale groups no digits
        QObject::connect(&page, &ui::Page::noticed, &page,
                         [this](const ui::Notice& notice) { notices.push_back(notice); });
        page.resize(1204, 716);
        page.show();
        page.setActive(true);
        server.connectTo(redis::parseUrl("redis://127.0.0.1:" + std::to_string(on.port())).value(), environment);
        if (!eventually([&] { return scanned(); }))
            throw std::runtime_error("the page did not list the keys");
    }

    bool scanned() const { return const_cast<KeysWindow*>(this)->page.presenter().progress().ended(); }
    int rows() { return page.presenter().model().rowCount(); }

    template<class T = QWidget>
    T& child(const char* name)
    {
        auto* found = page.findChild<T*>(QString::fromLatin1(name));
        if (!found)
            throw std::runtime_error(std::string("no widget is called ") + name);
        return *found;
    }
    // The one with that name that can be seen: some stand in several panes.
    template<class T = QWidget>
    T& shown(const char* name)
    {
        for (auto* found : page.findChildren<T*>(QString::fromLatin1(name)))
            if (found->isVisible())
                return *found;
        throw std::runtime_error(std::string("no widget can be seen that is called ") + name);
    }
    void click(const char* name) { QTest::mouseClick(&shown(name), Qt::LeftButton); }
    QString text(const char* label) { return child<QLabel>(label).text(); }

    // Chooses a key in the list and waits until its value is there.
    void choose(const std::string& key)
    {
        const auto row = page.presenter().model().find(key);
        if (row < 0)
            throw std::runtime_error("the list does not have " + key);
        auto& list = child<QTableView>("keys");
        list.setCurrentIndex(list.model()->index(row, 0));
        if (!eventually([&] { return text("pageText") != QString() && text("factReadAt") != QStringLiteral("–"); }))
            throw std::runtime_error("the value did not come");
    }
};

} // namespace cachedeck::test
