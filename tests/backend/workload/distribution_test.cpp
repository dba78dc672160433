// How parameters are picked: hotspot, latest, files; and that the sequence is the same whoever asks for it.
#include "backend/workload/sequence.hpp"
#include "backend/workload/value_file.hpp"
#include "tests/support/catch.hpp"

#include <atomic>
#include <cmath>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

namespace workload = cachedeck::workload;

namespace {

const std::filesystem::path resources = CACHEDECK_RESOURCES_FOLDER;

std::string text(const std::string& distribution, const std::string& set = R"("range": [1, 1000])")
{
    return R"({ "format": 1, "name": "test", "sets": { "ids": { )" + set + R"( } }, "operations": [
      { "name": "get", "kind": "read", "parameters": { "id": { "from": "ids", "distribution": )" +
           distribution +
           R"( } },
        "key": "{id}", "ttl": 1, "fields": { "id": "integer" }, "query": { "sqlite": "SELECT :id AS id" } } ] })";
}

workload::Sequence sequence(const std::string& distribution, const std::string& set = R"("range": [1, 1000])",
                            const std::filesystem::path& folder = {})
{
    auto parsed = workload::parse(text(distribution, set), "test.json", folder);
    INFO((parsed ? std::string() : parsed.error().text()));
    REQUIRE(parsed.has_value());
    return {std::make_shared<const workload::Workload>(std::move(*parsed)), {}, 42};
}

// How often each of 1…1,000 is asked for in operations [from, to).
std::vector<int> counts(const workload::Sequence& of, std::uint64_t from, std::uint64_t to)
{
    std::vector<int> seen(1001);
    workload::Call call;
    for (auto i = from; i < to; ++i) {
        of.at(i, call);
        ++seen[static_cast<std::size_t>(std::get<std::int64_t>(call.values[0]))];
    }
    return seen;
}

bool near(double count, double draws, double share)
{
    return std::abs(count - draws * share) < 4 * std::sqrt(draws * share * (1 - share));
}

// FNV-1a over what an operation asks, byte for byte.
std::uint64_t fingerprint(const workload::Call& call)
{
    std::string all = call.operation->name + '\0' + call.key;
    for (const auto& value : call.values) {
        all += '\0';
        if (const auto* number = std::get_if<std::int64_t>(&value))
            all += std::to_string(*number);
        else if (const auto* words = std::get_if<std::string>(&value))
            all += *words;
    }
    std::uint64_t hash = 0xcbf29ce484222325u;
    for (const char letter : all)
        hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3u;
    return hash;
}

struct Folder {
    Folder() { std::filesystem::create_directories(path); }
    ~Folder() { std::filesystem::remove_all(path); }
    std::filesystem::path path =
        std::filesystem::temp_directory_path() /
        ("cachedeck-values-" + std::to_string(std::hash<std::thread::id>()(std::this_thread::get_id())));
};

} // namespace

TEST_CASE("A hotspot gets its share of operations, evenly, and so do the others")
{
    constexpr std::uint64_t draws = 100'000;
    const auto seen = counts(sequence(R"({"hotspot": {"keys": 0.1, "operations": 0.9}})"), 0, draws);
    int hot = 0;
    double chiHot = 0;
    double chiCold = 0;
    for (std::size_t id = 1; id <= 1000; ++id) {
        const double expected = id <= 100 ? draws * 0.9 / 100 : draws * 0.1 / 900;
        (id <= 100 ? chiHot : chiCold) += (seen[id] - expected) * (seen[id] - expected) / expected;
        hot += id <= 100 ? seen[id] : 0;
    }
    CHECK(near(hot, draws, 0.9));
    CHECK(chiHot < 99 + 3 * std::sqrt(2 * 99.0));
    CHECK(chiCold < 899 + 3 * std::sqrt(2 * 899.0));

    // At its ends: one key, all keys, all operations.
    CHECK(counts(sequence(R"({"hotspot": {"keys": 0, "operations": 1}})"), 0, 1000)[1] == 1000);
    const auto all = counts(sequence(R"({"hotspot": {"keys": 1, "operations": 0.5}})"), 0, draws);
    CHECK(near(all[1000], draws, 0.001));
}

TEST_CASE("The latest elements are the most popular ones, and newer ones come")
{
    constexpr std::uint64_t draws = 60'000;
    const auto distribution = sequence(R"({"latest": {"zipf": 1, "every": 1000000}})"); // nothing newer comes
    const auto seen = counts(distribution, 0, draws);
    double harmonic = 0;
    for (int k = 1; k <= 1000; ++k)
        harmonic += 1.0 / k;
    CHECK(near(seen[1000], draws, 1 / harmonic));
    CHECK(near(seen[999], draws, 1 / harmonic / 2));
    CHECK(near(seen[991], draws, 1 / harmonic / 10));

    // After a million operations the set's first element has come again as the newest.
    const auto later = counts(distribution, 1'000'000, 1'000'000 + draws);
    CHECK(near(later[1], draws, 1 / harmonic));
    CHECK(near(later[1000], draws, 1 / harmonic / 2));
    // The word alone: Zipf 0.99, an element every 20 operations.
    const auto word = counts(sequence("\"latest\""), 0, 20);
    const auto spelled = counts(sequence(R"({"latest": {"zipf": 0.99, "every": 20}})"), 0, 20);
    CHECK(word == spelled);
}

