#include "backend/load/preparation.hpp"

#include "backend/load/grouped.hpp"
#include "backend/load/simulated.hpp"
#include "backend/stores/server_data.hpp"
#include "backend/stores/sets.hpp"
#include "backend/workload/generators/generator.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cachedeck::load {

namespace {

RunFailure storeFailure(const stores::Error& error)
{
    return {RunFailure::Kind::Store, error.text()};
}

// "100,000"
// "movies"
std::string_view nounOf(const workload::Workload& workload)
{
    const auto* generator = workload::findGenerator(workload.data->generator);
    return generator ? generator->items : std::string_view(workload.data->generator);
}

struct Source {
    std::unique_ptr<stores::Store> store;
    std::string description, size, otherSize;
    std::vector<std::string> simulated;
};

std::string progressText(const workload::Workload& workload, std::string_view size,
                         const stores::DataProgress& progress)
{
    using Phase = stores::DataProgress::Phase;
    const auto items = grouped(workload.data->sizes.at(std::string(size)));
    switch (progress.phase) {
    case Phase::Waiting:
        return fmt::format("Waiting for another CacheDeck that makes {} {}", items, nounOf(workload));
    case Phase::Checking:
        return fmt::format("Checking {} {}", items, nounOf(workload));
    case Phase::Rows:
        return fmt::format("Making {} {}", items, nounOf(workload));
    case Phase::Indexes:
        return fmt::format("Making indexes over {} {}", items, nounOf(workload));
    case Phase::Finishing:
        return fmt::format("Finishing {} {}", items, nounOf(workload));
    }
    return {};
}

RunFailure dataFailure(const stores::DataError& error)
{
    const bool cancelled = error.kind == stores::DataError::Kind::Cancelled;
    return {cancelled ? RunFailure::Kind::Interrupted : RunFailure::Kind::Store, error.text()};
}

stores::WorldData::Progress progressTeller(const workload::Workload& workload, const std::string& size,
                                           const TellProgress& tell)
{
    return [&workload, &size, &tell](const stores::DataProgress& progress) {
        const auto done = progress.total ? static_cast<double>(progress.done) / static_cast<double>(progress.total) : 0;
        tell(progressText(workload, size, progress), std::min(done, 1.0));
    };
}

Prepared<Source> generatedSource(const Scenario& scenario, const RunTargets& targets, const std::string& size,
                                 const TellProgress& tell, const std::atomic<bool>& cancel)
{
    const auto& workload = *scenario.workload;
    const stores::WorldData world(targets.dataDirectory.empty() ? stores::WorldData::defaultDirectory()
                                                                : targets.dataDirectory);
    Source source;
    source.size = size;
    if (source.size == "auto") {
        source.size = world.isReady(workload, "full") || !workload.data->sizes.contains("quick") ? "full" : "quick";
        if (source.size == "quick" && workload.data->sizes.contains("full"))
            source.otherSize = "full";
    }
    const auto prepared = world.prepare(workload, source.size, progressTeller(workload, source.size, tell), cancel);
    if (!prepared)
        return dataFailure(prepared.error());
    auto store = stores::openStore(prepared->url);
    if (!store)
        return storeFailure(store.error());
    source.store = std::move(*store);
    source.description =
        fmt::format("{} {} in SQLite, seed {}", grouped(prepared->items), nounOf(workload), workload.data->seed);
    source.simulated.push_back(fmt::format("generated data: {}", source.description));
    return source;
}

// A world's data in the server that the run is given.
Prepared<Source> serverSource(stores::Store& server, const Scenario& scenario, const std::string& size,
                              const TellProgress& tell, const std::atomic<bool>& cancel)
{
    const auto& workload = *scenario.workload;
    Source source;
    source.size = size;
    auto prepared =
        stores::prepareServerData(server, workload, source.size, progressTeller(workload, source.size, tell), cancel);
    if (!prepared)
        return dataFailure(prepared.error());
    source.store = std::move(prepared->store);
    const auto name = source.store->isStandIn() ? source.store->version() : std::string(source.store->kind());
    source.description =
        fmt::format("{} {} in {}, seed {}", grouped(prepared->items), nounOf(workload), name, workload.data->seed);
    source.simulated.push_back(fmt::format("generated data: {}", source.description));
    return source;
}

Prepared<Source> givenSource(std::unique_ptr<stores::Store> store, const Scenario& scenario, const std::string& size,
                             const TellProgress& tell, const std::atomic<bool>& cancel)
{
    if (stores::hasServerData(*store, *scenario.workload))
        return serverSource(*store, scenario, size, tell, cancel);
    Source source;
    source.description = store->location();
    source.store = std::move(store);
    return source;
}

// The kinds of store that the paths stand on, in the paths' order.
std::vector<std::string> kindsOf(const Scenario& scenario)
{
    std::vector<std::string> kinds;
    for (const auto& path : scenario.paths)
        if (std::find(kinds.begin(), kinds.end(), path.store) == kinds.end())
            kinds.push_back(path.store);
    return kinds;
}

using GivenStores = std::map<std::string, std::unique_ptr<stores::Store>>; // by kind

Prepared<GivenStores> openGiven(const Scenario& scenario, const RunTargets& targets)
{
    const auto kinds = kindsOf(scenario);
    GivenStores given;
    auto urls = targets.storeUrls;
    if (urls.empty() && !scenario.storeUrl.empty())
        urls.push_back(scenario.storeUrl);
    const bool computes = std::find(kinds.begin(), kinds.end(), "computation") != kinds.end();
    if (computes && std::find(urls.begin(), urls.end(), "computation:") == urls.end())
        urls.push_back("computation:"); // it stands nowhere: nobody needs to name it
    for (const auto& url : urls) {
        const auto password = targets.storePasswords.find(url);
        auto store =
            stores::openStore(url, password == targets.storePasswords.end() ? runtime::Secret() : password->second);
        if (!store)
            return storeFailure(store.error());
        const std::string kind((*store)->kind());
        if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end())
            return RunFailure{
                RunFailure::Kind::BadScenario,
                fmt::format("No path of the scenario stands on {}, which is a {} store: let a path say so "
                            "(\"store\": \"{}\").",
                            (*store)->location(), kind, kind)};
        if (!given.emplace(kind, std::move(*store)).second)
            return RunFailure{RunFailure::Kind::BadScenario,
                              fmt::format("A run has one {} store at most, and was given two.", kind)};
    }
    return given;
}

