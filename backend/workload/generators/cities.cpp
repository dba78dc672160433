#include "backend/workload/generators/words.hpp"

namespace cachedeck::workload::words {
namespace {

constexpr City all[] = {
    {"Bucharest", "Romania", 44.4268, 26.1025},
    {"London", "United Kingdom", 51.5072, -0.1276},
    {"Paris", "France", 48.8566, 2.3522},
    {"New York", "United States", 40.7128, -74.006},
    {"Berlin", "Germany", 52.52, 13.405},
    {"Tokyo", "Japan", 35.6762, 139.6503},
    {"Madrid", "Spain", 40.4168, -3.7038},
    {"Rome", "Italy", 41.9028, 12.4964},
    {"Los Angeles", "United States", 34.0522, -118.2437},
    {"Sydney", "Australia", -33.8688, 151.2093},
    {"Toronto", "Canada", 43.6532, -79.3832},
    {"Mumbai", "India", 19.076, 72.8777},
    {"São Paulo", "Brazil", -23.5505, -46.6333},
    {"Mexico City", "Mexico", 19.4326, -99.1332},
    {"Cluj-Napoca", "Romania", 46.7712, 23.6236},
    {"Vienna", "Austria", 48.2082, 16.3738},
    {"Prague", "Czechia", 50.0755, 14.4378},
    {"Warsaw", "Poland", 52.2297, 21.0122},
    {"Budapest", "Hungary", 47.4979, 19.0402},
    {"Lisbon", "Portugal", 38.7223, -9.1393},
    {"Dublin", "Ireland", 53.3498, -6.2603},
    {"Amsterdam", "Netherlands", 52.3676, 4.9041},
    {"Brussels", "Belgium", 50.8503, 4.3517},
    {"Copenhagen", "Denmark", 55.6761, 12.5683},
    {"Stockholm", "Sweden", 59.3293, 18.0686},
    {"Oslo", "Norway", 59.9139, 10.7522},
    {"Helsinki", "Finland", 60.1699, 24.9384},
    {"Athens", "Greece", 37.9838, 23.7275},
    {"Istanbul", "Türkiye", 41.0082, 28.9784},
    {"Sofia", "Bulgaria", 42.6977, 23.3219},
    {"Belgrade", "Serbia", 44.7866, 20.4489},
    {"Zagreb", "Croatia", 45.815, 15.9819},
    {"Chișinău", "Moldova", 47.0105, 28.8638},
    {"Iași", "Romania", 47.1585, 27.6014},
    {"Timișoara", "Romania", 45.7489, 21.2087},
    {"Barcelona", "Spain", 41.3874, 2.1686},
    {"Milan", "Italy", 45.4642, 9.19},
    {"Munich", "Germany", 48.1351, 11.582},
    {"Hamburg", "Germany", 53.5511, 9.9937},
    {"Lyon", "France", 45.764, 4.8357},
    {"Edinburgh", "United Kingdom", 55.9533, -3.1883},
    {"Manchester", "United Kingdom", 53.4808, -2.2426},
    {"Zurich", "Switzerland", 47.3769, 8.5417},
    {"Geneva", "Switzerland", 46.2044, 6.1432},
    {"Chicago", "United States", 41.8781, -87.6298},
    {"San Francisco", "United States", 37.7749, -122.4194},
    {"Seattle", "United States", 47.6062, -122.3321},
    {"Austin", "United States", 30.2672, -97.7431},
    {"Montreal", "Canada", 45.5017, -73.5673},
    {"Vancouver", "Canada", 49.2827, -123.1207},
    {"Buenos Aires", "Argentina", -34.6037, -58.3816},
    {"Santiago", "Chile", -33.4489, -70.6693},
    {"Lima", "Peru", -12.0464, -77.0428},
    {"Bogotá", "Colombia", 4.711, -74.0721},
    {"Cairo", "Egypt", 30.0444, 31.2357},
    {"Lagos", "Nigeria", 6.5244, 3.3792},
    {"Nairobi", "Kenya", -1.2921, 36.8219},
    {"Cape Town", "South Africa", -33.9249, 18.4241},
    {"Delhi", "India", 28.6139, 77.209},
    {"Bengaluru", "India", 12.9716, 77.5946},
    {"Seoul", "South Korea", 37.5665, 126.978},
    {"Osaka", "Japan", 34.6937, 135.5023},
    {"Melbourne", "Australia", -37.8136, 144.9631},
    {"Auckland", "New Zealand", -36.8509, 174.7645},
};

} // namespace

std::span<const City> cities()
{
    return all;
}

} // namespace cachedeck::workload::words
