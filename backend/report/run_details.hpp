#pragma once
// The fields of run.json that came after the contract's first ones: written behind them, and read where they are there.
// Private to report/.

#include "backend/report/json_writer.hpp"
#include "backend/report/run_document.hpp"
#include "backend/workload/json_document.hpp"

namespace cachedeck::report {

std::string text(const workload::JsonNode& json); // may be empty, as a machine's name may
std::uint64_t count(const workload::JsonNode& json);

void writeLaterCounts(JsonWriter& json, const load::Counts& counts);
void readLaterCounts(const workload::JsonNode& json, load::Counts& counts);

void writeDetails(JsonWriter& json, const PathDetails& details);
PathDetails readDetails(const workload::JsonNode& json);

void write(JsonWriter& json, const load::Fault& fault);
load::Fault readFault(const workload::JsonNode& json);

void write(JsonWriter& json, const load::ServerCost& server);
load::ServerCost readServer(const workload::JsonNode& json);

void write(JsonWriter& json, const StreamSummary& summary);
StreamSummary readStream(const workload::JsonNode& json);

void write(JsonWriter& json, const BreakEvenSummary& summary);
BreakEvenSummary readBreakEven(const workload::JsonNode& json);

} // namespace cachedeck::report