// Paths on several stores have the same data. "auto" stays so where the embedded store is alone.
std::string sizeFor(const Scenario& scenario, const GivenStores& given)
{
    if (scenario.size != "auto" || !scenario.workload->data || given.empty())
        return scenario.size;
    const auto standIn =
        std::find_if(given.begin(), given.end(), [](const auto& store) { return store.second->isStandIn(); });
    const auto& server = standIn != given.end() ? standIn->second : given.begin()->second;
    return stores::usualSize(*server, *scenario.workload->data);
}

using Sources = std::map<std::string, Source>; // by the kind of store

Prepared<Sources> openSources(const Scenario& scenario, const RunTargets& targets, const TellProgress& tell,
                              const std::atomic<bool>& cancel)
{
    auto given = openGiven(scenario, targets);
    if (!given)
        return given.error();
    const auto kinds = kindsOf(scenario);
    const auto size = sizeFor(scenario, *given);
    Sources sources;
    for (const auto& kind : kinds) {
        const auto own = given->find(kind);
        if (own == given->end() && (kind != "sqlite" || !scenario.workload->data))
            return RunFailure{
                RunFailure::Kind::BadScenario,
                fmt::format("The workload \"{}\" has no {} store of its own: name the store with its URL.",
                            scenario.workload->name, kind)};
        auto source = own != given->end() ? givenSource(std::move(own->second), scenario, size, tell, cancel)
                                          : generatedSource(scenario, targets, size, tell, cancel);
        if (!source)
            return source.error();
        sources.emplace(kind, std::move(*source));
    }
    return sources;
}

