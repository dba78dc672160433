#pragma once
// What the window is started with (command-line.md):
//   cachedeck [URL] | --demo [--page NAME] | --demo --capture DIR [--seconds N]

#include "backend/redis/endpoint.hpp"

#include <QString>
#include <QStringList>

#include <optional>

namespace cachedeck::ui {

struct CommandLine {
    std::optional<redis::Url> url;
    bool demo = false;
    QString page;
    QString captureDirectory;
    int seconds = 0; // 0: as the scenario says
    QString scenario = QStringLiteral("movies");

    // Not empty: print it and exit with `exitCode`.
    QString message;
    int exitCode = 0;
    bool ends() const { return !message.isEmpty(); }
};

// `arguments` with the program's name first. Wrong usage gives exit code 2 and says why.
CommandLine parseCommandLine(const QStringList& arguments);

} // namespace cachedeck::ui
