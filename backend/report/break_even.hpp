#pragma once
// Where a cache stops paying, from a run's own mean times. Pure functions.
//
// Let T_u be the mean service time of a read without the cache, T_h and T_m those of a cached path's hits and misses,
// and h its hit ratio. A cached read takes M = h T_h + (1 − h) T_m on average.
//
// Hit ratio. The cache pays while M < T_u, that is above
//     h* = (T_m − T_u) / (T_m − T_h).
// It pays at any ratio where a miss takes no longer than T_u (h* = 0), and at none where T_h ≥ T_u. A run without a
// hit, or without a miss, does not tell what one costs; then this, the share of writes and the rate stay unknown.
//
// Write share. With W_u and W_c the mean times of a write, G = T_u − M is gained by a read and P = W_c − W_u is paid by
// a write. The cache pays while (1 − w) G > w P, that is below
//     w* = G / (G + P)          (1 where P ≤ 0).
// That takes the hit ratio as it was. More writes also invalidate more: if each one turns a later hit into a miss, it
// pays P + (T_m − T_h), which gives the lower of the two shares that are told.
//
// Rate. Where misses come from expiry, and a key is asked for at random moments (Poisson, rate r, lifetime t), a fill
// is followed by r t hits, so h = r t / (1 + r t), and the hits of a fill, h / (1 − h), are proportional to the rate.
// The cache pays above
//     r* = r × [h* / (1 − h*)] / [h / (1 − h)].
//
// Memory. A cached path that serves r reads a second saves r G of waiting each second; its keys take B bytes. B / (r G)
// is told in bytes for each millisecond that is saved each second.

#include "backend/load/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cachedeck::report {

// What is read off a run, in microseconds, reads a second and bytes.
struct PathTimes {
    double uncached = 0;                        // T_u
    std::optional<double> hit, miss;            // T_h, T_m; empty: the run had none, so its cost is not known
    double hitRatio = 0;                        // h
    double readsPerSecond = 0;                  // r
    std::optional<double> uncachedWrite, write; // W_u, W_c
    std::optional<std::uint64_t> bytes;         // B
    double cached() const noexcept { return hitRatio * hit.value_or(0) + (1 - hitRatio) * miss.value_or(0); }
    bool known() const noexcept { return hit && miss; }
};

struct BreakEvenFigures {
    std::optional<double> hitRatio; // h*; empty: it never pays, or T_h or T_m is not known
    std::optional<double> writeShare,
        writeShareLeast;                       // w*, and the lower one; empty: no writes were measured, or as above
    std::optional<double> readsPerSecond;      // r*; empty: it does not depend on the rate
    double savedMillisecondsPerSecond = 0;     // negative: it costs
    std::optional<double> bytesPerMillisecond; // empty: nothing saved, or no memory known
};
BreakEvenFigures breakEven(const PathTimes& times);

struct BreakEven {
    std::string baseline, path;
    PathTimes times;
    // Hits and misses were not timed apart: the fastest reads, as many as there were hits, were taken for them.
    bool estimated = false;
    double writeShare = 0; // of this run
    BreakEvenFigures figures;
};
// Each cached path of a run against its first uncached one. Paths without reads on either side are left out.
std::vector<BreakEven> breakEven(const load::Result& result);

// English sentences for a report's methods section, in the order hit ratio, writes, rate, memory; those that can be
// told.
struct MethodSentence {
    std::string figure; // "hit_ratio", "write_share", "rate", "memory"
    std::string text;
};
std::vector<MethodSentence> methodSentences(const BreakEven& breakEven);

} // namespace cachedeck::report
