#include "ui/bridge/recent.hpp"

#include <QFileInfo>

#include <algorithm>

namespace cachedeck::ui {

namespace {

constexpr int mostRecent = 8;
const auto connectionsKey = QStringLiteral("recent/connections");
const auto runsKey = QStringLiteral("recent/runs");

} // namespace

void Recent::addConnection(const redis::Url& url, redis::Environment environment, bool chosen)
{
    auto list = connections();
    const RecentConnection added{QString::fromStdString(url.withoutPassword()), environment, chosen,
                                 QDateTime::currentDateTime()};
    std::erase_if(list, [&](const RecentConnection& old) { return old.url == added.url; });
    list.insert(list.begin(), added);
    m_settings.beginWriteArray(connectionsKey, std::min(mostRecent, int(list.size())));
    for (int i = 0; i < mostRecent && i < int(list.size()); ++i) {
        m_settings.setArrayIndex(i);
        m_settings.setValue(QStringLiteral("url"), list[std::size_t(i)].url);
        m_settings.setValue(QStringLiteral("environment"), int(list[std::size_t(i)].environment));
        m_settings.setValue(QStringLiteral("chosen"), list[std::size_t(i)].chosen);
        m_settings.setValue(QStringLiteral("used"), list[std::size_t(i)].used);
    }
    m_settings.endArray();
}

std::vector<RecentConnection> Recent::connections() const
{
    std::vector<RecentConnection> list;
    const int count = m_settings.beginReadArray(connectionsKey);
    for (int i = 0; i < count; ++i) {
        m_settings.setArrayIndex(i);
        const bool careful =
            m_settings.value(QStringLiteral("environment")).toInt() != int(redis::Environment::Development);
        // Of an entry that does not say whether a person chose, only what is careful is taken for chosen.
        list.push_back({m_settings.value(QStringLiteral("url")).toString(),
                        careful ? redis::Environment::Production : redis::Environment::Development,
                        m_settings.value(QStringLiteral("chosen"), careful).toBool(),
                        m_settings.value(QStringLiteral("used")).toDateTime()});
    }
    m_settings.endArray();
    return list;
}

void Recent::addRun(const RecentRun& run)
{
    auto list = runs();
    list.insert(list.begin(), run);
    m_settings.beginWriteArray(runsKey, std::min(mostRecent, int(list.size())));
    for (int i = 0; i < mostRecent && i < int(list.size()); ++i) {
        m_settings.setArrayIndex(i);
        m_settings.setValue(QStringLiteral("directory"), list[std::size_t(i)].directory);
        m_settings.setValue(QStringLiteral("name"), list[std::size_t(i)].name);
        const auto speedup = list[std::size_t(i)].speedup;
        m_settings.setValue(QStringLiteral("speedup"), speedup ? QVariant(*speedup) : QVariant());
        m_settings.setValue(QStringLiteral("finished"), list[std::size_t(i)].finished);
    }
    m_settings.endArray();
}

std::vector<RecentRun> Recent::runs() const
{
    std::vector<RecentRun> list;
    const int count = m_settings.beginReadArray(runsKey);
    for (int i = 0; i < count; ++i) {
        m_settings.setArrayIndex(i);
        RecentRun run{m_settings.value(QStringLiteral("directory")).toString(),
                      m_settings.value(QStringLiteral("name")).toString(), std::nullopt,
                      m_settings.value(QStringLiteral("finished")).toDateTime()};
        bool isNumber = false;
        const auto speedup = m_settings.value(QStringLiteral("speedup")).toDouble(&isNumber);
        if (isNumber)
            run.speedup = speedup;
        if (QFileInfo::exists(run.directory))
            list.push_back(run);
    }
    m_settings.endArray();
    return list;
}

} // namespace cachedeck::ui
