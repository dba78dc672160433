#include "backend/cli/command.hpp"
#include "backend/cli/server.hpp"
#include "backend/cli/terminal.hpp"
#include "backend/load/scenario.hpp"
#include "backend/report/json_writer.hpp"
#include "backend/report/wording.hpp"
#include "backend/stores/imported_data.hpp"
#include "backend/stores/server_data.hpp"

#include <fmt/format.h>

#include <atomic>
#include <filesystem>
#include <iterator>
#include <thread>

namespace cachedeck::cli {
namespace {

struct Seeded {
    std::string store, version, size;
    std::int64_t items = 0;
    bool made = false;
    std::uint64_t rows = 0;
    std::chrono::milliseconds took{0};
};

workload::Workload loadWorld(const std::string& fileOrName)
{
    const bool isFile = fileOrName.find_first_of("/\\.") != std::string::npos;
    const auto file =
        isFile ? std::filesystem::path(fileOrName) : load::ResourcePaths::find().worlds / (fileOrName + ".json");
    auto world = workload::load(file);
    if (!world)
        failUsage(world.error().text());
    if (!world->data)
        failUsage(fmt::format("{} has no generated data", fileOrName));
    return *std::move(world);
}

// Shows how far the work is, and takes Ctrl-C for its end.
class Telling {
public:
    Telling(Interrupt& interrupt, std::atomic<bool>& cancel) : m_interrupt(interrupt), m_cancel(cancel) {}
    void operator()(const stores::DataProgress& progress)
    {
        if (m_interrupt.requested())
            m_cancel = true;
        auto line = fmt::format("{}: {} rows", stores::name(progress.phase), report::countText(progress.done));
        if (progress.total > 0)
            line += fmt::format(", {:.0f} %",
                                100 * static_cast<double>(progress.done) / static_cast<double>(progress.total));
        m_live.show(line);
    }

private:
    Interrupt& m_interrupt;
    std::atomic<bool>& m_cancel;
    LiveLine m_live;
};

[[noreturn]] void fail(const stores::DataError& error)
{
    if (error.kind == stores::DataError::Kind::Cancelled)
        throw CommandFailure{Interrupted, report::visible(error.text())};
    if (error.kind == stores::DataError::Kind::NoData)
        failUsage(report::visible(error.text()));
    failServer(report::visible(error.text()));
}

Seeded seedFile(const workload::Workload& world, std::string size, const stores::WorldData::Progress& tell,
                const std::atomic<bool>& cancel)
{
    if (size.empty())
        size = world.data->sizes.contains("full") ? "full" : world.data->sizes.begin()->first;
    const auto data = stores::WorldData().prepare(world, size, tell, cancel);
    if (!data)
        fail(data.error());
    return {"sqlite", "", size, data->items, data->made, data->rows, data->took};
}

// A person's own movies, into an SQLite file of their own.
Seeded importMovies(const std::vector<std::string>& files, const std::string& url, const workload::Workload& world,
                    const stores::WorldData::Progress& tell, const std::atomic<bool>& cancel)
{
    constexpr std::string_view scheme = "sqlite:";
    if (!url.starts_with(scheme) || url.size() == scheme.size())
        failUsage("--data goes into a file of your own: name it with --store sqlite:PATH");
    std::vector<workload::ImportedMovie> movies;
    for (const auto& file : files) {
        auto more = workload::importMovies(file);
        if (!more)
            failUsage(report::visible(more.error().text()));
        std::move(more->begin(), more->end(), std::back_inserter(movies));
    }
    const auto data = stores::importInto(url.substr(scheme.size()), world, movies, tell, cancel);
    if (!data)
        fail(data.error());
    return {"sqlite", "", data->size, data->items, data->made, data->rows, data->took};
}

Seeded seedServer(const std::string& url, const workload::Workload& world, std::string size,
                  const stores::WorldData::Progress& tell, const std::atomic<bool>& cancel)
{
    const auto server = stores::openStore(url);
    if (!server) {
        if (server.error().kind == stores::ErrorKind::Refused)
            failUsage("--store: " + server.error().text());
        failServer(report::visible(server.error().text()));
    }
    if (!stores::hasServerData(**server, world))
        failUsage(fmt::format("the workload \"{}\" has no data for the store {}", world.name, (*server)->kind()));
    if (size.empty())
        size = stores::usualSize(**server, *world.data);
    const auto data = stores::prepareServerData(**server, world, size, tell, cancel);
    if (!data)
        fail(data.error());
    return {
        std::string((*server)->kind()), (*server)->version(), size, data->items, data->made, data->rows, data->took};
}

std::string toJson(const workload::Workload& world, const Seeded& seeded)
{
    report::JsonWriter json;
    json.beginObject().key("world").text(world.name).key("store").text(seeded.store);
    json.key("version").text(seeded.version).key("size").text(seeded.size);
    json.key("items").integer(seeded.items).key("made").boolean(seeded.made);
    json.key("rows").count(seeded.rows);
    json.key("seconds").real(std::chrono::duration<double>(seeded.took).count(), 3).endObject();
    return json.string();
}

} // namespace

int seed(const Arguments& arguments)
{
    options::options_description description("Options");
    const auto text = [] { return options::value<std::string>(); };
    description.add_options()("world", text(), "a workload file, or the name of a shipped world");
    description.add_options()("store", text()->value_name("URL"), "the store to fill; the embedded one where left out");
    description.add_options()("size", text()->value_name("NAME"), "a size of the world's data, for example quick");
    description.add_options()("data", options::value<std::vector<std::string>>()->composing()->value_name("FILE"),
                              "movies of your own, CSV or JSON lines, into --store sqlite:PATH");
    description.add_options()("json", "print the result as JSON");
    options::positional_options_description positional;
    positional.add("world", 1);
    const CommandLine line("seed WORLD [--store URL] [--size NAME] [--data FILE]... [--json]",
                           "Makes a world's data in a store, where it is not there yet, and tells how fast.",
                           description, positional, arguments);
    if (!line.has("world"))
        failUsage("seed needs a WORLD: a workload file, or the name of a shipped one, for example movies");
    const auto world = loadWorld(line.text("world"));
    const auto url = line.text("store");
    refusePassword("--store", url);
    Interrupt interrupt;
    const auto seeded = [&] {
        std::atomic<bool> cancel{false};
        Telling telling(interrupt, cancel);
        const auto tell = [&](const stores::DataProgress& progress) { telling(progress); };
        if (line.has("data"))
            return importMovies(line.get<std::vector<std::string>>("data"), url, world, tell, cancel);
        return url.empty() ? seedFile(world, line.text("size"), tell, cancel)
                           : seedServer(url, world, line.text("size"), tell, cancel);
    }();
    const auto seconds = std::max(std::chrono::duration<double>(seeded.took).count(), 0.001);
    if (line.has("json"))
        printResult(toJson(world, seeded));
    else if (seeded.made)
        printResult(
            fmt::format("{} rows in {:.2f} s, {} a second", report::countText(seeded.rows), seconds,
                        report::countText(static_cast<std::uint64_t>(static_cast<double>(seeded.rows) / seconds))));
    else
        printResult("The data is there already.");
    return Done;
}

} // namespace cachedeck::cli
