#include "tests/backend/stores/small_world.hpp"
#include "tests/support/redis_server.hpp"

#include <fstream>
#include <iterator>
#include <set>
#include <thread>

using namespace cachedeck;
using stores::DataError;
using stores::DataProgress;
using stores::WorldData;

namespace {

const std::atomic<bool> never{false};

std::string bytes(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::size_t files(const std::filesystem::path& folder)
{
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

} // namespace

TEST_CASE("The same seed gives the same bytes; another seed, size or schema another file")
{
    const test::TemporaryFolder one, two;
    auto movies = test::smallMovies(60);
    const auto first = test::prepareQuick(movies, one.path());
    const auto second = test::prepareQuick(movies, two.path());
    CHECK(first.made);
    CHECK(first.items == 60);
    CHECK(first.file.filename() == second.file.filename());
    CHECK(bytes(first.file).size() > 10'000);
    CHECK(bytes(first.file) == bytes(second.file));

    std::set<std::filesystem::path> names{first.file};
    movies.data->seed += 1;
    const auto other = test::prepareQuick(movies, one.path());
    CHECK(bytes(other.file) != bytes(first.file));
    names.insert(other.file);
    movies.data->sizes["quick"] = 61;
    names.insert(WorldData(one.path()).file(movies, "quick"));
    movies.data->schema["sqlite"].indexes += " -- changed";
    names.insert(WorldData(one.path()).file(movies, "quick"));
    CHECK(names.size() == 4);
}

TEST_CASE("Data is made once, and again when its bytes are no longer what they were")
{
    const test::TemporaryFolder folder;
    const auto movies = test::smallMovies(60);
    const WorldData data(folder.path());
    CHECK_FALSE(data.isReady(movies, "quick"));
    const auto made = test::prepareQuick(movies, folder.path());
    CHECK(data.isReady(movies, "quick"));
    CHECK_FALSE(data.isReady(movies, "full"));
    const auto whole = bytes(made.file);
    CHECK_FALSE(test::prepareQuick(movies, folder.path()).made);

    SECTION("one byte is flipped")
    {
        std::fstream stream(made.file, std::ios::binary | std::ios::in | std::ios::out);
        stream.seekp(8000);
        stream.put(static_cast<char>(whole[8000] ^ 1));
    }
    SECTION("the end is missing")
    {
        std::filesystem::resize_file(made.file, whole.size() / 2);
    }
    SECTION("the checksum is missing")
    {
        std::filesystem::remove(made.file.string() + ".sha256");
    }
    const auto again = test::prepareQuick(movies, folder.path());
    CHECK(again.made);
    CHECK(again.setAside == made.file.string() + ".corrupt");
    CHECK(std::filesystem::exists(again.setAside));
    CHECK(bytes(again.file) == whole);
}

TEST_CASE("Two who need the data at once make it once")
{
    const test::TemporaryFolder folder;
    const auto movies = test::smallMovies(400);
    std::atomic<int> made{0}, failed{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 3; ++i) {
        threads.emplace_back([&] {
            const auto prepared = WorldData(folder.path()).prepare(movies, "quick", {}, never);
            failed += prepared ? 0 : 1;
            made += prepared && prepared->made ? 1 : 0;
        });
    }
    for (auto& thread : threads)
        thread.join();
    CHECK(failed == 0);
    CHECK(made == 1);
    CHECK(files(folder.path()) == 3); // data, checksum, lock
}

TEST_CASE("Progress tells the phases and the rows, and cancelling leaves nothing behind")
{
    const test::TemporaryFolder folder;
    const auto movies = test::smallMovies(2000);
    std::atomic<bool> cancel{false};
    std::uint64_t rows = 0;
    const auto stopped = WorldData(folder.path())
                             .prepare(
                                 movies, "quick",
                                 [&](const DataProgress& progress) {
                                     rows = progress.done;
                                     CHECK(progress.total >= progress.done);
                                     cancel = rows > 20'000;
                                 },
                                 cancel);
    REQUIRE_FALSE(stopped.has_value());
    CHECK(stopped.error().kind == DataError::Kind::Cancelled);
    CHECK(rows > 20'000);
    CHECK(files(folder.path()) == 1); // the lock

    std::vector<std::string_view> phases;
    const auto made = WorldData(folder.path())
                          .prepare(
                              movies, "quick",
                              [&](const DataProgress& progress) {
                                  if (phases.empty() || phases.back() != name(progress.phase))
                                      phases.push_back(name(progress.phase));
                              },
                              never);
    REQUIRE(made.has_value());
    CHECK(phases == std::vector<std::string_view>{"rows", "indexes", "finishing"});
}

TEST_CASE("What stands in the way is named")
{
    const test::TemporaryFolder folder;
    auto movies = test::smallMovies(60);
    const WorldData data(folder.path());
    const auto refuse = [&](std::string_view size) {
        auto result = data.prepare(movies, size, {}, never);
        REQUIRE_FALSE(result.has_value());
        return result.error();
    };
    CHECK(refuse("huge").kind == DataError::Kind::NoData);

    std::ofstream(folder.path() / "file") << "x";
    const auto unwritable = WorldData(folder.path() / "file" / "folder").prepare(movies, "quick", {}, never);
    REQUIRE_FALSE(unwritable.has_value());
    CHECK(unwritable.error().kind == DataError::Kind::Unwritable);

    // SQLite's own page limit answers as a full disk does.
    auto& schema = movies.data->schema.at("sqlite");
    schema.tables = "PRAGMA max_page_count = 20; " + schema.tables;
    const auto full = refuse("quick");
    CHECK(full.kind == DataError::Kind::NoSpace);
    CHECK(full.text().find(folder.path().string()) != std::string::npos);
    schema.tables = "CREATE TABLE";
    CHECK(refuse("quick").kind == DataError::Kind::Failed);
    movies.data->generator = "music";
    CHECK(refuse("quick").message == "There is no data generator \"music\".");
    movies.data.reset();
    CHECK(refuse("quick").kind == DataError::Kind::NoData);
}
