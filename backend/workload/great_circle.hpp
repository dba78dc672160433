#pragma once
// Distances on the Earth, as every store and structure gives them.

namespace cachedeck::workload {

// Great-circle distance in kilometres between two points in degrees, by the haversine formula, on a sphere of the
// Earth's mean radius.
double kilometres(double latitude1, double longitude1, double latitude2, double longitude2);
// To three decimals, by way of their text, as SQLite's round() does.
double roundedKilometres(double latitude1, double longitude1, double latitude2, double longitude2);

} // namespace cachedeck::workload
