#pragma once
// A run's values in words for people: translated, in the locale's numbers.

#include "backend/load/result.hpp"
#include "backend/load/run.hpp"
#include "widgets/theme/path_look.hpp"

#include <QString>
#include <QStringList>

namespace cachedeck::ui::words {

// How a path looks: by its strategy; a second path of the same look gets the sixth.
theme::PathRole roleOf(const load::Scenario& scenario, std::size_t path);

QString none();                                           // "–": a figure that is not there
QString microseconds(double value);                       // "98.4 µs"
QString times(double factor);                             // "41×", "1.04×"
QString encoding(const load::PathSpec& path);             // "JSON string", "hash", "SQLite" for uncached
QString encodingExplained(const load::PathSpec& path);    // one sentence for a student
QString when(std::chrono::system_clock::time_point time); // "21 Nov 2026 12:30", as the locale writes it
QString data(const load::Scenario& scenario);             // "movies, seed 42"

// The verdict's sentence: what half of the reads take, and why the tail is as it is.
QString sentence(const load::Verdict& verdict);
// The short words beside the big figure: "faster at p50", "no faster at p50".
QString beside(const load::Comparison& comparison);
QString interval(const load::Comparison& comparison); // "95 % CI 40.5–41.3", "not enough samples"
QString phase(const load::Progress& progress);        // "Running, 1:24 of 2:00"

// "simulated: 25 ms to the primary store": a delay was added; else empty.
QString simulated(const load::Scenario& scenario);
QString simulated(const load::Result& result);

// What held, and what to keep in mind, a line each; that it is simulated comes first, then what is wrong.
struct Check {
    enum class Kind { Simulated, Wrong, Held, Note } kind = Kind::Held;
    QString text;
};
std::vector<Check> checks(const load::Result& result, const load::Verdict& verdict);

// The provenance lines of every export; what is simulated first, where no narrow picture cuts it off.
QStringList provenance(const load::Result& result);

} // namespace cachedeck::ui::words
