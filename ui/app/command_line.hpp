#pragma once
// What the window is started with (command-line.md):
//   cachedeck [URL] | --demo [--page NAME] | --demo --capture DIR [--seconds N]
// and, with --demo, --scenario FILE|NAME: what runs instead of the movies.
// Without a URL CACHEDECK_REDIS_URL names the server, where it is set; @FILE stands for a URL in a private file.

#include "backend/redis/endpoint.hpp"

#include <QString>
#include <QStringList>

#include <optional>

namespace cachedeck::ui {

// What the process ends with, as cachedeck-cli does (command-line.md, "Exit").
namespace exits {
inline constexpr int done = 0;
inline constexpr int thresholdMissed = 1; // of the run's scenario
inline constexpr int wrongUsage = 2;      // or a file that cannot be read or written
inline constexpr int serverFailed = 3;
inline constexpr int notTrustworthy = 4; // the run
} // namespace exits

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
