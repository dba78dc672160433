#include "backend/cli/run_execution.hpp"

#include "backend/cli/command.hpp"
#include "backend/cli/terminal.hpp"
#include "backend/load/limit_search.hpp"
#include "backend/report/run_files.hpp"
#include "backend/report/wording.hpp"
#include "backend/sentinel/resolve.hpp"
#include "backend/servers/leftovers.hpp"
#include "backend/stores/world_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <optional>
#include <thread>

namespace cachedeck::cli {
namespace {

std::string_view phaseText(load::Phase phase)
{
    switch (phase) {
    case load::Phase::Preparing:
        return "Preparing";
    case load::Phase::WarmUp:
        return "Warm-up";
    case load::Phase::Measuring:
        return "Measuring";
    default:
        return "Finishing";
    }
}

// What the run's coordinator thread tells, for the main thread to show and to wait for.
class Watch {
public:
    Watch(Interrupt& interrupt, const load::Scenario& scenario) : m_interrupt(interrupt)
    {
        for (const auto& path : scenario.paths)
            m_paths.push_back(path.name);
    }

    load::Observer observer()
    {
        load::Observer observer;
        observer.progress = [this](const load::Progress& progress) {
            const std::lock_guard lock(m_mutex);
            m_progress = progress;
        };
        observer.sample = [this](const load::Sample& sample) {
            const std::lock_guard lock(m_mutex);
            for (std::size_t i = 0; i < m_paths.size() && i < sample.paths.size(); ++i)
                if (sample.paths[i].response.count > 0) {
                    m_newest.resize(m_paths.size());
                    m_newest[i] = m_paths[i] + " " + report::latencyText(sample.paths[i].response.p50);
                }
        };
        observer.mark = [this](const load::Mark& mark) {
            const std::lock_guard lock(m_mutex);
            m_messages.push_back(
                fmt::format("{} {}: {}", report::clockText(mark.at), mark.kind, report::visible(mark.text)));
        };
        observer.finished = [this](std::shared_ptr<const load::Result> result) {
            const std::lock_guard lock(m_mutex);
            m_result = std::move(result);
            m_interrupt.wake();
        };
        observer.failed = [this](const load::RunFailure& failure) {
            const std::lock_guard lock(m_mutex);
            m_failure = failure;
            m_interrupt.wake();
        };
        return observer;
    }

    bool ended() const
    {
        const std::lock_guard lock(m_mutex);
        return m_result || m_failure;
    }

    void show(LiveLine& live)
    {
        const std::lock_guard lock(m_mutex);
        for (const auto& message : m_messages) {
            live.clear();
            printMessage(message);
        }
        m_messages.clear();
        const auto phase = phaseText(m_progress.phase);
        if (phase != m_shownPhase && !live.isLive())
            printMessage(fmt::format("{}…", phase));
        m_shownPhase = phase;
        std::string line(phase);
        if (m_progress.phase == load::Phase::Preparing && !m_progress.text.empty())
            line += fmt::format(": {}, {:.0f} %", m_progress.text, m_progress.done * 100);
        else if (m_progress.left > 0)
            line += fmt::format(", {:.0f} s left", m_progress.left);
        for (const auto& newest : m_newest)
            line += newest.empty() ? "" : ", " + newest;
        live.show(line);
    }

