#pragma once
// Words and sentences that the movies' titles, names and stories are composed of. Private to the generator.

#include <span>
#include <string_view>

namespace cachedeck::workload::words {

using List = std::span<const std::string_view>;
List genres(); // the index is the genre's id − 1; the first are the commonest
List firstNames();
List lastNames();
List adjectives();
List nouns();
List places();
List professions();
List streets();
List titles();   // patterns: {a} adjective, {n} {m} nouns, {p} place, {f} first name, {w} profession, {s} last name
List openings(); // sentences of an overview, with the same marks
List turns();
List endings();
List taglines();
List roles(); // {f} first name, {s} last name, {w} profession
List theatreNames();

struct City {
    std::string_view name, country;
    double latitude, longitude; // degrees
};
std::span<const City> cities();

} // namespace cachedeck::workload::words
