#pragma once
// The search for the highest rate that one path sustains, as decisions only: what to try next, and what came of it. A
// step that breaks is tried once more, as a machine's hiccup is no limit; two in a row are believed. A step of too few
// operations tells nothing: the search goes on above it.
//
// Threads: values.

#include "backend/load/result.hpp"
#include "backend/load/scenario.hpp"

#include <optional>

namespace cachedeck::load {

class LimitSearch {
public:
    explicit LimitSearch(FindLimit spec) : m_spec(std::move(spec)) {}

    std::optional<double> next() const; // the rate to try; empty: the search is over
    void add(const LimitStep& step);
    LimitResult result() const;

private:
    FindLimit m_spec;
    std::optional<double> m_held, m_broke; // the highest rate that held below the lowest that did not
    std::optional<double> m_doubted;       // broke once
    std::optional<double> m_unknown;       // the highest rate that had too few operations to tell
    int m_bisected = 0;
    std::vector<LimitStep> m_steps;
};

// What came of a step: `path` holds its figures alone. `arrived` operations were due within `asked` seconds, and it
// took path.seconds until all of them were through.
LimitStep limitStep(const FindLimit& spec, double rate, std::uint64_t arrived, double asked, const PathResult& path);

// What a step's row says of it: "holds", "not sustained", "too slow", "threshold missed" or "too few operations to
// tell".
std::string_view outcomeOf(const LimitStep& step, std::string_view threshold);
// What to keep in mind where steps had fewer reads than their threshold's quantile needs; empty: none had.
std::string fewReads(const LimitResult& limit);

// "cache-aside: 5,300 operations a second with response_us.p99 < 5000, 5,600 without"
std::string sentence(const LimitResult& limit, std::string_view path);

} // namespace cachedeck::load