    // Once ended.
    const std::shared_ptr<const load::Result>& result() const { return m_result; }
    const std::optional<load::RunFailure>& failure() const { return m_failure; }

private:
    Interrupt& m_interrupt;
    std::vector<std::string> m_paths;
    mutable std::mutex m_mutex;
    load::Progress m_progress;
    std::string_view m_shownPhase;
    std::vector<std::string> m_newest, m_messages;
    std::shared_ptr<const load::Result> m_result;
    std::optional<load::RunFailure> m_failure;
};

int codeOf(const load::RunFailure& failure)
{
    switch (failure.kind) {
    case load::RunFailure::Kind::BadScenario:
        return WrongUsage;
    case load::RunFailure::Kind::Interrupted:
        return Interrupted;
    default:
        return ServerFailed;
    }
}

int codeOf(const load::Result& result, bool stoppedByUser)
{
    if (result.interrupted) // otherwise the server gave cause: another run_id, no memory, another role
        return stoppedByUser ? Interrupted : ServerFailed;
    if (!result.trusted())
        return NotTrustworthy;
    return result.thresholdsMet() ? Done : ThresholdMissed;
}

// The knee of each path and the curve that led there, slowest first.
std::string describeLimits(const load::Result& result)
{
    std::string text;
    for (const auto& path : result.paths) {
        if (!path.limit)
            continue;
        text += report::visible(load::sentence(*path.limit, path.spec.name)) + '\n';
        auto steps = path.limit->steps;
        std::sort(steps.begin(), steps.end(),
                  [](const load::LimitStep& a, const load::LimitStep& b) { return a.rate < b.rate; });
        for (const auto& step : steps)
            text +=
                fmt::format("  asked {:>12}  served {:>12}  p50 {:>8}  p99 {:>8}  {}\n", report::rateText(step.rate),
                            report::rateText(step.throughput), report::latencyText(step.p50),
                            report::latencyText(step.p99), load::outcomeOf(step, path.limit->threshold));
    }
    return text;
}

std::string describe(const load::Result& result)
{
    std::string text;
    for (const auto& path : result.paths) {
        const auto p50 = static_cast<double>(path.response.quantile(0.5).count()) / 1000;
        const auto p99 = static_cast<double>(path.response.quantile(0.99).count()) / 1000;
        text += fmt::format("{:<28} p50 {:>8}  p99 {:>8}  {:>12}  hits {:>8}  stale {}\n", path.spec.name,
                            path.response.empty() ? "–" : report::latencyText(p50),
                            path.response.empty() ? "–" : report::latencyText(p99), report::rateText(path.throughput),
                            report::percentText(path.counts.hitRatio()), report::countText(path.counts.stale));
    }
    text += describeLimits(result);
    for (const auto& verdict : result.scenario.load.findLimit ? std::vector<load::Verdict>() : load::verdicts(result))
        text += report::visible(load::sentence(verdict)) + '\n';
    for (const auto& simulated : result.simulated)
        text += "simulated: " + report::visible(simulated) + '\n';
    for (const auto& remark : result.noise.remarks)
        text += "machine: " + report::visible(remark) + '\n';
    for (const auto& path : result.paths)
        for (const auto& reason : path.reasons)
            text += fmt::format("{}{}: {}\n", path.spec.name, path.trusted ? "" : " is not trustworthy",
                                report::visible(reason));
    for (const auto& threshold : result.thresholds)
        text += fmt::format("threshold {}: {}\n", threshold.met ? "met" : "missed", report::visible(threshold.what));
    if (!text.empty())
        text.pop_back();
    return text;
}

void requireDirectory(const std::filesystem::path& out)
{
    std::error_code error;
    std::filesystem::create_directories(out, error);
    if (error || !std::filesystem::is_directory(out))
        failUsage(
            fmt::format("--out: {} could not be made: {}", out.string(), error ? error.message() : "it is a file"));
}

} // namespace

int execute(RunRequest request, Interrupt& interrupt)
{
    if (!request.out.empty())
        requireDirectory(request.out); // now, and not after the work
    Watch watch(interrupt, request.scenario);
    bool stopped = false;
    {
        LiveLine live;
        load::Run run(std::move(request.scenario), std::move(request.targets), watch.observer());
        run.start();
        while (!watch.ended()) {
            watch.show(live);
            if (stopped) { // it ends within a second
                std::this_thread::sleep_for(std::chrono::milliseconds(20));
            } else if (interrupt.waitFor(std::chrono::milliseconds(200))) {
                stopped = true;
                run.stop();
            }
        }
        watch.show(live);
    }
    if (watch.failure()) {
        printMessage("cachedeck-cli: " + report::visible(watch.failure()->text));
        return codeOf(*watch.failure());
    }
    const auto& result = *watch.result();
    if (!request.out.empty()) {
        const auto written = report::writeRun(result, request.out);
        if (written.has_error())
            failUsage(written.error().text());
        printMessage(fmt::format("Written: {}", request.out.string()));
    }
    printResult(request.json ? report::toJson(report::summarize(result)) : describe(result));
    return codeOf(result, stopped);
}

load::RunTargets targetsOf(const servers::Stack& stack, runtime::IoThread& thread)
{
    load::RunTargets targets;
    targets.cache.endpoint = stack.primary();
    targets.cache.gate = std::make_shared<redis::Gate>(redis::Environment::Demo);
    targets.cacheIsOurs = true;
    targets.resolvePrimary = [options = sentinel::resolveOptions(stack.sentinelUrl()),
                              &thread]() -> redis::Result<redis::Endpoint> {
        auto found = sentinel::resolvePrimaryNow(thread, options);
        if (found.has_error())
            return found.error();
        return found->endpoint;
    };
    for (const auto& node : stack.nodes())
        targets.serverPids.push_back(static_cast<int>(node.pid));
    targets.dataDirectory = stores::WorldData::defaultDirectory();
    targets.workDirectory = targets.dataDirectory / "runs";
    return targets;
}

std::unique_ptr<servers::Stack> startStack()
{
    servers::cleanLeftovers();
    auto stack = servers::Stack::start();
    if (stack.has_error())
        failServer(stack.error().text());
    return std::move(*stack);
}

load::Scenario readScenario(const std::string& fileOrName, const std::vector<std::string>& overrides)
{
    auto scenario = load::loadScenario(fileOrName, load::ResourcePaths::find(), overrides);
    if (scenario.has_error())
        failUsage(scenario.error().text());
    return std::move(*scenario);
}

} // namespace cachedeck::cli