// The writes' statements for this kind of store.
std::vector<std::string> writesOf(const workload::Workload& workload, std::string_view kind)
{
    std::vector<std::string> writes;
    for (const auto& operation : workload.operations) {
        const auto query = operation.query.find(std::string(kind));
        if (operation.kind == workload::Kind::Write && query != operation.query.end())
            writes.push_back(query->second);
    }
    return writes;
}

Prepared<void> copyStores(Ground& ground, Sources& sources, const Scenario& scenario, const TellProgress& tell,
                          const std::atomic<bool>& cancel)
{
    for (const auto& path : scenario.paths) {
        auto& source = *sources.at(path.store).store;
        if (cancel)
            return RunFailure{RunFailure::Kind::Interrupted, "Stopped while the data was being prepared."};
        tell(fmt::format("Copying the data for {}", path.name),
             static_cast<double>(ground.stores.size()) / static_cast<double>(scenario.paths.size()));
        auto copy = source.copy(ground.copies->path().string(), path.name, writesOf(*scenario.workload, path.store));
        if (!copy)
            return storeFailure(copy.error());
        ground.stores.push_back(stores::atDistance(std::move(*copy), scenario.storeDistance));
    }
    return {};
}

// What the result says of where the data came from, in the paths' order.
void describe(Ground& ground, const Sources& sources, const Scenario& scenario)
{
    for (const auto& kind : kindsOf(scenario)) {
        const auto& source = sources.at(kind);
        ground.dataDescription += (ground.dataDescription.empty() ? "" : "; ") + source.description;
        ground.size = source.size;
        ground.otherSize = source.otherSize;
        ground.simulated.insert(ground.simulated.end(), source.simulated.begin(), source.simulated.end());
        ground.storesBlock = ground.storesBlock || source.store->blocks();
        ground.versions[kind] = source.store->version();
    }
    for (const auto& [kind, source] : sources)
        if (source.store->isStandIn())
            ground.simulated.push_back(fmt::format("stand-in store: {}", source.store->version()));
    std::vector<std::string> kinds, inProcess;
    for (const auto& [kind, source] : sources) {
        kinds.push_back(kind);
        if (source.store->inProcess())
            inProcess.push_back(kind);
    }
    for (auto& label : simulatedIn(scenario, kinds, inProcess))
        ground.simulated.push_back(std::move(label));
}

} // namespace

Ground::~Ground()
{
    stores.clear();
}

Prepared<Ground> prepareGround(const Scenario& scenario, const RunTargets& targets, const std::string& runName,
                               const TellProgress& tell, const std::atomic<bool>& cancel)
{
    auto sources = openSources(scenario, targets, tell, cancel);
    if (!sources)
        return sources.error();
    Ground ground;
    describe(ground, *sources, scenario);
    tell("Reading what can be asked for", 0);
    {
        runtime::IoThread thread("cd-prepare");
        // Stores that hold the same data hold the same sets.
        auto sets = stores::loadSets(*sources->at(scenario.paths.front().store).store, *scenario.workload, thread);
        if (!sets)
            return storeFailure(sets.error());
        auto versions =
            stores::loadVersions(*sources->at(scenario.paths.front().store).store, *scenario.workload, thread);
        if (!versions)
            return storeFailure(versions.error());
        ground.sequence = std::make_unique<workload::Sequence>(scenario.workload, std::move(*sets), scenario.seed,
                                                               std::move(*versions));
    }
    std::error_code error;
    const auto name = "run-" + runName;
    ground.copies = stores::CopiesFolder::make(targets.workDirectory, name, error);
    if (!ground.copies)
        return RunFailure{
            RunFailure::Kind::Store,
            fmt::format("{} cannot be made: {}.", (targets.workDirectory / name).string(), error.message())};
    const auto copied = copyStores(ground, *sources, scenario, tell, cancel);
    if (!copied)
        return copied.error();
    return ground;
}

