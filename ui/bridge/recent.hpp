#pragma once
// What was used lately, kept in the settings: connections (never a password) and saved runs. GUI thread.

#include "backend/redis/endpoint.hpp"

#include <QDateTime>
#include <QSettings>
#include <QString>

#include <optional>
#include <vector>

namespace cachedeck::ui {

struct RecentConnection {
    QString url; // without password
    redis::Environment environment = redis::Environment::Production;
    bool chosen = false; // the environment, by a person; otherwise it was judged by the server's address
    QDateTime used;
};

struct RecentRun {
    QString directory;
    QString name;                  // "movies, cache-aside"
    std::optional<double> speedup; // at p50; empty where the run gave no number
    QDateTime finished;
};

class Recent {
public:
    explicit Recent(QSettings& settings) : m_settings(settings) {}

    void addConnection(const redis::Url& url, redis::Environment environment, bool chosen);
    std::vector<RecentConnection> connections() const; // newest first, at most 8
    void addRun(const RecentRun& run);
    std::vector<RecentRun> runs() const; // newest first, at most 8; only those that still exist

private:
    QSettings& m_settings;
};

} // namespace cachedeck::ui
