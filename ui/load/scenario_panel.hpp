#pragma once
// The scenario at the right of the Load page: what is asked, which paths, how much load, how large a cache; Run and
// Stop.

#include "ui/bridge/distance_probe.hpp"
#include "ui/bridge/movie_import.hpp"
#include "ui/bridge/run_session.hpp"
#include "ui/bridge/server_session.hpp"
#include "widgets/badge/card.hpp"

#include <optional>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QSpinBox;

namespace cachedeck::badge {
class Button;
class Label;
class SegmentedControl;
} // namespace cachedeck::badge

namespace cachedeck::chart {
class ShareBar;
}

namespace cachedeck::ui {

class DistanceBox;
class NumberBox;
class OperationList;
class PathList;
class StageBox;

class ScenarioPanel : public badge::Pane {
    Q_OBJECT

public:
    ScenarioPanel(ServerSession& server, RunSession& run, const load::ResourcePaths& resources,
                  QWidget* parent = nullptr);

    // Shows a scenario, on this kind of primary store where one is named; the error of a bad file goes to failed().
    void open(const QString& fileOrName, const QString& store = {});
    // The same with a scenario that was read already.
    void showScenario(const load::Scenario& scenario);
    void setSeconds(int seconds); // measured time
    // The scenario as the fields now stand; empty before one is open.
    std::optional<load::Scenario> scenario() const;
    // Whether a server is there to run on, and whether its cache may be resized (the embedded stack's).
    void setServer(bool connected, bool isOurs);
    // A note under the title, for example which data is used.
    void setDataNote(const QString& text);

Q_SIGNALS:
    void startRequested();
    void stopRequested();
    void repeatRequested(); // the run in the window again, whatever the fields say
    void opened();
    void failed(const QString& text);
    void noticed(const cachedeck::ui::Notice& notice);

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildHead();
    void buildBody();
    void buildFoot();
    QWidget* section(const QString& title, QWidget* aside = nullptr);
    void showOperations();
    void showFields();
    void updateLoop();
    void takeStages();
    void updateRun();
    void chooseFile();
    void save();
    void connectImport();
    void importOrStop();
    void useMovies(const QString& storeUrl);
    void connectDistances();
    void measureDistance(DistanceBox* box);
    void updateHints();

    RunSession& m_run;
    load::ResourcePaths m_resources;
    DistanceProbe m_distances;
    DistanceBox* m_measuring = nullptr; // whose distance is being measured
    MovieImport m_movies;
    std::optional<load::Scenario> m_scenario;
    bool m_connected = false;
    bool m_isOurs = false;

    QComboBox* m_name;
    badge::Label* m_data;
    badge::Button* m_import;
    OperationList* m_operations;
    badge::Label* m_mix;
    PathList* m_paths;
    badge::SegmentedControl* m_loop;
    StageBox* m_stages;
    QFormLayout* m_profile;
    QSpinBox* m_users;
    NumberBox* m_rate;
    NumberBox* m_think;
    QComboBox* m_schedule;
    NumberBox* m_seconds;
    NumberBox* m_warmUp;
    QComboBox* m_size;
    QComboBox* m_policy;
    QCheckBox* m_cold;
    DistanceBox* m_storeDistance;
    DistanceBox* m_cacheDistance;
    badge::Label* m_phase;
    badge::Label* m_left;
    chart::ShareBar* m_progress;
    badge::Button* m_start;
    badge::Button* m_repeat;
};

} // namespace cachedeck::ui
