#pragma once
// The data of the world "experiments": a machine-learning team's projects, experiments, runs and their metrics.
//
// Runs are the items: about fifty to an experiment, six experiments to a project, a hundred metric rows to a run (loss
// and accuracy of a training that converges to the quality of its learning rate). Nineteen runs in twenty are
// completed. Tables and their columns, in this order:
//   metrics(run_id, step, loss, accuracy)                       by run, then step
//   runs(id, experiment_id, name, status, learning_rate, batch_size, started_at Unix seconds, finished_at or NULL)
//   experiments(id, project_id, name, dataset, version)
//   projects(id, name)

#include "backend/workload/generators/generator.hpp"

namespace cachedeck::workload::experiments {

std::uint64_t expectedRows(std::int64_t items);
std::uint64_t bytesPerRow(const DataSource& data);
bool generate(const DataSource& data, std::int64_t items, RowSink& sink);

} // namespace cachedeck::workload::experiments