TEST_CASE("Values of a file are asked for in its order, or with its frequencies")
{
    const Folder folder;
    std::ofstream(folder.path / "trace.txt") << "7\n7\r\n3\n7";
    std::ofstream(folder.path / "names.txt") << "Łódź\n北京\n";
    const auto replayed = sequence("\"sequential\"", R"("file": "trace.txt")", folder.path);
    workload::Call call;
    std::string keys;
    for (std::uint64_t i = 0; i < 6; ++i) {
        replayed.at(i, call);
        keys += call.key + " ";
    }
    CHECK(keys == "7 7 3 7 7 7 ");
    const auto drawn = counts(sequence("\"uniform\"", R"("file": "trace.txt")", folder.path), 0, 10'000);
    CHECK(near(drawn[7], 10'000, 0.75));
    const auto names = sequence("\"sequential\"", R"("file": "names.txt", "type": "text")", folder.path);
    names.at(1, call);
    CHECK(call.key == "北京");

    const auto refused = [&](const std::string& set, const std::string& words) {
        const auto parsed = workload::parse(text("\"uniform\"", set), "test.json", folder.path);
        REQUIRE(parsed.has_error());
        INFO(parsed.error().text());
        CHECK(parsed.error().text().find(words) != std::string::npos);
    };
    refused(R"("file": "names.txt")", "names.txt:1: expected a whole number, found \"Łódź\"");
    refused(R"("file": "missing.txt")", "missing.txt");
    refused(R"("file": "trace.txt", "range": [1, 2])", "exactly one of");
    refused(R"("range": [1, 2], "type": "text")", "only the values of a \"file\"");
    refused(R"("file": "trace.txt", "type": "words")", "integer");
    const auto alone = workload::parse(text("\"uniform\"", R"("file": "trace.txt")"), "test.json");
    REQUIRE(alone.has_error());
    CHECK(alone.error().field == "sets.ids.file");
}

TEST_CASE("A bad line of a file of values is told by its number")
{
    using workload::FieldType;
    const auto message = [](const std::string& bytes, FieldType type) {
        const auto parsed = workload::parseValues(bytes, "v.txt", type);
        return parsed ? std::string("fine") : parsed.error().text();
    };
    CHECK(message("1\n-9223372036854775808\n", FieldType::Integer) == "fine");
    CHECK(message("\xef\xbb\xbf"
                  "1\n2\n",
                  FieldType::Integer) == "fine"); // a byte order mark
    CHECK(message("1\n2x\n", FieldType::Integer) == "v.txt:2: expected a whole number, found \"2x\"");
    CHECK(message("1\n\n3\n", FieldType::Integer) == "v.txt:2: expected a whole number, found an empty line");
    CHECK(message("9223372036854775808", FieldType::Integer).find("v.txt:1:") == 0);
    CHECK(message("", FieldType::Text) == "v.txt: expected a value a line, found an empty file");
    CHECK(message("a\nb\tc\n", FieldType::Text).find("v.txt:2: expected 1 to 512 bytes") == 0);
    CHECK(message("a\n\xc3\x28\n", FieldType::Text).find("v.txt:2:") == 0);    // not a continuation
    CHECK(message("\xc0\xaf\n", FieldType::Text).find("v.txt:1:") == 0);       // overlong
    CHECK(message("\xed\xa0\x80\n", FieldType::Text).find("v.txt:1:") == 0);   // a surrogate
    CHECK(message("\xf4\x90\x80\x80", FieldType::Text).find("v.txt:1:") == 0); // beyond Unicode
    CHECK(message("\xe5\x8c", FieldType::Text).find("v.txt:1:") == 0);         // cut off
    CHECK(message(std::string(513, 'a'), FieldType::Text).find("v.txt:1:") == 0);
    CHECK(message(std::string(512, 'a'), FieldType::Text) == "fine");
}

TEST_CASE("Whatever the number of threads, the operations of a seed are the same, byte for byte")
{
    auto movies = workload::load(resources / "worlds" / "movies.json");
    REQUIRE(movies.has_value());
    workload::Sets sets;
    for (const auto& [name, source] : movies->sets)
        if (std::holds_alternative<workload::SetQuery>(source))
            for (std::int64_t id = 1; id <= 500; ++id)
                sets[name].emplace_back(id);
    const workload::Sequence calls(std::make_shared<const workload::Workload>(std::move(*movies)), sets, 7);
    constexpr std::uint64_t operations = 20'000;
    const auto asked = [&](int threads) {
        std::vector<std::uint64_t> prints(operations);
        std::atomic<std::uint64_t> next{0}; // as the virtual users of a path take their numbers
        std::vector<std::thread> crew;
        for (int i = 0; i < threads; ++i)
            crew.emplace_back([&] {
                workload::Call call;
                for (auto number = next++; number < operations; number = next++) {
                    calls.at(number, call);
                    prints[number] = fingerprint(call);
                }
            });
        for (auto& thread : crew)
            thread.join();
        return prints;
    };
    const auto one = asked(1);
    CHECK(one == asked(2));
    CHECK(one == asked(7));
    // And on every machine: the fingerprint of them all.
    std::uint64_t whole = 0;
    for (const auto print : one)
        whole = (whole ^ print) * 0x100000001b3u;
    CHECK(whole == 0x4255a936bb89edbu);
}
