#include "ui/load/scenario_json.hpp"

#include "backend/load/scenario_override.hpp"
#include "backend/load/scenario_paths.hpp"
#include "backend/report/json_writer.hpp"

#include <algorithm>

namespace cachedeck::ui {

namespace {

class Changes {
public:
    explicit Changes(std::string json) : m_json(std::move(json)) {}
    // A change that the file does not take (it was made in memory, without a text) leaves it as it is.
    void set(const std::string& path, const std::string& value)
    {
        if (auto changed = load::withOverride(m_json, path + "=" + value))
            m_json = *std::move(changed);
    }
    const std::string& json() const { return m_json; }

private:
    std::string m_json;
};

std::string number(double value)
{
    report::JsonWriter json;
    return json.real(value, -1).string();
}

std::string pathsJson(const load::Scenario& scenario)
{
    std::string text = "[";
    for (const auto& path : scenario.paths)
        text += (text.size() > 1 ? "," : "") + load::pathJson(path);
    return text + "]";
}

// Those on paths that take part.
std::string thresholdsJson(const load::Scenario& scenario)
{
    report::JsonWriter json;
    json.beginArray();
    for (const auto& threshold : scenario.thresholds) {
        const auto parts = load::parseThreshold(threshold.what);
        const bool runs = parts && std::any_of(scenario.paths.begin(), scenario.paths.end(),
                                               [&](const load::PathSpec& path) { return path.name == parts->path; });
        if (!runs)
            continue;
        if (!threshold.abort) {
            json.text(threshold.what);
            continue;
        }
        json.beginObject().key("what").text(threshold.what).key("abort").boolean(true);
        json.key("after").real(std::chrono::duration<double>(threshold.after).count(), -1).endObject();
    }
    return json.endArray().string();
}

std::string distanceJson(const load::Scenario& scenario)
{
    report::JsonWriter json;
    json.beginObject();
    const auto side = [&](const char* name, const stores::Distance& distance) {
        if (distance.isNone())
            return;
        const auto milliseconds = [](auto time) { return std::chrono::duration<double, std::milli>(time).count(); };
        json.key(name);
        if (!distance.profile.empty()) {
            json.text(distance.profile);
        } else if (distance.measured) {
            json.beginObject().key("measured_ms").beginArray();
            for (const auto time : *distance.measured)
                json.real(milliseconds(time), -1);
            json.endArray().endObject();
        } else {
            json.beginObject().key("ms").real(milliseconds(distance.mean), -1);
            json.key("deviation_ms").real(milliseconds(distance.deviation), -1).endObject();
        }
    };
    side("store", scenario.storeDistance);
    side("cache", scenario.cacheDistance);
    return json.endObject().string();
}

} // namespace

std::string scenarioJson(const load::Scenario& scenario)
{
    Changes changes(load::toJson(scenario));
    const auto& load = scenario.load;
    changes.set("seconds", number(std::chrono::duration<double>(scenario.duration).count()));
    changes.set("warm_up", number(std::chrono::duration<double>(scenario.warmUp).count()));
    changes.set("paths", pathsJson(scenario));
    if (!scenario.thresholds.empty())
        changes.set("thresholds", thresholdsJson(scenario));
    changes.set("load.loop", load.loop == load::Loop::Open ? "\"open\"" : "\"closed\"");
    changes.set("load.users", std::to_string(load.users));
    changes.set("load.think_ms", number(std::chrono::duration<double, std::milli>(load.thinkTime).count()));
    changes.set("load.rate", number(load.rate));
    static constexpr const char* schedules[] = {"\"interleaved\"", "\"parallel\"", "\"sequential\""};
    changes.set("load.schedule", schedules[static_cast<std::size_t>(load.schedule)]);
    if (!load.findLimit)
        changes.set("load.stages", load::toJson(load.stages, load.loop));
    if (scenario.cache.maxMemory)
        changes.set("cache.max_memory", std::to_string(*scenario.cache.maxMemory));
    if (!scenario.cache.evictionPolicy.empty())
        changes.set("cache.eviction", '"' + scenario.cache.evictionPolicy + '"');
    const bool wasAway = changes.json().find("\"distance\"") != std::string::npos;
    if (wasAway || !scenario.storeDistance.isNone() || !scenario.cacheDistance.isNone())
        changes.set("distance", distanceJson(scenario));
    changes.set("cache.cold_start", scenario.cache.coldStart ? "true" : "false");
    return changes.json();
}

} // namespace cachedeck::ui
