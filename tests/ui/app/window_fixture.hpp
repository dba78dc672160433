#pragma once
// The whole window, shown offscreen, with settings of its own.

#include "ui/app/workbench.hpp"

#include <QSettings>
#include <QTemporaryDir>

#include <functional>

namespace cachedeck::test {

struct Window {
    QTemporaryDir folder;
    QSettings settings;
    ui::Workbench bench;

    Window();
    ui::MainWindow& main() { return bench.window(); }

    // The one child of that type and object name; the test ends where it is missing.
    template<class T>
    T& child(const char* name)
    {
        auto* found = bench.window().findChild<T*>(QString::fromLatin1(name));
        if (!found)
            throw std::runtime_error(std::string("no widget is called ") + name);
        return *found;
    }
    void click(const char* name);
};

// Lets the event loop run until `condition` holds; false after `seconds`.
bool eventually(const std::function<bool()>& condition, int seconds = 20);

} // namespace cachedeck::test