Crew::Crew(RunShared& shared, Ground& ground, const std::string& runName) : m_shared(shared)
{
    const auto& scenario = shared.scenario;
    const auto users = static_cast<std::size_t>(mostUsers(scenario.load));
    const auto pipeline = static_cast<std::size_t>(scenario.load.pipeline);
    // A store that blocks its caller needs a thread for each user; others share a few.
    auto perGroup = ground.storesBlock ? users : std::max<std::size_t>(1, std::thread::hardware_concurrency());
    if (scenario.load.threads > 0)
        perGroup = static_cast<std::size_t>(scenario.load.threads);
    perGroup = std::min(perGroup, users);
    const auto groups = scenario.load.schedule == Schedule::Parallel ? scenario.paths.size() : 1;
    for (std::size_t i = 0; i < groups * perGroup; ++i)
        m_threads.push_back(std::make_unique<runtime::IoThread>(fmt::format("cd-user-{}", i)));
    for (std::size_t number = 0; number < scenario.paths.size(); ++number) {
        const auto& spec = scenario.paths[number];
        auto path = std::make_unique<Path>(shared, spec, keyPrefixOf(runName, spec.name) + spec.keyPrefix);
        path->store = std::move(ground.stores[number]);
        const auto first = groups == 1 ? 0 : number * perGroup;
        for (std::size_t user = 0; user < users; ++user) {
            const auto link = std::make_shared<UserLink>();
            for (std::size_t lane = 0; lane < pipeline; ++lane)
                path->users.push_back(std::make_unique<User>(
                    *path, static_cast<int>(user * pipeline + lane), *m_threads[first + user % perGroup], link,
                    pipeline > 1 || perGroup < users, user < perGroup && lane == 0));
        }
        m_paths.push_back(std::move(path));
    }
}

Crew::~Crew()
{
    // Sessions and connections belong to their threads: they close there.
    for (auto& path : m_paths)
        for (auto& user : path->users) {
            std::promise<void> closed;
            user->thread().post([&] {
                user->close();
                closed.set_value();
            });
            closed.get_future().wait();
        }
    m_threads.clear();
}

Prepared<void> Crew::open(const std::atomic<bool>& cancel)
{
    for (auto& path : m_paths) {
        auto statements = strategies::prepareAll(*path->store, m_shared.sequence.workload());
        if (!statements)
            return storeFailure(statements.error());
        path->statements = std::move(*statements);
        if (const auto started = path->startStrategy(); !started)
            return RunFailure{started.error().where == strategies::Failure::Where::Store ? RunFailure::Kind::Store
                                                                                         : RunFailure::Kind::Server,
                              started.error().text};
        for (auto& user : path->users) {
            if (cancel)
                return RunFailure{RunFailure::Kind::Interrupted, "Stopped while connecting."};
            const auto opened = user->thread().run(user->open());
            if (!opened)
                return RunFailure{path->strategy->usesCache ? RunFailure::Kind::Server : RunFailure::Kind::Store,
                                  opened.error()};
        }
    }
    return {};
}

std::uint64_t Crew::commandsSent() const
{
    std::uint64_t sum = 0;
    for (const auto& path : m_paths) {
        for (const auto& user : path->users)
            sum += user->commandsSent();
        sum += path->strategyShared ? path->strategyShared->commandsSent() : 0;
    }
    return sum;
}

std::uint64_t Crew::connections() const
{
    std::uint64_t sum = 0;
    for (const auto& path : m_paths) {
        sum += path->strategy->usesCache
                   ? path->users.size() / static_cast<std::size_t>(m_shared.scenario.load.pipeline)
                   : 0;
        sum += path->strategyShared ? path->strategyShared->connections() : 0;
    }
    return sum;
}

} // namespace cachedeck::load
