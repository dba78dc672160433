#pragma once
// HdrHistogram's V2 interval log, which the Java, JavaScript, Python and C readers read.
//   Payload: HdrHistogram.java, AbstractHistogram.encodeIntoCompressedByteBuffer: cookie, length, zlib stream of a
//   40-byte header and the counts as ZigZag LEB128 (64b9B), where a negative number is a run of empty buckets. Lines:
//   HistogramLogWriter.java, format version 1.3:
//       Tag=cache-aside.response,3.000,1.000,12.583,HISTFAAAA…
//   start and length in seconds, the interval's maximum in milliseconds, values in nanoseconds.
//
// Readers find the same counts in the same buckets, and the same value at a rank. Which rank a quantile q of n values
// is, they do not all agree on: CacheDeck and Java's (since 2.1.10) take ceil(q n), Python's rounds, floor(q n + ½),
// each 1 at least. Where the fraction of q n is below a half, and not 0, the two take neighbouring ranks: with few
// values in the tail, p99 may then be the next lower value there. With many, both ranks fall into one bucket or into
// the next.

#include "backend/latency/histogram.hpp"

#include <boost/system/result.hpp>

#include <chrono>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::latency {

struct HlogError {
    std::string message; // what is wrong; of a log with its line
};
template<class T>
using HlogResult = boost::system::result<T, HlogError>;

// "HISTFAAAA…"
std::string encode(const Histogram& histogram);
// The reverse, also of histograms written by others as long as their unit is 1 and their values fit; the error says why
// not.
HlogResult<Histogram> decode(std::string_view text);

struct Interval {
    std::string tag;   // "cache-aside.response"; no commas
    double start = 0;  // seconds since the log's start
    double length = 0; // seconds
    Histogram histogram;
};

std::string logHeader(std::chrono::system_clock::time_point started, std::string_view comment);
std::string logLine(const Interval& interval); // with its end of line
// The same of a histogram that is encoded already; `maximum` is the interval's.
std::string logLine(std::string_view tag, double start, double length, Nanoseconds maximum, std::string_view encoded);
HlogResult<std::vector<Interval>> readLog(std::istream& in); // the error names the line

} // namespace cachedeck::latency
