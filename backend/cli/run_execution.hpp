#pragma once
// What `run` and `demo` share: one run with its progress on standard error, its files, its verdict and its exit code.

#include "backend/load/run.hpp"
#include "backend/servers/stack.hpp"

#include <filesystem>
#include <memory>
#include <vector>

namespace cachedeck::cli {

class Interrupt;

struct RunRequest {
    load::Scenario scenario;
    load::RunTargets targets;
    std::filesystem::path out; // empty: no files
    bool json = false;         // run.json on standard output instead of the verdict
};

// Blocks until the run has ended; Ctrl-C ends it early, and what was measured is written.
int execute(RunRequest request, Interrupt& interrupt);

// The embedded stack as a run's target. The stack must outlive the run.
load::RunTargets targetsOf(const servers::Stack& stack, runtime::IoThread& thread);
// Starts it, or fails with what to install.
std::unique_ptr<servers::Stack> startStack();

// Reads a scenario with overrides ("load.users=50") or fails with its line and field.
load::Scenario readScenario(const std::string& fileOrName, const std::vector<std::string>& overrides);

} // namespace cachedeck::cli
