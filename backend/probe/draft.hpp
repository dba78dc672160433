#pragma once
// A workload of one's own, as a person describes it: a store, one query with parameters, a key. What a probe
// (probe.hpp) finds out completes it to a workload file and a scenario, which have the same rights as the shipped ones.
//
// Threads: values.

#include "backend/runtime/secret.hpp"
#include "backend/workload/workload.hpp"

#include <boost/system/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::probe {

struct ParameterDraft {
    std::string name;
    // Where its values come from: a range "1..1000", values "red, green, blue", or a query of one column "SELECT id …".
    std::string from;
};

struct Draft {
    std::string name;  // "orders": [a-z0-9-]+
    std::string store; // "sqlite:/data/shop.db", without a password
    std::string query; // one statement, parameters as :name; or a command of MongoDB, a JSON object
    std::vector<ParameterDraft> parameters;
    std::string key; // "order:{id}"
    std::int64_t ttl = 300;
    runtime::Secret password{}; // of the store; in none of the files. Empty: the environment's
};

// What is wrong, and in which part of the draft.
enum class Part : std::uint8_t { Name, Store, Query, Parameters, Key, Ttl, File };
struct Complaint {
    Part part = Part::Query;
    std::string text;
};
template<class T>
using Outcome = boost::system::result<T, Complaint>;

// The parameters that a query names, in order of appearance, each once.
std::vector<std::string> parametersOf(std::string_view query);
// "orders:{id}:{day}"; without parameters the name alone.
std::string suggestedKey(std::string_view name, const std::vector<std::string>& parameters);

// The answer's shape, as the probe found it.
struct Shape {
    std::vector<workload::Field> fields;
    bool single = false; // one row: an object and not an array
};
// The workload file's text, and the scenario's that names it. `storeKind` is the store's: "sqlite".
std::string workloadText(const Draft& draft, std::string_view storeKind, const Shape& shape);
std::string scenarioText(const Draft& draft, std::string_view storeKind, std::string_view workloadFile);

// The part of the draft that a field of the workload file came from.
Part partOf(std::string_view field);

} // namespace cachedeck::probe
